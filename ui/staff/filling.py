"""The form beside the approved photo, until the record is sealed."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.domain.applicant import ApplicantForm
from kiosk.workflow.phases import Filling, Sealing
from kiosk.workflow.snapshots import StationView
from ui.review_words import sheet_words
from ui.staff.form import FormView
from ui.staff.page import Desk, Page
from ui.staff.sitting import FORM, SEAL, SittingHead
from ui.staff.summary import NoPhoto, PhotoSummary
from ui.theme import LARGE_TYPE
from ui.widgets.card import card
from ui.widgets.key_button import Action

PrintSheet = Callable[[ApplicantForm], None]
"""Makes the photo sheet of the paper way, with what is typed so far for its back."""
SIDE_WIDTH_PX = 300
LARGE_TYPE_SIDE_PX = 264  # large type: the form needs the rest of a window 1366 px wide


class FormPage(Page):
    """The form belongs to the sitting: a new photo keeps it, leaving the sitting wipes it."""

    def __init__(self, desk: Desk, print_sheet: PrintSheet | None = None) -> None:
        words = desk.texts
        super().__init__(
            desk,
            primary=Action("Ctrl+Enter", words["filling.seal"], self._accept, ("Enter",)),
            quiet=(
                Action("Esc", words["sitting.leave"], self._leave),
                Action("F6", words["filling.back"], self._back),
                Action("Ctrl+P", words["filling.sheet"], self._print),
            ),
        )
        self._print_sheet = print_sheet
        self._phase: Filling | Sealing | None = None
        self.form = FormView(desk.theme, words, desk.today)
        self.form.accepted.connect(self._accept)
        self.form.changed.connect(self._note)
        self.photo = PhotoSummary(desk.theme, words, width_px=self._side_width())
        self._none = NoPhoto(desk.theme, words, width_px=self._side_width())
        self._side = QStackedWidget()
        self._head = SittingHead(desk.theme, words)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.desk.theme
        for side in (self.photo, self._none):
            self._side.addWidget(side)
        self._side.setFixedWidth(self._side_width())
        right, column = card(padding=12, spacing=4)
        column.addWidget(self.form)
        column.addStretch(1)
        if theme.text_scale > 1:
            self.keep_notice_in_sight()
        else:
            column.addWidget(self.notice)
            self.notice.setMinimumHeight(theme.px(88))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._side)
        row.addWidget(right, 1)
        body = QVBoxLayout(self.body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(self._head)
        body.addLayout(row, 1)

    def _side_width(self) -> int:
        theme = self.desk.theme
        large = theme.text_scale > LARGE_TYPE
        return LARGE_TYPE_SIDE_PX if large else theme.px(SIDE_WIDTH_PX)

    def show_view(self, view: StationView) -> None:
        """Show photo, decision and what is wrong; while sealing the form stays as it is."""
        super().show_view(view)
        if not isinstance(view.phase, Filling | Sealing):
            return
        self._phase = view.phase
        sealing = isinstance(view.phase, Sealing)
        self._head.show_sitting(view.phase.sitting, SEAL if sealing else FORM)
        sheet = sheet_words(view, self.desk.texts)
        self.photo.show_shot(view.phase.shot, view.phase.review, sheet)
        self._side.setCurrentWidget(self.photo if view.phase.shot else self._none)
        words = self.desk.texts
        back = "filling.back" if view.phase.shot else "filling.back_to_camera"
        self.bar.set_quiet_words("F6", words[back])
        self.bar.set_busy(sealing)
        printable = self._print_sheet is not None and view.phase.shot is not None
        self.bar.button("Ctrl+P").setEnabled(printable and not sealing and not view.printing)
        self.form.set_read_only(sealing)
        self.form.show_errors(view.field_errors)

    def restore(self, view: StationView) -> None:
        """Put back what was typed before the sitting was interrupted."""
        self.form.restore(view.typed)
        if isinstance(view.phase, Filling):
            self.form.first().setFocus()

    def first_focus(self) -> QWidget:
        """Return the first empty field."""
        return self.form.first()

    def wipe(self) -> None:
        """Forget photo and form."""
        self.forget_photo()
        self.form.wipe()

    def forget_photo(self) -> None:
        """Forget the photo; the form stays for the next one."""
        self._phase = None
        self.photo.show_shot(None, None)

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of the form."""
        words = self.desk.texts
        return (
            ("Enter · Tab", words["keys.next"]),
            ("Shift+Enter · Shift+Tab", words["keys.back"]),
            ("1 · 2", words["keys.choose"]),
        )

    def _note(self) -> None:
        if isinstance(self._phase, Filling):
            self.desk.commands.note_form(self.form.form())

    def _accept(self) -> None:
        form = self.form.form()
        errors = field_errors(form, today=self.desk.today())
        self.form.show_errors(())
        if errors:
            self.form.show_errors(errors)
            return
        self.desk.commands.accept(form)

    def _back(self) -> None:
        commands = self.desk.commands
        if self._phase is not None and self._phase.shot is None:
            commands.retake()
        else:
            commands.reopen_review()

    def _print(self) -> None:
        if self._print_sheet is not None:
            self._print_sheet(self.form.form())

    def _leave(self) -> None:
        words, leave = self.desk.texts, self.desk.commands.leave_sitting
        self.bar.ask(words["sitting.leave_typed"], words["sitting.leave_yes"], leave)
