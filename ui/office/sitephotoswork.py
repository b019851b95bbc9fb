"""One picture of a venue: covers found, boxes set and taken back, looked at again, kept."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.box import Box
from kiosk.domain.event import Event
from kiosk.domain.finding import Verdict
from kiosk.domain.sitephoto import Hides
from kiosk.domain.sitepicture import parse_caption
from kiosk.errors import FieldError, KioskError
from kiosk.texts import Catalogue
from kiosk.workflow.contract.photodraft import DraftStep, DraftView, PhotoDraft, PhotoRoom
from kiosk.workflow.contract.photowork import keep_picture
from ui.office.desk import OfficeDesk
from ui.office.entryform import EntryForm
from ui.office.findinglist import FindingList
from ui.office.sitephotoscanvas import PhotoCanvas, Way, moved, resized
from ui.office.work import OfficeWork
from ui.theme import LARGE_TYPE
from ui.widgets.field import FieldPlan
from ui.widgets.key_button import Action, KeyButton
from ui.widgets.paragraph import Paragraph
from ui.widgets.scroll_body import ScrollBody
from ui.widgets.wrapping_row import WrappingRow

BOX, AWAY, UNDO = "B", "Del", "U"
CAPTION = "site_caption"
_SECOND_MS = 1000
_STEP = 0.01  # of a side: 16 px of a report's picture; holding the key goes on
_FIRST_BOX = Box(0.44, 0.44, 0.12, 0.12)
_AROUND = 0.6  # of a face that is left: hair, ears and chin belong to it
_SIDE_PX, _MOST_SIDE_PX = 440, 560
_KINDS = {
    Hides.FACE: "photos.cover.face",
    Hides.PAPER: "photos.cover.paper",
    Hides.CHOSEN: "photos.cover.chosen_by",
}
_NEXT = {"Right": 1, "Down": 1, "Left": -1, "Up": -1}


class CoverWork(OfficeWork):
    """Enter does what is next: set the box, look again, write the caption, keep."""

    def __init__(
        self, desk: OfficeDesk, room: PhotoRoom, tell: Callable[[KioskError | None], None]
    ) -> None:
        """``tell`` shows an error where the page shows its own, or puts it away."""
        words = desk.texts
        super().__init__(desk, title="", explain="", primary="", tall=True)
        self.typing = False
        self._tell = tell
        self._event: Event | None = None
        self._seconds = 0
        self.draft = PhotoDraft(room, self._show, self._failed)
        self.canvas = PhotoCanvas(desk.theme, words["photos.canvas"])
        self.canvas.drawn.connect(self._drawn)
        self.canvas.picked.connect(self._pick)
        self.state = FindingList(desk.theme, words)
        self.cover = Paragraph(role="body", line_height=1.5)
        self.form = EntryForm(desk.theme, words, (caption_plan(words),))
        self.form.accepted.connect(self.accepted)
        self.form.changed.connect(self.changed)
        self._clock = QTimer(self)
        self._clock.setInterval(_SECOND_MS)
        self._clock.timeout.connect(self._tick)
        actions = (
            Action(BOX, words["photos.key.B"], self._begin_box),
            Action(AWAY, words["photos.key.Del"], self._take_away),
            Action(UNDO, words["photos.key.U"], self._undo),
        )
        self._actions = {one.key: one for one in actions}
        self.buttons = {one.key: KeyButton(one.words, one.key, desk.theme) for one in actions}
        for one in actions:
            self.buttons[one.key].on_press(one.run)
        self._lay_out()

    def begin(self, event: Event, title: str) -> None:
        """Begin for an event; the file is brought next."""
        self._event = event
        self.title.setText(title)
        self.form.wipe()
        self.canvas.choose(-1)

    def first_focus(self) -> QWidget:
        """Return the picture."""
        return self.canvas

    def ready(self) -> bool:
        """Tell whether Enter does anything now."""
        view = self.draft.view
        return view is not None and view.step is DraftStep.SHOWN

    def edited(self) -> bool:
        """Tell whether a picture would be lost that somebody has waited for."""
        view = self.draft.view
        return view is not None and view.step is not DraftStep.COVERING

    def act(self) -> bool:
        """Set the box, look again, box a face that is left, go to the caption, or keep."""
        view = self.draft.view
        if view is None or self._event is None:
            return False
        if self.canvas.box is not None:
            self._set_box()
        elif view.photo is None:
            self._tell(None)
            self.draft.check()
        elif view.fit:
            return self._keep(self._event, view)
        else:
            self._begin_box()
        return False

    def refused(self, _snapshot: object) -> None:
        """Keep the picture and its caption; the notice says why it was not kept."""

    def forget(self) -> None:
        """Let go of the picture."""
        self.draft.drop()
        self.form.wipe()
        self._event = None

    def press(self, key: str) -> bool:
        """Do what a key stands for here."""
        view = self.draft.view
        if view is None:
            return False
        if view.step is DraftStep.CHECKING:
            if key == "Esc":
                self.draft.stop()
            return key == "Esc"
        if view.step is DraftStep.COVERING:
            return False
        if self.canvas.box is not None:
            return self._press_in_box(key, self.canvas.box)
        if key in _NEXT:
            self._choose_next(_NEXT[key])
            return True
        if key in self._actions:
            self._actions[key].run()
            return True
        return False

    def _press_in_box(self, key: str, box: Box) -> bool:
        large = key.startswith("Shift+")
        way = key.removeprefix("Shift+")
        if way in set(Way):
            self.canvas.place((resized if large else moved)(box, Way(way), _STEP))
        elif key == "Esc":
            self.canvas.place(None)
            self._settle()
        elif key == "Enter":
            self._set_box()
        else:
            return key in self._actions  # one thing at a time
        return True

    def _begin_box(self) -> None:
        view = self.draft.view
        if view is not None:
            bare = [one for one in view.left if not _within(one, view.chosen.boxes)]
            self.canvas.setFocus()
            self.canvas.place(_around(bare[0]) if bare else _FIRST_BOX)
            self._settle()

    def _set_box(self) -> None:
        if (box := self.canvas.box) is not None:
            self.canvas.place(None)
            self.draft.add_box(box)

    @Slot(object)
    def _drawn(self, box: Box) -> None:
        view = self.draft.view
        if view is not None and view.step is DraftStep.SHOWN:
            self.canvas.place(None)
            self.draft.add_box(box)

    @Slot(int)
    def _pick(self, at: int) -> None:
        self.canvas.choose(at)
        self._settle()

    def _choose_next(self, by: int) -> None:
        view = self.draft.view
        if view is not None and view.covers:
            at = self.canvas.chosen
            first = 0 if by > 0 else len(view.covers) - 1
            self.canvas.choose(first if at < 0 else (at + by) % len(view.covers))
            self._settle()

    def _take_away(self) -> None:
        view, at = self.draft.view, self.canvas.chosen
        if view is None or not 0 <= at < len(view.covers):
            return
        try:
            self.draft.take_away(view.covers[at])
        except FieldError as error:
            words = self.texts
            line = (Verdict.WARN, words["photos.state.stays"], words[f"reason.{error.reason}"])
            self.state.show_lines((line,))

    def _undo(self) -> None:
        self.draft.undo()

    def _keep(self, event: Event, view: DraftView) -> bool:
        caption = self.form.values()[CAPTION]
        field = self.form.first()
        if not caption and self.window().focusWidget() is not field:
            field.setFocus()
            return False
        if view.photo is None:
            return False
        try:
            keep_picture(self.desk.session, event.id, caption, view.photo)
        except FieldError as error:
            self.form.show_errors((error,))
            return False
        return True

    def _failed(self, error: KioskError) -> None:
        self._tell(error)

    def _show(self, view: DraftView | None) -> None:
        busy = view is not None and view.step is not DraftStep.SHOWN
        if busy and not self._clock.isActive():
            self._seconds = 0
            self._clock.start()
        elif not busy:
            self._clock.stop()
        self.canvas.show_picture(view.jpeg if view is not None else b"")
        self.canvas.show_covers(
            view.covers if view is not None else (), view.left if view is not None else ()
        )
        if view is None:
            self.canvas.place(None)
        self._settle()

    @Slot()
    def _tick(self) -> None:
        self._seconds += 1
        self._settle()

    def _settle(self) -> None:
        """Say how things stand and what Enter does."""
        view, words = self.draft.view, self.texts
        shown = view is not None and view.step is DraftStep.SHOWN
        placing = self.canvas.box is not None
        at = self.canvas.chosen
        covers = view.covers if view is not None else ()
        self.state.show_lines(self._lines(view))
        self.cover.setText(self._cover_words(view))
        self.canvas.setAccessibleDescription(self.cover.text())
        self.buttons[BOX].setEnabled(shown and not placing)
        free = 0 <= at < len(covers) and covers[at].hides is not Hides.FACE
        self.buttons[AWAY].setEnabled(shown and not placing and free)
        self.buttons[UNDO].setEnabled(shown and not placing and self.draft.can_undo)
        self.primary = words[f"photos.do.{self._next(view)}"]
        self.changed.emit()

    def _next(self, view: DraftView | None) -> str:
        if self.canvas.box is not None:
            return "set"
        if view is None or view.photo is None:
            return "look"
        return "keep" if view.fit else "box"

    def _lines(self, view: DraftView | None) -> tuple[tuple[Verdict, str, str], ...]:
        words = self.texts
        if view is None:
            return ()
        if view.step is not DraftStep.SHOWN:
            told = words.say(f"photos.state.{view.step.value}.more", seconds=self._seconds)
            return ((Verdict.WARN, words[f"photos.state.{view.step.value}"], told),)
        if self.canvas.box is not None:
            return ((Verdict.WARN, words["photos.state.box"], words["photos.state.box.more"]),)
        if view.photo is None:
            name, verdict = "changed", Verdict.WARN
        elif view.fit:
            name, verdict = "fit", Verdict.PASS
        else:
            name, verdict = "left", Verdict.FAIL
        told = words.say(f"photos.state.{name}.more", count=len(view.left))
        return ((verdict, words[f"photos.state.{name}"], told),)

    def _cover_words(self, view: DraftView | None) -> str:
        words, at = self.texts, self.canvas.chosen
        if view is None or not view.covers:
            return words["photos.covers.none"] if view is not None and view.jpeg else ""
        counts = {hides: sum(one.hides is hides for one in view.covers) for hides in Hides}
        lines = [
            words.say(
                "photos.covers.count",
                faces=counts[Hides.FACE],
                papers=counts[Hides.PAPER],
                chosen=counts[Hides.CHOSEN],
            )
        ]
        if 0 <= at < len(view.covers):
            hides = view.covers[at].hides
            told = words[_KINDS[hides]]
            lines.append(words.say("photos.cover.chosen", number=at + 1, what=told))
        return "\n".join(lines)

    def _lay_out(self) -> None:
        inside = QWidget()
        side = QVBoxLayout(inside)
        side.setContentsMargins(0, 0, 8, 0)
        side.setSpacing(16)
        row = WrappingRow(*self.buttons.values())
        for widget in (self.state, self.cover, row, self.form):
            side.addWidget(widget)
        side.addStretch(1)
        self.body = ScrollBody(inside)
        width = min(self.theme.px(_SIDE_PX), _MOST_SIDE_PX)
        self.body.setFixedWidth(width if self.theme.text_scale <= LARGE_TYPE else _MOST_SIDE_PX)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.canvas, 1)
        across.addWidget(self.body)
        self.column.addLayout(across, 1)


def caption_plan(texts: Catalogue) -> FieldPlan:
    """Return the field of what stands under a picture."""
    example = texts["photos.caption.example"]
    return FieldPlan(field=CAPTION, example=example, read=_read_caption)


def _read_caption(text: str) -> str:
    parse_caption(text)
    return ""


def _around(face: Box) -> Box:
    """Return a box with room for the head around a face that is left, inside the picture."""
    left, top = (
        max(face.left - _AROUND * face.width, 0.0),
        max(face.top - _AROUND * face.height, 0.0),
    )
    right = min(face.right + _AROUND * face.width, 1.0)
    bottom = min(face.bottom + _AROUND * face.height, 1.0)
    return Box(left, top, right - left, bottom - top)


def _within(face: Box, boxes: tuple[Box, ...]) -> bool:
    """Tell whether the middle of a face is under a box that was set since."""
    x, y = face.left + face.width / 2, face.top + face.height / 2
    return any(one.left <= x <= one.right and one.top <= y <= one.bottom for one in boxes)
