"""What a file would do to the plan is shown before anything is written."""

from PySide6.QtWidgets import QWidget

from kiosk.contract.planrows import error_words
from kiosk.domain.event import Event
from kiosk.domain.finding import Verdict
from kiosk.workflow.contract.snapshot import Import, OfficeSnapshot
from ui.office.desk import OfficeDesk
from ui.office.findinglist import FindingList
from ui.office.words import hours, short_day
from ui.office.work import OfficeWork
from ui.widgets.paragraph import Paragraph

MOST_LISTED = 60  # of a kind; the file itself has them all


class ImportWork(OfficeWork):
    """New and changed events, what stays, and every row that could not be read."""

    def __init__(self, desk: OfficeDesk) -> None:
        words = desk.texts
        super().__init__(
            desk,
            title=words["bureau.import.title"],
            explain=words["bureau.import.explain"],
            primary=words["bureau.import.do"],
        )
        self.typing = False
        self._incoming: Import | None = None
        self._count = Paragraph(role="field", line_height=1.5)
        self.lines = FindingList(desk.theme, words)
        self.column.addWidget(self._count)
        self.column.addWidget(self.lines)

    def show_import(self, incoming: Import) -> None:
        """Show what was read."""
        self._incoming = incoming
        words, read = self.texts, incoming.read
        self._count.setText(
            words.say(
                "bureau.import.count",
                new=len(incoming.new),
                changed=len(incoming.changed),
                same=incoming.same,
                over=len(incoming.over),
                errors=len(read.errors),
            )
        )
        wrong = [(Verdict.FAIL, error_words(one, words), "") for one in read.errors]
        over = [
            (Verdict.WARN, words["bureau.import.over"], self._told(one)) for one in incoming.over
        ]
        new = [(Verdict.PASS, words["bureau.import.new"], self._told(one)) for one in incoming.new]
        changed = [
            (Verdict.PASS, words["bureau.import.changed"], self._told(one))
            for _, one in incoming.changed
        ]
        ignored = (
            [(Verdict.WARN, words["bureau.import.ignored"], "、".join(read.ignored))]
            if read.ignored
            else []
        )
        self.lines.show_lines(
            tuple(
                line
                for lines in (wrong, ignored, over, new, changed)
                for line in lines[:MOST_LISTED]
            )
        )

    def first_focus(self) -> QWidget:
        """Return nothing to type into."""
        return self

    def ready(self) -> bool:
        """Tell whether there is anything to write."""
        return self._incoming is not None and self._incoming.changes > 0

    def act(self) -> bool:
        """Write all of it."""
        if self._incoming is None:
            return False
        self.desk.session.take_in(self._incoming)
        return True

    def refused(self, snapshot: OfficeSnapshot) -> None:
        """Keep what was read; the notice says why nothing was written."""

    def forget(self) -> None:
        """Forget the file."""
        self._incoming = None
        self.lines.show_lines(())

    def _told(self, event: Event) -> str:
        words = self.texts
        day = short_day(event.date, words)
        return f"{day} {hours(event)} {event.place.name}"
