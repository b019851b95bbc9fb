"""``python -m benchmarks [--json] [--only live,photo,…] [--minutes 10]``: figures and floors.

Figures are of this machine and this hour; compare the ratios. Nothing here fails a build.
"""

import argparse
import json
import os
import platform
from collections.abc import Callable
from datetime import UTC, datetime

from benchmarks import (
    board,
    closing,
    codes,
    dashboards,
    day,
    forms,
    line,
    live,
    photo_station,
    queue_decisions,
    redaction,
    reports,
    sitting,
    store,
    ticket_book,
    ticket_paper,
)
from benchmarks.figure import Figure


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument(
        "--only",
        default="live,photo,store,closing,day,paper,book,board,codes,decisions,line,sitting,forms,reports,dashboards,redaction",
        help="which, separated by commas",
    )
    parser.add_argument("--minutes", type=float, help="how long the live pipeline runs")
    wanted = parser.parse_args()
    seconds = wanted.minutes * 60 if wanted.minutes else live.SECONDS
    benches: dict[str, Callable[[], list[Figure]]] = {
        "live": lambda: live.measure(seconds),
        "photo": photo_station.measure,
        "store": store.measure,
        "closing": closing.measure,
        "day": day.measure,
        "board": board.measure,
        "codes": codes.measure,
        "paper": ticket_paper.measure,
        "book": ticket_book.measure,
        "decisions": queue_decisions.measure,
        "line": line.measure,
        "sitting": sitting.measure,
        "forms": forms.measure,
        "reports": reports.measure,
        "dashboards": dashboards.measure,
        "redaction": redaction.measure,
    }
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    figures = {name: benches[name]() for name in wanted.only.split(",")}
    if wanted.json:
        report = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
            "load_before": load,
            "figures": {name: [one.as_json() for one in found] for name, found in figures.items()},
        }
        print(json.dumps(report, indent=2))
        return
    for found in figures.values():
        for one in found:
            print(_line(one))


def _line(one: Figure) -> str:
    limit = f"≤ {one.most:g}" if one.most is not None else f"≥ {one.least:g}" if one.least else ""
    reached = {True: "○", False: "×", None: " "}[one.reached]
    floor = f"floor {one.floor:.2f} ({one.floor_is})" if one.floor is not None else ""
    return f"{reached} {one.name:44} {one.value:9.2f} {one.unit:5} {limit:8} {floor}"


if __name__ == "__main__":
    main()
