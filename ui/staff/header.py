"""The head of the staff window: where, what works, what time, who."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.custody.freeze import Freeze
from kiosk.ports import CameraState
from kiosk.texts import Catalogue
from kiosk.workflow.frozen import frozen
from kiosk.workflow.snapshots import LightState, StationView
from ui.staff.console.chips import QueueChips
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.chip import MARKS, Chip
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
LIGHT_STATES = {
    LightState.UNCHECKED: "warn",
    LightState.CHECKED: "ok",
    LightState.DRIFTED: "warn",
}
_FROZEN = "frozen"
_HEIGHT_PX, _LARGE_PX = 64, 50  # large type needs its height for the page below


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
        show_next: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setProperty("role", "header")
        self._theme, self._texts, self._now, self._explain = theme, texts, now, explain
        self._station, self._day = label(texts["app.name"], "head"), label(role="note")
        self._clock, self._staff = label(role="head"), label(role="note")
        self._training = label(texts["training.banner"], "training")
        self.chip, self.light_chip = _camera_chip(texts), _light_chip(texts)
        self.freeze_chip = _freeze_chip(texts)
        self.line = QueueChips(texts, explain, show_next)
        self._freezes: tuple[Freeze, ...] = ()
        self.chip.clicked.connect(self._camera_clicked)
        self.freeze_chip.clicked.connect(self._freeze_clicked)
        self.light_chip.clicked.connect(self._light_clicked)
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
        chips = QHBoxLayout(chips_place := QWidget())
        chips.setContentsMargins(0, 0, 0, 0)
        chips.setSpacing(8)
        for chip in self._all_chips():
            chips.addWidget(chip)
        self._chips = chips_place
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self._row.addLayout(names)
        self._row.addWidget(self._training)
        self._row.addStretch(1)
        for widget in (self._chips, self._clock, self._staff, self.lock):
            self._row.addWidget(widget)
        self._below = QHBoxLayout()
        self._below.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 6, 16, 6)
        rows.setSpacing(0)
        rows.addLayout(self._row)
        rows.addLayout(self._below)
        self._training.setFixedHeight(theme.px(32))
        self.ensurePolished()
        for chip in self._all_chips():
            chip.fix_width()
        self.freeze_chip.show_state(_FROZEN)
        self.freeze_chip.hide()
        self._share_width()

    def show_view(self, view: StationView) -> None:
        """Show what the view says of place, day, devices, light and person."""
        self._station.setText(view.station_name or self._texts["app.name"])
        self._day.setText(work_day_words(view.business_date, self._texts))
        self._training.setVisible(view.training)
        self._staff.setText(view.staff.display_name if view.staff else "")
        self.lock.setVisible(view.staff is not None)
        self.chip.show_state(view.camera.state.value)
        self.light_chip.show_state(view.light.value)
        self.light_chip.setVisible(view.staff is not None)
        self._freezes = view.outlook.freezes if view.outlook is not None else ()
        self.freeze_chip.setVisible(bool(self._freezes))
        self.line.show_queue(view.queue, signed_in=view.staff is not None)
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep every word whole at the new width."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Give the chips a row of their own where large type leaves them no room."""
        for chip in self._spared():
            if self._chips_px() > self.width() - 32:
                chip.hide()
        names = max(self._station.sizeHint().width(), self._day.sizeHint().width())
        beside: list[QWidget] = [self._clock, self._staff, self._training]
        if not self.lock.isHidden():
            beside.append(self.lock)
        words = sum(one.sizeHint().width() for one in beside)
        needed = names + self._chips_px() + words + 16 * (len(beside) + 4)
        two_rows = needed > self.width()
        if two_rows != (self._below.indexOf(self._chips) >= 0):
            (self._row if two_rows else self._below).removeWidget(self._chips)
            if two_rows:
                self._below.addWidget(self._chips)
            else:
                self._row.insertWidget(self._row.indexOf(self._clock), self._chips)
        large = self._theme.text_scale > 1
        height = self._theme.px(_LARGE_PX if large else _HEIGHT_PX)
        below = self.chip.sizeHint().height() + 4 if two_rows else 0
        self.setFixedHeight(height + below)

    def _chips_px(self) -> int:
        return sum(one.minimumWidth() + 8 for one in self._all_chips() if not one.isHidden())

    def _spared(self) -> tuple[Chip, ...]:
        """Return what goes first without room: the count, which the list tells, and what works."""
        waiting, *devices = self.line.every()
        works = [one for one in reversed(devices) if one.property("state") == "ok"]
        return waiting, *works, self.light_chip

    @Slot()
    def _camera_clicked(self) -> None:
        self._explain(self.chip.explanation())

    @Slot()
    def _light_clicked(self) -> None:
        self._explain(self.light_chip.explanation())

    @Slot()
    def _freeze_clicked(self) -> None:
        told = (self._texts.explain(frozen(one)) for one in self._freezes)
        self._explain("\n".join(f"{what} {then}" for what, _safe, then in told))

    def _all_chips(self) -> tuple[Chip, ...]:
        return self.freeze_chip, *self.line.every(), self.chip, self.light_chip

    @Slot()
    def _tick(self) -> None:
        self._clock.setText(f"{self._now():%H:%M}")


def _camera_chip(texts: Catalogue) -> Chip:
    def words(state: CameraState) -> str:
        mark = MARKS[CAMERA_STATES[state]]
        return texts.say("chip.camera", mark=mark, state=texts[f"camera.{state.value}.word"])

    return Chip(
        {state.value: (CAMERA_STATES[state], words(state)) for state in CameraState},
        {state.value: texts[f"camera.{state.value}.do"] for state in CameraState},
    )


def _freeze_chip(texts: Catalogue) -> Chip:
    return Chip({_FROZEN: ("bad", texts["chip.freeze"])}, {_FROZEN: ""})


def _light_chip(texts: Catalogue) -> Chip:
    def words(state: LightState) -> str:
        mark = MARKS[LIGHT_STATES[state]]
        return texts.say("chip.light", mark=mark, state=texts[f"chip.light.{state.value}"])

    return Chip(
        {state.value: (LIGHT_STATES[state], words(state)) for state in LightState},
        {state.value: texts[f"room.{state.value}.do"] for state in LightState},
    )
