"""What commands print: sentences for people on standard error, results on standard output."""

import json
import sys
from collections.abc import Mapping

from kiosk.errors import KioskError
from kiosk.texts import Catalogue, catalogue, language_of_environment


def words() -> Catalogue:
    """Return the catalogue of the user's locale."""
    return catalogue(language_of_environment())


def show(key: str, /, **params: object) -> None:
    """Print one sentence of the catalogue as a result."""
    print(words().say(key, **params))  # noqa: T201 - a command's result


def show_json(value: Mapping[str, object]) -> None:
    """Print one JSON object on one line."""
    print(json.dumps(value, ensure_ascii=False))  # noqa: T201 - a command's result


def show_text(text: str) -> None:
    """Print tables and other text that is in the user's words already."""
    print(text)  # noqa: T201 - a command's result


def show_progress(done: int, total: int) -> None:
    """Tell on standard error how far a long command has come, at every tenth part."""
    if done == total or done % max(1, total // 10) == 0:
        sentence = words().say("report.progress", done=done, total=total)
        print(sentence, file=sys.stderr, flush=True)  # noqa: T201 - a command's message


def explain(error: KioskError) -> None:
    """Print what happened, what is safe, what to do next."""
    for sentence in words().explain(error):
        print(sentence, file=sys.stderr)  # noqa: T201 - a command's message


def explain_bug(log: str) -> None:
    """Print that the program itself is at fault and where its log is."""
    for part in ("what", "safe", "next"):
        print(words().say(f"error.bug.{part}", file=log), file=sys.stderr)  # noqa: T201
