"""One staff window whose form is typed in and whose pages are turned; prints figures as JSON."""

import json
import statistics
import time
from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget

from kiosk.intake.reading import parse_field
from kiosk.texts import Language
from kiosk.workflow import phases
from tests.fakes.commands import RecordingCommands
from tests.ui import samples, sittings
from tests.ui.conftest import make_screens
from ui.hands import Hands

ROUNDS = 40
FIELDS = {
    "name": "研修 花子",
    "kana": "ケンシュウ ハナコ",
    "birth_date": "S25.3.4",
    "postal_code": "750-8521",
    "address": samples.FORM.address,
    "phone": "083-000-0000",
}
SIZE = (1366, 768)


def main() -> None:
    """Measure and print."""
    screens = make_screens(RecordingCommands(), Language.JA)
    hands, form = Hands(screens.staff), screens.staff.pages.filling.form
    screens.show_view(sittings.filling(sittings.asked()))
    QApplication.processEvents()
    keys = []
    for field, words in FIELDS.items():
        form.fields[field].widget.setFocus()
        QApplication.processEvents()
        for letter in words:
            keys.append(_taken_ms(partial(hands.write, letter)))
            QApplication.processEvents()
        keys.append(_taken_ms(form.fields[field].check))
    QGuiApplication.clipboard().setText("あ" * 1_000_000)
    paste = _taken_ms(partial(hands.press, "Ctrl+V"))
    QGuiApplication.clipboard().clear()
    walk = (
        sittings.receiving(sittings.asked()),
        samples.view(phases.Posing(18), case=sittings.asked()),
        samples.view(phases.Reviewing(18, samples.shot()), case=sittings.asked()),
        sittings.filling(samples.CASE),
        sittings.confirming(samples.CASE),
        samples.view(phases.Receipted(18, samples.RECEIPT)),
    )
    changes = []
    for at in range(ROUNDS):
        view = walk[at % len(walk)]
        changes.append(_taken_ms(partial(screens.show_view, view), settle=True))
    figures = {
        "field_p95_ms": statistics.quantiles(keys, n=20)[-1],
        "field_most_ms": max(keys),
        "parse_ms": statistics.median(
            _taken_ms(partial(parse_field, field, words, today=samples.TODAY))
            for field, words in FIELDS.items()
        ),
        "paste_ms": paste,
        "change_p95_ms": statistics.quantiles(changes[len(walk) :], n=20)[-1],
        "change_most_ms": max(changes),
        "plain_ms": _plain_ms(),
    }
    print(json.dumps(figures))
    screens.close()


def _plain_ms() -> float:
    """Return what Qt alone needs to turn a page of that size."""
    pages = QStackedWidget()
    for words in ("研修", "花子"):
        pages.addWidget(QLabel(words))
    pages.resize(*SIZE)
    pages.show()
    QApplication.processEvents()
    return statistics.median(
        _taken_ms(partial(pages.setCurrentIndex, at % 2), settle=True) for at in range(ROUNDS)
    )


def _taken_ms(work: Callable[[], object], *, settle: bool = False) -> float:
    """Return how long it takes; with ``settle`` until everything is laid out and painted."""
    began = time.perf_counter_ns()
    work()
    if settle:
        QApplication.processEvents()
    return (time.perf_counter_ns() - began) / 1e6


if __name__ == "__main__":
    main()
