"""A screen of two monitors that nobody sees, and a keyboard on it: Xvfb, xrandr, xdotool."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

TOOLS = ("Xvfb", "xrandr", "xdotool")
LAPTOP, HALL = (1366, 768), (1920, 1080)


@dataclass(frozen=True, slots=True)
class XScreen:
    """The laptop's monitor at the left, the hall's at its right."""

    display: str

    def environment(self) -> dict[str, str]:
        """Return what a program needs to be shown here."""
        kept = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
        return {**kept, "DISPLAY": self.display}

    def run(self, *command: str) -> str:
        """Run a tool on this screen and return what it printed."""
        done = subprocess.run(
            command, env=self.environment(), capture_output=True, text=True, check=True, timeout=20
        )
        return done.stdout

    def geometry(self, name: str) -> tuple[int, int, int, int] | None:
        """Return left, top, width, height of the visible window with this title, or None."""
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", f"^{name}$"],
            env=self.environment(), capture_output=True, text=True, check=False,
        ).stdout.split()  # fmt: skip
        if not found:
            return None
        lines = self.run("xdotool", "getwindowgeometry", "--shell", found[0]).splitlines()
        values = dict(line.split("=") for line in lines)
        return (int(values["X"]), int(values["Y"]), int(values["WIDTH"]), int(values["HEIGHT"]))

    def plug(self, name: str, area: tuple[int, int, int, int], *, first: bool = False) -> None:
        """Plug a monitor in; the first one takes the place of the whole screen."""
        left, top, width, height = area
        # 96 dots an inch, so that nothing is scaled
        shape = f"{width}/{width * 254 // 960}x{height}/{height * 254 // 960}+{left}+{top}"
        self.run("xrandr", "--setmonitor", name, shape, "screen" if first else "none")

    def unplug(self, name: str) -> None:
        """Pull a monitor's plug."""
        self.run("xrandr", "--delmonitor", name)

    def focus(self, name: str) -> None:
        """Give the keyboard to a window, as a window manager would."""
        self.run("xdotool", "search", "--onlyvisible", "--name", f"^{name}$", "windowfocus")

    def type(self, text: str) -> None:
        """Type on the keyboard.

        For a letter that no key has, xdotool gives one key another meaning, letter by letter; a
        window that is busy asks the server too late and reads the next letter twice.
        """
        delay_ms = 15 if text.isascii() else 500
        self.run("xdotool", "type", "--delay", str(delay_ms), text)

    def press(self, key: str) -> None:
        """Press one key."""
        self.run("xdotool", "key", key)


def missing_tools() -> list[str]:
    """Return which of the tools this machine lacks."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


@contextmanager
def two_monitors() -> Iterator[XScreen]:
    """Yield a screen of two monitors; it is gone afterwards."""
    with monitors(LAPTOP=LAPTOP, HALL=HALL) as screen:
        yield screen


@contextmanager
def monitors(**sizes: tuple[int, int]) -> Iterator[XScreen]:
    """Yield a screen of these monitors beside each other, the first one the main one."""
    reading, writing = os.pipe()
    wide = sum(width for width, _ in sizes.values())
    size = f"{wide}x{max(height for _, height in sizes.values())}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-noreset", "-nolisten", "tcp", "-screen", "0", size],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            screen = XScreen(f":{answer.readline().strip()}")
        at = 0
        for name, (width, height) in sizes.items():
            screen.plug(name, (at, 0, width, height), first=at == 0)
            at += width
        yield screen
    finally:
        server.terminate()
        server.wait(timeout=10)
