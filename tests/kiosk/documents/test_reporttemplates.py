"""A template can be copied and changed; a broken one is explained where it is broken."""

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from kiosk.documents.reportcontent import ReportKind
from kiosk.documents.reporttemplates import (
    SHARED,
    TEMPLATES,
    ReportTemplateError,
    copy_templates,
    set_report,
    set_with,
)
from kiosk.errors import OutputExistsError
from kiosk.texts import Language, catalogue
from tests.kiosk.documents.reportsamples import daily, monthly

HEAD = "#let f = json(bytes(sys.inputs.fields))\n"
BROKEN = {
    "no such field": (HEAD + "\n  #f.visitorz", "no_such_field", 3, 6, "visitorz"),
    "no such figure": (HEAD + "#f.figure.aplications", "no_such_field", 2, 11, "aplications"),
    "no such name": (HEAD + "#sum_of(1)", "no_such_name", 2, 2, "sum_of"),
    "not in the pieces": (
        '#import "report_pieces.typ": barz\n',
        "not_in_piece",
        1,
        30,
        "",
    ),
    "no such file": ('#import "other.typ": a', "no_such_file", 1, 9, ""),
    "open bracket": ("one\ntwo\n#text(1pt", "unclosed", 3, 6, ""),
    "argument": ("#text(sizze: 3pt)[x]", "argument", 1, 7, "sizze"),
    "a package": ('\n#import "@preview/cetz:0.3.0": canvas', "package", 2, 1, ""),
    "a file of the machine": ('#read("/etc/hostname")', "no_such_file", 1, 7, ""),
    "outside": ('#read("../texts/ja/reports.po")', "other", 1, 7, ""),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy_templates(tmp_path / "templates")
    return tmp_path / "templates"


def test_templates_that_were_copied_and_not_changed_give_the_same_paper(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {*TEMPLATES, *SHARED}
    assert set_with(daily(), folder) == set_report(daily()).pdf


def test_a_copy_overwrites_nothing(folder: Path) -> None:
    (folder / TEMPLATES[0]).unlink()
    with pytest.raises(OutputExistsError):
        copy_templates(folder)
    assert not (folder / TEMPLATES[0]).exists()


def test_a_changed_template_is_used_and_what_is_not_there_is_ours(tmp_path: Path) -> None:
    template = (
        HEAD
        + '#import "paper.typ": quiet\n#set document(title: f.title)\n市 #f.figure.applications 件'
    )
    (tmp_path / "report_daily.typ").write_text(template, encoding="utf-8")
    made = set_report(daily(), tmp_path)
    assert made.problem is None
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made.pdf)).pages)
    assert "市24件" in "".join(text.split())
    assert set_report(monthly(), tmp_path).problem is None


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_template_is_explained_and_ours_is_used(name: str, folder: Path) -> None:
    source, reason, line, column, word = BROKEN[name]
    (folder / "report_daily.typ").write_text(source, encoding="utf-8")
    made = set_report(daily(), folder)
    problem = made.problem
    assert isinstance(problem, ReportTemplateError)
    assert (problem.reason, problem.file) == (reason, "report_daily.typ")
    assert (problem.line, problem.column) == (line, column)
    assert word in problem.params["name"]
    assert made.pdf == set_report(daily()).pdf


def test_a_wrong_name_is_answered_with_the_names_there_are(folder: Path) -> None:
    (folder / "report_daily.typ").write_text(HEAD + "#f.remark", encoding="utf-8")
    problem = set_report(daily(), folder).problem
    assert problem is not None
    names = problem.params["names"].split("、")
    assert names[0] == "remarks"  # the one most like it stands first
    assert {"title", "figures", "events_held"} & set(names) == {"title", "figures"}
    what, _, then = catalogue(Language.JA).explain(problem)
    assert "report_daily.typ の 2 行 4 文字目" in what
    assert "remarks" in then


def test_an_error_in_a_shared_piece_names_that_file(folder: Path) -> None:
    pieces = folder / "report_pieces.typ"
    lines = pieces.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if "#let facts(" in line)
    lines[at] = lines[at].replace("table(", "tabel(")
    pieces.write_text("\n".join(lines), encoding="utf-8")
    problem = set_report(daily(), folder).problem
    assert problem is not None
    assert (problem.file, problem.line) == ("report_pieces.typ", at + 1)
    assert problem.params["name"] == "tabel"


def test_a_template_in_another_encoding_is_told(folder: Path) -> None:
    (folder / "report_daily.typ").write_bytes("日報".encode("cp932"))
    problem = set_report(daily(), folder).problem
    assert problem is not None
    assert problem.reason == "encoding"
    assert problem.file == "report_daily.typ"


def test_every_reason_has_words() -> None:
    source = (Path(__file__).parents[3] / "kiosk" / "documents" / "reporttemplates.py").read_text()
    reasons = set(re.findall(r'\("([a-z_]+)", "', source)) | {"package", "other", "encoding"}
    for language in (Language.JA, Language.EN):
        for reason in reasons:
            assert catalogue(language)[f"template_reason.{reason}"]


def test_every_report_has_a_template() -> None:
    assert {f"{kind.template}.typ" for kind in ReportKind} == set(TEMPLATES)
