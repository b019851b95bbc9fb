"""The back office: what a desk shows. Each desk is opened from a quiet page and left again."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.contract.gate import Gate
from kiosk.domain.audit import AuditGroup, AuditLine, AuditProof
from kiosk.domain.cardslip import CardSlip, CardSlipId
from kiosk.domain.checklist import ChecklistPhase
from kiosk.domain.custody import Medium, PolicyStanding
from kiosk.domain.deletion import DeletionCertificate
from kiosk.domain.ids import StaffId
from kiosk.domain.staff import StaffMember
from kiosk.workflow.outlook import Outlook


class DeskAct(StrEnum):
    """What was done at a desk last; each has a sentence."""

    NOTHING = "nothing"
    BACKED_UP = "backed_up"
    COPIED = "copied"
    RECEIVED = "received"
    DELETED = "deleted"
    CERTIFIED = "certified"
    """The certificate's PDF was written anew."""
    CHANGED_PASSWORD = "changed_password"  # noqa: S105 - the name of an act
    RESET_PASSWORD = "reset_password"  # noqa: S105 - the name of an act
    ADDED = "added"
    REMOVED = "removed"
    INSTALLED = "installed"
    REHEARSAL_WRITTEN = "rehearsal_written"
    REHEARSAL_PROVED = "rehearsal_proved"
    ACCEPTED_ANCHOR = "accepted_anchor"
    CARD_GIVEN = "card_given"
    CARD_RETURNED = "card_returned"
    CARD_SETTLED = "card_settled"
    CARD_PRINTED = "card_printed"
    TICKED = "ticked"
    EXCUSED = "excused"
    THINGS_BACK = "things_back"
    THING_LOST = "thing_lost"
    THINGS_OUT = "things_out"
    BARRED = "barred"
    """The day was not opened: something is lacking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverDesk:
    """引き渡し: every day that is not deleted, the plugged-in media, the certificates.

    ``certificate`` and ``paper`` are what the last act made: whose PDF lies where.
    """

    outlook: Outlook
    media: tuple[Medium, ...] = ()
    certificates: tuple[DeletionCertificate, ...] = ()
    act: DeskAct = DeskAct.NOTHING
    pulled: str = ""
    """The medium that may be pulled out now (抜いてよい), by name."""
    certificate: DeletionCertificate | None = None
    paper: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditDesk:
    """監査記録: a page of the trail, the newest first; ``proof`` once it was verified.

    ``before`` is what the page was asked for with; None stands for the newest page.
    """

    group: AuditGroup
    lines: tuple[AuditLine, ...]
    before: int | None = None
    more: bool = False
    proof: AuditProof | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDesk:
    """職員: who may sign in; for those who are no leads only their own password.

    ``whom`` the last act was about.
    """

    members: tuple[StaffMember, ...]
    act: DeskAct = DeskAct.NOTHING
    whom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPreview:
    """A newer policy that is not in force yet, and the file it is in."""

    file: Path
    policy: PolicyStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDesk:
    """鍵と方針: for whom the station seals; ``outlook`` tells whether anything disagrees.

    ``files`` are the rehearsal files that were written last; ``preview`` waits to be installed.
    """

    policy: PolicyStanding
    outlook: Outlook
    media: tuple[Medium, ...] = ()
    act: DeskAct = DeskAct.NOTHING
    files: tuple[Path, ...] = ()
    preview: PolicyPreview | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardDesk:
    """カードの預り: the open day's cards that were handed to the city, in their order.

    ``whom`` is the slip that the last act was about.
    """

    slips: tuple[CardSlip, ...]
    act: DeskAct = DeskAct.NOTHING
    whom: CardSlipId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GateDesk:
    """点検表: what bars today's event, and its list; ``people`` are on duty here.

    After things came back ``count`` is how many, ``left_open`` that whoever noted it may not tick.
    """

    phase: ChecklistPhase
    gate: Gate
    people: tuple[StaffId, ...] = ()
    act: DeskAct = DeskAct.NOTHING
    count: int = 0
    left_open: bool = False


Desk = HandOverDesk | AuditDesk | StaffDesk | PolicyDesk | CardDesk | GateDesk
