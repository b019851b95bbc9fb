"""The audit trail as people read it: who did what and when, nothing of an applicant in it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AuditKind(StrEnum):
    """What is worth remembering."""

    SET_UP = "set_up"
    BEGIN_RATCHET = "begin_ratchet"
    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    LOCK = "lock"
    LEAVE_PROGRAM = "leave_program"
    FAILED_SIGN_IN = "failed_sign_in"
    CHANGE_PASSWORD = "change_password"  # noqa: S105 - the name of a kind
    RESET_PASSWORD = "reset_password"  # noqa: S105 - the name of a kind
    ADD_STAFF = "add_staff"
    REMOVE_STAFF = "remove_staff"
    ROTATE_KEYS = "rotate_keys"
    INSTALL_POLICY = "install_policy"
    REFUSE_POLICY = "refuse_policy"
    PROVE_REHEARSAL = "prove_rehearsal"
    CLOCK_WENT_BACK = "clock_went_back"
    ACCEPT_ANCHOR = "accept_anchor"
    OPEN_DAY = "open_day"
    PUT = "put"
    OVERRIDE_PHOTO = "override_photo"
    EXEMPT_PHOTO = "exempt_photo"
    RETAKE_PHOTO = "retake_photo"
    LEAVE_SITTING = "leave_sitting"
    LIST_RECORDS = "list_records"
    SHOW_NAMES = "show_names"
    OPEN_RECORD = "open_record"
    CORRECT_RECORD = "correct_record"
    CHANGE_FIELD = "change_field"
    COMPLETE_DUTY = "complete_duty"
    GIVE_CARD = "give_card"
    RETURN_CARD = "return_card"
    SETTLE_CARD = "settle_card"
    PRINT_SHEET = "print_sheet"
    KEEP_DRAFT = "keep_draft"
    TAKE_DRAFT = "take_draft"
    DROP_DRAFT = "drop_draft"
    BEGIN_CLOSING = "begin_closing"
    WITNESS = "witness"
    CLOSE_ALONE = "close_alone"
    GIVE_UP_CLOSING = "give_up_closing"
    CLOSE_QUEUE = "close_queue"
    CLOSE_DAY = "close_day"
    SHRED_KEY = "shred_key"
    BACK_UP = "back_up"
    COPY_BATCH = "copy_batch"
    REFUSE_RECEIPT = "refuse_receipt"
    CONFIRM_RECEIPT = "confirm_receipt"
    OVERRIDE_RECEIPT = "override_receipt"
    BEGIN_DELETION = "begin_deletion"
    DELETE_DAY = "delete_day"
    WRITE_BOOK = "write_book"
    ACCEPT_BOOK = "accept_book"
    VIEW_AUDIT = "view_audit"


class AuditGroup(StrEnum):
    """What a lead asks the trail about: who opened, printed, overrode, exported, deleted."""

    ALL = "all"
    DOOR = "door"
    RECORDS = "records"
    PRINTS = "prints"
    OVERRIDES = "overrides"
    EXPORTS = "exports"
    DELETIONS = "deletions"
    KEYS = "keys"


GROUPS: dict[AuditGroup, frozenset[AuditKind]] = {
    AuditGroup.ALL: frozenset(AuditKind),
    AuditGroup.DOOR: frozenset(
        {
            AuditKind.SIGN_IN,
            AuditKind.SIGN_OUT,
            AuditKind.LOCK,
            AuditKind.LEAVE_PROGRAM,
            AuditKind.FAILED_SIGN_IN,
        }
    ),
    AuditGroup.RECORDS: frozenset(
        {
            AuditKind.OPEN_DAY,
            AuditKind.PUT,
            AuditKind.RETAKE_PHOTO,
            AuditKind.LEAVE_SITTING,
            AuditKind.LIST_RECORDS,
            AuditKind.SHOW_NAMES,
            AuditKind.OPEN_RECORD,
            AuditKind.CORRECT_RECORD,
            AuditKind.CHANGE_FIELD,
            AuditKind.COMPLETE_DUTY,
            AuditKind.GIVE_CARD,
            AuditKind.RETURN_CARD,
            AuditKind.SETTLE_CARD,
            AuditKind.KEEP_DRAFT,
            AuditKind.TAKE_DRAFT,
            AuditKind.DROP_DRAFT,
            AuditKind.WRITE_BOOK,
        }
    ),
    AuditGroup.PRINTS: frozenset({AuditKind.PRINT_SHEET}),
    AuditGroup.OVERRIDES: frozenset(
        {
            AuditKind.OVERRIDE_PHOTO,
            AuditKind.EXEMPT_PHOTO,
            AuditKind.CLOSE_ALONE,
            AuditKind.OVERRIDE_RECEIPT,
            AuditKind.ACCEPT_ANCHOR,
            AuditKind.ACCEPT_BOOK,
        }
    ),
    AuditGroup.EXPORTS: frozenset(
        {
            AuditKind.BEGIN_CLOSING,
            AuditKind.GIVE_UP_CLOSING,
            AuditKind.WITNESS,
            AuditKind.CLOSE_QUEUE,
            AuditKind.CLOSE_DAY,
            AuditKind.BACK_UP,
            AuditKind.COPY_BATCH,
            AuditKind.REFUSE_RECEIPT,
            AuditKind.CONFIRM_RECEIPT,
        }
    ),
    AuditGroup.DELETIONS: frozenset(
        {AuditKind.SHRED_KEY, AuditKind.BEGIN_DELETION, AuditKind.DELETE_DAY}
    ),
    AuditGroup.KEYS: frozenset(
        {
            AuditKind.SET_UP,
            AuditKind.BEGIN_RATCHET,
            AuditKind.CHANGE_PASSWORD,
            AuditKind.RESET_PASSWORD,
            AuditKind.ADD_STAFF,
            AuditKind.REMOVE_STAFF,
            AuditKind.ROTATE_KEYS,
            AuditKind.INSTALL_POLICY,
            AuditKind.REFUSE_POLICY,
            AuditKind.PROVE_REHEARSAL,
            AuditKind.CLOCK_WENT_BACK,
            AuditKind.VIEW_AUDIT,
        }
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One entry; ``subject`` is a random identity, a batch or a member of staff, never a person."""

    n: int
    at: datetime
    kind: AuditKind
    actor: str
    shift: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditProof:
    """The whole trail was verified: ``n`` entries, the last with this ``head`` (32 bytes)."""

    n: int
    head: bytes
    verified_at: datetime
    since: datetime | None
    """When the first entry was made; None when there is none."""
