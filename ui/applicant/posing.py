"""The mirror with one sentence: what to do now, in two languages."""

from dataclasses import replace

from kiosk.domain.finding import Hint
from kiosk.domain.frame import Frame
from kiosk.workflow.snapshots import LiveView
from ui.applicant.page import PublicPage, tell
from ui.applicant.tongue import Tongue
from ui.imaging import FramePictures
from ui.mirror import Mirror
from ui.theme import PublicType, Theme

_PICTURE_SHARE = 0.66  # of the height; the rest is for two lines and one line of words
_ASPECT = 4 / 3
_LINE = 1.8  # room for readings above the characters


class PosingPage(PublicPage):
    """White field, mirror, sentence; the field is also light on the face."""

    def __init__(self, theme: Theme, pictures: FramePictures) -> None:
        super().__init__(theme)
        self._hint: Hint | None = None
        self._taking = False
        self.mirror = Mirror(theme, pictures, ground=theme.colours.paper)
        self.mirror.setParent(self)
        self.line = self.sentence(PublicType.SENTENCE, bold=True)
        self.second = self.sentence(PublicType.LINE, quiet=True)

    def show_frame(self, frame: Frame, live: LiveView | None) -> None:
        """Show the mirror; the sentence changes with what was judged."""
        if self._taking and live is not None:
            live = replace(live, hint=Hint.TAKING)
        self.mirror.show_frame(frame, live)
        if live is not None and live.hint is not self._hint:
            self._say(live.hint)

    def show_taking(self, *, taking: bool) -> None:
        """Say that the photo is being taken, whatever is judged meanwhile; or no longer."""
        self._taking = taking
        if taking:
            self._say(Hint.TAKING)

    def wipe(self) -> None:
        """Forget picture and sentence."""
        self.mirror.show_nothing()
        self._say(None)

    def reword(self, _tongue: Tongue) -> None:
        """Say the hint in this language."""
        self._say(self._hint)

    def arrange(self) -> None:
        """Give mirror and words their places; they do not move with the words.

        Large type takes its lines from the mirror, not from each other.
        """
        side = self.width() // 16
        factor = self.factor() * self.theme.text_scale
        lines = 1.5 if self.theme.text_scale > 1 else 1.1
        most = min(_PICTURE_SHARE * self.height(), self.width() * 0.9 / _ASPECT)
        first = round(PublicType.SENTENCE * factor * _LINE * lines)
        second = round(PublicType.LINE * factor * _LINE)
        height = round(min(most, self.height() - first - second - 2 * self.gap()))
        width = round(height * _ASPECT)
        spare = self.height() - height - first - second
        self.mirror.setGeometry((self.width() - width) // 2, spare // 3, width, height)
        top = self.height() - spare // 3 - first - second
        self.line.setGeometry(side, top, self.width() - 2 * side, first)
        self.second.setGeometry(side, top + first, self.width() - 2 * side, second)

    def _say(self, hint: Hint | None) -> None:
        self._hint = hint
        if hint is None or self.tongue is None:
            self.line.say("")
            self.second.say("")
            return
        key = f"hint.{hint.value}"
        tell(self.line, self.tongue.say(key))
        tell(self.second, self.tongue.echo(key))
