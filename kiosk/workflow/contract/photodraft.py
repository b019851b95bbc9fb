"""The picture of a venue that is made fit for a report: one at a time, in memory alone.

It is worked on in a thread of its own, so that the book stays at hand.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import ClassVar, Protocol

from kiosk.domain.box import Box
from kiosk.domain.sitephoto import ChosenBoxes, Cover, Hides, SitePhoto, is_same_cover
from kiosk.errors import FieldError, KioskError
from kiosk.ports import Background


class SearchStoppedError(KioskError):
    """Nobody waits for this picture any more."""

    message_key: ClassVar[str] = "site_stopped"


class Halt:
    """Ends one search from another thread: `pause` is called by whoever searches."""

    def __init__(self) -> None:
        self._called = threading.Event()

    def call(self) -> None:
        """Have the search end soon; harmless when it is over."""
        self._called.set()

    def pause(self) -> None:
        """Go on, or raise `SearchStoppedError`."""
        if self._called.is_set():
            raise SearchStoppedError("stopped")


Pause = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Covering:
    """A picture with its covers as somebody wants them now; nobody looked for faces in it yet."""

    jpeg: bytes = field(repr=False)
    covers: tuple[Cover, ...]


class Studio(Protocol):
    """Works on one picture at a time, in one thread; nothing of it comes to a disk."""

    def bring(self, path: Path, pause: Pause) -> SitePhoto:
        """Return the picture of a file covered and checked, and go on with this one."""
        ...

    def cover(self, chosen: ChosenBoxes) -> Covering:
        """Return the picture covered as it was chosen; at once, and not checked."""
        ...

    def check(self, chosen: ChosenBoxes, pause: Pause) -> SitePhoto:
        """Return the picture covered as it was chosen, with the faces still found in it."""
        ...

    def forget(self) -> None:
        """Let go of the picture; harmless when there is none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRoom:
    """A studio and the thread it works in."""

    studio: Studio
    background: Background


class DraftStep(StrEnum):
    """What is under way with the picture."""

    COVERING = "covering"
    """Faces and papers are looked for in a file."""
    SHOWN = "shown"
    CHECKING = "checking"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """The picture as it is now. ``photo`` is None while nothing stands checked.

    ``left`` is where a face was found by the last check, also while boxes are drawn over it.
    """

    step: DraftStep
    name: str
    jpeg: bytes = field(default=b"", repr=False)
    covers: tuple[Cover, ...] = ()
    chosen: ChosenBoxes = field(default_factory=ChosenBoxes)
    photo: SitePhoto | None = None
    left: tuple[Box, ...] = ()

    @property
    def fit(self) -> bool:
        """Tell whether it may be kept as it is: checked, and no face found."""
        return self.photo is not None and self.photo.clean


class PhotoDraft:
    """The picture that is being made fit; answers that nobody waits for any more are not shown."""

    def __init__(
        self,
        room: PhotoRoom,
        show: Callable[[DraftView | None], None],
        tell: Callable[[KioskError], None],
    ) -> None:
        """``show`` gets every view, None for the end; ``tell`` what went wrong."""
        self._room, self._show, self._tell = room, show, tell
        self._run = 0
        self._halt = Halt()
        self._before: list[ChosenBoxes] = []
        self.view: DraftView | None = None

    def bring(self, path: Path) -> None:
        """Begin with the picture of a file."""
        self.drop()
        self._put(DraftView(step=DraftStep.COVERING, name=path.name))
        self._ask(partial(self._room.studio.bring, path, self._begin()), self._checked)

    def add_box(self, box: Box) -> None:
        """Cover this part as well."""
        if (view := self._shown) is not None:
            self._change(replace(view.chosen, boxes=(*view.chosen.boxes, box)))

    def take_away(self, cover: Cover) -> None:
        """Leave a paper open, or take back a box; raise `FieldError` for a face, which stays."""
        view = self._shown
        if view is None:
            return
        if cover.hides is Hides.FACE:
            raise FieldError("site_box", "site_box_face")
        chosen = view.chosen
        if cover.hides is Hides.CHOSEN:
            rest = tuple(box for box in chosen.boxes if not is_same_cover(box, cover.box))
            self._change(replace(chosen, boxes=rest))
        else:
            self._change(replace(chosen, left_open=(*chosen.left_open, cover.box)))

    @property
    def can_undo(self) -> bool:
        """Tell whether something was changed."""
        return self._shown is not None and bool(self._before)

    def undo(self) -> None:
        """Take back the last change."""
        if self.can_undo:
            before = self._before.pop()
            self._change(before, remember=False)

    def check(self) -> None:
        """Look for faces in the picture as it is covered now."""
        if (view := self._shown) is not None and view.photo is None:
            self._put(replace(view, step=DraftStep.CHECKING))
            search = partial(self._room.studio.check, view.chosen, self._begin())
            self._ask(search, self._checked)

    def stop(self) -> None:
        """End the search: a picture that was never seen goes, a changed one stays unchecked."""
        view = self.view
        if view is None or view.step is DraftStep.SHOWN:
            return
        self._halt.call()
        self._run += 1
        if view.step is DraftStep.CHECKING:
            self._show_unchecked(view)
        else:
            self.drop()

    def drop(self) -> None:
        """Forget the picture; its pixels are let go of behind whatever runs now."""
        if self.view is None:
            return
        self._halt.call()
        self._run += 1
        self._before = []
        self._put(None)
        self._room.background.run(self._room.studio.forget, _nothing)

    @property
    def _shown(self) -> DraftView | None:
        view = self.view
        return view if view is not None and view.step is DraftStep.SHOWN else None

    def _begin(self) -> Pause:
        self._halt = Halt()
        return self._halt.pause

    def _change(self, chosen: ChosenBoxes, *, remember: bool = True) -> None:
        view = self.view
        if view is None:
            return
        if remember:
            self._before.append(view.chosen)
        self._put(replace(view, chosen=chosen, photo=None))
        self._ask(partial(self._room.studio.cover, chosen), self._covered)

    def _ask(
        self,
        job: Callable[[], SitePhoto | Covering],
        shown: Callable[[SitePhoto | Covering], None],
    ) -> None:
        self._run += 1
        run = self._run

        def answered(answer: SitePhoto | Covering | KioskError) -> None:
            if run != self._run:
                return
            if isinstance(answer, KioskError):
                self._failed(answer)
            else:
                shown(answer)

        self._room.background.run(job, answered)

    def _checked(self, photo: SitePhoto | Covering) -> None:
        if self.view is not None and isinstance(photo, SitePhoto):
            self._put(
                replace(
                    self.view,
                    step=DraftStep.SHOWN,
                    jpeg=photo.jpeg,
                    covers=photo.covers,
                    photo=photo,
                    left=photo.left,
                )
            )

    def _covered(self, covering: SitePhoto | Covering) -> None:
        if self.view is not None:
            self._put(replace(self.view, jpeg=covering.jpeg, covers=covering.covers))

    def _failed(self, error: KioskError) -> None:
        if self.view is not None and self.view.step is DraftStep.COVERING:
            self.drop()
        elif self.view is not None and self.view.step is DraftStep.CHECKING:
            self._show_unchecked(self.view)
        self._tell(error)

    def _show_unchecked(self, view: DraftView) -> None:
        """Show the picture as it is covered: the check may have come before it was painted."""
        self._put(replace(view, step=DraftStep.SHOWN))
        self._ask(partial(self._room.studio.cover, view.chosen), self._covered)

    def _put(self, view: DraftView | None) -> None:
        self.view = view
        self._show(view)


def _nothing(_answer: object) -> None:
    """Wait for nothing."""
