"""Finished papers are there in full under their name, and nowhere else."""

from pathlib import Path

import pytest

from kiosk.errors import KioskError
from storage.papers import PaperFolder


def test_a_paper_is_kept_and_a_newer_one_of_the_same_name_replaces_it(tmp_path: Path) -> None:
    papers = PaperFolder(tmp_path / "papers")
    for content in (b"first", b"second"):
        kept = papers.keep("DEL-SK01-20261103-0001.pdf", content)
        assert kept.read_bytes() == content
    assert [path.name for path in (tmp_path / "papers").iterdir()] == [kept.name]


@pytest.mark.parametrize("name", ["../x.pdf", "a/b.pdf", "x.txt", ".hidden.pdf", "", "x" * 200])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="paper"):
        PaperFolder(tmp_path / "papers").keep(name, b"x")
    assert not list(tmp_path.rglob("*.pdf"))


def test_a_folder_that_cannot_be_made_is_an_error_with_words(tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("a file is in the way", encoding="utf-8")
    with pytest.raises(KioskError):
        PaperFolder(tmp_path / "papers").keep("x.pdf", b"x")
