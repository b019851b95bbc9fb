"""A form that opens in place of a page's overview and ends with one action."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.workflow.contract.snapshot import OfficeSnapshot
from ui.office.desk import OfficeDesk
from ui.widgets.card import card, label
from ui.widgets.paragraph import Paragraph
from ui.widgets.remark import Remark
from ui.widgets.scroll_body import ScrollBody


class OfficeWork(QWidget):
    """A card with a title and an explanation; what is typed stays until it was kept or dropped.

    ``newer`` says what somebody else wrote meanwhile.
    """

    changed = Signal()
    accepted = Signal()

    def __init__(
        self, desk: OfficeDesk, *, title: str, explain: str, primary: str, tall: bool = False
    ) -> None:
        """``tall`` forms take all the height there is, and scroll in a ``body`` of their own."""
        super().__init__()
        self.desk, self.texts, self.theme = desk, desk.texts, desk.theme
        self.primary = primary
        self.waiting = False
        self.typing = True
        self.over: OfficeWork | None = None  # what Esc leads back to; None: the overview
        frame, self.column = card(padding=24, spacing=12)
        self.title = label(title, "title")
        self.explain = Paragraph(explain, role="body", line_height=1.4)
        self.explain.setVisible(bool(explain))
        self.body: ScrollBody | None = None
        self.column.addWidget(self.title)
        self.column.addWidget(self.explain)
        self.newer = Remark(desk.theme, keeps_place=False)
        self.column.addWidget(self.newer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame, 1 if tall else 0)
        if not tall:
            layout.addStretch(1)

    def first_focus(self) -> QWidget:
        """Return what has the keyboard first."""
        return self

    def ready(self) -> bool:
        """Tell whether the action can be tried."""
        return True

    def act(self) -> bool:
        """Do it; tell whether a command was given whose end is to be waited for."""
        return False

    def refused(self, snapshot: OfficeSnapshot) -> None:
        """Be told that the command was refused; what was typed stays."""

    def edited(self) -> bool:
        """Tell whether something would be lost."""
        return False

    def forget(self) -> None:
        """Forget what was typed."""

    def press(self, _key: str) -> bool:
        """Do what a key of this form stands for."""
        return False
