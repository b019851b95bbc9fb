"""The points of the triage, a key each, and what they mean for this person."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QWidget

from kiosk.domain.finding import Verdict
from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.intake import CaseFile, TriagePoint
from kiosk.intake.triage import Ruling, rule
from kiosk.texts import Catalogue
from ui.style import font
from ui.theme import LARGE_TYPE, StaffType, Theme
from ui.widgets.card import label
from ui.widgets.remark import Remark
from ui.widgets.row_button import RowButton
from ui.widgets.stack import Stack

POINT_KEYS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "-")
"""The keys of the points in their order, as they lie on the keyboard."""
_STATE_PX = 36
_MOST_ADVICE = len(TriagePoint) + 1


class Points(Stack):
    """Two columns of rows; a row that applies is marked by what follows from it."""

    def __init__(
        self, theme: Theme, texts: Catalogue, pressed: Callable[[TriagePoint], None]
    ) -> None:
        """Call ``pressed`` with the point whose key was pressed or row was clicked."""
        super().__init__()
        self._texts, self._pressed = texts, pressed
        self._keys = dict(zip(POINT_KEYS, TriagePoint, strict=True))
        self.rows = {point: self._row(theme, key, point) for key, point in self._keys.items()}
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        columns = 1 if theme.text_scale > LARGE_TYPE else 2
        each = -(-len(self.rows) // columns)
        for at, row in enumerate(self.rows.values()):
            grid.addWidget(row, at % each, at // each)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        self.put(label(texts["reception.points"], "head"), inside)
        self.column.addStretch(1)

    def show_case(self, case: CaseFile) -> None:
        """Show which points apply."""
        ruling, words = rule(case), self._texts
        for point, row in self.rows.items():
            applies = case.intake.applies(point)
            state = words["reception.applies"] if applies else ""
            row.show_state(state, _verdict(point, ruling) if applies else None)

    def press(self, key: str) -> bool:
        """Turn the point of this key; tell whether there is one."""
        if key in self._keys:
            self._pressed(self._keys[key])
        return key in self._keys

    def _row(self, theme: Theme, key: str, point: TriagePoint) -> RowButton:
        words, why = self._texts[f"point.{point.value}"], self._texts[f"point.{point.value}.why"]
        metrics = QFontMetrics(font(theme, StaffType.BODY, bold=True))
        applies = metrics.horizontalAdvance(self._texts["reception.applies"]) + 2
        state_px = applies if theme.text_scale > 1 else _STATE_PX
        row = RowButton(theme, key, words, state_px=state_px, why=why)
        row.clicked.connect(lambda: self._pressed(point))
        return row


class Advice(Stack):
    """What to say and to do: stops first, then cautions."""

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self._texts = texts
        self._remarks = [Remark(theme, keeps_place=False) for _ in range(_MOST_ADVICE)]
        self.put(*self._remarks)
        self.column.addStretch(1)

    def show_case(self, case: CaseFile, earlier: Sequence[ReceiptNumber] = ()) -> None:
        """Say what follows from the points, and from a number that was here before."""
        words, ruling = self._texts, rule(case)
        said = [(words[f"point.{one.value}.say"], Verdict.FAIL) for one in ruling.stops]
        if earlier:
            numbers = words["reception.between"].join(str(one) for one in earlier)
            said.append((words.say("reception.earlier", numbers=numbers), Verdict.WARN))
        said += [(words[f"point.{one.value}.say"], Verdict.WARN) for one in ruling.cautions]
        if not said:
            said = [(words["reception.go_on"], Verdict.PASS)]
        for at, remark in enumerate(self._remarks):
            remark.say(*(said[at] if at < len(said) else ("",)))


def _verdict(point: TriagePoint, ruling: Ruling) -> Verdict:
    if point in ruling.stops:
        return Verdict.FAIL
    return Verdict.WARN if point in ruling.cautions else Verdict.PASS
