"""`kiosk sound play`: hears samples from standard input; a station starts it for each call."""

import sys

import typer

from kiosk.errors import ExitCode

app = typer.Typer(hidden=True, no_args_is_help=True, help="呼出の音 / the sound of calls")
MOST_BYTES = 20_000_000  # three minutes


@app.callback()
def sound() -> None:
    """Keep `play` a command of its own."""


@app.command()
def play() -> None:
    """標準入力の音(48 kHz、16ビット、モノラル)を鳴らす / plays mono 16-bit samples of 48 kHz."""
    from ui.sound.playing import play_samples

    content = sys.stdin.buffer.read(MOST_BYTES)
    if not play_samples(content[: len(content) // 2 * 2]):
        raise typer.Exit(ExitCode.ENVIRONMENT)
