"""What each field of the form is called, asks for and answers; ticks stand in groups."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.domain.applicant import ApplicantForm, Sex
from kiosk.domain.application import Delivery, DocumentKind, Relation
from kiosk.domain.dates import BirthDate
from kiosk.domain.numbers import PostalCode, parse_postal_code
from kiosk.errors import FieldError
from kiosk.intake.documents import A_KINDS
from kiosk.intake.postal import PREFECTURE_AND_CITY, towns_of
from kiosk.intake.reading import TICK, parse_field
from kiosk.texts import Catalogue
from ui.widgets.field import Caution, FieldPlan, Read
from ui.words import birth_words

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "person": (
        "name",
        "kanji_name",
        "common_name",
        "kana",
        "glyph_note",
        "birth_date",
        "sex",
    ),
    "home": ("postal_code", "address", "phone"),
    "representative": (
        "representative_name",
        "representative_relation",
        "representative_phone",
    ),
    "wish": ("wishes",),
    "visit": ("documents_a", "documents_b", "papers", "officer", "delivery"),
    "paper": ("paper_reason",),
}
CITY = "下関市"
_TOWNS_SAID = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Ticks with one stop for the Tab key; ``field`` holds them with commas, else each its own."""

    values: tuple[str, ...]
    field: str = ""

    def holds(self, field: str) -> bool:
        """Tell whether this field of the form is ticked here."""
        return field == self.field or (not self.field and field in self.values)

    def ticked(self, form: ApplicantForm) -> str:
        """Return what of the group the form holds, with commas."""
        if self.field:
            named = getattr(form, self.field).split(",")
            return ",".join(one for one in self.values if one in named)
        return ",".join(one for one in self.values if getattr(form, one) == TICK)


GROUPS: Mapping[str, Group] = {
    "wishes": Group(values=("no_signature", "no_authentication", "face_authentication", "braille")),
    "documents_a": Group(
        values=tuple(one.value for one in DocumentKind if one in A_KINDS), field="documents"
    ),
    "documents_b": Group(
        values=tuple(one.value for one in DocumentKind if one not in A_KINDS), field="documents"
    ),
    "papers": Group(values=("pin_letter", "old_card")),
}
_CHOICES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "sex": (tuple(Sex), "sex"),
    "representative_relation": (tuple(Relation), "relation"),
    "delivery": (tuple(Delivery), "delivery"),
}
_TICK_WORDS = {
    "wishes": "wish",
    "documents_a": "document",
    "documents_b": "document",
    "papers": "paper",
}
_SIDE_PX, _WIDE_PX, _LARGE_PX = 346, 820, 600  # beside the other column, below both, large type
_COLUMNS = {"wishes": 2, "documents_a": 4, "documents_b": 4, "representative_relation": 2}


def grouped_values(fields: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the names in the form for these fields, each with the ticks it offers."""
    shown: dict[str, tuple[str, ...]] = {}
    for name, group in GROUPS.items():
        offered = tuple(one for one in group.values if group.field in fields or one in fields)
        if offered:
            shown[name] = offered
    plain = {name for names in SECTIONS.values() for name in names} & set(fields)
    return shown | dict.fromkeys(plain, ())


class Plans:
    """Makes the plans of the fields; ``typed`` tells what stands in another field now."""

    def __init__(
        self,
        texts: Catalogue,
        today: Callable[[], date],
        typed: Callable[[str], str],
    ) -> None:
        self._texts, self._today, self._typed = texts, today, typed

    def of(self, names: Sequence[str], *, large: bool) -> list[FieldPlan]:
        """Return a plan for each of these names; ``large`` type has fewer columns."""
        return [self._plan(name, large=large) for name in names]

    def address_head(self, code: str) -> str:
        """Return how an address with this 郵便番号 begins, empty where it is not of the city."""
        try:
            towns = towns_of(parse_postal_code(code))
        except FieldError:
            return ""
        if not towns:
            return ""
        return towns[0].address_head if len(towns) == 1 else PREFECTURE_AND_CITY

    def _plan(self, name: str, *, large: bool) -> FieldPlan:
        words = self._texts
        if name in GROUPS:
            kind = _TICK_WORDS[name]
            choices = [(one, words[f"{kind}.{one}"]) for one in GROUPS[name].values]
            read: Read = _nothing
        else:
            values, kind = _CHOICES.get(name, ((), ""))
            choices = [(one, words[f"{kind}.{one}"]) for one in values]
            read = self._reader(name)
        return FieldPlan(
            field=name,
            example=words[f"form.{name}.example"],
            read=read,
            choices=tuple(choices),
            columns=_COLUMNS.get(name, 0),
            most_px=_LARGE_PX if large else _WIDE_PX if name in SECTIONS["visit"] else _SIDE_PX,
            several=name in GROUPS,
            compact=True,
            digits=name in {"postal_code", "phone", "representative_phone"},
        )

    def _reader(self, field: str) -> Read:
        def read(text: str) -> str:
            today = self._today()
            value = parse_field(field, text, today=today)
            match field:
                case "birth_date" if isinstance(value, BirthDate):
                    return birth_words(value, today, self._texts)
                case "postal_code":
                    return self._of_code(str(value))
                case "address":
                    return self._of_address(str(value))
                case "kana" | "phone" | "representative_phone" if value != text:
                    return str(value)
                case _:
                    return ""

        return read

    def _of_code(self, code: str) -> str:
        towns = towns_of(PostalCode(code))
        if not towns:
            return Caution(self._texts["form.postal_code.elsewhere"])
        named = self._texts["case.between"].join(one.name for one in towns[:_TOWNS_SAID])
        return f"{CITY}{named}{'…' if len(towns) > _TOWNS_SAID else ''}"

    def _of_address(self, address: str) -> str:
        if address == self.address_head(self._typed("postal_code")):
            return Caution(self._texts["form.address.go_on"])
        return "" if CITY in address else Caution(self._texts["form.address.elsewhere"])


def _nothing(_ticked: str) -> str:
    return ""
