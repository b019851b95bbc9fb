"""One picture at a time on a thread of its own: a search nobody waits for ends at once."""

import queue
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from kiosk.background import WorkerBackground
from kiosk.domain.box import Box
from kiosk.domain.sitephoto import SitePhoto
from kiosk.errors import KioskError
from kiosk.workflow.contract.photodraft import (
    DraftStep,
    DraftView,
    Pause,
    PhotoDraft,
    PhotoRoom,
)
from tests.fakes.studio import KnowingStudio

PATIENCE_S = 20.0


class EndlessStudio(KnowingStudio):
    """Looks at a picture called ``endless`` for as long as somebody waits for it."""

    def __init__(self) -> None:
        super().__init__()
        self.looking = threading.Event()

    def bring(self, path: Path, pause: Pause) -> SitePhoto:
        never = threading.Event()
        while path.stem == "endless":
            self.looking.set()
            pause()
            never.wait(0.005)
        return super().bring(path, pause)


class MainThread:
    """Takes the answers of the worker in turn, as the event loop does."""

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()

    def deliver(self, call: Callable[[], object]) -> None:
        self._calls.put(call)

    def take_one(self) -> None:
        self._calls.get(timeout=PATIENCE_S)()


@pytest.fixture
def main() -> MainThread:
    return MainThread()


@pytest.fixture
def studio() -> EndlessStudio:
    return EndlessStudio()


@pytest.fixture
def room(main: MainThread, studio: EndlessStudio) -> Iterator[PhotoRoom]:
    with WorkerBackground("photos", main.deliver, patience_s=PATIENCE_S) as background:
        yield PhotoRoom(studio=studio, background=background)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "room.png"
    Image.fromarray(np.full((200, 240, 3), 180, np.uint8)).save(path)
    return path


def covered(draft: PhotoDraft) -> list[Box]:
    assert draft.view is not None
    return [one.box for one in draft.view.covers]


def test_a_search_that_was_dropped_ends_and_the_next_picture_comes(
    room: PhotoRoom, main: MainThread, studio: EndlessStudio, picture: Path
) -> None:
    views: list[DraftView | None] = []
    errors: list[KioskError] = []
    draft = PhotoDraft(room, views.append, errors.append)
    draft.bring(picture.with_name("endless.png"))
    assert studio.looking.wait(PATIENCE_S)
    draft.drop()
    draft.bring(picture)
    while draft.view is not None and draft.view.step is DraftStep.COVERING:
        main.take_one()
    assert draft.view is not None
    assert draft.view.fit
    assert errors == []
    assert [view.name if view else None for view in views[:3]] == ["endless.png", None, "room.png"]


def test_a_box_that_follows_another_before_it_is_painted_keeps_both(
    room: PhotoRoom, main: MainThread, picture: Path
) -> None:
    draft = PhotoDraft(room, lambda _view: None, lambda _error: None)
    draft.bring(picture)
    main.take_one()
    first, second = Box(0.1, 0.1, 0.2, 0.2), Box(0.6, 0.6, 0.2, 0.2)
    draft.add_box(first)
    draft.add_box(second)
    main.take_one()
    assert covered(draft) == []  # the answer to the first box alone is not shown any more
    main.take_one()
    assert covered(draft) == [first, second]
    assert draft.view is not None
    assert not draft.view.fit


def test_a_check_that_was_stopped_leaves_the_picture_unchecked(
    room: PhotoRoom, main: MainThread, picture: Path
) -> None:
    draft = PhotoDraft(room, lambda _view: None, lambda _error: None)
    draft.bring(picture)
    main.take_one()
    draft.add_box(Box(0.1, 0.1, 0.2, 0.2))
    draft.check()
    draft.stop()
    for _ in range(3):  # the box alone, the check, the picture as it stands
        main.take_one()
    assert draft.view is not None
    assert draft.view.step is DraftStep.SHOWN
    assert draft.view.photo is None
    assert len(covered(draft)) == 1
