from pathlib import Path

from kiosk.fonts import bundled_fonts, find_fonts, font_folders


def test_fonts_brought_along_come_before_the_machines(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs" / "bizud"
    for folder in (ours, theirs):
        folder.mkdir(parents=True)
        (folder / "BIZUDPGothic-Regular.ttf").touch()
    (ours / "Another-Regular.ttf").touch()
    assert find_fonts([ours, theirs.parent]) == (ours / "BIZUDPGothic-Regular.ttf",)
    assert find_fonts([tmp_path / "absent", theirs.parent]) == (
        theirs / "BIZUDPGothic-Regular.ttf",
    )
    assert font_folders()[0] == bundled_fonts()


def test_a_machine_without_the_typeface_has_none(tmp_path: Path) -> None:
    assert find_fonts([tmp_path]) == ()
