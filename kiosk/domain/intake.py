"""受付: what is asked before the camera, and what of a sitting is kept until it is sealed."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.ticket import PublicLanguage, Service


class Procedure(StrEnum):
    """The way of applying (交付時来庁方式, 申請時来庁方式; specification 3)."""

    VENUE = "venue"
    """会場設置型: the city sees the person when the card is collected."""
    VISIT = "visit"
    """訪問型: an officer of the city is there and sees the person now."""


class TriagePoint(StrEnum):
    """What staff ask before anything is done; named when it applies (domain facts 2.1, 3)."""

    CHANGED = "changed"
    """住所, 氏名 or 在留期間 changed since the form was printed: its 申請書ID must not be used."""
    HAND_WRITTEN = "hand_written"
    """手書き用交付申請書 without 申請書ID: the 個人番号 is needed."""
    FOREIGN = "foreign"
    """Not of Japanese nationality: roman letters, 通称, 在留期間."""
    STAY_ENDS = "stay_ends"
    """在留期間 ends within 60 days."""
    MINOR = "minor"
    """Under 15 years of age."""
    WARD = "ward"
    """成年被後見人."""
    NO_REPRESENTATIVE = "no_representative"
    """A minor or a ward, and no 法定代理人 is here."""
    UNDER_ONE = "under_one"
    """Under one year of age: no photo (番号法 2条7項)."""
    OLD_CARD = "old_card"
    """Holds a card that this application replaces."""
    URGENT = "urgent"
    """A reason for 特急発行, which the city's counter alone takes."""
    ELSEWHERE = "elsewhere"
    """住民票 outside Shimonoseki."""


class LeaveReason(StrEnum):
    """Why somebody left without an application."""

    TO_CITY_HALL = "to_city_hall"
    """特急発行, or another city's resident."""
    NO_REPRESENTATIVE = "no_representative"
    PAPERS_MISSING = "papers_missing"
    STAY_ENDS = "stay_ends"
    NO_CONSENT = "no_consent"
    CHANGED_MIND = "changed_mind"
    NO_PHOTO = "no_photo"
    """No photo that could be used, today."""
    ONLY_ASKED = "only_asked"
    """相談 only."""
    MISTAKE = "mistake"
    """The sitting was begun by mistake."""


class SaidBy(StrEnum):
    """How the applicant's word came."""

    SCREEN = "screen"
    """A touch on the applicant's own screen."""
    ALOUD = "aloud"
    """Read out by staff and answered aloud."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidYes:
    """The applicant's yes: to the purpose of use, or to photo and fields."""

    said: SaidBy
    language: PublicLanguage
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What is known before the camera; ``asked`` tells that staff went through the points."""

    consent: SaidYes | None = None
    points: frozenset[TriagePoint] = frozenset()
    asked: bool = False
    scanned: bool = False
    """The 申請書ID came from the form's code and needs no second typing."""

    def applies(self, point: TriagePoint) -> bool:
        """Tell whether the point was named."""
        return point in self.points


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CaseFile:
    """One person's sitting as far as it has come, but for the photo; without a repr.

    ``ticket`` is its number as people say it, "" for who came without. ``follows`` is the receipt
    number of an earlier application that this one replaces, "" for most.
    """

    procedure: Procedure = Procedure.VENUE
    service: Service | None = None
    ticket: str = ""
    language: PublicLanguage = PublicLanguage.JA
    intake: Intake = field(default_factory=Intake)
    form: ApplicantForm = field(default_factory=ApplicantForm)
    follows: str = ""
