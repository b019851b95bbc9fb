"""The verdict: the photo with what was found in it, and what staff decide."""

from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.review import Override, PhotoExemption, PhotoReview, Question
from kiosk.domain.shot import Shot
from kiosk.guidance.acceptance import lacks
from kiosk.workflow.errors import PhotoLacksError
from kiosk.workflow.phases import Reviewing
from kiosk.workflow.snapshots import StationView
from ui.head_lines import Line, by_key
from ui.staff.decision import all_well, hopeless, turned
from ui.staff.leaving import ask_why
from ui.staff.page import Desk, Page
from ui.staff.sitting import REVIEW, SittingHead
from ui.staff.verdict import VerdictCard
from ui.widgets.judged_photo import JudgedPhoto
from ui.widgets.key_button import Action


class Mode(Enum):
    """What the keys are for at the moment."""

    LOOKING = "approve"
    MOVING = "cut"
    REASONING = "keep_reason"
    EXEMPTING = "keep_exemption"
    HOPELESS = "retake"


class ReviewPage(Page):
    """Answers and reasons belong to the sitting's photo: cutting it anew keeps them."""

    def __init__(self, desk: Desk) -> None:
        words = desk.texts
        super().__init__(
            desk,
            primary=Action("Enter", words["review.approve"], self._enter, ("Ctrl+Enter",)),
            quiet=(
                Action("Esc", words["sitting.leave"], self._escape),
                Action("Ctrl+R", words["review.retake"], self._retake, ("R",)),
            ),
        )
        self._phase: Reviewing | None = None
        self._mode = Mode.LOOKING
        self._who = ""
        self.review = PhotoReview()
        self._lack: PhotoLacksError | None = None
        names = {line: words[f"review.line.{line.value}"] for line in Line}
        self.photo = JudgedPhoto(desk.theme, names)
        self.photo.placed.connect(self._place)
        self.card = VerdictCard(desk, self._pressed, self._reasoned, self._exempted)
        self.card.list.chosen_changed.connect(self._show_regions)
        self._head = SittingHead(desk.theme, words)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.photo)
        row.addWidget(self.card, 1)
        body = QVBoxLayout(self.body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(self._head)
        body.addLayout(row, 1)
        if self.desk.theme.text_scale > 1:
            self.keep_notice_in_sight()
            return
        self.photo.installEventFilter(self)
        self.notice.setParent(self.photo)

    def show_view(self, view: StationView) -> None:
        """Show the photo, its findings and how far the decision is."""
        if not isinstance(view.phase, Reviewing):
            return
        before, self._phase = self._phase, view.phase
        self._who = view.staff.display_name if view.staff else ""
        if before is None or before.sitting != view.phase.sitting:
            self.review = PhotoReview()
        if before is None or before.shot is not view.phase.shot:
            self._take(view.phase.shot)
        elif before.busy and not view.phase.busy:
            self.photo.show_lines(view.phase.shot.lines)  # it could not be cut so
        self._head.show_sitting(view, view.phase.sitting, REVIEW)
        self.bar.set_busy(view.phase.busy)
        self.card.set_busy(view.phase.busy)
        self.photo.set_movable(not view.phase.busy and self._mode is not Mode.HOPELESS)
        self._show_review()
        self.notice.show_error(view.notice or self._lack)
        self._place_notice()

    def begin(self) -> None:
        """Begin with looking."""
        self._turn(Mode.LOOKING)
        super().begin()

    def wipe(self) -> None:
        """Forget photo, answers and reasons."""
        self._phase, self._lack, self.review = None, None, PhotoReview()
        self.photo.show_photo(None)
        self.photo.show_lines(None)
        self.photo.show_findings((), None)
        self.card.wipe()
        self.notice.show_error(None)

    def first_focus(self) -> QWidget:
        """Return the list of findings: arrows choose in it."""
        return self.card.list

    def press(self, key: str) -> bool:
        """Do what the key stands for in this mode; nothing while the photo is being cut."""
        if self._phase is None or self._phase.busy:
            return True
        if self.bar.asking or key in {"Esc", "Ctrl+Enter"}:
            return self.bar.press(key)
        match self._mode:
            case Mode.REASONING:
                return self.card.reasons.press(key)
            case Mode.EXEMPTING:
                return self.card.exempting.press(key)
            case Mode.MOVING:
                return self._move(key) or key != "Enter" or self.bar.press(key)
            case Mode.HOPELESS:
                return self._waive(key) or self.bar.press(key)
            case Mode.LOOKING:
                return self._look(key) or self._waive(key) or self.bar.press(key)

    def _pressed(self, key: str) -> None:
        """Do what the row of this key says that was clicked."""
        self.press(key)

    def repeats(self, key: str) -> bool:
        """Let lines move on while their key is held down."""
        return self._mode is Mode.MOVING and key != "Enter"

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the keys of the rows and of the lines."""
        keys = ("Y", "1 · 2 · 3", "O · F4", "X · F5", "G", "L", "P", "↑ · ↓", "F8")
        names = ("well", "answer", "reason", "exempt", "agree", "lines", "passes", "choose", "baby")
        said = [self.desk.texts[f"review.key.{name}"] for name in names]
        lines = ("↑ ↓ PgUp PgDn", self.desk.texts["review.key.move"])
        return (*zip(keys, said, strict=True), lines)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the notice over the foot of the photo."""
        if event.type() == QEvent.Type.Resize:
            self._place_notice()
        return super().eventFilter(watched, event)

    def _look(self, key: str) -> bool:
        """Do what a key stands for while staff look; tell whether it stands for anything."""
        match key:
            case "Y":
                self._decide(all_well(self.review))
            case "1" | "2" | "3":
                self._decide(turned(self.review, tuple(Question)[int(key) - 1]))
            case "O" | "F4":
                self._turn(Mode.REASONING)
            case "X" | "F5":
                self._turn(Mode.EXEMPTING)
            case "L":
                self._turn(Mode.MOVING)
            case "G":
                self.desk.commands.agree()
            case "P":
                self.card.list.unfold()
            case "Up" | "Down":
                self.card.list.step(1 if key == "Down" else -1)
            case "PgUp" | "PgDown":
                self.card.turn_page(1 if key == "PgDown" else -1)
            case _:
                return False
        return True

    def _waive(self, key: str) -> bool:
        if key != "F8":
            return False
        words = self.desk.texts
        self.bar.ask(words["review.baby"], words["review.baby_yes"], self.desk.commands.waive_photo)
        return True

    def _move(self, key: str) -> bool:
        lines = by_key(self.photo.lines, key) if self.photo.lines else None
        if lines is not None:
            self.photo.show_lines(lines)
        return lines is not None

    def _enter(self) -> None:
        match self._mode:
            case Mode.LOOKING:
                self._approve()
            case Mode.MOVING:
                self._place()
            case Mode.REASONING:
                self.card.reasons.keep()
            case Mode.EXEMPTING:
                self.card.exempting.keep()
            case Mode.HOPELESS:
                self._retake()

    def _approve(self) -> None:
        """Hand the review over, or say what is lacking and go there."""
        if self._phase is None:
            return
        lacking = lacks(self._phase.shot.findings, self.review)
        if not lacking:
            self.desk.commands.approve(replace(self.review, agreed=self._phase.agreed))
            return
        self._lack = PhotoLacksError(lacking[0].value)
        self.notice.show_error(self._lack)
        self._place_notice()
        self.card.point_out(lacking[0], self.review)

    def _escape(self) -> None:
        if self._mode in {Mode.LOOKING, Mode.HOPELESS}:
            ask_why(self.desk)
            return
        if self._mode is Mode.MOVING and self._phase is not None:
            self.photo.show_lines(self._phase.shot.lines)
        self._turn(Mode.LOOKING)

    def _retake(self) -> None:
        if self._mode in {Mode.LOOKING, Mode.HOPELESS}:
            self.desk.commands.retake()

    def _place(self) -> None:
        """Have the photo cut where the lines are, if they were moved at all."""
        lines = self.photo.lines
        self._turn(Mode.LOOKING)
        if self._phase is not None and lines is not None and lines != self._phase.shot.lines:
            self.desk.commands.place_head(lines)

    def _take(self, shot: Shot) -> None:
        self._lack = None
        self.photo.show_photo(shot.photo)
        self.photo.show_lines(shot.lines)
        self.card.show_shot(shot)
        self._turn(Mode.LOOKING)
        self._show_regions()

    def _turn(self, mode: Mode) -> None:
        """Give the keys another meaning, and say so on the buttons."""
        if mode is Mode.LOOKING and self._phase and hopeless(self._phase.shot.findings):
            mode = Mode.HOPELESS
        before, self._mode = self._mode, mode
        words = self.desk.texts
        if self.bar.primary is not None:
            self.bar.primary.set_words(words[f"review.{mode.value}"])
        looking = mode in {Mode.LOOKING, Mode.HOPELESS}
        self.bar.set_quiet_words("Esc", words["sitting.leave" if looking else "review.undo"])
        self.bar.button("R").setEnabled(looking)
        self.photo.set_moving(mode is Mode.MOVING)
        match mode:
            case Mode.REASONING:
                self.card.open_reasons(self.review.override)
            case Mode.EXEMPTING:
                self.card.open_exemption(self.review.exemption, self._who)
            case _:
                self.card.show_looking(hopeless=mode is Mode.HOPELESS, moving=mode is Mode.MOVING)
                if before is not mode and self.isVisible():
                    self.card.list.setFocus()

    def _reasoned(self, override: Override | None) -> None:
        self._decide(replace(self.review, override=override))
        self._turn(Mode.LOOKING)

    def _exempted(self, exemption: PhotoExemption | None) -> None:
        self._decide(replace(self.review, exemption=exemption))
        self._turn(Mode.LOOKING)

    def _decide(self, review: PhotoReview) -> None:
        """Take another decision; what was lacking is asked for again with the next Enter."""
        self.review, self._lack = review, None
        self.notice.show_error(None)
        self.card.point_out(None, review)
        self._show_review()

    def _show_review(self) -> None:
        if self._phase is not None:
            self.card.show_review(self.review, self._phase)

    def _show_regions(self) -> None:
        self.photo.show_findings(self.card.list.bad, self.card.list.chosen)

    def _place_notice(self) -> None:
        if self.notice.parent() is self.photo:
            width = self.photo.width() - 16
            height = self.notice.heightForWidth(width)
            self.notice.setGeometry(8, self.photo.height() - height - 8, width, height)
