"""What `kiosk people` asks: the register in the office's book, and papers made of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
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
    if register is not None and person:
        content = form_of(_read(register), PersonId(person), addressee)
    else:
        content = pledge_form(None, made_at=SystemClock().now(), addressee=addressee)
    write_new(out, content)


def form_of(listed: ListOfPeople, person: PersonId | None, addressee: str) -> bytes:
    """Return 誓約書 for somebody of the register; for nobody, with every line to write on."""
    whose = person_of(listed.people, person) if person else None
    if person and whose is None:
        raise UnknownPersonError(person=person)
    return pledge_form(whose, made_at=listed.made_at, addressee=addressee, training=listed.training)


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


def staff_table(listed: ListOfPeople) -> tuple[bytes, int]:
    """Return 従事者名簿 as xlsx, and how many people no sheet can hold: they are not in it."""
    made = BytesIO()
    left_out = write_staff_table(made, listed)
    return made.getvalue(), len(left_out)


def _table(listed: ListOfPeople) -> bytes:
    return staff_table(listed)[0]


def _read(register: Register) -> ListOfPeople:
    with open_place(register.folder, register.log_in) as place:
        if place.book is None:
            raise NoRegisterError("no book")
        people = place.book.read(Person).entries(Person)
        training = place.training
    return listed_of(people, SystemClock().now(), training=training)


def listed_of(people: tuple[Person, ...], at: datetime, *, training: bool) -> ListOfPeople:
    """Return a register that was read; `NoRegisterError` where nobody is in it."""
    if not people:
        raise NoRegisterError("nobody in it")
    return ListOfPeople(people=people, made_at=at, training=training, program=__version__)
