"""The lock: what was interrupted comes back in full, and nothing of it can be read meanwhile."""

import resource
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.draft import Draft, DraftStep
from kiosk.domain.intake import CaseFile, Intake, Procedure, TriagePoint
from kiosk.domain.review import PhotoReview
from kiosk.domain.shot import HeadLines, Shot
from kiosk.domain.ticket import PublicLanguage, Service
from kiosk.errors import DiskFullError
from storage.errors import (
    DayNotOpenError,
    DraftLeftError,
    NotSignedInError,
    StorageFaultError,
    TamperedError,
)
from storage.records.draftcodec import decode_draft, encode_draft
from storage.station import Station
from tests.storage.people import (
    DAY,
    EXEMPTION,
    LEAD_PASSWORD,
    OVERRIDE,
    STAFF_PASSWORD,
    WELL,
    YES,
    Place,
    new_record,
)
from tests.storage.trails import trail_of

TYPED = ApplicantForm(name="研修 途\U000e0100", kana="けんしゅ", form_id="123 45", sex="female")
CASE = CaseFile(
    procedure=Procedure.VISIT,
    service=Service.RENEW,
    ticket="B-012",
    language=PublicLanguage.VI,
    intake=Intake(
        consent=YES,
        points=frozenset({TriagePoint.MINOR, TriagePoint.OLD_CARD}),
        asked=True,
        scanned=True,
    ),
    form=TYPED,
    follows="SK01-0007",
)


def shot_of(number: int = 1, *, jpeg_bytes: int = 2_000) -> Shot:
    record = new_record(number, jpeg_bytes=jpeg_bytes)
    assert record.photo is not None
    return Shot(
        photo=record.photo,
        findings=record.findings,
        source=None,
        lines=HeadLines(crown=0.0889, chin=0.8444),
        by_hand=True,
    )


def draft_of(number: int = 1, *, jpeg_bytes: int = 2_000) -> Draft:
    review = replace(WELL, override=OVERRIDE, exemption=EXEMPTION, agreed=False)
    shot = shot_of(number, jpeg_bytes=jpeg_bytes)
    return Draft(sitting=7, step=DraftStep.FORM, shot=shot, review=review, case=CASE)


BARE = Draft(sitting=1, step=DraftStep.CAMERA)


def drafts_in(place: Place) -> list[tuple[bytes]]:
    with sqlite3.connect(place.database) as connection:
        found = connection.execute("SELECT sealed FROM drafts").fetchall()
    connection.close()
    return found


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow: what a full disk is to a process."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("draft", [draft_of(), BARE, replace(draft_of(), shot=None)])
def test_what_was_interrupted_comes_back_in_full(
    place: Place, station: Station, draft: Draft
) -> None:
    station.lock(draft)
    station.close()
    station = place.open()
    station.sign_in("staff1", STAFF_PASSWORD)
    assert station.draft() == draft
    assert station.draft() == draft
    station.close()
    kinds = [one[:2] for one in trail_of(place)]
    assert kinds[-6:-1] == [
        ("keep_draft", "lead1"),
        ("lock", "lead1"),
        ("sign_in", "staff1"),
        ("take_draft", "staff1"),
        ("take_draft", "staff1"),
    ]


def test_a_power_cut_after_the_record_does_not_offer_its_draft_again(
    place: Place, station: Station
) -> None:
    # The session drops the draft only after the receipt: a cut comes in between.
    station.lock(draft_of())
    station.sign_in("lead1", LEAD_PASSWORD)
    station.put(new_record(1))
    shutil.copytree(place.data, place.root / "cut")
    station.close()
    shutil.rmtree(place.data)
    (place.root / "cut").rename(place.data)
    station = place.open()
    station.sign_in("staff1", STAFF_PASSWORD)
    assert station.count(DAY) == 1
    assert station.draft() is None
    assert not station.standing().draft_kept
    station.close()
    assert drafts_in(place) == []
    kinds = [kind for kind, *_ in trail_of(place)]
    assert kinds[kinds.index("keep_draft") :].count("drop_draft") == 1


