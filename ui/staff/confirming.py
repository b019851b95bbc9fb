"""The applicant reads everything on the own screen; staff see how it stands, and seal."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kiosk.domain.correction import Correction
from kiosk.domain.dates import JST
from kiosk.domain.finding import Verdict
from kiosk.domain.intake import SaidBy
from kiosk.workflow.phases import Confirming, Sealing
from kiosk.workflow.snapshots import StationView
from ui.case_words import application_lines
from ui.correction_words import correction_words
from ui.staff.correction import ask_leave
from ui.staff.leaving import ask_why
from ui.staff.page import Desk, Page
from ui.staff.sitting import CONFIRM, SEAL, SittingHead
from ui.staff.summary import NoPhoto, PhotoSummary
from ui.theme import LARGE_TYPE
from ui.widgets.card import card, label
from ui.widgets.key_button import Action
from ui.widgets.named_values import NamedValues
from ui.widgets.remark import Remark
from ui.widgets.scroll_body import ScrollBody
from ui.widgets.stack import Stack

_SIDE_PX, _LARGE_SIDE_PX = 300, 264


class ConfirmPage(Page):
    """Enter seals once the applicant said yes; A notes a yes that was said aloud."""

    def __init__(self, desk: Desk) -> None:
        words, commands = desk.texts, desk.commands
        super().__init__(
            desk,
            primary=Action("Enter", words["filling.seal"], commands.seal, ("Ctrl+Enter",)),
            quiet=(
                Action("Esc", words["sitting.leave"], self._leave),
                Action("F6", words["confirming.correct"], commands.correct_form),
                Action("A", words["confirming.say"], self._aloud),
                Action("R", words["confirming.again"], commands.show_confirmation),
            ),
        )
        large = desk.theme.text_scale > LARGE_TYPE
        self._side_px = _LARGE_SIDE_PX if large else desk.theme.px(_SIDE_PX)
        self.photo = PhotoSummary(desk.theme, words, width_px=self._side_px)
        self._none = NoPhoto(desk.theme, words, width_px=self._side_px)
        self.state = Remark(desk.theme)
        self.values = NamedValues(desk.theme)
        self._head = SittingHead(desk.theme, words)
        self._what = Remark(desk.theme, keeps_place=False)
        self._opened: Correction | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        side = Stack()
        side.setFixedWidth(self._side_px)
        side.put(self.photo, self._none)
        frame, column = card(padding=16, spacing=12)
        column.addWidget(label(self.desk.texts["confirming.title"], "head"))
        column.addWidget(self.state)
        column.addWidget(self._what)
        large = self.desk.theme.text_scale > 1
        column.addWidget(self.values if large else ScrollBody(self.values), 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(side)
        row.addWidget(frame, 1)
        body = QVBoxLayout(self.body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(self._head)
        body.addLayout(row, 1)
        self.keep_notice_in_sight()

    def show_view(self, view: StationView) -> None:
        """Show what the applicant reads and what was answered."""
        super().show_view(view)
        sealing = isinstance(view.phase, Sealing)
        phase = view.phase.asked if isinstance(view.phase, Sealing) else view.phase
        if not isinstance(phase, Confirming):
            return
        self._opened = phase.correction
        self._show_head(view, phase, SEAL if sealing else CONFIRM)
        self.photo.show_shot(phase.shot, phase.review)
        self.photo.setVisible(phase.shot is not None)
        self._none.setVisible(phase.shot is None)
        self._show_state(phase)
        lines = application_lines(phase.application, self.desk.today(), self.desk.texts)
        self.values.show_values(lines)
        self.bar.set_busy(sealing)
        if not sealing:
            self.bar.button("A").setEnabled(phase.confirmed is None)
            self.bar.button("R").setEnabled(phase.hidden and phase.confirmed is None)

    def wipe(self) -> None:
        """Forget photo and words."""
        self.photo.show_shot(None, None)
        self.values.show_values(())
        self.state.say("")
        self._what.say("")
        self.notice.show_error(None)

    def _show_head(self, view: StationView, phase: Confirming, step: int) -> None:
        """Show whose application it is; of a correction what was changed, and why."""
        words, opened = self.desk.texts, phase.correction
        if opened is None:
            self._head.show_sitting(view, phase.sitting, step)
            self._what.say("")
        else:
            self._head.show_correction(opened.number)
            self._what.say(correction_words(opened, phase.application, words))
        self.bar.set_quiet_words("Esc", words["correcting.leave" if opened else "sitting.leave"])
        if self.bar.primary is not None:
            self.bar.primary.set_words(words["correcting.seal" if opened else "filling.seal"])

    def _show_state(self, phase: Confirming) -> None:
        words, said = self.desk.texts, phase.confirmed
        opened = phase.correction
        if said is not None and opened and said == opened.record.application.confirmed:
            self.state.say(words["correcting.same_yes"], Verdict.PASS)
        elif said is not None:
            at = f"{said.at.astimezone(JST):%H:%M}"
            self.state.say(words.say(f"confirming.{said.said.value}", at=at), Verdict.PASS)
        else:
            self.state.say(words["confirming.hidden" if phase.hidden else "confirming.waiting"])

    def _leave(self) -> None:
        if self._opened is None:
            ask_why(self.desk)
        else:
            ask_leave(self.desk, self.bar)

    def _aloud(self) -> None:
        self.desk.commands.confirm_application(SaidBy.ALOUD)
