"""A target as painted bars: done, planned, expected, and the goal as a line."""

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.contract.targets import Side, TargetStanding
from kiosk.domain.finding import Verdict
from kiosk.texts import Catalogue
from ui.theme import Theme
from ui.widgets.card import label
from ui.widgets.mark import Mark
from ui.widgets.paragraph import Paragraph

_BAR_PX = 20
_OVER = 1.08  # room behind the longest bar, so that its end and the goal's line are seen
_WHISKER_PX = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One side of a target: done, done and planned or expected, between what, the goal."""

    done: int
    expected: int
    low: int
    high: int
    goal: int

    @property
    def widest(self) -> float:
        """Return the number at the right end."""
        return max(self.goal, self.high, self.done, 1) * _OVER


class TargetBar(QWidget):
    """Done is solid, what is expected hatched, its range a line with ends, the goal a thick line.

    Nothing is said by colour alone.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._measure: Measure | None = None
        self.setFixedHeight(theme.px(_BAR_PX) + 8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_measure(self, measure: Measure, words: str) -> None:
        """Show these numbers; ``words`` say the same to who cannot see them."""
        self.setAccessibleName(words)
        if measure != self._measure:
            self._measure = measure
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar."""
        if (measure := self._measure) is None:
            return
        colours = self._theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            track = QRectF(0.5, 4.5, self.width() - 1, self.height() - 9)
            share = track.width() / measure.widest
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.setBrush(QColor(colours.ground))
            painter.drawRect(track)
            coming = QRectF(track)
            coming.setWidth(measure.expected * share)
            painter.setPen(QPen(QColor(colours.key), 1))
            painter.setBrush(QColor(colours.key_pale))
            painter.drawRect(coming)
            painter.setBrush(QBrush(QColor(colours.key), Qt.BrushStyle.BDiagPattern))
            painter.drawRect(coming)
            done = QRectF(track)
            done.setWidth(measure.done * share)
            painter.setBrush(QColor(colours.key))
            painter.drawRect(done)
            if measure.high > measure.low:
                self._paint_range(painter, track, measure, share)
            x = track.left() + measure.goal * share
            painter.setPen(QPen(QColor(colours.ink), 3))
            painter.drawLine(QLineF(x, 0, x, self.height()))

    def _paint_range(
        self, painter: QPainter, track: QRectF, measure: Measure, share: float
    ) -> None:
        y = track.center().y()
        left, right = (track.left() + end * share for end in (measure.low, measure.high))
        for colour, width in (
            (self._theme.colours.paper, 5),
            (self._theme.colours.ink, 2),
        ):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            for x in (left, right):
                painter.drawLine(QPointF(x, y - _WHISKER_PX), QPointF(x, y + _WHISKER_PX))


class TargetCard(QWidget):
    """One kind: how it stands in words and shapes, visits above applicants, what a week needs."""

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        super().__init__()
        self._texts = texts
        self._mark = Mark(theme)
        self._name = label(role="head")
        self._state = Paragraph(role="strong", line_height=1.3)
        self._needed = Paragraph(role="body", line_height=1.4)
        self._rows = tuple(
            (Paragraph(role="body", line_height=1.3), TargetBar(theme)) for _ in "OR"
        )
        head = QGridLayout()
        head.setHorizontalSpacing(12)
        if theme.text_scale > 1:  # the words below the name
            head.addWidget(self._name, 0, 0, 1, 2)
            head.addWidget(self._mark, 1, 0, Qt.AlignmentFlag.AlignTop)
            head.addWidget(self._state, 1, 1)
            head.setColumnStretch(1, 1)
        else:
            head.addWidget(self._name, 0, 0)
            head.addWidget(self._mark, 0, 1)
            head.addWidget(self._state, 0, 2)
            head.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(2)
        column.addLayout(head)
        for words, bar in self._rows:
            column.addWidget(words)
            column.addWidget(bar)
        column.addWidget(self._needed)

    def show_standing(self, standing: TargetStanding) -> None:
        """Show how one target stands."""
        words, target, expected = self._texts, standing.target, standing.expected_applicants
        self._name.setText(words[f"event_kind.{target.kind.value}"])
        self._state.setText(self._state_words(standing))
        self._mark.show_verdict(_verdict(standing))
        events = words.say(
            "bureau.target.events",
            done=standing.events,
            goal=target.events,
            planned=standing.planned,
            expected=standing.expected_events,
        )
        people = words.say(
            "bureau.target.applicants", done=standing.applicants, goal=target.applicants
        )
        if expected is not None:
            ranged = words.say(
                "bureau.target.expected", mean=expected.mean, low=expected.low, high=expected.high
            )
            people = f"{people} {ranged}"
        low, mean, high = (
            (expected.low, expected.mean, expected.high)
            if expected is not None
            else (standing.applicants,) * 3
        )
        first = Measure(
            done=standing.events,
            expected=standing.expected_events,
            low=0,
            high=0,
            goal=target.events,
        )
        second = Measure(
            done=standing.applicants, expected=mean, low=low, high=high, goal=target.applicants
        )
        for (said, bar), measure, sentence in zip(
            self._rows, (first, second), (events, people), strict=True
        ):
            said.setText(sentence)
            bar.show_measure(measure, sentence)
        needed = self._needed_words(standing)
        self._needed.setText(needed)
        self._needed.setVisible(bool(needed))

    def words(self) -> str:
        """Return everything that is said."""
        every = (self._name, self._state, *(said for said, _ in self._rows), self._needed)
        return "\n".join(one.text() for one in every)

    def _state_words(self, standing: TargetStanding) -> str:
        if standing.reached:
            return self._texts[f"bureau.target.reached.{standing.side.value}"]
        return self._texts[f"bureau.target.expected_side.{standing.expected_side.value}"]

    def _needed_words(self, standing: TargetStanding) -> str:
        words, needed = self._texts, standing.needed
        said = []
        if not standing.reached:
            if needed.events is None or needed.applicants is None:
                said.append(words["bureau.target.no_days"])
            else:
                said.append(
                    words.say(
                        "bureau.target.needed",
                        events=f"{needed.events:.1f}",
                        applicants=f"{needed.applicants:.1f}",
                        days=standing.days_left,
                    )
                )
        if standing.unmarked:
            said.append(words.say("bureau.target.unmarked", count=standing.unmarked))
        if standing.uncounted:
            said.append(words.say("bureau.target.uncounted", count=standing.uncounted))
        return " ".join(said)


def _verdict(standing: TargetStanding) -> Verdict:
    if standing.reached:
        return Verdict.PASS
    return Verdict.FAIL if standing.expected_side is Side.NOT_YET else Verdict.WARN
