"""Somebody sits before the camera: mirror, findings, the hint the applicant sees."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kiosk.domain.frame import Frame
from kiosk.ports import CameraState
from kiosk.workflow.phases import Developing, Posing
from kiosk.workflow.snapshots import LiveView, StationView
from ui.mirror import Mirror
from ui.staff.page import Desk, Page
from ui.staff.sitting import PHOTO, SittingHead
from ui.widgets.card import card, label, set_state
from ui.widgets.findings import FindingsList
from ui.widgets.key_button import Action
from ui.widgets.paragraph import Paragraph

FINDINGS_WIDTH_PX = 432


class PosingPage(Page):
    """Mirror at the left, what the checks say at the right."""

    def __init__(self, desk: Desk) -> None:
        words = desk.texts
        super().__init__(
            desk,
            primary=Action("Enter", words["posing.take"], desk.commands.take_photo, ("M",)),
            quiet=(
                Action("Esc", words["sitting.leave"], self._leave),
                Action("A", words["posing.auto"], desk.commands.toggle_auto_capture),
            ),
        )
        self.form_has_words: Callable[[], bool] = lambda: False
        self.mirror = Mirror(desk.theme, desk.pictures, ground=desk.theme.colours.ground)
        self._head = SittingHead(desk.theme, words)
        self._hint = Paragraph(role="head", line_height=1.4, align=Qt.AlignmentFlag.AlignTop)
        self._hint.setFixedHeight(desk.theme.px(54))
        self._findings = FindingsList(desk.theme, words)
        self._auto = label(role="strong")
        self._lay_out()
        self.mirror.installEventFilter(self)
        self.notice.setParent(self.mirror)

    def _lay_out(self) -> None:
        words, theme = self.desk.texts, self.desk.theme
        side, column = card()
        side.setFixedWidth(theme.px(FINDINGS_WIDTH_PX))
        column.addWidget(label(words["posing.hint"], "note"))
        column.addWidget(self._hint)
        column.addWidget(label(words["posing.findings"], "head"))
        column.addWidget(self._findings, 1)
        column.addWidget(self._auto)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.mirror, 1)
        row.addWidget(side)
        body = QVBoxLayout(self.body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(self._head)
        body.addLayout(row, 1)

    def show_view(self, view: StationView) -> None:
        """Show sitting, camera and whether photos are taken by themselves."""
        super().show_view(view)
        self._place_notice()
        if not isinstance(view.phase, Posing | Developing):
            return
        self._head.show_sitting(view.phase.sitting, PHOTO)
        self.bar.set_busy(isinstance(view.phase, Developing))
        words = self.desk.texts
        set_state(self._auto, "ok" if view.auto_capture else "")
        self._auto.setText(words["posing.auto_on" if view.auto_capture else "posing.auto_off"])
        if view.camera.state is not CameraState.LIVE:
            self.mirror.show_nothing(words[f"camera.{view.camera.state.value}.do"])
            self._show_live(None, 0)

    def show_frame(self, frame: Frame, live: LiveView | None) -> None:
        """Show the frame that was judged and what was found in it."""
        self.mirror.show_frame(frame, live)
        if live is not None:
            self._show_live(live, frame.captured_at_ns)

    def begin(self) -> None:
        """Begin without an old picture."""
        self.mirror.show_nothing(self.desk.texts["camera.opening.do"])
        self._show_live(None, 0)
        super().begin()

    def wipe(self) -> None:
        """Drop the picture and what was read from it."""
        self.mirror.show_nothing()
        self._show_live(None, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the notice at the foot of the mirror."""
        if event.type() == QEvent.Type.Resize:
            self._place_notice()
        return super().eventFilter(watched, event)

    def _show_live(self, live: LiveView | None, at_ns: int) -> None:
        self._hint.setText(self.desk.texts[f"hint.{live.hint.value}"] if live else "")
        self._findings.show_findings(live.findings if live else (), at_ns=at_ns)

    def _place_notice(self) -> None:
        width = self.mirror.width() - 32
        height = self.notice.heightForWidth(width)
        self.notice.setGeometry(16, self.mirror.height() - height - 16, width, height)

    def _leave(self) -> None:
        words, leave = self.desk.texts, self.desk.commands.leave_sitting
        if self.form_has_words():
            self.bar.ask(words["sitting.leave_typed"], words["sitting.leave_yes"], leave)
        else:
            leave()
