"""An announcer that writes down what would be heard."""

from dataclasses import dataclass, field

from kiosk.domain.ticket import PublicLanguage
from kiosk.queueports import Announcement


@dataclass
class WrittenAnnouncer:
    """Implements `kiosk.queueports.Announcer`."""

    heard: list[Announcement] = field(default_factory=list)
    silences: int = 0

    def announce(self, one: Announcement) -> None:
        self.heard.append(one)

    def be_silent(self) -> None:
        self.silences += 1

    def missing(self) -> tuple[PublicLanguage, ...] | None:
        return ()

    @property
    def calls(self) -> list[tuple[str, str]]:
        return [(str(one.number), one.place) for one in self.heard]
