"""What morning and evening say of today's event, in one line."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.contract.gate import Gate
from kiosk.domain.finding import Verdict
from kiosk.texts import Catalogue
from kiosk.workflow.gatelook import GateNews, GateView
from ui.theme import Theme
from ui.widgets.key_button import KeyButton
from ui.widgets.paragraph import Paragraph
from ui.widgets.remark import Remark

KEY = "F3"


class GateLine(QWidget):
    """A remark where there is an event, a quiet sentence where there is none."""

    def __init__(self, theme: Theme, texts: Catalogue, opens: Callable[[], None]) -> None:
        """Call ``opens`` when the list is asked for."""
        super().__init__()
        self._texts = texts
        self._remark = Remark(theme, keeps_place=False)
        self._quiet = Paragraph(role="note", line_height=1.4)
        self._button = KeyButton(texts["gate.menu"], KEY, theme)
        self._button.on_press(opens)
        row = QVBoxLayout() if theme.text_scale > 1 else QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._remark, 1)
        row.addWidget(self._button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._quiet)
        self._button.hide()

    def press(self, key: str) -> bool:
        """Open the list by its key; tell whether there is one."""
        if key != KEY or self._button.isHidden():
            return False
        self._button.click()
        return True

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the key of the list, for the page of keys."""
        return () if self._button.isHidden() else ((KEY, self._texts["gate.menu"]),)

    def show_morning(self, view: GateView) -> None:
        """Say which event it is and what is lacking."""
        match view:
            case GateView(news=GateNews.READ, gate=Gate() as gate):
                self._say(*_morning(gate, self._texts), listed=True)
            case _:
                self._say_else(view)

    def show_evening(self, view: GateView) -> None:
        """Say how many items are left; nothing where there is no event."""
        match view:
            case GateView(news=GateNews.READ, gate=Gate() as gate):
                left = len(gate.unticked)
                key = "gate.closing_left" if left else "gate.closing_done"
                said = self._texts.say(key, open=left)
                self._say(said, Verdict.WARN if left else Verdict.PASS, listed=True)
            case _:
                self._say("", Verdict.PASS)

    def _say_else(self, view: GateView) -> None:
        words = self._texts
        if view.news is GateNews.TROUBLE and view.trouble is not None:
            what = words.explain(view.trouble)[0]
            self._say(words.say("gate.trouble", what=what), Verdict.WARN)
            return
        self._say("", Verdict.PASS)
        self._quiet.setText(words["gate.none"] if view.news is GateNews.NO_EVENT else "")
        self._quiet.setVisible(view.news is GateNews.NO_EVENT)

    def _say(self, said: str, verdict: Verdict, *, listed: bool = False) -> None:
        self._quiet.hide()
        self._button.setVisible(listed)
        self._remark.say(said, verdict)


def left_in(view: GateView) -> int:
    """Return how many items nobody has answered for."""
    return len(view.gate.unticked) if view.gate is not None else 0


def _morning(gate: Gate, words: Catalogue) -> tuple[str, Verdict]:
    event, left, lacking = gate.event, len(gate.unticked), len(gate.blocking)
    told = words.say(
        "gate.event",
        place=event.place.town_only if event.place.private_home else event.place.name,
        start=f"{event.start:%H:%M}",
        end=f"{event.end:%H:%M}",
    )
    if left or lacking:
        return told + words.say("gate.lacking", open=left, people=lacking), Verdict.WARN
    if gate.override is not None:
        return told + words["gate.excused"], Verdict.WARN
    return told + words["gate.ready"], Verdict.PASS
