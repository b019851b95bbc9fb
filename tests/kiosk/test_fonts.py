from pathlib import Path

from PIL import ImageFont

from kiosk.domain.ticket import PublicLanguage
from kiosk.fonts import (
    bundled_fonts,
    find_fonts,
    find_noto,
    font_families,
    font_files,
    font_folders,
)


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


def test_the_same_character_is_drawn_differently_for_japan_korea_china_and_taiwan() -> None:
    faces = [
        ImageFont.truetype(str(file.path), 20, index=file.index).getname()[0]
        for language in ("ja", "ko", "zh-Hans", "zh-Hant")
        for file in font_files(language)[:1]
    ]
    assert faces == ["BIZ UDPGothic", "Noto Sans CJK KR", "Noto Sans CJK SC", "Noto Sans CJK TC"]


def test_every_language_names_first_the_family_of_its_first_file() -> None:
    for language in PublicLanguage:
        file = font_files(language)[0]
        family = ImageFont.truetype(str(file.path), 20, index=file.index).getname()[0]
        assert family in font_families(language)


def test_bold_comes_from_a_bold_file() -> None:
    assert all("Bold" in font_files(one, bold=True)[0].path.name for one in PublicLanguage)
    assert [path.name for path in find_noto()] == [
        "NotoSansCJK-Regular.ttc",
        "NotoSansCJK-Bold.ttc",
    ]
