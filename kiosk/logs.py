"""The station's log: one JSON object per line, rotated, and nothing personal in it.

Log calls name what happened and counts; the filter is the second wall: it cuts anything that looks
like a long number and never writes exception values, because a value may be a person's.
"""

import json
import logging
import logging.handlers
import re
import traceback
from datetime import UTC, datetime
from pathlib import Path

_LONG_NUMBER = re.compile(r"\d{7,}")
_FILE_BYTES = 2_000_000
_FILES = 5


class RedactedJson(logging.Formatter):
    """Formats a record as one JSON line without exception values and without long numbers."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "thread": record.threadName,
            "what": _LONG_NUMBER.sub("#", record.getMessage()),
        }
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            line["error"] = type(error).__name__
            line["at_lines"] = [
                f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ]
        return json.dumps(line, ensure_ascii=False)


def start_logging(folder: Path) -> logging.Handler:
    """Write the program's log below ``folder`` from now on; returns the handler to close."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        folder / "kiosk.jsonl", maxBytes=_FILE_BYTES, backupCount=_FILES, encoding="utf-8"
    )
    handler.setFormatter(RedactedJson())
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler


def stop_logging(handler: logging.Handler) -> None:
    """Let go of the log file."""
    logging.getLogger().removeHandler(handler)
    handler.close()


def open_log_file() -> Path | None:
    """Return the file that the program's log goes to, or None while none is open."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.FileHandler) and isinstance(handler.formatter, RedactedJson):
            return Path(handler.baseFilename)
    return None
