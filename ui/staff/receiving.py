"""受付: the purpose of use, what is asked of everybody, the number of the form."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.intake import CaseFile, TriagePoint
from kiosk.intake.triage import REASONS, rule
from kiosk.workflow.phases import Receiving
from kiosk.workflow.snapshots import StationView
from ui.staff.consenting import Consenting
from ui.staff.leaving import ask_why
from ui.staff.numbering import Numbering
from ui.staff.page import Desk, Page
from ui.staff.points import Advice, Points
from ui.staff.sitting import RECEPTION, SittingHead
from ui.widgets.card import card
from ui.widgets.key_button import Action
from ui.widgets.scroll_body import ScrollBody

NUMBER_KEY = "I"
_SIDE_PX, _NUMBER_PX = 332, 344


class ReceivingPage(Page):
    """Left to right as it is done; the letters and digits work until a number is typed."""

    def __init__(self, desk: Desk) -> None:
        words = desk.texts
        super().__init__(
            desk,
            primary=Action("Enter", words["reception.to_camera"], self._finish, ("Ctrl+Enter",)),
            quiet=(
                Action("Esc", words["sitting.leave"], lambda: ask_why(desk)),
                Action(NUMBER_KEY, words["reception.number.go"], self._to_number),
            ),
        )
        self._case, self._blank = CaseFile(), False
        self._head = SittingHead(desk.theme, words)
        self.consenting = Consenting(desk)
        self.points = Points(desk.theme, words, self._turn)
        self.advice = Advice(desk.theme, words)
        self.numbering = Numbering(desk, desk.commands.follow_receipt)
        self.numbering.typed.connect(self._note)
        self.numbering.accepted.connect(self._finish)
        self._lay_out()

    def _lay_out(self) -> None:
        large = self.desk.theme.text_scale > 1
        side, column = card(padding=16, spacing=16)
        column.addWidget(self.consenting)
        self._advising: QWidget = self.advice if large else ScrollBody(self.advice)
        column.addWidget(self._advising, 1)
        asked, middle = card(padding=16)
        middle.addWidget(self.points)
        number, right = card(padding=16)
        right.addWidget(self.numbering)
        cards = QVBoxLayout() if large else QHBoxLayout()
        cards.setSpacing(16)
        cards.addWidget(side)
        cards.addWidget(asked, 1)
        cards.addWidget(number)
        body = QVBoxLayout(self.body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(self._head)
        body.addLayout(cards, 1)
        if large:
            self.keep_notice_in_sight()
            return
        side.setFixedWidth(_SIDE_PX)
        number.setFixedWidth(_NUMBER_PX)
        kept = self.notice.sizePolicy()
        kept.setRetainSizeWhenHidden(False)
        self.notice.setSizePolicy(kept)
        column.addWidget(self.notice, 1)

    def show_view(self, view: StationView) -> None:
        """Show what was said and typed, and what follows from it."""
        super().show_view(view)
        if not isinstance(view.phase, Receiving):
            return
        self._head.show_sitting(view, view.phase.sitting, RECEPTION)
        self._blank = False
        self._show_case(view.case)
        if view.case.intake.scanned and self.numbering.isAncestorOf(self.window().focusWidget()):
            self.first_focus().setFocus()  # nothing more is to be typed
        self.advice.show_case(view.case, view.earlier)
        self._advising.setVisible(view.notice is None)  # it stands in the advice's place
        self.numbering.show_errors(view.field_errors)

    def press(self, key: str) -> bool:
        """Turn points by digit, note the consent, choose the language."""
        if self.bar.asking:
            return super().press(key)
        return self.points.press(key) or self.consenting.press(key) or super().press(key)

    def wipe(self) -> None:
        """Forget the case; asked with every view, so only where there is one."""
        if self._blank:
            return
        self._blank, self._case = True, CaseFile()
        self.numbering.wipe()
        self._show_case(self._case)
        self.advice.show_case(self._case)
        self.notice.show_error(None)

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of points, consent and language."""
        words = self.desk.texts
        return (
            ("1 … 0 · -", words["keys.points"]),
            ("C", words["reception.aloud"]),
            ("L", words["reception.languages"]),
        )

    def _show_case(self, case: CaseFile) -> None:
        self._case = case
        ruling, words = rule(case), self.desk.texts
        self.consenting.show_case(case)
        self.points.show_case(case)
        self.numbering.show_case(case)
        if self.bar.primary is None:
            return
        if ruling.stops:
            reason = words[f"leave.{REASONS[ruling.stops[0]].value}"]
            self.bar.primary.set_words(words.say("reception.end", reason=reason))
        else:
            key = "reception.to_camera" if ruling.takes_photo else "reception.to_form"
            self.bar.primary.set_words(words[key])

    def _turn(self, point: TriagePoint) -> None:
        self.desk.commands.set_point(point, applies=not self._case.intake.applies(point))

    def _to_number(self) -> None:
        first: QWidget = self.numbering.first()
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.keep_in_sight(first)

    def _note(self) -> None:
        """Have the typed number kept; what was scanned and then changed is typed."""
        form = self.numbering.form(self._case.form)
        same = form.form_id == self._case.form.form_id
        intake = replace(self._case.intake, scanned=self._case.intake.scanned and same)
        self._show_case(replace(self._case, form=form, intake=intake))
        self.desk.commands.note_form(form)

    def _finish(self) -> None:
        """Go on, or end the sitting where a point stops it."""
        stops = rule(self._case).stops
        if stops:
            self.desk.commands.leave_sitting(REASONS[stops[0]])
        else:
            self.desk.commands.finish_intake()