def test_a_record_that_was_not_stored_leaves_its_draft(station: Station) -> None:
    station.lock(draft_of())
    station.sign_in("lead1", LEAD_PASSWORD)
    with full_disk(), pytest.raises(StorageFaultError):
        station.put(new_record(1, jpeg_bytes=400_000))
    assert station.count(DAY) == 0
    assert station.draft() == draft_of()


def test_a_record_of_another_day_leaves_the_draft(place: Place, station: Station) -> None:
    station.lock(draft_of())
    station.sign_in("lead1", LEAD_PASSWORD)
    place.clock.pass_s(24 * 3600)
    tomorrow = DAY + timedelta(days=1)
    station.open_day(tomorrow)
    station.put(new_record(2, day=tomorrow))
    assert station.draft() == draft_of()


@given(
    typed=some.text(alphabet=some.characters(exclude_categories=["Cs"])),
    crown=some.floats(),
    agreed=some.booleans(),
    sitting=some.integers(0, 10**6),
    step=some.sampled_from(DraftStep),
    intake=some.builds(
        Intake,
        consent=some.none() | some.just(YES),
        points=some.frozensets(some.sampled_from(TriagePoint)),
        asked=some.booleans(),
        scanned=some.booleans(),
    ),
)
def test_every_draft_reads_back_the_same(
    *, typed: str, crown: float, agreed: bool, sitting: int, step: DraftStep, intake: Intake
) -> None:
    draft = Draft(
        sitting=sitting,
        shot=replace(shot_of(), lines=HeadLines(crown=crown, chin=0.5)),
        review=PhotoReview(agreed=agreed),
        step=step,
        case=replace(CASE, form=ApplicantForm(name=typed, address=typed[::-1]), intake=intake),
    )
    plain = encode_draft(draft)
    back = decode_draft(plain)
    assert encode_draft(back) == plain
    assert (back.case, back.step) == (draft.case, step)
    assert (back.shot == draft.shot) or crown != crown  # noqa: PLR0124 - not a number


def test_half_a_character_does_not_cost_the_draft(place: Place, station: Station) -> None:
    broken = replace(CASE, form=ApplicantForm(name="か\ud83d"), ticket="\ud83d")
    station.lock(replace(draft_of(), case=broken))
    station.sign_in("lead1", LEAD_PASSWORD)
    kept = station.draft()
    assert kept is not None
    assert (kept.case.form.name, kept.case.ticket) == ("か?", "?")


def test_every_changed_byte_of_the_fields_is_refused_or_another_draft() -> None:
    plain = bytes(encode_draft(draft_of(jpeg_bytes=10)))
    for at in range(len(plain) - 12):
        altered = bytearray(plain)
        altered[at] ^= 1
        with suppress(TamperedError):
            assert bytes(encode_draft(decode_draft(altered))) == bytes(altered)
    for end in range(8):
        with pytest.raises(TamperedError):
            decode_draft(plain[:end])


def test_a_photo_where_there_is_none_is_refused() -> None:
    with pytest.raises(TamperedError):
        decode_draft(encode_draft(BARE) + b"\xff\xd8")


def test_a_new_draft_replaces_the_one_before(place: Place, station: Station) -> None:
    station.lock(draft_of(1))
    station.sign_in("lead1", LEAD_PASSWORD)
    station.lock(draft_of(2))
    station.sign_in("lead1", LEAD_PASSWORD)
    assert station.draft() == draft_of(2)
    station.close()
    assert len(drafts_in(place)) == 1


def test_a_dropped_draft_is_gone_from_the_disk(place: Place, station: Station) -> None:
    station.lock(draft_of())
    station.sign_in("lead1", LEAD_PASSWORD)
    station.drop_draft()
    station.drop_draft()
    assert station.draft() is None
    station.close()
    assert drafts_in(place) == []
    assert [one[0] for one in trail_of(place)].count("drop_draft") == 1


def test_nothing_of_a_draft_lies_readable_on_the_disk(place: Place, station: Station) -> None:
    draft = draft_of()
    assert draft.shot is not None
    station.lock(draft)
    needles = [TYPED.name.encode(), draft.shot.photo.jpeg[10:40], b"KBT2"]
    for path in place.data.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [one for one in needles if one in content], path
    station.sign_in("lead1", LEAD_PASSWORD)
    blob = drafts_in_open(station)
    station.drop_draft()
    station.close()
    assert blob[:64] not in place.database.read_bytes()  # secure_delete


