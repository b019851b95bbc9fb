"""The head of the staff window: where, what works, what time, who."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from kiosk.ports import CameraState
from kiosk.texts import Catalogue
from kiosk.workflow.snapshots import StationView
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.key_button import KeyButton
from ui.words import work_day_words

CAMERA_STATES = {
    CameraState.OPENING: "warn",
    CameraState.LIVE: "ok",
    CameraState.LOST: "bad",
    CameraState.FROZEN: "bad",
    CameraState.BLACK: "bad",
    CameraState.OUT_OF_SERVICE: "bad",
}
_MARKS = {"ok": "○", "warn": "△", "bad": "×"}


class Header(QFrame):
    """Name and day at the left; chips, clock, person and lock at the right."""

    def __init__(
        self,
        theme: Theme,
        texts: Catalogue,
        *,
        now: Callable[[], datetime],
        lock: Callable[[], None],
        explain: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.setProperty("role", "header")
        self._texts, self._now, self._explain = texts, now, explain
        self._camera_state = CameraState.OPENING
        self._station, self._day = label(texts["app.name"], "head"), label(role="note")
        self._clock, self._staff = label(role="head"), label(role="note")
        self._training = label(texts["training.banner"], "training")
        self.chip = QPushButton()
        self.chip.setProperty("kind", "chip")
        self.chip.clicked.connect(self._chip_clicked)
        self.lock = KeyButton(texts["header.lock"], "F12", theme)
        self.lock.on_press(lock)
        self._lay_out(theme)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._tick()

    def _lay_out(self, theme: Theme) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._station)
        names.addWidget(self._day)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(16)
        row.addLayout(names)
        row.addWidget(self._training)
        row.addStretch(1)
        for widget in (self.chip, self._clock, self._staff, self.lock):
            row.addWidget(widget)
        self._training.setFixedHeight(theme.px(32))
        self.setFixedHeight(theme.px(64))
        self.ensurePolished()
        self._fix_chip_width()

    def _fix_chip_width(self) -> None:
        """Give the chip the width of its longest words, so that nothing jumps."""
        self.chip.setProperty("state", "ok")
        self.chip.ensurePolished()
        metrics = self.chip.fontMetrics()
        widest = max(metrics.horizontalAdvance(self._chip_words(state)) for state in CameraState)
        self.chip.setFixedWidth(widest + 32)

    def _chip_words(self, state: CameraState) -> str:
        return self._texts.say(
            "chip.camera",
            mark=_MARKS[CAMERA_STATES[state]],
            state=self._texts[f"camera.{state.value}.word"],
        )

    def show_view(self, view: StationView) -> None:
        """Show what the view says of place, day, camera and person."""
        self._station.setText(view.station_name or self._texts["app.name"])
        self._day.setText(work_day_words(view.business_date, self._texts))
        self._training.setVisible(view.training)
        self._staff.setText(view.staff.display_name if view.staff else "")
        self.lock.setVisible(view.staff is not None)
        self._camera_state = view.camera.state
        state = CAMERA_STATES[view.camera.state]
        self.chip.setText(self._chip_words(view.camera.state))
        if self.chip.property("state") != state:
            self.chip.setProperty("state", state)
            self.chip.style().unpolish(self.chip)
            self.chip.style().polish(self.chip)

    @Slot()
    def _chip_clicked(self) -> None:
        self._explain(self._texts[f"camera.{self._camera_state.value}.do"])

    @Slot()
    def _tick(self) -> None:
        self._clock.setText(f"{self._now():%H:%M}")
