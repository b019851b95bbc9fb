"""会場写真: an event, its kept pictures, and one more made fit for the reports."""

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.event import Event, EventStatus
from kiosk.domain.finding import Verdict
from kiosk.domain.sitepicture import PictureId, SitePicture
from kiosk.errors import KioskError
from kiosk.officeports import Kept
from kiosk.workflow.contract.photowork import (
    forget_picture,
    pictures_of,
    read_picture,
)
from kiosk.workflow.contract.snapshot import Did, OfficeSnapshot
from ui.office.desk import OfficeDesk
from ui.office.page import OfficePage
from ui.office.sitephotoscaption import CaptionWork
from ui.office.sitephotosshelf import PictureShelf, thumb_of
from ui.office.sitephotoswork import CoverWork
from ui.office.table import ChosenTable, TableRow
from ui.office.words import short_day
from ui.theme import LARGE_TYPE
from ui.widgets.card import card
from ui.widgets.key_button import Action
from ui.widgets.paragraph import Paragraph
from ui.widgets.scroll_body import ScrollBody

ADD, NAME, FORGET = "A", "E", "D"
_STEPS = {"Right": 1, "Left": -1}
_OVER = (EventStatus.HELD, EventStatus.REPORTED)
_MOVES = frozenset({"Up", "Down", "Left", "Right"})
_RIGHT_PX, _MOST_RIGHT_PX = 560, 640