def drafts_in_open(station: Station) -> bytes:
    with station._parts.store.connection() as connection:
        return bytes(connection.exec_driver_sql("SELECT sealed FROM drafts").scalar_one())


def test_without_an_open_day_the_station_locks_and_says_that_nothing_was_kept(
    place: Place,
) -> None:
    station = place.open()
    station.sign_in("lead1", LEAD_PASSWORD)
    with pytest.raises(DayNotOpenError):
        station.lock(draft_of())
    with pytest.raises(NotSignedInError):
        station.draft()
    station.close()


def test_a_full_disk_locks_all_the_same_and_says_so(place: Place, station: Station) -> None:
    keys = station._parts.door.unlocked.keys
    buffers = [one for one in vars(keys).values() if isinstance(one, bytearray)]
    with full_disk(), pytest.raises((DiskFullError, StorageFaultError)):
        station.lock(draft_of(jpeg_bytes=400_000))
    assert not any(any(one) for one in buffers)
    with pytest.raises(NotSignedInError):
        station.draft()
    station.sign_in("lead1", LEAD_PASSWORD)
    assert station.draft() is None
    station.close()


def test_locking_without_a_sitting_is_noted_and_twice_is_harmless(
    place: Place, station: Station
) -> None:
    station.lock(None)
    station.lock(None)
    with pytest.raises(NotSignedInError):
        station.lock(draft_of())
    station.close()
    assert [one[0] for one in trail_of(place)].count("lock") == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE drafts SET sealed = zeroblob(length(sealed))",
        "UPDATE drafts SET row_version = 2",
        "UPDATE drafts SET kept_at = replace(kept_at, '2026', '2025')",
        "UPDATE drafts SET id = 'd2719a4e-0000-4000-8000-000000000000'",
        "DELETE FROM drafts",
    ],
)
def test_an_altered_draft_is_refused_and_can_be_dropped(
    place: Place, station: Station, statement: str
) -> None:
    station.lock(draft_of())
    station.sign_in("lead1", LEAD_PASSWORD)
    with station._parts.store.connection() as connection:
        assert connection.exec_driver_sql(statement).rowcount == 1
    with pytest.raises(TamperedError):
        station.draft()
    station.drop_draft()
    assert station.draft() is None
    station.close()


def test_an_older_draft_that_was_put_back_is_not_the_one(place: Place, station: Station) -> None:
    station.lock(draft_of(1))
    station.close()
    earlier = place.root / "earlier.db"
    shutil.copy(place.database, earlier)
    station = place.open()
    station.sign_in("lead1", LEAD_PASSWORD)
    station.lock(draft_of(2))
    station.close()
    with sqlite3.connect(place.database) as connection:
        connection.execute("DELETE FROM drafts")
        connection.execute("ATTACH ? AS earlier", (str(earlier),))
        connection.execute("INSERT INTO drafts SELECT * FROM earlier.drafts")
    connection.close()
    station = place.open()
    station.sign_in("lead1", LEAD_PASSWORD)
    with pytest.raises(TamperedError):
        station.draft()
    station.close()


def test_only_the_day_of_the_draft_waits_for_it(place: Place, station: Station) -> None:
    earlier = DAY - timedelta(days=1)
    station.open_day(earlier)
    station.lock(draft_of())
    station.sign_in("lead1", LEAD_PASSWORD)
    parts = station._parts
    with parts.store.unit() as session:
        with pytest.raises(DraftLeftError) as caught:
            parts.drafts.refuse_if_left(session, parts.days.existing(session, DAY))
        assert caught.value.params == {"day": DAY.isoformat()}
        parts.drafts.refuse_if_left(session, parts.days.existing(session, earlier))
    station.drop_draft()
    with parts.store.unit() as session:
        parts.drafts.refuse_if_left(session, parts.days.existing(session, DAY))


def test_a_printed_sheet_is_in_the_trail_of_its_day(place: Place, station: Station) -> None:
    station.note_sheet_printed(DAY)
    with pytest.raises(DayNotOpenError):
        station.note_sheet_printed(DAY + timedelta(days=1))
    station.close()
    assert [one[:2] for one in trail_of(place)].count(("print_sheet", "lead1")) == 1
