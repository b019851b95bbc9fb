"""Slides from a folder, and whose turn it is."""

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.domain.ticket import PublicLanguage
from tests.ui.board.boards import NOW, SLIDE_TIME
from ui.board.deck import (
    LARGEST_SLIDE_BYTES,
    MOST_SLIDES,
    Carousel,
    Slide,
    built_in_slides,
    playlist,
    read_decks,
)


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# {path.stem}\n", encoding="utf-8")


def names(slides: tuple[Slide, ...]) -> list[str]:
    return [f"{slide.language.value}/{slide.name}" for slide in slides]


def test_slides_come_by_name_all_in_japanese_then_all_in_another_language(tmp_path: Path) -> None:
    write(tmp_path, "ja/20-b.md", "ja/10-a.md", "en/10-a.md", "pt/10-a.md")
    assert names(playlist(read_decks(tmp_path))) == [
        "ja/10-a", "ja/20-b", "en/10-a", "ja/10-a", "ja/20-b", "pt/10-a",
    ]  # fmt: skip


def test_files_without_a_language_folder_are_japanese(tmp_path: Path) -> None:
    write(tmp_path, "10-a.md")
    assert names(playlist(read_decks(tmp_path))) == ["ja/10-a"]


@pytest.mark.parametrize("language", PublicLanguage)
def test_the_slides_that_come_along_say_the_same_in_every_language(
    language: PublicLanguage,
) -> None:
    decks = read_decks(built_in_slides())
    assert [one.name for one in decks[language]] == [one.name for one in decks[PublicLanguage.JA]]
    for slide in decks[language]:
        assert slide.markdown.startswith("# ")


def test_an_empty_or_missing_folder_has_no_slides(tmp_path: Path) -> None:
    carousel = Carousel(playlist(read_decks(tmp_path / "none")), SLIDE_TIME)
    assert carousel.slide_at(NOW) is None


@pytest.mark.expects_warnings("left out")
def test_a_damaged_slide_is_left_out_and_the_others_are_shown(tmp_path: Path) -> None:
    write(tmp_path, "ja/10-a.md", "ja/30-c.md")
    (tmp_path / "ja" / "20-b.md").write_bytes(b"\xff\xfe\x00broken")
    assert names(playlist(read_decks(tmp_path))) == ["ja/10-a", "ja/30-c"]


def test_a_huge_slide_and_a_huge_folder_are_cut(tmp_path: Path) -> None:
    write(tmp_path, *(f"ja/{at:03d}.md" for at in range(MOST_SLIDES + 5)))
    (tmp_path / "ja" / "000.md").write_text("# x\n" + "a" * 100_000, encoding="utf-8")
    deck = read_decks(tmp_path)[PublicLanguage.JA]
    assert len(deck) == MOST_SLIDES
    assert len(deck[0].markdown) == LARGEST_SLIDE_BYTES


def test_each_slide_stays_its_time_and_an_interrupted_one_is_shown_anew(tmp_path: Path) -> None:
    write(tmp_path, "ja/1.md", "ja/2.md")
    first, second = playlist(read_decks(tmp_path))
    carousel = Carousel((first, second), SLIDE_TIME)
    assert carousel.slide_at(NOW) == first
    assert carousel.slide_at(NOW + timedelta(seconds=14.9)) == first
    assert carousel.slide_at(NOW + timedelta(seconds=15)) == second
    carousel.rest()
    later = NOW + timedelta(minutes=5)
    assert carousel.slide_at(later) == second
    assert carousel.slide_at(later + SLIDE_TIME) == first


def test_a_clock_that_was_set_back_does_not_hold_a_slide(tmp_path: Path) -> None:
    write(tmp_path, "ja/1.md", "ja/2.md")
    carousel = Carousel(playlist(read_decks(tmp_path)), SLIDE_TIME)
    carousel.slide_at(NOW)
    back = carousel.slide_at(NOW - timedelta(hours=1))
    assert back is not None
    assert back.name == "2"
