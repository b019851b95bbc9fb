"""A page around the camera's picture: a card beside it, the notice at its foot."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.workflow.snapshots import StationView
from ui.camera_picture import CameraPicture
from ui.staff.page import Page

_EDGE_PX = 16


class CameraPage(Page):
    """The notice lies over the picture, so that nothing jumps when it comes and goes."""

    _picture: CameraPicture

    def put_together(self, picture: CameraPicture, head: QWidget, side: QWidget) -> None:
        """Lay out ``head`` above, ``picture`` at the left and ``side`` at the right."""
        self._picture = picture
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(picture, 1)
        row.addWidget(side)
        body = QVBoxLayout(self.body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(head)
        body.addLayout(row, 1)
        picture.installEventFilter(self)
        self.notice.setParent(picture)

    def show_view(self, view: StationView) -> None:
        """Show what every page shows, the notice in its place."""
        super().show_view(view)
        self._place_notice()

    def begin(self) -> None:
        """Begin without an old picture."""
        self._picture.show_nothing(self.desk.texts["camera.opening.do"])
        super().begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the notice at the foot of the picture."""
        if event.type() == QEvent.Type.Resize:
            self._place_notice()
        return super().eventFilter(watched, event)

    def _place_notice(self) -> None:
        width = self._picture.width() - 2 * _EDGE_PX
        height = self.notice.heightForWidth(width)
        self.notice.setGeometry(_EDGE_PX, self._picture.height() - height - _EDGE_PX, width, height)
