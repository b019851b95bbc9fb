"""Qt calls that return nothing do not eat up None (see `ui.immortal`)."""

import sys

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import ui

A_DAY_OF_CALLS = 30 * 3600 * 10 * 200  # 200 Qt calls per frame, ten hours


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="only on Python 3.11: None is immortal")
def test_none_outlives_a_day_of_qt_calls(qtbot: QtBot) -> None:
    assert ui.__doc__
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(10_000):
        widget.update()
    lost_per_call = (before - sys.getrefcount(None)) / 10_000
    assert sys.getrefcount(None) - lost_per_call * A_DAY_OF_CALLS > 0
    assert sys.getrefcount(True) > A_DAY_OF_CALLS
