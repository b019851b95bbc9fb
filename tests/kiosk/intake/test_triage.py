"""What a named point means: a stop with its reason, a caution, another form, no photo."""

from itertools import combinations

import pytest

from kiosk.domain.intake import CaseFile, Intake, LeaveReason, Procedure, TriagePoint
from kiosk.domain.ticket import Service
from kiosk.intake.triage import REASONS, FormShape, Ruling, rule
from kiosk.texts import Language, catalogue

P = TriagePoint


def ruled(*points: TriagePoint, service: Service | None = None) -> Ruling:
    return rule(CaseFile(intake=Intake(points=frozenset(points)), service=service))


def test_a_plain_case_goes_on_with_a_plain_form_and_a_photo() -> None:
    ruling = ruled()
    assert ruling.may_go_on
    assert (ruling.stops, ruling.cautions, ruling.takes_photo) == ((), (), True)
    assert ruling.shape == FormShape()


@pytest.mark.parametrize(
    ("points", "stop", "reason"),
    [
        ((P.URGENT,), P.URGENT, LeaveReason.TO_CITY_HALL),
        ((P.CHANGED,), P.CHANGED, LeaveReason.PAPERS_MISSING),
        ((P.MINOR, P.NO_REPRESENTATIVE), P.NO_REPRESENTATIVE, LeaveReason.NO_REPRESENTATIVE),
        ((P.WARD, P.NO_REPRESENTATIVE), P.NO_REPRESENTATIVE, LeaveReason.NO_REPRESENTATIVE),
        ((P.UNDER_ONE, P.NO_REPRESENTATIVE), P.NO_REPRESENTATIVE, LeaveReason.NO_REPRESENTATIVE),
    ],
)
def test_what_stops_has_the_reason_somebody_leaves_for(
    points: tuple[TriagePoint, ...], stop: TriagePoint, reason: LeaveReason
) -> None:
    assert ruled(*points).stops == (stop,)
    assert REASONS[stop] is reason


def test_a_grown_up_needs_no_representative() -> None:
    assert ruled(P.NO_REPRESENTATIVE).may_go_on


def test_a_hand_written_form_takes_the_place_of_one_that_is_out_of_date() -> None:
    ruling = ruled(P.CHANGED, P.HAND_WRITTEN)
    assert ruling.may_go_on
    assert ruling.shape.hand_written


@pytest.mark.parametrize("point", [P.STAY_ENDS, P.ELSEWHERE, P.OLD_CARD, P.UNDER_ONE])
def test_a_caution_warns_and_stops_nobody(point: TriagePoint) -> None:
    ruling = ruled(point)
    assert ruling.may_go_on
    assert ruling.cautions == (point,)


@pytest.mark.parametrize(
    ("point", "shape"),
    [
        (P.FOREIGN, FormShape(foreign=True)),
        (P.HAND_WRITTEN, FormShape(hand_written=True)),
        (P.MINOR, FormShape(represented=True)),
        (P.WARD, FormShape(represented=True)),
        (P.UNDER_ONE, FormShape(represented=True)),
        (P.OLD_CARD, FormShape(replaces=True)),
    ],
)
def test_the_form_follows_from_the_points(point: TriagePoint, shape: FormShape) -> None:
    assert ruled(point).shape == shape


@pytest.mark.parametrize("service", Service)
def test_renewal_and_reissue_replace_a_card(service: Service) -> None:
    replaces = service in {Service.RENEW, Service.REISSUE}
    assert ruled(service=service).shape.replaces is replaces


def test_only_under_one_year_no_photo_is_taken() -> None:
    assert [point for point in P if not ruled(point).takes_photo] == [P.UNDER_ONE]


def test_the_way_of_applying_goes_into_the_form() -> None:
    assert rule(CaseFile(procedure=Procedure.VISIT)).shape.procedure is Procedure.VISIT


def test_every_stop_there_can_be_has_a_reason_and_words_in_both_languages() -> None:
    stops = {stop for pair in combinations(P, 2) for stop in ruled(*pair).stops}
    assert stops == set(REASONS)
    for language in (Language.JA, Language.EN):
        words = catalogue(language)
        assert all(words[f"triage_stop.{stop.value}"] for stop in stops)
