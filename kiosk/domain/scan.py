"""What a scanner or the camera read: our ticket, an application form, or something to refuse."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from kiosk.domain.numbers import (
    FORM_ID_DIGITS,
    INDIVIDUAL_NUMBER_DIGITS,
    FormId,
    parse_form_id,
)
from kiosk.errors import ExitCode, FieldError, KioskError

TICKET_PREFIX = "SK1."
TICKET_CHARACTERS = 16
LONGEST_TICKET_BYTES = 64
LONGEST_FORM_BYTES = 2_000  # a QR of the largest version holds 2,953; the forms' are far smaller

_TICKET = re.compile(rf"{re.escape(TICKET_PREFIX)}[A-Z2-7]{{{TICKET_CHARACTERS}}}")
_FORM_SITE = re.compile(
    r"https?://(?:[a-z0-9-]+\.)+kojinbango-card\.go\.jp(?::443)?(?:[/?#][\x21-\x7e]*)?",
    re.IGNORECASE,
)
_FORM_NUMBER = re.compile(rf"(?<![0-9])[0-9]{{{FORM_ID_DIGITS}}}(?![0-9])")
_BETWEEN_GROUPS = re.compile(r"[ \-‐‑‒–—―−ー]")
_BARE_NUMBER = re.compile(r"[0-9]+")
_OPAQUE_FORM = "https://net.kojinbango-card.go.jp/"
_CARD_BACK = "0" * INDIVIDUAL_NUMBER_DIGITS  # nobody's number: it is never given out
_SENT_AFTER_A_CODE = " \t\r\n"  # what scanners are set to send as "Enter"


@dataclass(frozen=True, slots=True)
class TicketCode:
    """What the QR of one of our tickets says; whether it is genuine the ticket book tells."""

    text: str


@dataclass(frozen=True, slots=True, repr=False)
class FormCode:
    """The 申請書ID from the QR of an application form; without a repr."""

    form_id: FormId


@dataclass(frozen=True, slots=True)
class OpaqueForm:
    """An application form's QR that does not show its 申請書ID: it is typed from the paper."""


@dataclass(frozen=True, slots=True)
class CardBack:
    """The back of a My Number card; the number was dropped before anybody saw it."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Nothing of ours; what it said is not kept."""


Scan = TicketCode | FormCode | OpaqueForm | CardBack | Foreign


class ScanRefusal(StrEnum):
    """Why a scan leads nowhere; the words are under ``scan_kind.*`` and ``scan_next.*``."""

    FOREIGN = "foreign"
    CARD_BACK = "card_back"
    FORM_WITHOUT_TICKET = "form_without_ticket"
    """The form of somebody whose ticket was not read yet."""
    FORM_OPAQUE = "form_opaque"
    FORM_NOT_NOW = "form_not_now"
    """A form while nobody's application is being filled in."""
    FORM_BY_HAND = "form_by_hand"
    """A form with a number, for somebody whose number on the form must not be used."""
    TICKET_NOT_NOW = "ticket_not_now"
    """A ticket while this station serves another one."""
    TICKET_ENDED = "ticket_ended"


class ScanRefusedError(KioskError):
    """What was scanned leads nowhere here; nothing of it was kept."""

    message_key = "scan_refused"
    exit_code = ExitCode.REFUSED

    def __init__(self, refusal: ScanRefusal) -> None:
        """Say why, never what was read."""
        super().__init__(refusal.value, scan_kind=refusal.value, scan_next=refusal.value)
        self.refusal = refusal


ReadScan = Callable[[str], Scan]
"""How codes are read at this station."""


def scan_reader(form_pattern: str) -> ReadScan:
    """Return how codes are read where the forms' QR is as the regular expression says.

    Its only group is the 申請書ID. Tickets, cards and the forms of today are read as ever.
    """
    return partial(read_scan, form=re.compile(form_pattern)) if form_pattern else read_scan


def read_scan(text: str, form: re.Pattern[str] | None = None) -> Scan:
    """Return what ``text`` is; never raises, whatever it holds and however long it is.

    Full-width characters count as their narrow ones: an input method may have made them so.
    ``form`` is what another print of the forms has in its QR.
    """
    if not _is_short(text, LONGEST_FORM_BYTES):
        return Foreign()
    plain = unicodedata.normalize("NFKC", text).strip(_SENT_AFTER_A_CODE)
    if not _is_short(plain, LONGEST_FORM_BYTES):
        return Foreign()
    if _is_short(plain, LONGEST_TICKET_BYTES) and _TICKET.fullmatch(plain):
        return TicketCode(plain)
    number = _read_number(_BETWEEN_GROUPS.sub("", plain))
    if number is None and form is not None and (found := form.fullmatch(plain)):
        return _form(found[1] or "") or OpaqueForm()
    return number or _read_form(plain)


def retell(scan: Scan) -> str:
    """Return a text that reads as ``scan`` again and holds nothing that must not be handed on."""
    match scan:
        case TicketCode(text=text):
            return text
        case FormCode(form_id=form_id):
            return form_id
        case OpaqueForm():
            return _OPAQUE_FORM
        case CardBack():
            return _CARD_BACK
        case Foreign():
            return ""


def _is_short(text: str, most_bytes: int) -> bool:
    """Tell whether the text takes at most so many bytes; a long one is not even encoded."""
    return len(text) <= most_bytes and len(text.encode("utf-8", "surrogatepass")) <= most_bytes


def _read_number(digits: str) -> Scan | None:
    """Return what a code that is a number alone means, None when it is not a number."""
    if not _BARE_NUMBER.fullmatch(digits):
        return None
    if len(digits) == INDIVIDUAL_NUMBER_DIGITS:
        return CardBack()
    return _form(digits) or Foreign()


def _read_form(plain: str) -> Scan:
    """Return the number a form's address shows; the address is never opened."""
    if not _FORM_SITE.fullmatch(plain):
        return Foreign()
    numbers = set(_FORM_NUMBER.findall(plain))
    return (_form(numbers.pop()) if len(numbers) == 1 else None) or OpaqueForm()


def _form(digits: str) -> FormCode | None:
    try:
        return FormCode(parse_form_id(digits))
    except FieldError:
        return None
