"""Photo and fields, large, for the applicant alone: is all of it right?

Nothing of it stays in the page when it is not the page that is seen.
"""

from PySide6.QtCore import QRect

from kiosk.domain.intake import SaidBy
from kiosk.workflow.commands import StationCommands
from kiosk.workflow.phases import Confirming
from ui.applicant.entries import entries
from ui.applicant.page import PublicPage, answer, side_by_side, stacked, tell
from ui.applicant.sheet import EntrySheet
from ui.applicant.tongue import Tongue
from ui.theme import PublicType, Theme
from ui.widgets.photo import PhotoView

_PHOTO_SHARE = 0.25  # of the width
_PORTRAIT_PHOTO_SHARE = 0.24  # of the height
_TITLE_SHARE, _PORTRAIT_TITLE_SHARE = 0.13, 0.08  # of the height
_TURN_PART = 34  # of a hundred parts of the foot


class ConfirmPage(PublicPage):
    """The yes is offered when the last page is seen."""

    def __init__(self, commands: StationCommands, theme: Theme) -> None:
        super().__init__(theme)
        self._shown: Confirming | None = None
        self.photo = PhotoView(theme)
        self.photo.setParent(self)
        self.sheet = EntrySheet(theme)
        self.sheet.setParent(self)
        self.title = self.sentence(PublicType.SENTENCE, bold=True)
        self.second = self.sentence(PublicType.NOTE, quiet=True)
        self.place = self.sentence(PublicType.LINE)
        self.correct, self.back = self.button(), self.button()
        self.onward, self.yes = self.button(primary=True), self.button(primary=True)
        self.correct.clicked.connect(commands.correct_form)
        self.yes.clicked.connect(lambda: commands.confirm_application(SaidBy.SCREEN))
        self.onward.clicked.connect(lambda: self._turn(1))
        self.back.clicked.connect(lambda: self._turn(-1))

    @property
    def fits(self) -> bool:
        """Tell whether all words that are seen have their room."""
        return super().fits and self.sheet.fits

    def show_phase(self, phase: Confirming | None) -> None:
        """Show what the applicant is to read; None forgets all of it."""
        if phase is self._shown:
            return
        self._shown = phase
        self.photo.show_photo(phase.shot.photo if phase and phase.shot else None)
        self.photo.setVisible(self.photo.has_photo)
        self._fill()
        self.arrange()

    def reword(self, tongue: Tongue) -> None:
        """Say everything in this language."""
        for button, key in (
            (self.correct, "confirm.correct"),
            (self.back, "confirm.back"),
            (self.onward, "confirm.next"),
            (self.yes, "confirm.yes"),
        ):
            button.reword(answer(tongue, key))
        self._fill()

    def arrange(self) -> None:
        """Give the fields what title, photo and answers leave."""
        area, gap = self.inside().adjusted(0, -self.gap(), 0, self.gap()), self.gap()
        share = _PORTRAIT_TITLE_SHARE if self.portrait else _TITLE_SHARE
        title = round(area.height() * share)
        height = self.answer_height()
        middle = area.adjusted(0, title + gap, 0, -height - gap)
        self.sheet.place(self._beside_photo(middle), self.factor())
        self._show_place()
        head = QRect(area.left(), area.top(), area.width(), title)
        stacked(head, (self.title, 5), (self.second, 3 if self.second.words else 0))
        self._arrange_foot(QRect(area.left(), area.bottom() + 1 - height, area.width(), height))

    def _beside_photo(self, middle: QRect) -> QRect:
        """Place the photo and return what it leaves; large type takes its room from it."""
        if self._shown is None or self._shown.shot is None:
            return middle
        scale, gap = self.theme.text_scale, 2 * self.gap()
        if self.portrait:
            height = round(self.height() * _PORTRAIT_PHOTO_SHARE / scale)
            width = self.photo.width_for(height)
            self.photo.setGeometry(
                middle.left() + (middle.width() - width) // 2, middle.top(), width, height
            )
            return middle.adjusted(0, height + gap // 2, 0, 0)
        width = round(middle.width() * _PHOTO_SHARE / scale)
        height = min(middle.height(), round(width * 9 / 7))
        width = self.photo.width_for(height)
        self.photo.setGeometry(middle.left(), middle.top(), width, height)
        return middle.adjusted(width + gap, 0, 0, 0)

    def _arrange_foot(self, foot: QRect) -> None:
        """Give the yes the larger part, and a place where no other button ever is.

        Whoever touches twice in a hurry has turned the page, and said nothing.
        """
        if self.sheet.pages == 1:
            side_by_side(foot, self.gap(), (self.correct, 36), (self.yes, 64))
            return
        turns = [one for one in (self.back, self.onward) if one.isVisibleTo(self)]
        parts = ((one, _TURN_PART // len(turns)) for one in turns)
        last = self.yes if self.yes.isVisibleTo(self) else self.place
        side_by_side(foot, self.gap(), (self.correct, 24), *parts, (last, 42))

    def _fill(self) -> None:
        if self._shown is None or self.tongue is None:
            self.sheet.forget()
        else:
            self.sheet.show_entries(entries(self._shown.application, self.tongue))
        self._show_place()

    def _turn(self, by: int) -> None:
        self.sheet.turn_to(self.sheet.page + by)
        self._show_place()
        self.hold_keys()  # a key that is pressed twice must not say yes to what was not read
        self.arrange()

    def _show_place(self) -> None:
        """Say which page it is, and offer what can be done there."""
        page, pages = self.sheet.page + 1, self.sheet.pages
        self.back.setVisible(page > 1)
        self.onward.setVisible(page < pages)
        self.yes.setVisible(page == pages)
        self.place.setVisible(page < pages)
        if self.tongue is None:
            return
        key = "confirm.question" if page == pages else "confirm.title"
        tell(self.title, self.tongue.say(key))
        tell(self.second, self.tongue.echo(key))
        tell(self.place, self.tongue.say("confirm.page", page=page, pages=pages))
