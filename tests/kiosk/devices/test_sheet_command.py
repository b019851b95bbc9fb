"""What `kiosk photo sheet` makes of what it is told about a person."""

import base64
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.domain.sheet_errors import SheetPhotoError, SheetRequestError
from kiosk.errors import ExitCode, FieldError, KioskError, UnreadableFileError
from kiosk.texts import Language
from kiosk.wiring.sheets import SheetRequest, read_request
from tests.guards.groups import ROOT

STDIN = Path("-")


def read(said: object, photo: Path = STDIN) -> SheetRequest:
    content = said if isinstance(said, bytes) else json.dumps(said).encode("utf-8")
    return read_request(photo, STDIN, io.BytesIO(content), Language.JA)


def told(**more: object) -> dict[str, object]:
    return {"jpeg": base64.b64encode(b"picture").decode(), **more}


def test_name_birth_date_and_photo_come_from_one_object() -> None:
    request = read(told(name=" 研修 太郎 ", birth_date="S25.3.4", training=True, language="en"))
    sheet = request.sheet
    assert (sheet.name, sheet.jpeg, sheet.training) == ("研修 太郎", b"picture", True)
    assert sheet.birth_date is not None
    assert sheet.birth_date.wareki() == "昭和25年3月4日"
    assert request.language is Language.EN


def test_what_is_not_said_is_left_to_write_by_hand() -> None:
    sheet = read(told()).sheet
    assert (sheet.name, sheet.birth_date, sheet.training) == ("", None, False)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (b"", SheetRequestError),
        (b"\xff\xfe", SheetRequestError),
        (b"[]", SheetRequestError),
        (b"[" * 100_000, SheetRequestError),
        (b" " * 15_000_000, SheetRequestError),
        (told(name=5), SheetRequestError),
        (told(language="kl"), SheetRequestError),
        (told(name="研修\u202e"), FieldError),
        (told(birth_date="S99.1.1"), FieldError),
        ({}, SheetPhotoError),
        ({"jpeg": "***"}, SheetPhotoError),
        ({"jpeg": 5}, SheetPhotoError),
    ],
)
def test_what_cannot_be_understood_is_refused_without_quoting_it(
    said: object, error: type[KioskError]
) -> None:
    with pytest.raises(error) as caught:
        read(said)
    assert "研修" not in f"{caught.value!r} {caught.value.params} {caught.value.__cause__!r}"


def test_a_photo_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read({}, tmp_path / "absent.jpg")
    assert caught.value.params == {"file": "absent.jpg"}


def run(*arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "photo", *arguments],
        cwd=ROOT,
        env={**os.environ, "LANG": "ja_JP.UTF-8", "LC_ALL": ""},
        input=said,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_refusal_is_told_in_words_or_in_json(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"no picture")
    out = ("--out", str(tmp_path / "a.pdf"))
    plain = run("sheet", str(tmp_path / "a.jpg"), *out)
    assert plain.returncode == ExitCode.BAD_INPUT
    assert len(plain.stderr.splitlines()) == 3
    spoken = run("sheet", str(tmp_path / "a.jpg"), *out, "--json")
    assert spoken.returncode == ExitCode.BAD_INPUT
    assert json.loads(spoken.stdout) == {"error": "sheet_photo", "params": {}}
    assert not (tmp_path / "a.pdf").exists()


def test_it_must_be_said_where_the_sheet_goes(tmp_path: Path) -> None:
    assert run("sheet", "a.jpg").returncode == ExitCode.USAGE
    both = run("sheet", "a.jpg", "--printer", "", "--out", str(tmp_path / "a.pdf"))
    assert both.returncode == ExitCode.USAGE
