"""The figures in words: tables for a terminal and for ``report.md``."""

from collections.abc import Iterable

from camera.evaluation.evaluation import Evaluation, PartFigures
from camera.evaluation.grid import grid
from camera.evaluation.groups import KindRates, ThirdRates
from camera.evaluation.manifest import Manifest
from camera.evaluation.tally import Tally, share
from kiosk.texts import Catalogue

MOST_NAMED = 20  # missing files and the like; the rest is counted


def in_words(evaluation: Evaluation, words: Catalogue) -> str:
    """Return the whole report as Markdown."""
    sections = [f"# {words['report.title']}", *_told(evaluation, words)]
    for figures in evaluation.parts:
        sections += _part(figures, words)
    return "\n\n".join(sections) + "\n"


def percent(rate: float | None) -> str:
    """Return a share in per cent, a dash for none."""
    return "–" if rate is None else f"{rate * 100:.1f} %"


def _told(evaluation: Evaluation, words: Catalogue) -> list[str]:
    told = [words.say("report.judged", count=len(evaluation.judged))]
    if evaluation.unreadable:
        names = _named(one.picture.file for one in evaluation.unreadable)
        told.append(words.say("report.unreadable", count=len(evaluation.unreadable), names=names))
    return [*told, *unused_lines(evaluation.manifest, words)]


def unused_lines(manifest: Manifest, words: Catalogue) -> list[str]:
    """Return what of a manifest was not used: pictures that are not there, refused lines."""
    told = []
    if manifest.missing:
        names = _named(picture.file for picture in manifest.missing)
        told.append(words.say("report.missing", count=len(manifest.missing), names=names))
    told += [
        words.say("report.refused_line", line=one.line, why=words[f"manifest_line.{one.reason}"])
        for one in manifest.refused[:MOST_NAMED]
    ]
    if len(manifest.refused) > MOST_NAMED:
        told.append(words.say("report.refused_more", count=len(manifest.refused) - MOST_NAMED))
    return told


def _named(files: Iterable[str]) -> str:
    names = list(files)
    return ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")


def _part(figures: PartFigures, words: Catalogue) -> list[str]:
    part = words[f"report.part.{figures.part.value}"]
    good = figures.good
    accepted = words.say(
        "report.good",
        accepted=good.accepted,
        pictures=good.pictures,
        rate=percent(share(good.accepted, good.pictures)),
        warned=good.warned,
    )
    heading = words.say("report.part", part=part, people=figures.people, pictures=figures.pictures)
    return [
        f"## {heading}",
        accepted,
        checks_table(figures.tallies, words),
        f"### {words['report.by_kind']}",
        _kinds(figures.kinds, words),
        *_skin(figures, words),
    ]


def checks_table(tallies: Iterable[Tally], words: Catalogue) -> str:
    """Return a line per check: what became of good pictures, of bad ones, of those between."""
    names = ("check", "good", "accepted", "warned", "false_reject", "rate")
    more = ("bad", "rejected", "warned", "false_accept", "rate", "border")
    return grid(
        [words[f"report.column.{name}"] for name in (*names, *more)],
        [_tally(tally, words) for tally in tallies],
    )


def _tally(tally: Tally, words: Catalogue) -> list[str]:
    good, bad, border = tally.good, tally.bad, tally.border
    mark = "" if tally.refuses else " △"
    figures = (
        good.total,
        good.passed,
        good.warned,
        tally.false_rejects,
        percent(share(tally.false_rejects, good.total)),
        bad.total,
        bad.failed + bad.nobody,
        bad.warned,
        bad.passed + bad.open,
        percent(share(tally.true_rejects, bad.total)),
        f"{border.passed}/{border.warned}/{border.failed + border.nobody}" if border.total else "–",
    )
    return [words[f"check.{tally.check.value}"] + mark, *(str(figure) for figure in figures)]


def _kinds(kinds: Iterable[KindRates], words: Catalogue) -> str:
    names = ("kind", "pictures", "labels", "caught", "refused", "false_reject", "by")
    return grid(
        [words[f"report.column.{name}"] for name in names],
        [
            [
                kind.kind,
                str(kind.pictures),
                str(kind.labels) if kind.labels else "–",
                percent(share(kind.caught, kind.labels)),
                str(kind.refused),
                str(kind.false_rejects),
                ", ".join(words[f"check.{check.value}"] for check in kind.by) or "–",
            ]
            for kind in kinds
        ],
    )


def _skin(figures: PartFigures, words: Catalogue) -> list[str]:
    if not figures.thirds:
        return []
    names = ("third", "people", "angle", "labels", "false_reject", "rate", "pictures", "refused")
    table = grid(
        [words[f"report.column.{name}"] for name in names],
        [_third(third, words) for third in figures.thirds],
    )
    difference = figures.skin_difference
    points = "–" if difference is None else f"{difference * 100:+.1f}"
    return [
        f"### {words['report.by_skin']}",
        table,
        words.say("report.difference", points=points),
    ]


def _third(third: ThirdRates, words: Catalogue) -> list[str]:
    return [
        words[f"report.third.{third.third.value}"],
        str(third.people),
        f"{third.darkest_deg:.0f}..{third.lightest_deg:.0f}",
        str(third.labels),
        str(third.false_rejects),
        percent(share(third.false_rejects, third.labels)),
        str(third.good_pictures),
        str(third.good_refused),
    ]
