"""Labelled pictures: what a person says each check should find."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.domain.finding import Check

PARTS = "__"  # between the person and the defect in a file's name


class Expectation(StrEnum):
    """What a check should say: good, bad, or that either is right."""

    GOOD = "good"
    BAD = "bad"
    BORDER = "border"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPicture:
    """One line of a manifest.

    ``file`` is the name in the manifest, ``shows`` its words for the picture. A check that is not
    in ``expected`` was not labelled, ``complete`` says that none is missing. ``held_out``: these
    people were not tuned on.
    """

    file: str
    path: Path
    shows: str
    expected: Mapping[Check, Expectation]
    complete: bool
    held_out: bool

    @property
    def identity(self) -> str:
        """Return who it shows: files called ``person__defect`` share the person."""
        head, parts = _split(self.file)
        return f"{head}/{parts[0]}" if _is_person_and_defect(parts) else self.file

    @property
    def kind(self) -> str:
        """Return its kind: ``defect``, or ``group value`` of ``group__value__number``."""
        head, parts = _split(self.file)
        if _is_person_and_defect(parts):
            return parts[1]
        return " ".join(parts[:2]) if len(parts) == len(("group", "value", "number")) else head

    @property
    def is_good(self) -> bool:
        """Tell whether this picture should give a photo: nothing is bad, and the crop is good."""
        return (
            self.complete
            and Expectation.BAD not in self.expected.values()
            and self.expected.get(Check.CROP) is Expectation.GOOD
        )


def _split(file: str) -> tuple[str, list[str]]:
    head, _, name = file.rpartition("/")
    return head, name.rpartition(".")[0].split(PARTS)


def _is_person_and_defect(parts: list[str]) -> bool:
    """Tell ``A_man__side`` from ``sample_2x4__1_3``, a place in a collection."""
    return len(parts) == len(("person", "defect")) and parts[1][:1].isalpha()
