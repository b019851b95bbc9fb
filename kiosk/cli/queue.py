"""`kiosk queue`: try the line's rules on recorded or made-up days; needs no station."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli import console
from kiosk.errors import UnreadableFileError
from kiosk.queue.played import Day
from kiosk.queue.rules import OrderRule, QueueRules
from kiosk.queue.simulation import RuleResult, Spread, compare

app = typer.Typer(help="Try the rules of the line.", no_args_is_help=True)
_FIRST_DAY = date(2026, 4, 1)  # a generated day needs some date


@app.callback()
def queue() -> None:
    """Try the rules of the line."""


@app.command("simulate")
def simulate(
    days: Annotated[int, typer.Option(min=1, max=1000, help="How many days to make up.")] = 5,
    seed: Annotated[int, typer.Option(help="The same seed makes the same days.")] = 1,
    rule: Annotated[
        list[OrderRule] | None, typer.Option(help="Only this rule; may be given again.")
    ] = None,
    recorded: Annotated[
        Path | None, typer.Option(help="Folder of recorded days (*.jsonl), in place of made-up.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per rule.")] = False,
) -> None:
    """Play days by each rule: waits, fairness, and how often the told range was right."""
    from kiosk.queue.generated import generate

    played = tuple(_recorded(recorded) if recorded else generate(_FIRST_DAY, days, seed))
    orders = tuple(dict.fromkeys(rule)) if rule else tuple(OrderRule)
    for result in compare(played, QueueRules(), orders=orders):
        if as_json:
            console.show_json(_as_json(result))
        else:
            _describe(result)


def _recorded(folder: Path) -> Iterator[Day]:
    from kiosk.queue.dayfile import read_day

    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise UnreadableFileError("no *.jsonl", file=str(folder))
    for path in files:
        try:
            with path.open(encoding="utf-8") as lines:
                yield read_day(lines)
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableFileError(type(error).__name__, file=path.name) from error


def _as_json(result: RuleResult) -> dict[str, object]:
    return {
        **asdict(result),
        "inside_share": round(result.calibration.share, 3),
        "inside_share_of_waits": round(result.calibration_of_waits.share, 3),
    }


def _describe(result: RuleResult) -> None:
    words = console.words()
    console.show("queue.simulated.rule", rule=words[f"queue.rule.{result.rule.value}"])
    for group, spread in (
        ("everybody", result.everybody),
        ("priority", result.priority),
        ("others", result.others),
    ):
        _describe_spread(words[f"queue.simulated.{group}"], spread)
    told = result.calibration
    console.show(
        "queue.simulated.fairness",
        overtaken=f"{result.overtaken:.1f}",
        most=result.most_overtaken,
        per_hour=f"{result.per_hour:.1f}",
        no_shows=result.no_shows,
    )
    console.show(
        "queue.simulated.range",
        share=f"{100 * told.share:.0f}",
        share_of_waits=f"{100 * result.calibration_of_waits.share:.0f}",
        told=told.told,
        untold=told.untold,
        early=told.early,
        late=told.late,
        width=f"{told.width_min:.0f}",
    )


def _describe_spread(group: str, spread: Spread) -> None:
    console.show(
        "queue.simulated.waits",
        group=group,
        people=spread.people,
        median=f"{spread.median_min:.0f}",
        ninety=f"{spread.ninety_min:.0f}",
        longest=f"{spread.longest_min:.0f}",
    )
