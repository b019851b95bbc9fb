"""訂正: a record of today that is opened once more, and what of it is changed."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from kiosk.domain.application import Application
from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.record import CorrectionReason, Record, RecordLine

_PARTS = ("applicant", "representative", "wishes", "visit")
_NOT_READ = frozenset({"officer", "documents", "pin_letter", "old_card", "paper_reason"})
"""Staff's own notes: the applicant does not read them before saying yes."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Correction:
    """A record as it is sealed now, and the list it was opened from; without a repr.

    ``reason`` is None until staff gave one.
    """

    record: Record
    line: RecordLine
    lines: tuple[RecordLine, ...]
    reason: CorrectionReason | None = None

    @property
    def number(self) -> ReceiptNumber:
        """Return the receipt number, which stays."""
        return self.line.number

    def lines_after(self, record: Record) -> tuple[RecordLine, ...]:
        """Return the list once this record is sealed in place of what it was."""
        person, line = record.applicant, self.line
        new = replace(
            line,
            name=person.name,
            version=line.version + 1,
            form_id=person.form_id,
            kana=person.kana,
            birth_date=person.birth_date,
        )
        return tuple(new if one is line else one for one in self.lines)


def changed_fields(before: Application, after: Application) -> tuple[str, ...]:
    """Return the names of what differs, never its words; the applicant's yes is not counted.

    Fields of the representative begin with ``representative_``.
    """
    return tuple(_changes(before, after))


def needs_new_yes(changed: tuple[str, ...]) -> bool:
    """Tell whether the applicant has to read it once more."""
    return bool(set(changed) - _NOT_READ)


def _changes(before: Application, after: Application) -> Iterator[str]:
    for one in fields(Application):
        old, new = getattr(before, one.name), getattr(after, one.name)
        if one.name == "confirmed" or old == new:
            continue
        if one.name not in _PARTS:
            yield one.name
            continue
        head = "representative_" if one.name == "representative" else ""
        for part in fields(type(new if old is None else old)):
            if getattr(old, part.name, None) != getattr(new, part.name, None):
                yield f"{head}{part.name}"
