"""運営マニュアル: what is written comes out on paper, and what is written wrongly is told."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from kiosk.documents.manualbook import Imprint, Manual, manual_fields, manual_pdf, read_manual
from kiosk.documents.manualbookpage import (
    Code,
    Heading,
    Items,
    Paragraph,
    Picture,
    Table,
    read_page,
)
from kiosk.documents.manualbookwords import Words, plain
from kiosk.paths import manual_folder
from tests.kiosk.documents.test_papers import read, settled

IMPRINT = Imprint(version="0.1.0", made_at=datetime(2026, 11, 24, tzinfo=UTC))
PLAN = "# 手引き\n\nまえがき\n\n## 部\n\n- [頁](one.md)\n"


def manual_of(folder: Path, **pages: str) -> Manual:
    """Return the manual of these pages; ``README`` is its plan."""
    for name, text in ({"README": PLAN} | pages).items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return read_manual(folder)


def test_the_manual_is_written_as_its_format_asks_and_names_every_page_and_picture() -> None:
    manual = read_manual(manual_folder())
    assert manual.faults == ()
    shown = set(manual.pictures)
    assert shown == {path.name for path in (manual_folder() / "pictures").glob("*.png")}


def test_every_chapter_begins_with_its_title() -> None:
    for chapter in read_manual(manual_folder()).chapters:
        first, *others = chapter.page.blocks
        assert isinstance(first, Heading)
        assert first.level == 1, chapter.name
        assert not any(isinstance(one, Heading) and one.level == 1 for one in others)


def test_the_manual_comes_out_whole_with_contents_date_and_version() -> None:
    manual = read_manual(manual_folder())
    pdf = manual_pdf(manual, replace(IMPRINT, contractor="研修株式会社"))
    text, pages = read(pdf)
    assert pages > len(manual.chapters) / 2
    assert "第0.1.0版令和8年11月24日(火)" in text
    assert "研修株式会社" in text
    for chapter in manual.chapters:
        first = chapter.page.blocks[0]
        assert isinstance(first, Heading)
        assert text.count(settled(plain(first.words))) >= 2, "in the contents and above the page"
    for said in ("報告の九項目", "知った日を1日目と数え", "誓約書"):
        assert settled(said) in text
    reader = PdfReader(io.BytesIO(pdf))
    assert len(reader.outline) == len(manual.parts) * 2, "a part and its chapters"
    drawn = sum(len(page.images) for page in reader.pages)
    assert drawn >= len(manual.pictures)


def test_the_manual_is_an_archive_pdf_that_can_be_read_aloud(tmp_path: Path) -> None:
    pdf = manual_pdf(manual_of(tmp_path, one="# 頁\n\n本文\n"), IMPRINT)
    assert b"pdfaid:part" in pdf
    assert b"pdfuaid:part" in pdf
    assert b"/FontFile" in pdf


def test_everything_the_format_knows_is_understood() -> None:
    page = read_page(
        "# 題\n\n一行\n二行 and\nmore `code *x*`\n\n1. 一\n2. 二\n\n   ```\n   run\n   ```\n"
        "- **太い**[先](a.md)\n"
        "\n| 何 | どう |\n|---|---|\n| a | `b` |\n\n![絵](pictures/a-1.png)\n"
    )
    assert page.faults == ()
    title, words, numbered, dashed, table, picture = page.blocks
    assert isinstance(title, Heading)
    assert isinstance(words, Paragraph)
    assert plain(words.words) == "一行二行 and more code *x*"
    assert isinstance(numbered, Items)
    assert numbered.numbered
    assert numbered.items[1][1] == Code(text="run")
    assert isinstance(dashed, Items)
    assert dashed.items == (
        (
            Paragraph(
                words=(Words(text="太い", bold=True), Words(text="先", target="a.md")),
            ),
        ),
    )
    assert isinstance(table, Table)
    assert table.rows == (((Words(text="a"),), (Words(text="b", code=True),)),)
    assert picture == Picture(file="a-1.png", caption="絵")


@pytest.mark.parametrize(
    "text",
    [
        "*弱い*",
        "**閉じない",
        "`閉じない",
        "[先](a.md",
        "[先]",
        "文 ![絵](pictures/a.png)",
        "![](pictures/a.png)",
        "![絵](../a.png)",
        "> 引用",
        "* 点",
        "+ 点",
        "1) 番号",
        "#### 深い",
        "題\n===",
        "題\n---",
        "<b>太い</b>",
        "行<br>",
        "\\*",
        "~~消す~~",
        "__太い__",
        "&amp; 字",
        "注[^1]",
        "https://example.com",
        "```\n閉じない",
        "```sh\nrun\n```",
        "| a | b |\n|---|---|\n| a |",
        "| a | b |\n| c | d |",
        "    字下げ",
        "\t字下げ",
        "::: 囲み",
    ],
)
def test_any_other_markdown_is_told_and_never_raises(text: str) -> None:
    page = read_page(f"# 題\n\n{text}\n\n終わり\n")
    assert page.faults
    assert all(3 <= fault.line <= 5 for fault in page.faults), page.faults


@given(st.text(st.sampled_from("# -|`*[]()!<>1.\n a題\t")))
def test_no_text_is_too_much_for_a_page(text: str) -> None:
    page = read_page(text)
    assert len(page.blocks) <= len(text)


def test_what_could_not_be_read_stands_on_the_paper_as_it_is(tmp_path: Path) -> None:
    manual = manual_of(tmp_path, one="# 頁\n\n> 引用 <b>太い</b> #panic[x]\n")
    assert manual.faults
    assert ">引用<b>太い</b>#panic[x]" in read(manual_pdf(manual, IMPRINT))[0]


@pytest.mark.parametrize(
    ("pages", "why"),
    [
        ({}, "one.md"),
        ({"one": "# 頁\n", "two": "# 余り\n"}, "two.md"),
        ({"one": "# 頁\n\n[先](gone.md)\n"}, "gone.md"),
        ({"one": "# 頁\n\n![絵](pictures/gone.png)\n"}, "gone.png"),
        ({"README": PLAN + "- [頁](one.md)\n", "one": "# 頁\n"}, "one.md"),
        ({"README": PLAN + "- [外](../../etc/passwd)\n", "one": "# 頁\n"}, "../../etc/passwd"),
    ],
)
def test_a_page_link_or_picture_that_is_not_there_is_told(
    tmp_path: Path, pages: dict[str, str], why: str
) -> None:
    manual = manual_of(tmp_path, **pages)
    assert [fault.why for _, fault in manual.faults] == [why]
    assert manual_pdf(manual, IMPRINT).startswith(b"%PDF")


def test_a_picture_that_is_none_is_told_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(b"<svg onload=x>")
    manual = manual_of(tmp_path, one="# 頁\n\n![絵](pictures/a.png)\n")
    assert [fault.why for _, fault in manual.faults] == ["a.png"]
    assert manual.pictures == {}


def test_a_picture_is_shown_at_its_own_shape(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    Image.new("RGB", (300, 100), "#0b4f6c").save(tmp_path / "pictures" / "a.png")
    manual = manual_of(tmp_path, one="# 頁\n\n![絵](pictures/a.png)\n")
    fields = manual_fields(manual, IMPRINT)
    (svg,) = fields["pictures"].values()  # type: ignore[attr-defined]
    assert re.search(r'width="300" height="100"', svg)
    assert "図1:絵" in read(manual_pdf(manual, IMPRINT))[0]
