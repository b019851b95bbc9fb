"""消去証明書: the one just made, and every earlier one to be printed again."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.domain.deletion import DeletionCertificate
from kiosk.domain.finding import Verdict
from ui.staff.desks.words import certificate_row
from ui.staff.desks.work import Work
from ui.staff.page import Desk
from ui.widgets.chosen_list import ChosenList
from ui.widgets.paragraph import Paragraph
from ui.widgets.remark import Remark

_LIST_PX = 200


class CertificatesWork(Work):
    """The list, the newest first; Enter writes the chosen one's PDF anew."""

    def __init__(self, desk: Desk, *, write: Callable[[str], None]) -> None:
        words = desk.texts
        super().__init__(
            desk,
            title=words["desk.certificates.title"],
            explain=words["desk.certificates.explain"],
            primary=words["desk.certificates.do"],
            tall=True,
        )
        self._write = write
        self._none = Paragraph(words["desk.certificates.none"], role="head")
        self._list = ChosenList(desk.theme, words, chosen=_nothing)
        self._list.setMinimumHeight(desk.theme.px(_LIST_PX))
        self.column.addWidget(self._none)
        self.column.addWidget(self._list, 1)

    def show_certificates(self, certificates: tuple[DeletionCertificate, ...]) -> None:
        """Show these."""
        words = self.desk.texts
        self._list.show_rows(tuple(certificate_row(one, words) for one in certificates))
        self._none.setVisible(not certificates)
        self._list.setVisible(bool(certificates))

    def act(self) -> None:
        """Have the chosen one written."""
        if self._list.name:
            self._write(self._list.name)

    def ready(self) -> bool:
        """Tell whether there is one."""
        return bool(self._list.name)

    def first_focus(self) -> QWidget | None:
        """Return the list."""
        return self._list if self._list.name else None

    def forget(self) -> None:
        """Forget the list."""
        self.show_certificates(())

    def press(self, key: str) -> bool:
        """Choose with the arrows."""
        if key not in {"Up", "Down"}:
            return False
        self._list.choose_next(-1 if key == "Up" else 1)
        return True


class CertifiedWork(Work):
    """A certificate and where its files are."""

    def __init__(self, desk: Desk, *, done: Callable[[], None]) -> None:
        words = desk.texts
        super().__init__(
            desk,
            title=words["desk.certified.title"],
            explain=words["desk.certified.explain"],
            primary=words["desk.pulled.do"],
        )
        self._done = done
        self._number = Paragraph(role="display", line_height=1.3)
        self._files = Paragraph(role="body", line_height=1.5)
        self._files.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._remark = Remark(desk.theme, keeps_place=False)
        for widget in (self._number, self._files, self._remark):
            self.column.addWidget(widget)

    def show_certificate(
        self, one: DeletionCertificate, paper: Path | None, *, deleted: bool
    ) -> None:
        """Show number and files; without a paper say how to write it later."""
        words = self.desk.texts
        key = "desk.certified.deleted" if deleted else "desk.certified.title"
        self.title.setText(words[key])
        self._number.setText(one.number)
        lines = [words.say("desk.certified.json", file=f"{one.number}.json")]
        if paper is not None:
            lines.append(words.say("desk.certified.pdf", file=str(paper)))
        self._files.setText("\n".join(lines))
        self._remark.say("" if paper is not None else words["desk.certified.no_pdf"], Verdict.WARN)

    def forget(self) -> None:
        """Forget number and files."""
        self._number.setText("")
        self._files.setText("")

    def act(self) -> None:
        """Go on with the days."""
        self._done()


def _nothing() -> None:
    """Have nothing follow from a choice."""
