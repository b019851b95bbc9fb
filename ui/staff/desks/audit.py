"""監査記録: who opened, printed, overrode, exported, deleted; and whether the trail is whole."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.audit import AuditGroup, AuditProof
from kiosk.domain.finding import Verdict
from kiosk.workflow import desks
from kiosk.workflow.auditing import LINES_A_PAGE
from kiosk.workflow.desks import AuditDesk
from ui.staff.desks.page import DeskPage
from ui.staff.desks.trail import TrailTable
from ui.staff.desks.words import proof_words
from ui.staff.page import Desk
from ui.widgets.card import card, label
from ui.widgets.key_button import Action, KeyButton
from ui.widgets.paragraph import Paragraph
from ui.widgets.remark import Remark
from ui.widgets.wrapping_row import WrappingRow

_OLDER, _NEWER = "PgDown", "PgUp"


class AuditPage(DeskPage):
    """A page of the trail; the next one is asked for, never all of them."""

    def __init__(self, desk: Desk) -> None:
        words = desk.texts
        super().__init__(
            desk,
            quiet=(
                Action(_NEWER, words["audit.newer"], self._newer),
                Action(_OLDER, words["audit.older"], self._older),
            ),
        )
        self._desk: AuditDesk | None = None
        self._newer_pages: list[int | None] = []
        self._groups = {
            group: KeyButton(
                words[f"audit.group.{group.value}"], str(1 + at), desk.theme, kind="choice"
            )
            for at, group in enumerate(AuditGroup)
        }
        self._lay_out_trail()

    def _lay_out_trail(self) -> None:
        words, theme = self.texts, self.desk.theme
        for group, button in self._groups.items():
            button.setCheckable(True)
            button.on_press(lambda group=group: self._ask(group))  # type: ignore[misc]
        self._table = TrailTable(theme, words, LINES_A_PAGE)
        self._none = Paragraph(words["audit.none"], role="head")
        self._proof = Remark(theme, keeps_place=False)
        frame, column = card(padding=16, spacing=8)
        title = QHBoxLayout()
        title.addWidget(label(words["desks.audit"], "title"))
        title.addStretch(1)
        column.addLayout(title)
        column.addWidget(self._none)
        column.addWidget(self._table)
        column.addStretch(1)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(WrappingRow(*self._groups.values()))
        rows.addWidget(frame, 1)
        rows.addWidget(self._proof)
        self.fill_overview(inside)

    def show_desk(self, desk: desks.Desk) -> None:
        """Show the page of the trail."""
        if not isinstance(desk, AuditDesk):
            return
        self._desk = desk
        if desk.before is None:
            self._newer_pages.clear()
        for group, button in self._groups.items():
            button.setChecked(group is desk.group)
        self._table.show_lines(desk.lines)
        self._none.setVisible(not desk.lines)
        self._show_proof(desk.proof)

    def wipe(self) -> None:
        """Forget the entries."""
        super().wipe()
        self._desk = None
        self._newer_pages.clear()
        self._table.show_lines(())
        self._show_proof(None)

    def press(self, key: str) -> bool:
        """Verify with V, choose a group by its digit, turn pages; large type scrolls first."""
        if self.busy or self.bar.asking:
            return super().press(key)
        if key == "V":
            self.do_primary()
            return True
        if key in {str(1 + at) for at in range(len(self._groups))}:
            self._ask(list(AuditGroup)[int(key) - 1])
            return True
        if key in {_OLDER, _NEWER} and self._scrolls(1 if key == _OLDER else -1):
            return super(DeskPage, self).press(key)
        if key in {_OLDER, _NEWER}:
            return self.bar.press(key)
        return super().press(key)

    def primary_words(self) -> str:
        """Return that Enter verifies."""
        return self.texts["audit.verify"]

    def do_primary(self) -> None:
        """Verify the whole trail."""
        self.desk.commands.verify_audit()

    def offered(self) -> frozenset[str]:
        """Return whether there is an older page, and a newer one."""
        older = self._desk is not None and self._desk.more
        newer = self._desk is not None and self._desk.before is not None
        return frozenset({_OLDER} if older else set()) | frozenset({_NEWER} if newer else set())

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the digits and V."""
        words = self.texts
        return (("1 - 8", words["audit.choose"]), ("V", words["audit.verify"]))

    def _ask(self, group: AuditGroup) -> None:
        for one, button in self._groups.items():
            button.setChecked(self._desk is not None and one is self._desk.group)
        if not self.busy:
            self._newer_pages.clear()
            self.desk.commands.open_audit(group)

    def _show_proof(self, proof: AuditProof | None) -> None:
        self._proof.say(proof_words(proof, self.texts) if proof else "", Verdict.PASS)

    def _older(self) -> None:
        desk = self._desk
        if desk is not None and desk.more and desk.lines:
            self._newer_pages.append(desk.before)
            self.desk.commands.open_audit(desk.group, desk.lines[-1].n)

    def _newer(self) -> None:
        if self._desk is not None and self._desk.before is not None:
            before = self._newer_pages.pop() if self._newer_pages else None
            self.desk.commands.open_audit(self._desk.group, before)

    def _scrolls(self, by: int) -> bool:
        """Tell whether large type leaves more to see in this direction."""
        if self._scroll is None:
            return False
        bar = self._scroll.verticalScrollBar()
        return bar.value() < bar.maximum() if by > 0 else bar.value() > bar.minimum()
