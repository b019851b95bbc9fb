"""The database is not the one the station last wrote: 総括責任者 may accept it, word by word."""

from collections.abc import Callable

from kiosk.domain.custody import AnchorState
from ui.staff.desks.fields import word_plan
from ui.staff.desks.work import FormWork
from ui.staff.page import Desk


class AnchorWork(FormWork):
    """What happened, what is lost by accepting it, and a word that is typed."""

    def __init__(self, desk: Desk, *, accept: Callable[[], None]) -> None:
        words = desk.texts
        plan = word_plan("accept_word", words, words["desk.anchor.word"])
        super().__init__(desk, "anchor", (plan,), self.act)
        self._accept = accept

    def show_state(self, state: AnchorState) -> None:
        """Say how they disagree."""
        words = self.desk.texts
        if state is not AnchorState.AGREES:
            what = words[f"policy.anchor.{state.value}"]
            self.explain.setText(f"{what}\n{words['desk.anchor.explain']}")

    def act(self) -> None:
        """Accept it when the word was typed."""
        if self.read() is not None:
            self._accept()
