from pathlib import Path

import pytest

from camera.evaluation.errors import ManifestError
from camera.evaluation.labels import Expectation, LabelledPicture
from camera.evaluation.manifest import Manifest, RefusedLine, read_manifest
from kiosk.domain.finding import Check
from tests.camera.evaluation.judged import labelled

HEAD = "file\tshows\texpect_yaw\texpect_glasses\texpect_crop"


def read(folder: Path, *lines: str, held_out: str | None = None) -> Manifest:
    manifest = folder / "list.tsv"
    manifest.write_text("\n".join(lines) + "\n", encoding="utf-8")
    patterns = None
    if held_out is not None:
        patterns = folder / "held_out.txt"
        patterns.write_text(held_out, encoding="utf-8")
    return read_manifest(manifest, folder, patterns)


def test_labels_are_read_and_what_is_no_check_is_not(tmp_path: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).touch()
    listed = read(tmp_path, HEAD, "a.jpg\tA\tok\tno\tbad", "b.jpg\tB\tborder(-8)\tyes\t-")
    first, second = listed.pictures
    assert first.expected == {Check.YAW: Expectation.GOOD, Check.CROP: Expectation.BAD}
    assert first.complete
    assert second.expected == {Check.YAW: Expectation.BORDER}
    assert not second.complete
    assert (first.shows, second.path) == ("A", tmp_path / "b.jpg")


def test_a_picture_that_is_not_there_is_told_apart(tmp_path: Path) -> None:
    listed = read(tmp_path, HEAD, "gone.jpg\t\tok\tno\tok", f"{'n' * 300}.jpg\t\tok\tno\tok")
    assert [len(picture.file) for picture in listed.missing] == [8, 304]
    assert listed.pictures == ()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("a.jpg\tok", "cells"),
        ("a.jpg\t\tok\tno\tok\tmore", "cells"),
        ("\t\tok\tno\tok", "name"),
        ("../a.jpg\t\tok\tno\tok", "name"),
        ("/etc/hostname\t\tok\tno\tok", "name"),
        ("a\0.jpg\t\tok\tno\tok", "name"),
        ("a.jpg\t\tperhaps\tno\tok", "label"),
        ("first.jpg\t\tok\tno\tok", "twice"),
    ],
)
def test_a_line_that_is_none_is_named_and_the_others_count(
    tmp_path: Path, line: str, reason: str
) -> None:
    for name in ("first.jpg", "last.jpg"):
        (tmp_path / name).touch()
    listed = read(tmp_path, HEAD, "first.jpg\t\tok\tno\tok", line, "last.jpg\t\tok\tno\tok")
    assert listed.refused == (RefusedLine(line=3, reason=reason),)
    assert [picture.file for picture in listed.pictures] == ["first.jpg", "last.jpg"]


def test_lines_may_end_as_windows_ends_them(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").touch()
    manifest = tmp_path / "list.tsv"
    manifest.write_bytes(f"\ufeff{HEAD}\r\na.jpg\t\tok\tno\tbad\r\n".encode())
    (picture,) = read_manifest(manifest, tmp_path).pictures
    assert picture.expected[Check.CROP] is Expectation.BAD


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "columns"),
        (b"name\texpect_yaw\n", "columns"),
        (b"file\tshows\n", "columns"),
        (b"file\tfile\texpect_yaw\n", "columns"),
        (b"\xff\xfe\x00", "encoding"),
    ],
)
def test_a_file_that_is_no_manifest_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    manifest = tmp_path / "list.tsv"
    manifest.write_bytes(content)
    with pytest.raises(ManifestError) as caught:
        read_manifest(manifest, tmp_path)
    assert caught.value.reason == reason


def test_a_folder_is_no_manifest(tmp_path: Path) -> None:
    with pytest.raises(ManifestError) as caught:
        read_manifest(tmp_path, tmp_path)
    assert caught.value.reason == "unreadable"


def test_people_are_held_out_by_name_and_by_pattern(tmp_path: Path) -> None:
    lines = [f"{name}\t\tok\tno\tok" for name in ("D__side.jpg", "E__side.jpg", "x/3.jpg")]
    listed = read(tmp_path, HEAD, *lines, held_out="# remark\nD__*\n\nx/3.jpg\n")
    assert [p.file for p in listed.missing if p.held_out] == ["D__side.jpg", "x/3.jpg"]


@pytest.mark.parametrize(
    ("file", "identity", "kind"),
    [
        ("booth/A_man__side.jpg", "booth/A_man", "side"),
        ("booth/A_man__bg_busy.jpg", "booth/A_man", "bg_busy"),
        ("t2i/hats__cap__05.jpg", "t2i/hats__cap__05.jpg", "hats cap"),
        ("sfhq/sample_2x4__0_3.png", "sfhq/sample_2x4__0_3.png", "sfhq"),
        ("gov/portrait.jpg", "gov/portrait.jpg", "gov"),
    ],
)
def test_a_name_says_who_it_is_and_of_what_kind(file: str, identity: str, kind: str) -> None:
    picture = labelled(file, {})
    assert (picture.identity, picture.kind) == (identity, kind)


def test_only_a_picture_without_a_flaw_should_give_a_photo() -> None:
    def is_good(**labels: Expectation) -> bool:
        picture: LabelledPicture = labelled("a.jpg", {Check(k): v for k, v in labels.items()})
        return picture.is_good

    assert is_good(crop=Expectation.GOOD, pitch=Expectation.BORDER)
    assert not is_good(crop=Expectation.GOOD, pitch=Expectation.BAD)
    assert not is_good(crop=Expectation.BORDER, pitch=Expectation.GOOD)
