"""A made-up season whose totals are counted person by person: every report says exactly them."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from kiosk.contract.figures import Joined, join
from kiosk.contract.figuresfile import read_figures, spell_figures
from kiosk.contract.periods import Period, PeriodFigures, month_of, period_figures
from kiosk.contract.season import SeasonPlan, plan_season
from kiosk.contract.seasondays import days_of, visitors_of
from kiosk.contract.seasontotals import totals_of
from kiosk.contract.smallcells import Part
from kiosk.documents.reportbook import report_book
from kiosk.documents.reportcontent import ReportKind
from kiosk.documents.reports import PeriodNotes, period_report
from kiosk.documents.reporttemplates import set_report
from kiosk.domain.figures import Tally
from tests.kiosk.documents.reportsamples import HEAD

SEED = 7


@cache
def a_season() -> tuple[SeasonPlan, Joined, Mapping[str, Any]]:
    plan = plan_season(SEED)
    visitors = visitors_of(plan, SEED)
    sent = [spell_figures(one) for one in days_of(plan, visitors, SEED)]
    joined = join(plan.events, map(read_figures, sent), training=True)
    return plan, joined, totals_of(plan, visitors)


def whole() -> PeriodFigures:
    plan, joined, _ = a_season()
    days = [one.date for one in plan.events]
    return period_figures(joined, Period(min(days), max(days)), until=max(days))


def numbers_of(tally: Tally) -> Mapping[str, Any]:
    """Return the sums in the words of the totals."""
    parts = ("procedures", "routes", "ages", "sexes", "photo_ways", "leavings", "services")
    plain = ("visitors", "applications", "replacing", "corrected", "consultations", "cards")
    waits = tally.waits
    return {
        **{name: getattr(tally, name) for name in plain},
        **{name: spelled(getattr(tally, name)) for name in parts},
        "retaken": tally.retaken,
        "waits": {
            "people": waits.people,
            "total_s": waits.total_s,
            "longest_s": waits.longest_s,
        },
    }


def spelled(counts: Sequence[tuple[Any, int]]) -> dict[str, int]:
    return {member.value: count for member, count in counts if count}


def test_nothing_of_the_season_is_left_out_of_its_sums() -> None:
    _, joined, totals = a_season()
    assert joined.disagreements == ()
    told = numbers_of(whole().tally)
    assert told == {name: totals["all"][name] for name in told}


def test_every_kind_month_and_event_has_its_known_totals() -> None:
    plan, joined, totals = a_season()
    for one in whole().kinds:
        told = numbers_of(one.tally)
        assert told == {name: totals["by_kind"][one.kind.value][name] for name in told}
        assert one.people == totals["by_kind"][one.kind.value]["people"]
    for name, known in totals["by_month"].items():
        month = month_of(date.fromisoformat(f"{name}-01"))
        told = numbers_of(
            period_figures(joined, month, until=max(e.date for e in plan.events)).tally
        )
        assert told == {key: known[key] for key in told}
    for event in joined.events:
        if event.days:
            known = totals["by_event"][event.event.id]
            assert event.people == known["people"]
            assert event.tally.visitors == known["visitors"]


def test_what_is_missing_is_what_the_season_hid() -> None:
    _, _, totals = a_season()
    found, special = whole(), totals["special"]
    assert sorted(one.event.id for one in found.silent if one.took_place) == special["silent"]
    assert sorted(one.event.id for one in found.incomplete) == special["incomplete"]
    assert sorted(one.event.id for one in found.provisional) == special["crash"]


@pytest.mark.parametrize("kind", [ReportKind.COMPLETION, ReportKind.MONTHLY])
def test_paper_and_spreadsheet_of_the_season_say_the_known_totals(kind: ReportKind) -> None:
    _, _, totals = a_season()
    content = period_report(kind, HEAD, whole(), PeriodNotes())
    book = openpyxl.load_workbook(io.BytesIO(report_book(content)))
    kinds = {row[0]: row[2] for row in book[content.blocks["kinds"].title].values}
    pages = PdfReader(io.BytesIO(set_report(content).pdf)).pages
    text = "".join("".join(page.extract_text() for page in pages).split())
    for one, row in zip(whole().kinds, content.blocks["kinds"].rows, strict=False):
        assert kinds[str(row[0])] == totals["by_kind"][one.kind.value]["people"]
    for name in ("visitors", "applications", "consultations", "cards"):
        label, value = content.figures[name]
        assert value == totals["all"][name]
        assert f"{label}{totals['all'][name]:,}" in text


def test_what_is_shown_and_hidden_of_the_season_is_everybody() -> None:
    _, _, totals = a_season()
    for part in (Part.AGES, Part.SEXES, Part.ROUTES, Part.PHOTO_WAYS):
        told = whole().breakdown(part, last=True)
        assert told.total == totals["all"]["applications"]
        for member, count in told.cells:
            assert count <= totals["all"][part.value].get(member.value, 0)
