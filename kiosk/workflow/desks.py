"""The back office: what a desk shows. Each desk is opened from a quiet page and left again."""

from dataclasses import dataclass

from kiosk.domain.audit import AuditGroup, AuditLine, AuditProof
from kiosk.domain.custody import Medium, PolicyStanding
from kiosk.domain.deletion import DeletionCertificate
from kiosk.domain.staff import StaffMember
from kiosk.workflow.outlook import Outlook


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverDesk:
    """引き渡し: every day that is not deleted, the plugged-in media, the certificates."""

    outlook: Outlook
    media: tuple[Medium, ...] = ()
    certificates: tuple[DeletionCertificate, ...] = ()
    pulled: str = ""
    """The medium that may be pulled out now (抜いてよい), by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditDesk:
    """監査記録: a page of the trail, the newest first; ``proof`` once it was verified."""

    group: AuditGroup
    lines: tuple[AuditLine, ...]
    more: bool = False
    proof: AuditProof | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDesk:
    """職員: who may sign in; for those who are no leads only their own password."""

    members: tuple[StaffMember, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDesk:
    """鍵と方針: for whom the station seals; ``outlook`` tells whether anything disagrees."""

    policy: PolicyStanding
    outlook: Outlook


Desk = HandOverDesk | AuditDesk | StaffDesk | PolicyDesk
