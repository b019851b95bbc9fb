"""Forms of 持出返却表: a thing that nobody planned, and how many came back or are lost."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.contract.equipment import LONGEST_REMARK, Balance, parse_equipment
from kiosk.contract.packing import Planned
from kiosk.contract.plancells import parse_count
from kiosk.domain.checklist import EquipmentKind, Way
from kiosk.domain.names import parse_note
from kiosk.errors import FieldError
from kiosk.texts import Catalogue
from kiosk.workflow.contract.checkwork import Moving
from kiosk.workflow.contract.snapshot import OfficeSnapshot
from ui.office.desk import OfficeDesk
from ui.office.entryform import EntryForm
from ui.office.words import form_texts
from ui.office.work import OfficeWork
from ui.widgets.field import FieldPlan

NAME, KIND, SERIAL = "equipment_name", "equipment_kind", "equipment_serial"
COUNT, WAY, LOSS = "equipment_count", "equipment_way", "loss_reason"
Move = Callable[[Moving], None]


class ThingsWork(OfficeWork):
    """A form that ends with one move of a thing; the rules have the last word."""

    def __init__(self, desk: OfficeDesk, kind: str, fields: Sequence[str], move: Move) -> None:
        words = desk.texts
        super().__init__(
            desk,
            title=words[f"bureau.thing.{kind}.title"],
            explain=words[f"bureau.thing.{kind}.explain"],
            primary=words["bureau.save"],
        )
        self._move = move
        self.form = EntryForm(desk.theme, form_texts(words), [_plan(one, words) for one in fields])
        self.form.accepted.connect(self.accepted)
        self.form.changed.connect(self.changed)
        self.column.addWidget(self.form)

    def first_focus(self) -> QWidget:
        """Return the first field; what stands there already goes with the first key."""
        first = self.form.first()
        if isinstance(first, QLineEdit):
            first.selectAll()
        return first

    def edited(self) -> bool:
        """Tell whether something would be lost."""
        return self.form.edited()

    def forget(self) -> None:
        """Forget what was typed."""
        self.form.wipe()

    def refused(self, snapshot: OfficeSnapshot) -> None:
        """Say beside its field what is wrong."""
        if isinstance(snapshot.notice, FieldError):
            self.form.show_errors((snapshot.notice,))

    def act(self) -> bool:
        """Note the move."""
        try:
            moving = self.moving(self.form.values())
        except FieldError as error:
            self.form.show_errors((error,))
            return False
        self._move(moving)
        return True

    def moving(self, values: Mapping[str, str]) -> Moving:
        """Return what is typed; raise `FieldError` naming the field."""
        raise NotImplementedError


class NewThingWork(ThingsWork):
    """A thing that the plan does not name, or one of which it does not say enough."""

    def __init__(self, desk: OfficeDesk, move: Move) -> None:
        super().__init__(desk, "new", (NAME, KIND, SERIAL, COUNT, WAY), move)

    def begin(self, planned: Planned | None = None) -> None:
        """Begin with what the plan says, if it says anything."""
        known = {COUNT: "1", WAY: Way.OUT.value}
        if planned is not None:
            known |= {NAME: planned.name, KIND: planned.kind.value, COUNT: str(planned.count)}
        self.form.begin(known)

    def first_focus(self) -> QWidget:
        """Return the number of a thing that is known, else its name."""
        known = self.form.values()[NAME]
        return self.form.fields[SERIAL].widget if known else self.form.first()

    def moving(self, values: Mapping[str, str]) -> Moving:
        """Return the thing going out, or back where nobody had noted that it went."""
        kind, way = (_chosen(values, field) for field in (KIND, WAY))
        return Moving(
            thing=parse_equipment(values[NAME], EquipmentKind(kind), values[SERIAL]),
            way=Way(way),
            count=_count(values),
        )


class CountWork(ThingsWork):
    """How many of the chosen thing go one way; of what is lost also how that came about."""

    def __init__(self, desk: OfficeDesk, way: Way, move: Move) -> None:
        fields = (COUNT, LOSS) if way is Way.LOST else (COUNT,)
        super().__init__(desk, way.value, fields, move)
        self._way = way
        self._balance: Balance | None = None

    def begin(self, balance: Balance) -> None:
        """Begin with all that is missing."""
        self._balance = balance
        thing = balance.equipment
        explained = self.texts[f"bureau.thing.{self._way.value}.explain"]
        self.explain.setText(f"{thing.name} {thing.serial}\n{explained}".strip())
        self.form.begin({COUNT: str(balance.missing or 1)})

    def moving(self, values: Mapping[str, str]) -> Moving:
        """Return the move."""
        if self._balance is None:
            raise FieldError(COUNT, "required")
        lost = self._way is Way.LOST
        reason = parse_note(LOSS, values[LOSS], LONGEST_REMARK) if lost else ""
        return Moving(
            thing=self._balance.equipment, way=self._way, count=_count(values), reason=reason
        )


def _plan(field: str, words: Catalogue) -> FieldPlan:
    choices: tuple[tuple[str, str], ...] = ()
    if field == KIND:
        choices = tuple((one.value, words[f"equipment_kind.{one.value}"]) for one in EquipmentKind)
    elif field == WAY:
        ways = (Way.OUT, Way.BACK)
        choices = tuple((one.value, words[f"bureau.way.{one.value}"]) for one in ways)
    return FieldPlan(
        field=field,
        example=words.get(f"bureau.example.{field}", ""),
        read=lambda _text: "",
        choices=choices,
        most_px=1000,
        compact=True,
    )


def _chosen(values: Mapping[str, str], field: str) -> str:
    if not values[field]:
        raise FieldError(field, "required")
    return values[field]


def _count(values: Mapping[str, str]) -> int:
    count = parse_count(COUNT, values[COUNT])
    if count is None:
        raise FieldError(COUNT, "required")
    return count
