"""The database is not the one the station last wrote: 総括責任者 may accept it, word by word."""

from collections.abc import Callable

from kiosk.domain.custody import AnchorState
from ui.staff.desks.fields import secret_plan, word_plan
from ui.staff.desks.work import FormWork
from ui.staff.page import Desk


class AnchorWork(FormWork):
    """What happened, what is lost by accepting it, a typed word and the password once more."""

    def __init__(self, desk: Desk, *, accept: Callable[[str], None]) -> None:
        words = desk.texts
        plans = (
            word_plan("accept_word", words, words["desk.anchor.word"]),
            secret_plan("own_password", words),
        )
        super().__init__(desk, "anchor", plans, self.act)
        self._accept = accept

    def show_state(self, state: AnchorState) -> None:
        """Say how they disagree."""
        words = self.desk.texts
        if state is not AnchorState.AGREES:
            what = words[f"policy.anchor.{state.value}"]
            self.explain.setText(f"{what}\n{words['desk.anchor.explain']}")

    def act(self) -> None:
        """Accept it when the word was typed."""
        if (typed := self.read()) is not None:
            self._accept(typed["own_password"])
