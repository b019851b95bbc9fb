"""What `kiosk people` asks: the register in the office's book, and papers made of it."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from kiosk import __version__
from kiosk.clock import SystemClock
from kiosk.documents.pledges import (
    ListOfPeople,
    pledge_form,
    pledge_register,
    staff_list,
    write_staff_table,
)
from kiosk.domain.ids import PersonId
from kiosk.domain.person import Person, person_of
from kiosk.errors import ExitCode, KioskError
from kiosk.wiring.bookdoor import LogIn, open_place
from kiosk.wiring.newfile import require_new, write_new

SHEET_SUFFIX = ".xlsx"


class NoRegisterError(KioskError):
    """There is no register of people in this folder."""

    message_key = "no_register"
    exit_code = ExitCode.BAD_INPUT


class UnknownPersonError(KioskError):
    """The register has nobody of this number; ``person`` is what was asked for."""

    message_key = "unknown_person"
    exit_code = ExitCode.BAD_INPUT


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Where the register is, and who asks for it."""

    folder: Path
    log_in: LogIn


def write_form(
    out: Path, *, register: Register | None = None, person: str = "", addressee: str = ""
) -> None:
    """Leave 誓約書 to be signed; without a person every line is left to write on."""
    require_new(out)
    whose, training = None, False
    if register is not None and person:
        listed = _read(register)
        training = listed.training
        whose = person_of(listed.people, PersonId(person))
        if whose is None:
            raise UnknownPersonError(person=person)
    made_at = SystemClock().now()
    write_new(out, pledge_form(whose, made_at=made_at, addressee=addressee, training=training))


def write_register(register: Register, out: Path) -> int:
    """Leave 誓約書提出者一覧 and return how many people are on it."""
    return _write(register, out, pledge_register)


def write_list(register: Register, out: Path) -> int:
    """Leave 従事者名簿, as xlsx where ``out`` ends so; return how many people the register has."""
    return _write(register, out, _table if out.suffix.lower() == SHEET_SUFFIX else staff_list)


def _write(register: Register, out: Path, make: Callable[[ListOfPeople], bytes]) -> int:
    require_new(out)
    listed = _read(register)
    write_new(out, make(listed))
    return len(listed.people)


def _table(listed: ListOfPeople) -> bytes:
    made = BytesIO()
    write_staff_table(made, listed)
    return made.getvalue()


def _read(register: Register) -> ListOfPeople:
    with open_place(register.folder, register.log_in) as place:
        if place.book is None:
            raise NoRegisterError("no book")
        people = place.book.read(Person).entries(Person)
        training = place.training
    if not people:
        raise NoRegisterError("nobody in it")
    return ListOfPeople(
        people=people, made_at=SystemClock().now(), training=training, program=__version__
    )
