"""A day is deleted by two people, who say what of it is still out there."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.custody import DayStanding, SecondPerson
from kiosk.domain.finding import Verdict
from kiosk.texts import Catalogue
from ui.staff.desks.fields import count_plan, name_plan, secret_plan
from ui.staff.desks.work import FormWork, heading
from ui.staff.page import Desk
from ui.theme import Theme
from ui.widgets.lines_field import LinesField
from ui.widgets.paragraph import Paragraph
from ui.widgets.row_button import RowButton
from ui.words import work_day_words

_WIDTH_PX = 1334
_STATE_PX = 176
_MEDIA_PX = 400


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Deletion:
    """What the two agreed on; without a repr, for the password in it."""

    second: SecondPerson
    remaining_media: tuple[str, ...]


class DeleteWork(FormWork):
    """Who stands beside, the media that are still out there, the count as a confirmation."""

    def __init__(self, desk: Desk, *, delete: Callable[[Deletion], None]) -> None:
        words = desk.texts
        self._day: DayStanding | None = None
        plans = (
            name_plan("second_id", words),
            secret_plan("second_password", words),
            count_plan(words, self._count),
        )
        super().__init__(desk, "delete", plans, self.act)
        self._delete = delete
        self.widen(_WIDTH_PX)
        self._media = _MediaTicks(desk.theme, words)
        self.others = LinesField(desk.theme, words, "remaining_media")
        self.column.removeWidget(self.form)
        large = desk.theme.text_scale > 1
        beside = QVBoxLayout() if large else QHBoxLayout()
        beside.setSpacing(32)
        beside.addWidget(self.form, 3)
        beside.addLayout(self._outside(), 2)
        self.column.addLayout(beside)

    def _outside(self) -> QVBoxLayout:
        """Lay out what is out there: the copies this station knows of, and others by name."""
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self._media)
        column.addWidget(self.others)
        column.addStretch(1)
        return column

    def show_day(self, day: DayStanding) -> None:
        """Say which day it is, and list where copies went."""
        words = self.desk.texts
        before, self._day = self._day, day
        self.title.setText(
            words.say(
                "desk.delete.of",
                day=work_day_words(day.business_date, words),
                records=day.records,
            )
        )
        if before is None or before.copies != day.copies:
            self._media.show_media(tuple(dict.fromkeys(one.medium for one in day.copies)))
            if (last := self._media.last()) is not None:
                self.setTabOrder(last, self.others.edit)

    def act(self) -> None:
        """Hand on what the two agreed on; the password is gone from here."""
        values = self.read()
        if values is None or self._day is None:
            return
        second = SecondPerson(
            staff_id=values["second_id"].strip(), password=values["second_password"]
        )
        named = dict.fromkeys((*self._media.remaining(), *self.others.lines()))
        self._delete(Deletion(second=second, remaining_media=tuple(named)))

    def wipe(self) -> None:
        """Forget the fields and the ticks."""
        super().wipe()
        self.others.wipe()
        self._day = None
        self._media.show_media(())

    def forget(self) -> None:
        """Forget the day, too."""
        super().forget()
        self.title.setText("")

    def begin(self) -> None:
        """Begin with empty fields; the day is shown already."""
        self.form.wipe()
        self.others.wipe()

    def rest(self, *, busy: bool) -> None:
        """Take no changes while the day is being deleted."""
        super().rest(busy=busy)
        self._media.setEnabled(not busy)
        self.others.set_read_only(busy)

    def _count(self) -> int:
        return self._day.records if self._day else -1


class _MediaTicks(QWidget):
    """One row a medium: still out there, or fetched back and wiped; Space changes it."""

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self._theme, self._texts = theme, texts
        self._out: dict[str, bool] = {}
        self._rows: dict[str, RowButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(heading(texts["desk.delete.media"]))
        self._note = Paragraph(role="body", line_height=1.4)
        self._column.addWidget(self._note)
        self.setMinimumWidth(min(theme.px(_MEDIA_PX), 1200))

    def show_media(self, names: tuple[str, ...]) -> None:
        """Show these, each as still out there."""
        for row in self._rows.values():
            self._column.removeWidget(row)
            row.setParent(None)
        self._out = dict.fromkeys(names, True)
        self._rows = {}
        for at, name in enumerate(names):
            row = RowButton(self._theme, "", name, state_px=self._theme.px(_STATE_PX))
            row.clicked.connect(lambda _on=False, name=name: self._turn(name))
            self._rows[name] = row
            self._column.insertWidget(2 + at, row)
            self._say(name)
        self._note.setText(self._texts["desk.delete.ticks" if names else "desk.delete.no_media"])

    def last(self) -> QWidget | None:
        """Return the lowest row."""
        return next(reversed(self._rows.values()), None)

    def remaining(self) -> tuple[str, ...]:
        """Return the media that are still out there."""
        return tuple(name for name, out in self._out.items() if out)

    def _turn(self, name: str) -> None:
        self._out[name] = not self._out[name]
        self._say(name)

    def _say(self, name: str) -> None:
        out = self._out[name]
        words = self._texts["desk.delete.out" if out else "desk.delete.wiped"]
        self._rows[name].show_state(words, Verdict.WARN if out else Verdict.PASS)
