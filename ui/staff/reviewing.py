"""Photo and form side by side, until the record is sealed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.domain.applicant import field_errors
from kiosk.domain.finding import Finding, Verdict
from kiosk.texts import Catalogue
from kiosk.workflow.phases import Reviewing, Sealing, Shot
from kiosk.workflow.snapshots import StationView
from ui.staff.form import FormView
from ui.staff.page import Desk, Page
from ui.staff.sitting import FORM, SEAL, SittingHead
from ui.widgets.card import card, label
from ui.widgets.key_button import Action
from ui.widgets.mark import Mark
from ui.widgets.paragraph import Paragraph
from ui.widgets.photo import PhotoView
from ui.words import measured

_LINES = 2  # the room below the photo


class ReviewPage(Page):
    """The form belongs to the sitting: a new photo keeps it, leaving the sitting wipes it."""

    def __init__(self, desk: Desk) -> None:
        words = desk.texts
        super().__init__(
            desk,
            primary=Action("Enter", words["review.accept"], self._accept, ("Ctrl+Enter",)),
            quiet=(
                Action("Esc", words["sitting.leave"], self._leave),
                Action("Ctrl+R", words["review.retake"], desk.commands.retake, ("R",)),
            ),
        )
        self.form = FormView(desk.theme, words, desk.today)
        self.form.accepted.connect(self._accept)
        self._head = SittingHead(desk.theme, words)
        self._photo = PhotoView(desk.theme)
        self._mark = Mark(desk.theme, size_px=24)
        self._verdict = label(role="head")
        self._problems = Paragraph(role="body", line_height=1.4, align=Qt.AlignmentFlag.AlignTop)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.desk.theme
        verdict = QHBoxLayout()
        verdict.setSpacing(12)
        verdict.addWidget(self._mark)
        verdict.addWidget(self._verdict)
        verdict.addStretch(1)
        self._problems.setFixedHeight(theme.px(46))
        self._problems.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._photo, 1)
        left.addLayout(verdict)
        left.addWidget(self._problems)
        right, column = card(padding=12, spacing=4)
        column.addWidget(self.form)
        column.addStretch(1)
        column.addWidget(self.notice)
        self.notice.setMinimumHeight(theme.px(88))
        self.bar.set_note(self.desk.texts["review.keys"])
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left)
        row.addWidget(right, 1)
        body = QVBoxLayout(self.body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(self._head)
        body.addLayout(row, 1)

    def show_view(self, view: StationView) -> None:
        """Show photo and verdict; while sealing the form stays as it is."""
        super().show_view(view)
        if not isinstance(view.phase, Reviewing | Sealing):
            return
        sealing = isinstance(view.phase, Sealing)
        self._head.show_sitting(view.phase.sitting, SEAL if sealing else FORM)
        self._show_shot(view.phase.shot)
        self.bar.set_busy(sealing)
        self.form.set_read_only(sealing)
        self.form.show_errors(view.field_errors)

    def first_focus(self) -> QWidget:
        """Return the first empty field."""
        return self.form.first()

    def wipe(self) -> None:
        """Forget photo and form."""
        self.forget_photo()
        self.form.wipe()

    def forget_photo(self) -> None:
        """Forget the photo; the form stays for the next one."""
        self._photo.show_photo(None)
        self._mark.show_verdict(None)
        self._verdict.setText("")
        self._problems.setText("")

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of the form."""
        words = self.desk.texts
        return (
            ("Tab", words["keys.next"]),
            ("Shift+Tab", words["keys.back"]),
            ("1 · 2", words["keys.choose"]),
        )

    def _show_shot(self, shot: Shot) -> None:
        words = self.desk.texts
        self._photo.show_photo(shot.photo)
        self._mark.show_verdict(shot.verdict)
        self._verdict.setText(words[f"review.{shot.verdict.value}"])
        self._problems.setText(_problem_words(shot.findings, words))

    def _accept(self) -> None:
        form = self.form.form()
        errors = field_errors(form, today=self.desk.today())
        self.form.show_errors(())
        if errors:
            self.form.show_errors(errors)
            return
        self.desk.commands.accept(form)

    def _leave(self) -> None:
        words, leave = self.desk.texts, self.desk.commands.leave_sitting
        if self.form.has_words():
            self.bar.ask(words["sitting.leave_typed"], words["sitting.leave_yes"], leave)
        else:
            leave()


def _problem_words(findings: tuple[Finding, ...], texts: Catalogue) -> str:
    problems = [finding for finding in findings if finding.verdict is not Verdict.PASS]
    if not problems:
        return texts.say("review.all_right", count=len(findings))
    shown = problems if len(problems) <= _LINES else problems[: _LINES - 1]
    lines = [
        " ".join((texts[f"check.{one.check.value}"], measured(one, texts))).strip() for one in shown
    ]
    rest = len(problems) - len(shown)
    return "\n".join(lines + ([texts.say("review.more", count=rest)] if rest else []))
