"""What the points of the triage mean: who cannot go on here, what the form asks, what to say."""

from dataclasses import dataclass

from kiosk.domain.intake import CaseFile, LeaveReason, Procedure, TriagePoint
from kiosk.domain.ticket import Service


@dataclass(frozen=True, slots=True, kw_only=True)
class FormShape:
    """What a form asks of this person; the fields follow from it (`kiosk.intake.shape`)."""

    procedure: Procedure = Procedure.VENUE
    foreign: bool = False
    hand_written: bool = False
    represented: bool = False
    """A 法定代理人 applies for a minor or a ward; a younger one gets no 署名用電子証明書."""
    replaces: bool = False
    """A card is replaced by this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """``stops``: what ends the sitting here, each with a sentence; ``cautions`` only warn.

    ``takes_photo`` is False under one year of age.
    """

    stops: tuple[TriagePoint, ...]
    cautions: tuple[TriagePoint, ...]
    shape: FormShape
    takes_photo: bool

    @property
    def may_go_on(self) -> bool:
        """Tell whether nothing stops the application."""
        return not self.stops


_CAUTIONS = (
    TriagePoint.STAY_ENDS,
    TriagePoint.ELSEWHERE,
    TriagePoint.OLD_CARD,
    TriagePoint.UNDER_ONE,
)
REASONS = {
    TriagePoint.URGENT: LeaveReason.TO_CITY_HALL,
    TriagePoint.NO_REPRESENTATIVE: LeaveReason.NO_REPRESENTATIVE,
    TriagePoint.CHANGED: LeaveReason.PAPERS_MISSING,
}
"""Why somebody leaves whom this point stops."""


def rule(case: CaseFile) -> Ruling:
    """Return what the points mean for this sitting."""
    points = case.intake.points
    represented = bool(points & {TriagePoint.MINOR, TriagePoint.WARD, TriagePoint.UNDER_ONE})
    stopped = {
        TriagePoint.URGENT: TriagePoint.URGENT in points,
        TriagePoint.NO_REPRESENTATIVE: represented and TriagePoint.NO_REPRESENTATIVE in points,
        # The number on the form belongs to the old address or name (domain facts 2.1).
        TriagePoint.CHANGED: TriagePoint.CHANGED in points
        and TriagePoint.HAND_WRITTEN not in points,
    }
    return Ruling(
        stops=tuple(point for point, here in stopped.items() if here),
        cautions=tuple(point for point in _CAUTIONS if point in points),
        shape=FormShape(
            procedure=case.procedure,
            foreign=TriagePoint.FOREIGN in points,
            hand_written=TriagePoint.HAND_WRITTEN in points,
            represented=represented,
            replaces=TriagePoint.OLD_CARD in points
            or case.service in {Service.RENEW, Service.REISSUE},
        ),
        takes_photo=TriagePoint.UNDER_ONE not in points,
    )
