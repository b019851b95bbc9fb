"""What a test must not leave behind: threads, windows, running timers."""

import gc
import sys
import threading
from collections.abc import Iterable

PATIENCE_S = 1.0  # a thread that was told to stop may still be on its last line


def threads() -> frozenset[threading.Thread]:
    """Return the threads Python started; those of C++ libraries are theirs to end."""
    return frozenset(
        thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)
    )


def threads_left(before: frozenset[threading.Thread]) -> list[str]:
    """Return the names of threads that were not there ``before`` and do not end by themselves."""
    for thread in threads() - before:
        thread.join(PATIENCE_S)
    return sorted(thread.name for thread in threads() - before)


def set_aside() -> None:
    """Have everything that is there now be looked at no more: a test is asked for its own alone.

    Looking through all objects of a worker took 2 to 4 s for each test with a window, of 0.1 s.
    """
    gc.collect()
    gc.freeze()


def qt_left(known: Iterable[object] = ()) -> list[object]:
    """Return top-level widgets, active timers and running animations, without the ``known``."""
    if not _application():
        return []
    if left := _qt_now(known):
        del left
        _delete_what_was_told_to_go()
        gc.collect()
    return _qt_now(known)


def _qt_now(known: Iterable[object]) -> list[object]:
    from PySide6.QtCore import QAbstractAnimation, QTimer  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415
    from shiboken6 import isValid  # noqa: PLC0415

    moving = (QTimer, QAbstractAnimation)  # a tuple: half the time of a union on 100,000 objects
    ids = {id(one) for one in known}
    running = [
        one
        for one in gc.get_objects()
        if isinstance(one, moving) and isValid(one) and _is_running(one)
    ]
    return [one for one in (*QApplication.topLevelWidgets(), *running) if id(one) not in ids]


def _is_running(one: object) -> bool:
    from PySide6.QtCore import QAbstractAnimation, QTimer  # noqa: PLC0415

    if isinstance(one, QAbstractAnimation):
        return one.state() is QAbstractAnimation.State.Running
    return isinstance(one, QTimer) and one.isActive()


def _delete_what_was_told_to_go() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _application() -> bool:
    """Say whether a QApplication exists; Qt is not imported to find out."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets is not None and widgets.QApplication.instance() is not None
