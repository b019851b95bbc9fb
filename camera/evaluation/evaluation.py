"""All figures on judged pictures together."""

from dataclasses import dataclass
from enum import StrEnum

from camera.evaluation.groups import KindRates, ThirdRates, by_kind, by_skin
from camera.evaluation.judging import JudgedPicture
from camera.evaluation.manifest import Manifest
from camera.evaluation.tally import Tally, share, tally
from kiosk.domain.finding import Check, Verdict
from kiosk.guidance.policy import Policy


class Part(StrEnum):
    """Which people: those limits were tuned on, those nobody looked at, or all."""

    TUNING = "tuning"
    HELD_OUT = "held_out"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodPictures:
    """Pictures that should give a photo at first try; ``warned`` are accepted with a look."""

    pictures: int
    accepted: int
    warned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFigures:
    """The figures on the pictures of some of the people."""

    part: Part
    people: int
    pictures: int
    tallies: tuple[Tally, ...]
    good: GoodPictures
    kinds: tuple[KindRates, ...]
    thirds: tuple[ThirdRates, ...]

    @property
    def skin_difference(self) -> float | None:
        """Return the false alarm rate of the darkest third less that of the lightest."""
        if not self.thirds:
            return None
        rates = [share(third.false_rejects, third.labels) for third in self.thirds]
        dark, light = rates[0], rates[-1]
        return None if dark is None or light is None else dark - light


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What the checks did on the pictures of a manifest."""

    manifest: Manifest
    judged: tuple[JudgedPicture, ...]
    parts: tuple[PartFigures, ...]

    @property
    def unreadable(self) -> tuple[JudgedPicture, ...]:
        """Return the pictures whose file was refused; they are in no rate."""
        return tuple(one for one in self.judged if one.report.refused is not None)


def evaluate(manifest: Manifest, judged: tuple[JudgedPicture, ...], policy: Policy) -> Evaluation:
    """Return the figures, with a split where some pictures are held out."""
    held_out = tuple(one for one in judged if one.picture.held_out)
    tuning = tuple(one for one in judged if not one.picture.held_out)
    parts = {Part.TUNING: tuning, Part.HELD_OUT: held_out} if held_out else {}
    return Evaluation(
        manifest=manifest,
        judged=judged,
        parts=tuple(
            _figures(part, pictures, policy)
            for part, pictures in {**parts, Part.ALL: judged}.items()
        ),
    )


def _figures(part: Part, judged: tuple[JudgedPicture, ...], policy: Policy) -> PartFigures:
    good = [one.report.verdict for one in judged if one.picture.is_good]
    return PartFigures(
        part=part,
        people=len({one.picture.identity for one in judged}),
        pictures=len(judged),
        tallies=tuple(tally(judged, check, policy) for check in Check),
        good=GoodPictures(
            pictures=len(good),
            accepted=sum(verdict is not Verdict.FAIL for verdict in good),
            warned=sum(verdict is Verdict.WARN for verdict in good),
        ),
        kinds=by_kind(judged, policy),
        thirds=by_skin(judged),
    )
