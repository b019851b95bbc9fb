"""How the station stands besides: why sittings are stopped, who receives, the further steps."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.domain.finding import Verdict
from kiosk.texts import Catalogue
from kiosk.workflow.frozen import frozen
from kiosk.workflow.outlook import Outlook
from ui.staff.home import step_words
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.paragraph import Paragraph
from ui.widgets.remark import Remark
from ui.widgets.scroll_body import ScrollBody


class StateList(QWidget):
    """A column that is made anew when something changed; scrolls when there is much to say."""

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self._theme, self._texts = theme, texts
        self._shown: Outlook | None = None
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._inside if theme.text_scale > 1 else ScrollBody(self._inside))

    def show_outlook(self, seen: Outlook) -> None:
        """Show freezes with what to do, recipients with their proof, the further steps."""
        if seen == self._shown:
            return
        self._shown = seen
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for freeze in seen.freezes:
            what, _safe, then = self._texts.explain(frozen(freeze))
            self._remark(f"{what}\n{then}", Verdict.FAIL)
        self._heading("opening.recipients")
        unproved = seen.standing.policy.unrehearsed
        for recipient in seen.standing.policy.recipients:
            proved = recipient.name not in unproved
            key = "opening.recipient_ok" if proved else "opening.recipient_missing"
            words = f"{recipient.name}　{self._texts[key]}"
            self._remark(words, Verdict.PASS if proved else Verdict.FAIL)
        self._heading("next.title")
        for step in seen.steps[1:]:
            self._say(step_words(step, self._texts))
        if len(seen.steps) == 1:
            self._say(self._texts["opening.nothing_else"])
        self._column.addStretch(1)

    def _heading(self, key: str) -> None:
        self._column.addWidget(label(self._texts[key], "strong"))

    def _say(self, words: str) -> None:
        self._column.addWidget(Paragraph(words, role="body", line_height=1.4))

    def _remark(self, words: str, verdict: Verdict) -> None:
        remark = Remark(self._theme, keeps_place=False)
        self._column.addWidget(remark)
        remark.say(words, verdict)
