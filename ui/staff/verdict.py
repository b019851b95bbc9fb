"""The card beside the photo: headline, findings, and below them what staff decide."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kiosk.domain.review import Override, PhotoExemption, PhotoReview
from kiosk.domain.shot import Shot
from kiosk.guidance.acceptance import Lack
from kiosk.workflow.phases import Reviewing
from ui.staff.deciding import Deciding
from ui.staff.exempting import Exempting
from ui.staff.page import Desk
from ui.staff.reasons import Reasons
from ui.widgets.card import card
from ui.widgets.key_button import KeyButton
from ui.widgets.mark import Mark
from ui.widgets.paragraph import Paragraph
from ui.widgets.verdict_list import VerdictList

_AROUND_PX = 40


class VerdictCard(QScrollArea):
    """Everything fits in a usual case; large type and many findings scroll."""

    def __init__(
        self,
        desk: Desk,
        press: Callable[[str], None],
        reasoned: Callable[[Override | None], None],
        exempted: Callable[[PhotoExemption | None], None],
    ) -> None:
        super().__init__()
        words, theme = desk.texts, desk.theme
        self._texts = words
        self.list = VerdictList(theme, words)
        self.deciding = Deciding(theme, words, press)
        self.reasons = Reasons(theme, words, reasoned)
        self.exempting = Exempting(theme, words, exempted)
        self._moving = Paragraph(words["review.moving"], role="body", line_height=1.5)
        self._hopeless = Paragraph(words["review.hopeless"], role="head", line_height=1.5)
        self._mark = Mark(theme, size_px=24)
        self._verdict = Paragraph(role="title", line_height=1.2)
        self._lines = KeyButton(words["review.lines"], "L", theme)
        self._lines.on_press(lambda: press("L"))
        self._foot, self._pages = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self._soon = QTimer(self)  # places are known after the layouts have had their turn
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._follow)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    def _lay_out(self) -> None:
        for foot in (self.deciding, self.reasons, self._moving, self._hopeless):
            self._foot.addWidget(foot)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._mark)
        head.addWidget(self._verdict, 1)
        head.addWidget(self._lines)
        looking = QWidget()
        column = QVBoxLayout(looking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.list)
        column.addStretch(1)
        column.addWidget(self._foot)
        for page in (looking, self.exempting):
            self._pages.addWidget(page)
        frame, inside = card(padding=12)
        inside.addWidget(self._pages)
        self.setWidget(frame)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave every key to the page: arrows choose findings and move lines."""
        event.ignore()

    def show_shot(self, shot: Shot) -> None:
        """Show what the checks say of the photo."""
        self._mark.show_verdict(shot.verdict)
        self._verdict.setText(self._texts[f"review.{shot.verdict.value}"])
        self.list.show_findings(shot.findings)

    def show_review(self, review: PhotoReview, phase: Reviewing) -> None:
        """Show how far the decision is."""
        self.deciding.show_review(review, phase.shot.findings)
        self.deciding.show_agreed(agreed=phase.agreed, cut_anew=phase.shot.by_hand)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a Qt-like setter
        """Show that nothing can be decided while the photo is being cut."""
        self._lines.setEnabled(not busy and self._foot.currentWidget() is self.deciding)

    def show_looking(self, *, hopeless: bool, moving: bool) -> None:
        """Show findings and questions, or what else is to be done."""
        self._pages.setCurrentIndex(0)
        foot = self._hopeless if hopeless else self._moving if moving else self.deciding
        self._foot.setCurrentWidget(foot)
        self._lines.setEnabled(not hopeless and not moving)

    def open_reasons(self, override: Override | None) -> None:
        """Ask why the photo is taken all the same."""
        self._pages.setCurrentIndex(0)
        self._foot.setCurrentWidget(self.reasons)
        self._lines.setEnabled(False)
        self.reasons.open(override)

    def open_exemption(self, exemption: PhotoExemption | None, who: str) -> None:
        """Ask for the particulars of a 写真の特例."""
        self._pages.setCurrentWidget(self.exempting)
        self.exempting.open(exemption, who)

    def point_out(self, lack: Lack | None, review: PhotoReview) -> None:
        """Mark what is lacking and go there."""
        self.deciding.point_out(lack, review)

    @Slot("QWidget*", "QWidget*")
    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isAncestorOf(new):
            self._soon.start(0)

    @Slot()
    def _follow(self) -> None:
        """Bring what has the keyboard into sight."""
        focused = self.window().focusWidget()
        if focused is self.list:
            self.verticalScrollBar().setValue(0)
        elif focused is not None and self.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 0, _AROUND_PX)

    def turn_page(self, by: int) -> None:
        """Scroll by a page where there is more than fits."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep())

    def wipe(self) -> None:
        """Forget findings and words."""
        self._mark.show_verdict(None)
        self._verdict.setText("")
        self.list.show_findings(())
        self.reasons.wipe()
        self.exempting.wipe()
        self.deciding.point_out(None, PhotoReview())
        self.deciding.show_review(PhotoReview(), ())
        self.deciding.show_agreed(agreed=False, cut_anew=False)
