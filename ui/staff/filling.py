"""The form beside the approved photo, until the applicant reads it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.intake import CaseFile
from kiosk.intake.reading import field_errors
from kiosk.intake.reopening import form_of
from kiosk.intake.triage import rule
from kiosk.workflow.errors import NothingChangedError
from kiosk.workflow.phases import Filling
from kiosk.workflow.snapshots import StationView
from ui.review_words import sheet_words
from ui.staff.correction import ask_leave, ask_reason
from ui.staff.form import FormView
from ui.staff.leaving import ask_why
from ui.staff.page import Desk, Page
from ui.staff.sitting import FORM, SittingHead
from ui.staff.summary import NoPhoto, PhotoSummary
from ui.theme import LARGE_TYPE
from ui.widgets.card import card
from ui.widgets.key_button import Action
from ui.widgets.remark import Remark
from ui.widgets.scroll_body import ScrollBody

PrintSheet = Callable[[ApplicantForm], None]
"""Makes the photo sheet of the paper way, with what is typed so far for its back."""
SIDE_WIDTH_PX = 300
_AROUND_PX = 96  # a field with its answer and the next one's name
LARGE_TYPE_SIDE_PX = 264  # large type: the form needs the rest of a window 1366 px wide


class FormPage(Page):
    """The form belongs to the sitting: a new photo keeps it, leaving the sitting wipes it."""

    def __init__(self, desk: Desk, print_sheet: PrintSheet | None = None) -> None:
        words = desk.texts
        super().__init__(
            desk,
            primary=Action("Ctrl+Enter", words["filling.complete"], self._accept, ("Enter",)),
            quiet=(
                Action("Esc", words["sitting.leave"], self._leave),
                Action("F6", words["filling.back"], self._back),
                Action("Ctrl+P", words["filling.sheet"], self._print),
            ),
        )
        self._print_sheet = print_sheet
        self._phase: Filling | None = None
        self._case = CaseFile()
        self._began = False
        self.form = FormView(desk.theme, words, desk.today)
        self.form.accepted.connect(self._accept)
        self.form.changed.connect(self._note)
        self.photo = PhotoSummary(desk.theme, words, width_px=self._side_width())
        self._none = NoPhoto(desk.theme, words, width_px=self._side_width())
        self._side = QStackedWidget()
        self._head = SittingHead(desk.theme, words)
        self._sealed = Remark(desk.theme, keeps_place=False)
        self._lay_out()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    def _lay_out(self) -> None:
        theme = self.desk.theme
        for side in (self.photo, self._none):
            self._side.addWidget(side)
        self._side.setFixedWidth(self._side_width())
        right, column = card(padding=12, spacing=4)
        self._around = None if theme.text_scale > 1 else ScrollBody(self.form)
        column.addWidget(self._around or self.form, 1)
        if self._around is None:
            self.keep_notice_in_sight()
        else:
            kept = self.notice.sizePolicy()
            kept.setRetainSizeWhenHidden(False)
            self.notice.setSizePolicy(kept)
            column.addWidget(self.notice)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._side)
        row.addWidget(right, 1)
        body = QVBoxLayout(self.body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(self._head)
        body.addWidget(self._sealed)
        body.addLayout(row, 1)

    def _side_width(self) -> int:
        theme = self.desk.theme
        large = theme.text_scale > LARGE_TYPE
        return LARGE_TYPE_SIDE_PX if large else theme.px(SIDE_WIDTH_PX)

    def show_view(self, view: StationView) -> None:
        """Show photo, decision and what is wrong."""
        super().show_view(view)
        if not isinstance(view.phase, Filling):
            return
        self._phase, self._case = view.phase, view.case
        self._show_head(view, view.phase)
        sheet = sheet_words(view, self.desk.texts)
        self.photo.show_shot(view.phase.shot, view.phase.review, sheet)
        self._side.setCurrentWidget(self.photo if view.phase.shot else self._none)
        words = self.desk.texts
        self.bar.set_quiet_words("F6", words[self._back_words()])
        printable = self._print_sheet is not None and view.phase.shot is not None
        self.bar.button("Ctrl+P").setEnabled(printable and not view.printing)
        self.form.show_case(view.case)
        opened = view.phase.correction
        self.form.show_original(form_of(opened.record.application) if opened else None)
        if self._began:
            self._began = False
            first = self.form.fields[self.form.stops[0]].widget if opened else self.form.first()
            first.setFocus()
        self.form.show_errors(view.field_errors)

    def begin(self) -> None:
        """Begin with the first empty field, which the next view tells."""
        super().begin()
        self._began = True

    def first_focus(self) -> QWidget:
        """Return the first empty field."""
        return self.form.first()

    def wipe(self) -> None:
        """Forget photo and form."""
        self.forget_photo()
        self._case = CaseFile()
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
            ("1 · 2 · 3", words["keys.choose"]),
            ("↓", words["keys.kana"]),
        )

    def _note(self) -> None:
        if self._phase is not None:
            self.desk.commands.note_form(self.form.form())

    def _accept(self) -> None:
        if self._phase is None:
            return
        form, photo = self.form.form(), self._phase.shot is not None
        case = replace(self._case, form=form)
        errors = field_errors(case, today=self.desk.today(), photo=photo)
        self.form.show_errors(())
        if errors:
            self.form.show_errors(errors)
            return
        if self._phase.correction is None:
            self.desk.commands.complete_form(form)
        else:
            self._ask_reason(form)

    def _show_head(self, view: StationView, phase: Filling) -> None:
        """Show whose form it is, and what can be done with it; a record has no way back."""
        words, opened = self.desk.texts, phase.correction
        if opened is None:
            self._head.show_sitting(view, phase.sitting, FORM)
        else:
            self._head.show_correction(opened.number)
        self._sealed.say(words["correcting.about_form"] if opened else "")
        self.bar.set_quiet_words("Esc", words["correcting.leave" if opened else "sitting.leave"])
        self.bar.show_action("F6", shown=opened is None)
        if self.bar.primary is not None:
            key = "correcting.on" if opened else "filling.complete"
            self.bar.primary.set_words(words[key])

    def _ask_reason(self, form: ApplicantForm) -> None:
        changed, commands = self.form.changed_fields(), self.desk.commands
        if not changed:
            self.notice.show_error(NothingChangedError())
            return
        self.notice.show_error(None)
        ask_reason(self.desk, changed, partial(commands.complete_correction, form))

    def _leave(self) -> None:
        opened = self._phase is not None and self._phase.correction is not None
        if not opened:
            ask_why(self.desk)
        elif self.form.changed_fields():
            ask_leave(self.desk, self.bar)
        else:
            self.desk.commands.leave_correction()

    def _back_words(self) -> str:
        if self._phase is None or self._phase.shot is not None:
            return "filling.back"
        takes = rule(self._case).takes_photo
        return "filling.back_to_camera" if takes else "filling.back_to_reception"

    def _back(self) -> None:
        commands = self.desk.commands
        match self._back_words():
            case "filling.back":
                commands.reopen_review()
            case "filling.back_to_camera":
                commands.retake()
            case _:
                commands.reopen_intake()

    def _print(self) -> None:
        if self._print_sheet is not None:
            self._print_sheet(self.form.form())

    @Slot("QWidget*", "QWidget*")
    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Bring the field that has the keyboard into sight, with its answer."""
        if new is None or not self.form.isAncestorOf(new):
            return
        if self._around is None:
            self.keep_in_sight(new)
        else:
            self._around.ensureWidgetVisible(new, 0, _AROUND_PX)
