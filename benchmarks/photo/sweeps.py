"""``python -m benchmarks.photo.sweeps OUT.png``: every sweep of the drawn sitter as a curve.

Value against knob, each point in the colour and with the letter of its verdict, the limits dashed;
below, where the verdict turns. The sweeps are those of ``tests/camera/sweeps/table.py``.
"""

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from camera.analyser import MediapipeAnalyser
from camera.sitter.studio import Studio
from camera.verdict import Judgement
from kiosk.clock import SystemClock
from kiosk.domain.finding import Finding, Verdict
from kiosk.domain.frame import Pixels
from kiosk.domain.measure import Measure
from kiosk.guidance.policy import photo_policy
from tests.camera.sweeps.bench import HEIGHT, WIDTH, Bench
from tests.camera.sweeps.table import SWEEPS, Sweep

TILE_WIDTH, TILE_HEIGHT, COLUMNS = 330, 210, 6
LEFT, TOP, RIGHT, BOTTOM = 44, 24, 316, 168  # the plot inside of a tile
INK, PALE = (40, 40, 40), (225, 225, 225)
COLOURS = {
    Verdict.PASS: (80, 140, 30),
    Verdict.WARN: (0, 140, 230),
    Verdict.FAIL: (40, 40, 200),
}


@dataclass(frozen=True, slots=True)
class Axes:
    """From a sweep's knob and value to a tile's pixels."""

    points: Sequence[float]
    low: float
    high: float

    def at(self, knob: float, value: float) -> tuple[int, int]:
        """Return where a point lies."""
        first, last = self.points[0], self.points[-1]
        along = (knob - first) / (last - first)
        up = (value - self.low) / (self.high - self.low)
        return round(LEFT + along * (RIGHT - LEFT)), round(BOTTOM - up * (BOTTOM - TOP))


@dataclass(frozen=True, slots=True)
class Point:
    """What one picture of a sweep was judged to be."""

    verdict: Verdict
    value: float
    measure: Measure | None


def main() -> None:
    """Paint, measure, draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    out = parser.parse_args().out
    with MediapipeAnalyser(SystemClock(), stills=True) as eye:
        bench = Bench(studio=Studio(WIDTH, HEIGHT), eye=eye)
        tiles = [_tile(sweep, _points(bench, sweep)) for sweep in SWEEPS]
    tiles += [np.full_like(tiles[0], 255)] * (-len(tiles) % COLUMNS)
    rows = [np.hstack(tiles[at : at + COLUMNS]) for at in range(0, len(tiles), COLUMNS)]
    cv2.imwrite(str(out), np.vstack(rows))


def _points(bench: Bench, sweep: Sweep) -> list[Point]:
    """Return the verdict at each point, with the value of what decides the last of them."""
    looks = [bench.look(bench.paint(sweep.words(point))) for point in sweep.points]
    found = [
        next(finding for finding in look.findings if finding.check is sweep.check) for look in looks
    ]
    first_bad = next((one for one in found if one.verdict is not Verdict.PASS), found[-1])
    measure = first_bad.measure
    points = [
        Point(finding.verdict, _value(look, finding, measure), measure)
        for look, finding in zip(looks, found, strict=True)
    ]
    print(f"{sweep.check.value:11} {sweep.name:32} {_turns(sweep, points)}")
    return points


def _value(look: Judgement, finding: Finding, measure: Measure | None) -> float:
    """Return what was measured, whether or not it decides; nan where it was not."""
    if finding.measure is measure and finding.value is not None:
        return finding.value
    measured = (one.value for one in look.measurements if one.measure is measure)
    return next(measured, math.nan)


def _turns(sweep: Sweep, points: Sequence[Point]) -> str:
    """Return between which two knob values the verdict becomes another."""
    verdicts = [point.verdict for point in points]
    steps = zip(verdicts, verdicts[1:], sweep.points, sweep.points[1:], strict=False)
    return " ".join(
        f"{then.value} {here:g}..{there:g}" for now, then, here, there in steps if now is not then
    )


def _tile(sweep: Sweep, points: Sequence[Point]) -> Pixels:
    tile = np.full((TILE_HEIGHT, TILE_WIDTH, 3), 255, np.uint8)
    values, measure = [point.value for point in points], points[-1].measure
    limits = _limits(measure, values)
    known = [value for value in (*values, *limits) if not math.isnan(value)]
    spread = (max(known) - min(known)) or 1.0
    axes = Axes(sweep.points, min(known) - 0.05 * spread, max(known) + 0.05 * spread)
    cv2.rectangle(tile, (LEFT, TOP), (RIGHT, BOTTOM), PALE)
    for limit in limits:
        for start in range(LEFT, RIGHT, 8):
            row = axes.at(sweep.points[0], limit)[1]
            cv2.line(tile, (start, row), (start + 4, row), INK, 1)
        _write(tile, f"{limit:.3g}", (4, axes.at(sweep.points[0], limit)[1] + 4))
    places = [
        (axes.at(knob, point.value), point.verdict)
        for knob, point in zip(sweep.points, points, strict=True)
        if not math.isnan(point.value)
    ]
    curve = np.array([place for place, _ in places], np.int32)
    cv2.polylines(tile, [curve], isClosed=False, color=(160, 160, 160), lineType=cv2.LINE_AA)
    for place, verdict in places:
        cv2.circle(tile, place, 5, COLOURS[verdict], cv2.FILLED, cv2.LINE_AA)
        _write(tile, verdict.value[0].upper(), (place[0] - 4, place[1] - 8))
    _write(tile, f"{sweep.check.value}: {sweep.name}", (4, 14))
    _write(tile, f"{measure.value if measure else ''}  {_turns(sweep, points)}", (4, 190))
    return np.asarray(tile, np.uint8)


def _limits(measure: Measure | None, values: Sequence[float]) -> list[float]:
    """Return the warn and fail limits of a measure, on the side where the values are."""
    if measure is None:
        return []
    rule = photo_policy().rule(measure)
    side = -1 if sum(value for value in values if not math.isnan(value)) < 0 else 1
    return [side * limit for limit in (rule.warn, rule.fail) if limit is not None]


def _write(tile: Pixels, words: str, place: tuple[int, int]) -> None:
    cv2.putText(tile, words, place, cv2.FONT_HERSHEY_SIMPLEX, 0.36, INK, 1, cv2.LINE_AA)


if __name__ == "__main__":
    main()
