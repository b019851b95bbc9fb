"""The list of batches: what is not proved is said, and other data proves nothing."""

from dataclasses import replace
from datetime import date

from kiosk.documents.reportdeliveries import BatchProof, deliveries_block, unproved
from kiosk.domain.figures import EventFigures
from kiosk.texts import Language, catalogue
from tests.kiosk.contract.figuresamples import DAY, ONE, TWO, day, event

WORDS = catalogue(Language.JA)
PLANNED = event(stations=(ONE, TWO))
PROVED = BatchProof(
    batch="b-1", received=DAY, agrees=True, deleted=date(2026, 12, 20), certificate="DEL-1"
)


def held(*batches: str) -> EventFigures:
    """Return an event whose stations sealed these batches; "" for a day that is not closed."""
    stations = (ONE, TWO)
    days = (
        replace(day(of=PLANNED, station=station), batch=batch, batch_sha256="ab" * 32)
        for station, batch in zip(stations, batches, strict=False)
    )
    return EventFigures(event=PLANNED, days=tuple(days))


def cells(*proofs: BatchProof, batches: tuple[str, ...] = ("b-1",)) -> list[tuple[str, str]]:
    rows = deliveries_block(WORDS, [held(*batches)], proofs).rows
    return [(str(row[4]), str(row[5])) for row in rows]


def test_a_batch_is_listed_with_its_receipt_and_its_certificate() -> None:
    assert cells(PROVED) == [("令和8年12月1日（火）", "令和8年12月20日（日）\nDEL-1")]
    assert unproved(WORDS, [held("b-1")], [PROVED]) == ()


def test_what_nobody_knows_is_said_in_words() -> None:
    assert cells() == [("受領の記録なし", "証明なし")]
    assert cells(replace(PROVED, deleted=None, certificate=""))[0][1] == "証明なし"


def test_other_data_of_the_same_name_proves_nothing() -> None:
    other = replace(PROVED, agrees=False)
    assert cells(other) == [("内容の異なるデータを受領", "証明なし")]
    (said,) = unproved(WORDS, [held("b-1")], [other])
    assert "b-1" in said


def test_a_day_at_two_events_is_one_batch_and_an_open_day_is_none() -> None:
    twice = [held("b-1"), held("b-1")]
    assert len(deliveries_block(WORDS, twice, [PROVED]).rows) == 1
    (said,) = unproved(WORDS, [held("b-1", "")], [])
    assert "1 件" in said
