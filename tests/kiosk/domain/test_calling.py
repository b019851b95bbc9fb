import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.calling import CLIPS, clips_of, reading_of
from kiosk.domain.ticket import Service, TicketNumber


@pytest.mark.parametrize(
    ("number", "reading"),
    [
        (1, "いち"),
        (4, "よん"),
        (7, "なな"),
        (9, "きゅう"),
        (8, "ハチ"),
        (10, "じゅう"),
        (14, "じゅうよん"),
        (20, "にじゅう"),
        (25, "にじゅうご"),
        (100, "ひゃく"),
        (101, "ひゃくいち"),
        (300, "さんびゃく"),
        (360, "さんびゃくろくじゅう"),
        (600, "ろっぴゃく"),
        (811, "はっぴゃくじゅういち"),
        (999, "きゅうひゃくきゅうじゅうきゅう"),
        (1000, "せん"),
        (1100, "せんひゃく"),
        (1200, "せんにひゃく"),
        (1999, "せんきゅうひゃくきゅうじゅうきゅう"),
    ],
)
def test_a_number_is_read_as_people_read_it(number: int, reading: str) -> None:
    assert reading_of(TicketNumber(Service.APPLY, number), "1") == (
        f"エー{reading}ばんのかた、いちばんまで、おこしください"
    )


@pytest.mark.parametrize("place", ["撮影", "", "10", "0", "1A", "²", "-1", "1.0"])
def test_a_place_without_a_number_is_read_from_the_screen(place: str) -> None:
    assert "がめんのばしょまで" in reading_of(TicketNumber(Service.ASK, 3), place)


@pytest.mark.parametrize("number", [0, -3, 2000, 10**9])
def test_a_number_nobody_reads_is_shown(number: int) -> None:
    assert "がめんのばんごう" in reading_of(TicketNumber(Service.ASK, number), "2")


@given(st.integers(1, 1999), st.sampled_from(Service), st.text(max_size=12))
def test_every_call_has_its_clips(number: int, service: Service, place: str) -> None:
    for group in clips_of(TicketNumber(service, number), place):
        assert group
        assert all(clip in CLIPS for clip in group)


def test_no_two_numbers_sound_the_same() -> None:
    readings = {reading_of(TicketNumber(Service.APPLY, number), "1") for number in range(1, 2000)}
    assert len(readings) == 1999


def test_no_clip_is_read_as_the_direction() -> None:
    assert not any("方" in words for words in CLIPS.values())
    assert len(CLIPS) == 63
