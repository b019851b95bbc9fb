"""The board in one line of words, for whoever cannot see it."""

from ui.board.painting import BoardState
from ui.board.wording import BoardWords


def spelled(state: BoardState, words: BoardWords) -> str:
    """Return what the board shows large."""
    if state.stale:
        return words.first.say("board.stale")
    if state.face.large:
        calls = (f"{one.number} {words.first.come(one.place)}" for one in state.face.large)
        return " / ".join(calls)
    if state.face.closed:
        return words.first.say("board.closed")
    return state.slide.name if state.slide else words.first.say("ticket.called_by_number")
