import json
import logging
from pathlib import Path

from kiosk.logs import open_log_file, start_logging, stop_logging


def lines(folder: Path) -> list[dict[str, object]]:
    text = (folder / "kiosk.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_the_log_says_where_an_error_was_but_never_what_it_held(tmp_path: Path) -> None:
    handler = start_logging(tmp_path)
    try:
        int("研修 太郎")
    except ValueError as error:
        logging.getLogger("kiosk.test").info("it went wrong", exc_info=error)
    finally:
        stop_logging(handler)
    (line,) = lines(tmp_path)
    assert line["error"] == "ValueError"
    assert "test_logs.py" in str(line["at_lines"])
    assert "研修" not in json.dumps(line, ensure_ascii=False)


def test_long_numbers_are_cut_out_of_the_log(tmp_path: Path) -> None:
    handler = start_logging(tmp_path)
    try:
        logging.getLogger("kiosk.test").info("read %s of 12", "99990000111122223333444")
    finally:
        stop_logging(handler)
    assert lines(tmp_path)[0]["what"] == "read # of 12"


def test_the_open_log_can_be_named_to_a_person(tmp_path: Path) -> None:
    assert open_log_file() is None
    handler = start_logging(tmp_path)
    try:
        assert open_log_file() == tmp_path / "kiosk.jsonl"
    finally:
        stop_logging(handler)
    assert open_log_file() is None
