"""The board's window: what it knows of the line, what it shows, and whether it is still told."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QRect, QRectF, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.dates import JST
from kiosk.texts import Catalogue
from kiosk.workflow.queue.view import CallShown, QueueView
from ui.board.deck import Carousel, Slide
from ui.board.face import BoardFace, board_face
from ui.board.layout import places
from ui.board.painting import BoardLook, BoardPainter, BoardState
from ui.board.spelling import spelled
from ui.board.wording import BoardWords

STALE_AFTER_MS = 5_000  # the core beats once a second: four beats may be late
FLASH_BEATS = 2  # one to two seconds: seen from the corner of the eye, once
LEAST_PX = (320, 180)


class BoardWindow(QWidget):
    """Shows a `QueueView`. It moves with the core's beats alone and says so when they stop."""

    def __init__(
        self,
        texts: Catalogue,
        look: BoardLook,
        slides: Carousel,
        *,
        stale_after_ms: int = STALE_AFTER_MS,
    ) -> None:
        super().__init__()
        self.setObjectName("board")
        self.setWindowTitle(texts["board.title"])
        self.setMinimumSize(*LEAST_PX)
        self._look = look
        self._slides = slides
        self._painter = BoardPainter(look)
        self._view = QueueView()
        self._state = BoardState()
        self._flashed: CallShown | None = None
        self._flash_left = 0
        self._may_close = False
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(stale_after_ms)
        self._silence.timeout.connect(self._fell_silent)

    @property
    def words(self) -> BoardWords:
        """Return the languages it is in."""
        return self._look.words

    @property
    def state(self) -> BoardState:
        """Return what is shown."""
        return self._state

    def show_view(self, view: QueueView) -> None:
        """Show the line as it is now."""
        self._view = view
        self._hear(view.at or self._state.now, beat=False)

    def pass_time(self, now: datetime) -> None:
        """Take a beat of the core, about once a second: only beats move the board."""
        self._flash_left = max(0, self._flash_left - 1)
        self._hear(now, beat=True)

    def _hear(self, now: datetime | None, *, beat: bool) -> None:
        self._silence.start()
        face = board_face(self._view, now) if now is not None else BoardFace()
        before, self._state = (
            self._state,
            replace(
                self._state,
                face=face,
                slide=self._slide(face, now),
                now=now.astimezone(JST) if now is not None else None,
                beats=self._state.beats + beat,
                flash=self._flashes(face),
                stale=False,
            ),
        )
        if _unmoved(before) == _unmoved(self._state):
            self.update(self._foot())
        else:
            self.setAccessibleDescription(spelled(self._state, self._look.words))
            self.update()

    def _flashes(self, face: BoardFace) -> bool:
        """Tell whether a call is so new that it flashes; a recall is a new one."""
        newest = face.large[0] if face.bright else None
        if newest is not None and newest != self._flashed:
            self._flashed = newest
            self._flash_left = FLASH_BEATS if self._look.theme.motion else 0
        return self._flash_left > 0

    def _slide(self, face: BoardFace, now: datetime | None) -> Slide | None:
        if now is None or face.large or face.closed:
            self._slides.rest()
            return None
        return self._slides.slide_at(now)

    @Slot()
    def _fell_silent(self) -> None:
        self._state = replace(self._state, stale=True)
        self.setAccessibleDescription(spelled(self._state, self._look.words))
        self.update()

    def _foot(self) -> QRect:
        return places(QRectF(self.rect())).foot.toAlignedRect()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what has changed."""
        with QPainter(self) as painter:
            dirty = QRectF(event.rect())
            self._painter.paint(painter, QRectF(self.rect()), dirty, self._state)

    def close_for_good(self) -> None:
        """Close together with the staff window."""
        self._may_close = True
        self._silence.stop()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Refuse: nobody ends the board but who ends the station."""
        event.setAccepted(self._may_close)


def _unmoved(state: BoardState) -> BoardState:
    """Return the state without what changes with every beat, at the board's foot."""
    return replace(state, now=None, beats=0)
