"""A newer policy, seen before it counts: two people compare its words, then Enter installs it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from kiosk.domain.custody import RecipientMark
from kiosk.texts import Catalogue
from kiosk.workflow.desks import PolicyPreview
from ui.staff.desks.factsheet import FactSheet
from ui.staff.desks.words import policy_facts
from ui.staff.desks.work import Work
from ui.staff.page import Desk

_WIDTH_PX = 1334


class TakePolicyWork(Work):
    """Version, term, the root's words and every recipient's, as the file has them."""

    def __init__(self, desk: Desk, *, install: Callable[[Path], None]) -> None:
        words = desk.texts
        super().__init__(
            desk,
            title=words["desk.preview.title"],
            explain=words["desk.preview.explain"],
            primary=words["desk.preview.do"],
        )
        self._install = install
        self._file: Path | None = None
        self._facts = FactSheet(desk.theme)
        self.widen(_WIDTH_PX)
        self.column.addWidget(self._facts)

    def show_policy(
        self, found: PolicyPreview, known: tuple[RecipientMark, ...], *, today: date
    ) -> None:
        """Show the file's policy; recipients that are not ``known`` yet are marked as new."""
        words = self.desk.texts
        self._file = found.file
        self.title.setText(words.say("desk.preview.of", file=found.file.name))
        version, expires, root, _rules = policy_facts(found.policy, today, words)
        recipients = "\n".join(_told(one, known, words) for one in found.policy.recipients)
        self._facts.show_facts((version, expires, root, (words["policy.recipients"], recipients)))

    def act(self) -> None:
        """Have it installed."""
        if self._file is not None:
            self._install(self._file)

    def ready(self) -> bool:
        """Tell whether there is one."""
        return self._file is not None

    def forget(self) -> None:
        """Forget the file."""
        self._file = None
        self.title.setText("")
        self._facts.show_facts(())


def _told(one: RecipientMark, known: tuple[RecipientMark, ...], texts: Catalogue) -> str:
    same = any(one.fingerprint == other.fingerprint for other in known)
    key = "desk.preview.recipient" if same else "desk.preview.new_recipient"
    return texts.say(key, name=one.name, words=one.words)
