"""Counting: made findings with known labels, and the tables that are drawn from them."""

import json
from dataclasses import replace

import pytest

from camera.evaluation.cases import Wrong, worst_cases
from camera.evaluation.evaluation import Evaluation, Part, evaluate
from camera.evaluation.grid import columns, grid
from camera.evaluation.groups import Third, by_skin
from camera.evaluation.judging import JudgedPicture
from camera.evaluation.manifest import Manifest
from camera.evaluation.record import as_json
from camera.evaluation.sheet import draw_cases
from camera.evaluation.tally import tally
from camera.evaluation.wording import in_words
from kiosk.domain.finding import Check, Finding, Verdict
from kiosk.domain.measure import Measure
from kiosk.guidance.compliance import nobody
from kiosk.guidance.policy import photo_policy
from kiosk.texts import Language, catalogue
from tests.camera.evaluation.judged import BAD, BORDER, GOOD, judged

POLICY = photo_policy()
ROLL = POLICY.rule(Measure.ROLL_DEG)
STRAIGHT, LEANING, TILTED = 0.0, ROLL.warn + 0.5, 40.0


def roll(file: str, label: object, value: float) -> JudgedPicture:
    expected = {Check.ROLL: label} if label else {}
    return judged(file, expected, {Measure.ROLL_DEG: value})  # type: ignore[arg-type]


def unseen(file: str, label: object) -> JudgedPicture:
    picture = roll(file, label, 0.0)
    report = replace(picture.report, findings=(nobody(),), measurements=())
    return replace(picture, report=report)


MIXED = (
    roll("p__a.jpg", GOOD, STRAIGHT),
    roll("p__b.jpg", GOOD, LEANING),
    roll("p__c.jpg", GOOD, TILTED),
    roll("p__d.jpg", BAD, STRAIGHT),
    roll("p__e.jpg", BAD, LEANING),
    roll("p__f.jpg", BAD, -TILTED),
    roll("p__g.jpg", BORDER, TILTED),
    roll("p__h.jpg", None, TILTED),
    unseen("p__i.jpg", BAD),
    unseen("p__j.jpg", GOOD),
)


def whole(*pictures: JudgedPicture) -> Evaluation:
    manifest = Manifest(pictures=tuple(one.picture for one in pictures), missing=(), refused=())
    return evaluate(manifest, pictures, POLICY)


def test_every_label_and_verdict_is_counted_once() -> None:
    counted = tally(MIXED, Check.ROLL, POLICY)
    assert (counted.good.total, counted.true_accepts, counted.false_rejects) == (4, 2, 2)
    assert (counted.bad.total, counted.true_rejects, counted.false_accepts) == (4, 2, 2)
    assert (counted.good.warned, counted.bad.warned, counted.bad.nobody) == (1, 1, 1)
    assert (counted.border.total, counted.border.failed) == (1, 1)


def test_a_check_that_only_warns_has_caught_what_it_warns_of() -> None:
    grin = judged("a.jpg", {Check.EXPRESSION: BAD}, {Measure.SMILE: 0.99})
    assert tally((grin,), Check.EXPRESSION, POLICY).true_rejects == 1
    lean = roll("b.jpg", BAD, LEANING)
    assert tally((lean,), Check.ROLL, POLICY).true_rejects == 0


def test_a_file_that_cannot_be_read_is_in_no_rate() -> None:
    broken = roll("a.jpg", GOOD, STRAIGHT)
    broken = replace(broken, report=replace(broken.report, refused="truncated"))
    evaluation = whole(broken, roll("b.jpg", GOOD, STRAIGHT))
    assert tally(evaluation.judged, Check.ROLL, POLICY).good.total == 1
    assert [one.picture.file for one in evaluation.unreadable] == ["a.jpg"]


def test_mistakes_are_listed_the_worst_first() -> None:
    cases = worst_cases(MIXED, POLICY)
    assert [(case.judged.picture.file, case.wrong) for case in cases] == [
        ("p__c.jpg", Wrong.FALSE_REJECT),
        ("p__d.jpg", Wrong.FALSE_ACCEPT),
        ("p__e.jpg", Wrong.ONLY_WARNED),
    ]


def test_good_pictures_are_accepted_unless_anything_refuses_them() -> None:
    good = {Check.ROLL: GOOD, Check.CROP: GOOD}
    fine = judged("a.jpg", good, {Measure.ROLL_DEG: LEANING})
    refused = judged("b.jpg", good, {Measure.ROLL_DEG: STRAIGHT, Measure.FILE_FAULTS: 1.0})
    (figures,) = whole(fine, refused).parts
    assert (figures.good.pictures, figures.good.accepted, figures.good.warned) == (2, 1, 1)


