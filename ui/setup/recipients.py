"""Who may open the batches: as headquarters signed it, or as it is typed in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from kiosk.domain.station import ChosenPolicy, Recipient
from kiosk.errors import FieldError, KioskError
from kiosk.texts import Catalogue
from ui.setup.fields import recipient_plans
from ui.setup.listing import ListingPage
from ui.theme import Theme
from ui.widgets.key_button import Action
from ui.widgets.paragraph import Paragraph

ReadPolicy = Callable[[Path], ChosenPolicy]
"""Returns the policy of a file that its root signed, else raises a `KioskError`."""
ChooseFile = Callable[[QWidget], Path | None]
_FILTER = "policy.json (*.json)"


def choose_file(parent: QWidget) -> Path | None:
    """Return the file that somebody chose in a dialog, None when it was closed."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "", "", _FILTER)
    return Path(chosen) if chosen else None


def policy_lines(policy: ChosenPolicy, texts: Catalogue) -> list[str]:
    """Return what two people compare before they trust the policy's root."""
    standing = policy.standing
    expires = "" if standing.expires_at is None else f"{standing.expires_at:%Y-%m-%d}"
    lines = [
        texts.say("setup.policy", version=standing.version, expires=expires),
        texts.say("setup.policy_root", words=standing.root_words),
    ]
    lines += [
        texts.say("setup.policy_recipient", name=one.name, words=one.words)
        for one in standing.recipients
    ]
    return lines


class RecipientsPage(ListingPage[Recipient]):
    """A signed policy, or at least one key."""

    def __init__(
        self,
        theme: Theme,
        texts: Catalogue,
        read_policy: ReadPolicy,
        turn: tuple[Callable[[], None], Callable[[], None]],
        *,
        choose: ChooseFile = choose_file,
    ) -> None:
        self._read_policy, self._choose = read_policy, choose
        self.policy: ChosenPolicy | None = None
        self.told = Paragraph(role="field")
        self.refused = Paragraph(role="strong")
        self.refused.setProperty("state", "bad")
        take = Action("F4", texts["setup.policy_choose"], self.choose_policy)
        super().__init__(theme, texts, "recipients", recipient_plans(texts), turn, first=(take,))
        at = self.column.indexOf(self.missing_words)
        self.column.insertWidget(at, self.told)
        self.column.insertWidget(at + 1, self.refused)

    def made(self, values: dict[str, str]) -> Recipient:
        """Return the recipient; no key twice."""
        key = values["age_recipient"].strip()
        if any(key == one.age_recipient for one in self.items):
            raise FieldError("age_recipient", "already_there")
        return Recipient(name=values["recipient_name"].strip(), age_recipient=key)

    def words_of(self, item: Recipient) -> str:
        """Return the name and both ends of the key."""
        return f"{item.name} {item.age_recipient[:8]}…{item.age_recipient[-6:]}"

    def missing(self) -> str:
        """Ask for a policy or a key."""
        return "" if self.policy or self.items else "recipient_missing"

    def first_focus(self) -> QWidget:
        """Return the first empty field, or what goes on with a policy."""
        return super().first_focus() if self.policy is None else self.bar.primary or self

    def choose_policy(self) -> None:
        """Take headquarters' policy file instead of typed keys, or say why not."""
        file = self._choose(self)
        if file is None:
            return
        try:
            self.policy = self._read_policy(file)
        except KioskError as error:
            self.refused.setText("× " + " ".join(self.texts.explain(error)))
            self.refused.setVisible(True)
            return
        self.form.wipe()
        self.items.clear()
        self.show_items()
        self.first_focus().setFocus()

    def remove(self) -> None:
        """Take the policy back, or the last key."""
        if self.policy is None:
            super().remove()
            return
        self.policy = None
        self.show_items()
        self.first_focus().setFocus()

    def add(self) -> None:
        """Add what is typed; with a policy there is nothing to type."""
        if self.policy is None:
            super().add()

    def show_items(self) -> None:
        """Show the policy, or the fields and what was typed; the list's constructor calls it."""
        super().show_items()
        typing = self.policy is None
        for widget in (self.form, self.listed):
            widget.setVisible(typing)
        self.told.setVisible(not typing)
        self.refused.setVisible(False)
        self.told.setText(
            "" if self.policy is None else "\n".join(policy_lines(self.policy, self.texts))
        )
        self.bar.show_action("F2", shown=typing)
        remove = "setup.recipients_remove" if typing else "setup.policy_remove"
        self.bar.set_quiet_words("F3", self.texts[remove])
