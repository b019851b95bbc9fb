"""The figures as JSON: ``report.json``, stable for programs.

``schema`` grows when a key changes its meaning. Counts are pictures; a rate is null of nothing.

    {"schema": 1,
     "missing": [file], "unreadable": [{file, reason}], "refused_lines": [{line, reason}],
     "parts": [{"part": "tuning" | "held_out" | "all", "people", "pictures",
        "good": {pictures, accepted, warned, accept_rate},
        "checks": {check: {refuses, "good": counts, "bad": counts, "border": counts,
                           false_reject_rate, true_reject_rate}},
        "kinds": [{kind, pictures, labels, caught, refused, false_rejects, by}],
        "thirds": [{third, people, darkest_deg, lightest_deg, labels, false_rejects,
                    false_reject_rate, good_pictures, good_refused}],
        "skin_difference"}],
     "pictures": [{file, part, verdict,
                   "wrong": {check: {expected, outcome, measure, value, limit}}}]}

``counts`` are {total, pass, warn, fail, nobody, open}: nobody was found (the picture is refused
for that), or the check could say nothing.
"""

from camera.evaluation.evaluation import Evaluation, Part, PartFigures
from camera.evaluation.groups import KindRates, ThirdRates
from camera.evaluation.judging import JudgedPicture
from camera.evaluation.labels import Expectation
from camera.evaluation.tally import Counts, Tally, outcome, share
from kiosk.domain.finding import Check

SCHEMA = 1
Json = dict[str, object]


def as_json(evaluation: Evaluation) -> Json:
    """Return everything the evaluation counted."""
    manifest = evaluation.manifest
    return {
        "schema": SCHEMA,
        "missing": [picture.file for picture in manifest.missing],
        "unreadable": [
            {"file": one.picture.file, "reason": one.report.refused}
            for one in evaluation.unreadable
        ],
        "refused_lines": [{"line": one.line, "reason": one.reason} for one in manifest.refused],
        "parts": [_part(figures) for figures in evaluation.parts],
        "pictures": [_picture(one) for one in evaluation.judged],
    }


def _part(figures: PartFigures) -> Json:
    good = figures.good
    return {
        "part": figures.part.value,
        "people": figures.people,
        "pictures": figures.pictures,
        "good": {
            "pictures": good.pictures,
            "accepted": good.accepted,
            "warned": good.warned,
            "accept_rate": share(good.accepted, good.pictures),
        },
        "checks": {one.check.value: _tally(one) for one in figures.tallies},
        "kinds": [_kind(kind) for kind in figures.kinds],
        "thirds": [_third(third) for third in figures.thirds],
        "skin_difference": figures.skin_difference,
    }


def _tally(tally: Tally) -> Json:
    return {
        "refuses": tally.refuses,
        "good": _counts(tally.good),
        "bad": _counts(tally.bad),
        "border": _counts(tally.border),
        "false_reject_rate": share(tally.false_rejects, tally.good.total),
        "true_reject_rate": share(tally.true_rejects, tally.bad.total),
    }


def _counts(counts: Counts) -> Json:
    return {
        "total": counts.total,
        "pass": counts.passed,
        "warn": counts.warned,
        "fail": counts.failed,
        "nobody": counts.nobody,
        "open": counts.open,
    }


def _kind(kind: KindRates) -> Json:
    return {
        "kind": kind.kind,
        "pictures": kind.pictures,
        "labels": kind.labels,
        "caught": kind.caught,
        "refused": kind.refused,
        "false_rejects": kind.false_rejects,
        "by": [check.value for check in kind.by],
    }


def _third(third: ThirdRates) -> Json:
    return {
        "third": third.third.value,
        "people": third.people,
        "darkest_deg": round(third.darkest_deg, 1),
        "lightest_deg": round(third.lightest_deg, 1),
        "labels": third.labels,
        "false_rejects": third.false_rejects,
        "false_reject_rate": share(third.false_rejects, third.labels),
        "good_pictures": third.good_pictures,
        "good_refused": third.good_refused,
    }


def _picture(judged: JudgedPicture) -> Json:
    return {
        "file": judged.picture.file,
        "part": (Part.HELD_OUT if judged.picture.held_out else Part.TUNING).value,
        "verdict": judged.report.verdict.value,
        "wrong": {check.value: _wrong(judged, check) for check in Check if _differs(judged, check)},
    }


def _differs(judged: JudgedPicture, check: Check) -> bool:
    came = outcome(judged, check).value
    label = judged.expects(check)
    return (label is Expectation.GOOD and came != "pass") or (
        label is Expectation.BAD and came != "fail"
    )


def _wrong(judged: JudgedPicture, check: Check) -> Json:
    finding = judged.finding(check)
    label = judged.expects(check)
    return {
        "expected": None if label is None else label.value,
        "outcome": outcome(judged, check).value,
        "measure": None if finding is None or finding.measure is None else finding.measure.value,
        "value": None if finding is None or finding.value is None else round(finding.value, 4),
        "limit": None if finding is None else finding.limit,
    }
