"""A batch's facts as rows: what, a mark where it was checked, and how it is."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kiosk.domain.delivery import BatchLook
from kiosk.domain.finding import Verdict
from kiosk.texts import Catalogue
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.mark import Mark
from ui.widgets.paragraph import Paragraph

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Fact:
    """One row; a verdict only where something was checked."""

    key: str
    words: str
    verdict: Verdict | None = None


class FactGrid(QWidget):
    """Rows of facts that can be read aloud."""

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self._theme, self._texts = theme, texts
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Show these instead of what was shown."""
        if self._inside is not None:
            self._outer.removeWidget(self._inside)
            self._inside.setParent(None)
        self._inside = QWidget()
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, fact in enumerate(facts):
            grid.addWidget(label(self._texts[f"receiver.fact.{fact.key}"], "strong"), row, 0, top)
            mark = Mark(self._theme)
            mark.show_verdict(fact.verdict)
            grid.addWidget(mark, row, 1, top)
            grid.addWidget(Paragraph(fact.words, role="field", line_height=1.3), row, 2)
        self._outer.addWidget(self._inside)
        self.setAccessibleName("\n".join(one.words for one in facts))


def facts_of(look: BatchLook, texts: Catalogue) -> tuple[Fact, ...]:
    """Return what a person should know of a batch before it is opened."""
    day = f"{look.business_date.isoformat()}　{texts.say('receiver.number', seq=look.seq)}"
    closed = texts.say(
        "receiver.closed",
        who="・".join(look.operators),
        at=look.closed_at.astimezone().strftime("%Y-%m-%d %H:%M"),
    )
    size = texts.say(
        "receiver.size", records=look.records, megabytes=f"{look.length_bytes / _MEGABYTE:.1f}"
    )
    signed = "receiver.signed" if look.authentic else "receiver.signed_by_stranger"
    training = (
        (Fact("training", texts["receiver.training"], Verdict.WARN),) if look.training else ()
    )
    alone: tuple[Fact, ...] = ()
    if look.alone is not None:
        alone = (Fact("alone", texts[f"receiver.alone.{look.alone.value}"], Verdict.WARN),)
    return (
        Fact("station", look.station),
        *training,
        Fact("day", day),
        Fact("records", size),
        Fact("closed", closed),
        *alone,
        Fact("signature", texts[signed], Verdict.PASS if look.authentic else Verdict.WARN),
        Fact("words", look.key_words),
        _ledger(look, texts),
    )


def _ledger(look: BatchLook, texts: Catalogue) -> Fact:
    if look.refusal is not None:
        key = f"receiver.refusal.{look.refusal.message_key}"
        return Fact("ledger", texts[key], Verdict.FAIL)
    return Fact("ledger", texts["receiver.late" if look.late else "receiver.next"], Verdict.PASS)
