"""Whose a monitor is: decided from what is plugged in and what is remembered, without a window."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class SecondScreen(StrEnum):
    """Who has the only other screen when there are two."""

    APPLICANT = "applicant"
    BOARD = "board"


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitor:
    """``device`` is what the monitor says of itself, ``socket`` where it is plugged in.

    A monitor may say nothing (``device`` ""), and two of one make may say the same.
    """

    device: str
    socket: str

    @property
    def identity(self) -> str:
        """Return what is remembered."""
        return f"{self.device}@{self.socket}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Which of the other monitors is whose; None: the window stays on the laptop."""

    applicant: Monitor | None = None
    board: Monitor | None = None


def recognised(remembered: str, monitors: Sequence[Monitor]) -> Monitor | None:
    """Return the monitor that was remembered, also when it is plugged in elsewhere now."""
    exact = [one for one in monitors if one.identity == remembered]
    device = remembered.rpartition("@")[0]
    same = exact or [one for one in monitors if device and one.device == device]
    return same[0] if len(same) == 1 else None


def share_out(
    others: Sequence[Monitor],
    *,
    applicant: str = "",
    board: str = "",
    second: SecondScreen = SecondScreen.APPLICANT,
) -> Share:
    """Return who gets which of the monitors besides the laptop's.

    ``applicant`` and ``board`` are what is remembered of theirs: each keeps its own, and nobody
    takes the other's when one is unplugged. A monitor that is nobody's is for ``second`` first.
    """
    boards = recognised(board, others)
    applicants = recognised(applicant, [one for one in others if one != boards])
    free = [one for one in others if one not in {boards, applicants}]
    wishes = ("board", "applicant") if second is SecondScreen.BOARD else ("applicant", "board")
    owners = {"applicant": applicants, "board": boards}
    for wish in wishes:
        if owners[wish] is None and free:
            owners[wish] = free.pop(0)
    return Share(applicant=owners["applicant"], board=owners["board"])
