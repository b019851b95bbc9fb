"""A sitting was interrupted by the lock: go on with it, or drop it."""

from kiosk.intake.shape import required
from kiosk.intake.triage import rule
from kiosk.workflow.phases import Resuming
from kiosk.workflow.snapshots import StationView
from ui.staff.page import Desk, Page, middle_column
from ui.widgets.card import card, label
from ui.widgets.key_button import Action
from ui.widgets.paragraph import Paragraph


class ResumingPage(Page):
    """Says how much is there, and nothing of the person: somebody else may look at the screen."""

    def __init__(self, desk: Desk) -> None:
        words = desk.texts
        super().__init__(
            desk,
            primary=Action("Enter", words["resuming.go_on"], desk.commands.resume_draft),
            quiet=(Action("X", words["resuming.drop"], self._ask_drop),),
        )
        frame, column = card(padding=32, spacing=12)
        column.addWidget(Paragraph(words["resuming.title"], role="display", line_height=1.3))
        column.addWidget(Paragraph(words["resuming.explain"], role="body"))
        self._number, self._step = label(role="title"), label(role="title")
        self._photo, self._fields = label(role="title"), label(role="title")
        for line in (self._number, self._step, self._photo, self._fields):
            column.addWidget(line)
        middle_column(self, frame, width=720)

    def show_view(self, view: StationView) -> None:
        """Show how far the sitting was."""
        super().show_view(view)
        if not isinstance(view.phase, Resuming):
            return
        draft, words = view.phase.draft, self.desk.texts
        form, shape = draft.case.form, rule(draft.case).shape
        fields = required(shape)
        typed = sum(bool(getattr(form, field).strip()) for field in fields)
        self._number.setText(words.say("resuming.number", number=draft.sitting))
        self._step.setText(words[f"resuming.step.{draft.step.value}"])
        self._photo.setText(words["resuming.photo" if draft.shot else "resuming.no_photo"])
        self._fields.setText(words.say("resuming.fields", count=typed, all=len(fields)))

    def _ask_drop(self) -> None:
        words, drop = self.desk.texts, self.desk.commands.drop_draft
        self.bar.ask(words["resuming.ask_drop"], words["resuming.yes_drop"], drop)
