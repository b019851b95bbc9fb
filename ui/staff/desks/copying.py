"""The batch goes onto a medium; afterwards, very large, that it may be pulled out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.domain.custody import DayStanding, Medium
from kiosk.domain.finding import Verdict
from ui.staff.desks.words import medium_row, size_words
from ui.staff.desks.work import Work
from ui.staff.page import Desk
from ui.widgets.chosen_list import ChosenList, Row
from ui.widgets.mark import Mark
from ui.widgets.paragraph import Paragraph
from ui.words import work_day_words

_ELSEWHERE = "…"
_MARK_PX = 64
_LIST_PX = 220


class MediumWork(Work):
    """The plugged-in media with their free space, and a folder as the last choice."""

    def __init__(
        self,
        desk: Desk,
        words: str,
        *,
        use: Callable[[Path], None],
        pick: Callable[[], None],
        look: Callable[[], None],
    ) -> None:
        """Take the key of the texts in ``words``: ``desk.<words>.title`` and so on.

        ``look`` finds the media anew.
        """
        texts = desk.texts
        super().__init__(
            desk,
            title=texts[f"desk.{words}.title"],
            explain=texts[f"desk.{words}.explain"],
            primary=texts[f"desk.{words}.do"],
            tall=True,
        )
        self._use, self._pick, self._look = use, pick, look
        self._list = ChosenList(desk.theme, texts, chosen=_nothing)
        self._list.setMinimumHeight(desk.theme.px(_LIST_PX))
        self.column.addWidget(self._list, 1)

    def show_media(self, media: tuple[Medium, ...], *, needed_bytes: int = 0) -> None:
        """Show where it could go."""
        words = self.desk.texts
        rows = [medium_row(one, needed_bytes, words) for one in media]
        elsewhere = Row(
            name=_ELSEWHERE, head=words["desk.copy.folder"], about=words["desk.copy.folder_about"]
        )
        self._list.show_rows((*rows, elsewhere))

    def act(self) -> None:
        """Use the chosen medium, or ask for a folder."""
        if self._list.name == _ELSEWHERE:
            self._pick()
        elif self._list.name:
            self._use(Path(self._list.name))

    def begin(self) -> None:
        """Begin with the first medium."""
        self._list.choose_first()

    def first_focus(self) -> QWidget:
        """Return the list."""
        return self._list

    def press(self, key: str) -> bool:
        """Choose with the arrows; look for media again."""
        match key:
            case "Up" | "Down":
                self._list.choose_next(-1 if key == "Up" else 1)
            case "F9":
                self._look()
            case _:
                return False
        return True

    def forget(self) -> None:
        """Forget the media."""
        super().forget()
        self._list.show_rows(())


class CopyWork(MediumWork):
    """Where the chosen day's batch goes; media that are too small are marked."""

    def show_day(self, day: DayStanding | None, media: tuple[Medium, ...]) -> None:
        """Show whose batch it is and where it could go."""
        words = self.desk.texts
        if day is None:
            self.show_media(media)
            return
        self.show_media(media, needed_bytes=day.batch_bytes)
        self.title.setText(
            words.say(
                "desk.copy.of",
                day=work_day_words(day.business_date, words),
                size=size_words(day.batch_bytes, words),
            )
        )


class PulledWork(Work):
    """抜いてよい: the one thing that must be read from afar."""

    def __init__(self, desk: Desk, *, done: Callable[[], None]) -> None:
        words = desk.texts
        super().__init__(
            desk, title=words["desk.pulled.title"], explain="", primary=words["desk.pulled.do"]
        )
        self._done = done
        mark = Mark(desk.theme, size_px=_MARK_PX)
        mark.show_verdict(Verdict.PASS)
        self._name = Paragraph(role="display", align=Qt.AlignmentFlag.AlignHCenter, line_height=1.3)
        large = Paragraph(
            words["desk.pulled.large"],
            role="number",
            align=Qt.AlignmentFlag.AlignHCenter,
            line_height=1.4,
        )
        self.column.addSpacing(16)
        self.column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        for widget in (large, self._name):
            self.column.addWidget(widget)
        self.column.addSpacing(16)
        self.column.addWidget(Paragraph(words["desk.pulled.explain"], role="body"))

    def forget(self) -> None:
        """Forget the medium."""
        self._name.setText("")

    def show_name(self, name: str) -> None:
        """Name the medium."""
        self._name.setText(name)

    def act(self) -> None:
        """Go on with the days."""
        self._done()


def _nothing() -> None:
    """Have nothing follow from a choice."""
