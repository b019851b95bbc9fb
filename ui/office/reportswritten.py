"""What was written: each file, what its readers are warned of, a template's problems by line."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kiosk.domain.finding import Verdict
from kiosk.workflow.contract.paperwork import PaperDone
from ui.office.desk import OfficeDesk
from ui.office.findinglist import FindingList
from ui.office.reportslines import Line, notice_lines
from ui.office.work import OfficeWork
from ui.widgets.paragraph import Paragraph


class WrittenWork(OfficeWork):
    """Stays until somebody has read it; Enter goes back to the list."""

    def __init__(self, desk: OfficeDesk, close: Callable[[], None]) -> None:
        words = desk.texts
        super().__init__(
            desk,
            title=words["bureau.paper.done"],
            explain="",
            primary=words["bureau.paper.read"],
        )
        self.typing = False
        self._close = close
        self._where = Paragraph(role="field", line_height=1.5)
        self.lines = FindingList(desk.theme, words)
        self.column.addWidget(self._where)
        self.column.addWidget(self.lines)

    def show_done(self, done: PaperDone) -> None:
        """Show what came of it; what is wrong stands above."""
        words, written = self.texts, done.written
        paper = words[f"bureau.paper.{done.wish.kind.value}"]
        self.title.setText(words.say("bureau.paper.done_title", paper=paper))
        self._where.setText(words.say("bureau.paper.folder", folder=str(done.wish.out)))
        problems: list[Line] = []
        for one in dict.fromkeys(map(words.explain, written.problems)):
            what, safe, then = one
            ours = words["bureau.paper.ours"]
            problems.append((Verdict.FAIL, what, f"{ours}{safe}\n{then}"))
        files: list[Line] = [(Verdict.PASS, one.name, "") for one in written.files]
        self.lines.show_lines((*problems, *files, *notice_lines(written.notices, words)))

    def first_focus(self) -> QWidget:
        """Return nothing to type into."""
        return self

    def act(self) -> bool:
        """Go back to the list."""
        self._close()
        return False

    def forget(self) -> None:
        """Forget the names of the files."""
        self.lines.show_lines(())