def test_people_held_out_have_figures_of_their_own() -> None:
    kept, held = roll("a.jpg", GOOD, STRAIGHT), roll("b.jpg", GOOD, TILTED)
    held = replace(held, picture=replace(held.picture, held_out=True))
    parts = {figures.part: figures for figures in whole(kept, held).parts}
    assert list(parts) == [Part.TUNING, Part.HELD_OUT, Part.ALL]
    rejects = {
        part: next(t for t in figures.tallies if t.check is Check.ROLL).false_rejects
        for part, figures in parts.items()
    }
    assert rejects == {Part.TUNING: 0, Part.HELD_OUT: 1, Part.ALL: 1}


def person(name: str, skin_deg: float | None, value: float) -> JudgedPicture:
    labels = {Check.ROLL: GOOD, Check.EXPOSURE: GOOD}
    return judged(name, labels, {Measure.ROLL_DEG: value}, skin_deg=skin_deg)


def test_false_alarms_on_dark_skin_show_in_the_thirds() -> None:
    pictures = [person(f"{n}.jpg", 10.0 * n, TILTED if n < 2 else 0.0) for n in (5, 0, 3, 1, 4, 2)]
    thirds = by_skin([*pictures, person("grey.jpg", None, TILTED)])
    assert [third.third for third in thirds] == list(Third)
    assert [third.people for third in thirds] == [2, 2, 2]
    assert [third.false_rejects for third in thirds] == [2, 0, 0]
    (figures,) = whole(*pictures).parts
    assert figures.skin_difference == pytest.approx(0.5)


def test_skin_is_read_from_a_picture_in_good_light() -> None:
    labels = {Check.ROLL: GOOD, Check.EXPOSURE: GOOD}
    dim = judged("a__dark.jpg", {**labels, Check.EXPOSURE: BAD}, {}, skin_deg=-60.0)
    lit = judged("a__ok.jpg", labels, {Measure.CHEEK_BALANCE: 0.9}, skin_deg=20.0)
    odd = judged("a__x.jpg", labels, {Measure.CHEEK_BALANCE: 0.5}, skin_deg=5.0)
    others = [person(f"{n}.jpg", 30.0 + n, 0.0) for n in range(2)]
    darkest = by_skin([dim, odd, lit, *others])[0]
    assert (darkest.darkest_deg, darkest.lightest_deg) == (20.0, 20.0)


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
def test_the_figures_are_told_in_every_language(language: Language) -> None:
    told = in_words(whole(*MIXED), catalogue(language))
    assert catalogue(language)["check.roll"] in told
    assert "25.0 %" not in told
    assert "50.0 %" in told


def test_the_record_is_plain_json() -> None:
    record = json.loads(json.dumps(as_json(whole(*MIXED))))
    (part,) = record["parts"]
    assert part["checks"]["roll"]["true_reject_rate"] == 0.5
    assert part["checks"]["yaw"]["true_reject_rate"] is None
    wrong = {one["file"]: one["wrong"] for one in record["pictures"] if one["wrong"]}
    assert set(wrong) == {"p__b.jpg", "p__c.jpg", "p__d.jpg", "p__e.jpg", "p__i.jpg", "p__j.jpg"}


def test_the_columns_of_a_table_line_up_whatever_is_written() -> None:
    table = grid(["項目", "数"], [["顔の向き", "3"], ["x|y\n", "10"]])
    assert len({columns(line) for line in table.splitlines()}) == 1
    assert len(table.splitlines()) == 4


def test_pictures_that_are_gone_still_have_a_cell() -> None:
    finding = Finding(check=Check.CROP, verdict=Verdict.FAIL, value=None, limit=3.0)
    lost = judged("ä/研修 | 名前" * 9, {Check.CROP: GOOD}, {})
    lost = replace(lost, report=replace(lost.report, findings=(finding,)))
    many = worst_cases([lost] * 16, POLICY)
    pages = list(draw_cases(many, POLICY, catalogue(Language.JA)))
    assert len(pages) == 2
    assert pages[0].height > pages[1].height
    (empty,) = draw_cases((), POLICY, catalogue(Language.JA))
    assert len(empty.convert("L").getcolors() or ()) > 1, "it says so in words"
