"""The command line: one rim that turns every failure into sentences and an exit code.

Commands import their wiring when they run, so that opening a batch needs neither Qt nor a camera.
"""

import errno
import logging
import sys
from collections.abc import Sequence

import typer

from kiosk.cli import (
    batch,
    camera,
    cases,
    console,
    doctor,
    keys,
    officebook,
    papers,
    people,
    photo,
    queue,
    readiness,
    receiver,
    recover,
    report,
    season,
    sitephoto,
    sound,
    station,
    ticket,
)
from kiosk.errors import DiskFullError, ExitCode, KioskError, UnreadableFileError

_log = logging.getLogger(__name__)

app = typer.Typer(
    name="kiosk",
    help="Shinsei Kiosk: My Number card applications at a venue.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("run")(station.run)
app.command("setup")(station.setup)
app.command("training-day")(station.training_day)
app.command("training-season")(season.training_season)
app.command("manual")(papers.manual)
app.command("plan-paper")(papers.plan_paper)
app.command("flyer")(papers.flyer)
app.command("training-grade")(papers.training_grade)
app.command("doctor")(doctor.doctor)
app.command("readiness")(readiness.readiness)
app.command("receiver")(receiver.receiver)
app.command("recover")(recover.recover)
app.add_typer(batch.app, name="batch")
app.add_typer(camera.app, name="camera")
app.add_typer(cases.app, name="cases")
app.add_typer(keys.app, name="keys")
app.add_typer(officebook.app, name="office")
app.add_typer(people.app, name="people")
app.add_typer(photo.app, name="photo")
app.add_typer(report.app, name="report")
app.add_typer(sitephoto.app, name="site-photo")
app.add_typer(ticket.app, name="ticket")
app.add_typer(queue.app, name="queue")
app.add_typer(sound.app, name="sound", hidden=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; never a traceback for a known error."""
    _speak_utf8()
    logging.getLogger().addHandler(logging.NullHandler())  # else Python prints traces by itself
    try:
        app(args=arguments)
    except SystemExit as ended:  # typer's own way to end: usage errors, --help, typer.Exit
        return ended.code if isinstance(ended.code, int) else int(ExitCode.OK)
    except KioskError as error:
        _log.info("command ended: %s", error.message_key)
        console.explain(error)
        return int(error.exit_code)
    except Exception as error:  # noqa: BLE001 - the CLI's rim: a bug, told in words, kept in the log
        return _end_unexpected(error)
    return int(ExitCode.OK)


def _end_unexpected(error: Exception) -> int:
    """Tell of a disk that refuses as such, and of anything else as a bug."""
    _log.critical("command failed: %s", type(error).__name__, exc_info=error)
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        console.explain(DiskFullError())
        return int(DiskFullError.exit_code)
    if isinstance(error, OSError) and error.filename is not None:
        console.explain(UnreadableFileError(file=str(error.filename)))
        return int(UnreadableFileError.exit_code)
    console.explain_bug(_report_bug(error))
    return int(ExitCode.BUG)


def _report_bug(error: Exception) -> str:
    """Return where the trace is: the station's log, or a redacted line when none is open."""
    from kiosk.logs import RedactedJson, open_log_file

    path = open_log_file()
    if path is not None:
        return str(path)
    record = logging.LogRecord("kiosk", logging.CRITICAL, "", 0, "bug", None, None)
    record.exc_info = (type(error), error, error.__traceback__)
    print(RedactedJson().format(record), file=sys.stderr)  # noqa: T201 - no log file is open
    return "stderr"


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # Windows consoles default to a code page
            reconfigure(encoding="utf-8", errors="replace")
