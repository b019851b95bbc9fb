"""監査記録: pages of the trail, and its verification."""

from dataclasses import replace

from kiosk.domain.audit import AuditGroup
from kiosk.errors import LeadNeededError
from kiosk.workflow.desks import AuditDesk
from kiosk.workflow.deskwork import DeskWork
from kiosk.workflow.phases import AtDesk

LINES_A_PAGE = 12  # as many as the staff window shows at once (1366 x 768)


class Auditing:
    """What leads ask the trail."""

    def __init__(self, work: DeskWork) -> None:
        self._work = work

    def open(self, group: AuditGroup, before: int | None) -> None:
        """Show a page of the trail to a lead; a proof that was made stays in sight."""
        stage = self._work.stage
        if stage.staff is not None and not stage.staff.role.may_close_the_day():
            stage.changed(notice=LeadNeededError())
            return
        shown = self._shown()
        proof = shown.proof if shown is not None else None
        self._work.open(lambda: replace(self._page(group, before), proof=proof))

    def verify(self) -> None:
        """Verify every entry from the first to the last."""
        shown, station = self._shown(), self._work.station
        if shown is None:
            return

        def verified() -> AuditDesk:
            return replace(shown, proof=station.verify_audit())

        self._work.run(AuditDesk, verified, lambda: replace(shown, proof=None))

    def _shown(self) -> AuditDesk | None:
        match self._work.stage.phase:
            case AtDesk(desk=AuditDesk() as desk):
                return desk
            case _:
                return None

    def _page(self, group: AuditGroup, before: int | None) -> AuditDesk:
        """Return so many entries; one more than is shown tells whether there are older ones."""
        found = self._work.station.audit_lines(group, before=before, most=LINES_A_PAGE + 1)
        return AuditDesk(
            group=group,
            lines=found[:LINES_A_PAGE],
            before=before,
            more=len(found) > LINES_A_PAGE,
        )