class SitePhotosPage(OfficePage):
    """Up and down choose the event, left and right one of its pictures; Enter adds one."""

    def __init__(self, desk: OfficeDesk) -> None:
        words = desk.texts
        quiet = (
            Action(ADD, words["photos.key.A"], self.do_primary),
            Action(NAME, words["photos.key.E"], self._open_caption),
            Action(FORGET, words["photos.key.D"], self._ask_to_forget),
        )
        super().__init__(desk, quiet)
        self._thumbs: dict[PictureId, QPixmap | str] = {}
        self._asked: set[PictureId] = set()
        self._gone = False
        self._cover: CoverWork | None = None
        self.list = ChosenTable(
            desk.theme,
            accessible=words["bureau.page.sitephotos"],
            stretch=1,
            chosen=self._chosen,
            yields=(2,),
        )
        self._none = Paragraph(words["bureau.sitephotos.none"], role="field")
        self._title = Paragraph(role="title", line_height=1.3)
        self._empty = Paragraph(words["photos.none"], role="body", line_height=1.5)
        self.shelf = PictureShelf(desk.theme, words)
        self._shelf_body: ScrollBody | None = None
        self._lay_out()

    @property
    def cover(self) -> CoverWork | None:
        """Return where one picture is made fit; None until the first one is brought."""
        return self._cover

    @cached_property
    def caption(self) -> CaptionWork:
        """Return the form of another caption."""
        return self.add_work(CaptionWork(self.desk))

    def show_office(self, snapshot: OfficeSnapshot) -> None:
        """Show the events, and the pictures of the chosen one."""
        self.list.show_rows(tuple(self._row(event) for event in _in_order(snapshot)))
        self._chosen()
        if snapshot.done is not None and snapshot.done.did is Did.PICTURE_KEPT:
            self.shelf.choose_next(len(self._pictures))

    def choose(self, name: str) -> None:
        """Choose the event of this name."""
        self.list.choose(name)

    def rows(self) -> ChosenTable:
        """Return the list of events."""
        return self.list

    def details(self) -> ScrollBody | None:
        """Return the shelf, where it scrolls alone."""
        return self._shelf_body

    def first_focus(self) -> QWidget:
        """Return the list of events."""
        return self.list

    def repeats(self, key: str) -> bool:
        """Tell whether the key goes on while it is held down: a box moves as well."""
        if self.work is not None:
            return self.work is self._cover and key.removeprefix("Shift+") in _MOVES
        return super().repeats(key) or key in _STEPS

    def press(self, key: str) -> bool:
        """Choose a picture, else do what every page does."""
        if self.work is None and not self.bar.asking and key in _STEPS:
            self.shelf.choose_next(_STEPS[key])
            row = self.shelf.chosen_row()
            if row is not None and self._shelf_body is not None:
                self._shelf_body.ensureWidgetVisible(row, 0, 8)
            return True
        return super().press(key)

    def primary_words(self) -> str:
        """Return that Enter adds a picture."""
        return self.texts["photos.do.add"]

    def primary_ready(self) -> bool:
        """Tell whether there is an event and a room to work in."""
        ready = self.desk.session.room is not None and not self.snapshot.busy
        return ready and self._event is not None

    def do_primary(self) -> None:
        """Ask for a file and begin to cover it."""
        event, room = self._event, self.desk.session.room
        if event is None or room is None or self.work is not None:
            return
        path = self.desk.chooser.picture_in()
        if path is None:
            return
        self._tell(None)
        self.said.say("", Verdict.PASS)
        cover = self._cover or self.add_work(CoverWork(self.desk, room, self._tell))
        self._cover = cover
        cover.begin(event, self._title_of(event))
        self.open_work(cover)
        cover.draft.bring(path)

    def offered(self) -> frozenset[str]:
        """Return what can be done with the chosen event and picture."""
        keys = {ADD} if self.primary_ready() else set()
        if self._picture is not None:
            keys |= {NAME, FORGET}
        return frozenset(keys)

    def ask_to_drop(self, then: Callable[[], object]) -> None:
        """Ask whether the picture that is worked on may go; do ``then`` after a yes."""
        if self._cover is None or self.work is not self._cover:
            super().ask_to_drop(then)
            return

        def drop() -> None:
            self._drop()
            then()

        self.bar.ask(self.texts["photos.ask_drop"], self.texts["bureau.yes_drop"], drop)

    def let_go(self) -> None:
        """Let go of every picture: the window forgets the page."""
        self._gone = True
        if self._cover is not None:
            self._cover.draft.drop()
        self._thumbs = {}

    @property
    def _event(self) -> Event | None:
        kept = next((one for one in self.snapshot.events if one.id == self.list.name), None)
        return kept if self.list.name else None

    @property
    def _picture(self) -> Kept[SitePicture] | None:
        return next((one for one in self._pictures if one.entry.id == self.shelf.chosen), None)

    @property
    def _pictures(self) -> tuple[Kept[SitePicture], ...]:
        event = self._event
        return pictures_of(event.id, self.snapshot) if event is not None else ()

    def _row(self, event: Event) -> TableRow:
        words = self.texts
        count = len(pictures_of(event.id, self.snapshot))
        cells = (
            short_day(event.date, words),
            event.place.name,
            words[f"event_status.{event.status.value}"],
            words.say("photos.count", count=count),
        )
        return TableRow(name=event.id, cells=cells)

    def _title_of(self, event: Event) -> str:
        return f"{short_day(event.date, self.texts)}　{event.place.name}"

    def _chosen(self) -> None:
        event = self._event
        self.list.setVisible(bool(self.list.shown))
        self._none.setVisible(not self.list.shown)
        self._title.setText(self._title_of(event) if event is not None else "")
        pictures = tuple(one.entry for one in self._pictures)
        self._empty.setVisible(event is not None and not pictures)
        self.shelf.setVisible(bool(pictures))
        self.shelf.show_pictures(pictures)
        self.shelf.show_thumbs(self._thumbs)
        self._fetch(pictures)
        self.settle()

    def _fetch(self, pictures: tuple[SitePicture, ...]) -> None:
        if not self.isVisible():
            return
        for picture in pictures:
            if picture.id not in self._asked:
                self._asked.add(picture.id)
                read_picture(self.desk.session, picture, partial(self._fetched, picture.id))

    def _fetched(self, name: PictureId, answer: bytes | KioskError) -> None:
        if self._gone:
            return
        if isinstance(answer, KioskError):
            self._thumbs[name] = self.texts["photos.thumb.gone"]
            self._tell(answer)
        else:
            self._thumbs[name] = thumb_of(answer)
        self.shelf.show_thumbs(self._thumbs)

    def begin(self) -> None:
        """Become the page that is seen; what could not be read is tried, and told, once more."""
        super().begin()
        self._asked -= {name for name, thumb in self._thumbs.items() if isinstance(thumb, str)}
        self._chosen()

    def _tell(self, error: KioskError | None) -> None:
        """Show an error; a picture that could not be brought has no place to stay."""
        if self._gone:
            return
        cover = self._cover
        lost = cover is not None and self.work is cover and cover.draft.view is None
        if error is not None and lost:
            self.open_work(None)
        self.notice.show_error(error)

    def _open_caption(self) -> None:
        if (kept := self._picture) is not None:
            self.caption.begin(kept)
            self.open_work(self.caption)

    def _ask_to_forget(self) -> None:
        if (kept := self._picture) is not None:
            words, picture = self.texts, kept.entry
            self.bar.ask(
                words.say("photos.ask_forget", caption=picture.caption),
                words["photos.yes_forget"],
                partial(forget_picture, self.desk.session, picture),
            )

    def _lay_out(self) -> None:
        large = self.theme.text_scale > LARGE_TYPE
        left, left_column = card(padding=12, spacing=8)
        left_column.addWidget(self.list, 1)
        left_column.addWidget(self._none)
        right, right_column = card(padding=20, spacing=12)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for widget in (self._title, self._empty, self.shelf):
            column.addWidget(widget)
        column.addStretch(1)
        if not large:
            self._shelf_body = _Low(inside)
        right_column.addWidget(self._shelf_body or inside)
        layout = QVBoxLayout(self.overview) if large else QHBoxLayout(self.overview)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(left, 1)
        layout.addWidget(right)
        if not large:
            right.setFixedWidth(min(self.theme.px(_RIGHT_PX), _MOST_RIGHT_PX))


class _Low(ScrollBody):
    """Asks for no more height than there is."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 0)


def _in_order(snapshot: OfficeSnapshot) -> tuple[Event, ...]:
    """Return what was held, the latest first, then what is still to come."""
    known = [one for one in snapshot.events if one.status is not EventStatus.CANCELLED]
    over = [one for one in known if one.status in _OVER or one.date <= snapshot.today]
    coming = [one for one in known if one not in over]
    return (*sorted(over, key=lambda one: (one.date, one.start), reverse=True), *coming)
