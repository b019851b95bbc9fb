"""A training day played by the program itself in a process of its own, watched from outside."""

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
# Addresses that are not this machine: anything but loopback and sockets without an address.
_FOREIGN = re.compile(
    r"sa_family=AF_INET6?,(?!.*(?:inet_addr\(\"127\.|\"::1\"|inet_pton\(AF_INET6, \"::1\"))"
)
_TALKS = re.compile(r"\b(?:connect|sendto|sendmsg|sendmmsg|bind)\(")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedDay:
    """What a played day left behind."""

    out: Path
    temp: Path
    home: Path
    code: int
    printed: str
    complained: str
    trace: Path | None

    @property
    def summary(self) -> dict[str, Any]:
        """Return summary.json."""
        text = (self.out / "summary.json").read_text(encoding="utf-8")
        return dict(json.loads(text))

    @property
    def batch(self) -> dict[str, Any]:
        """Return the day's only batch."""
        (batch,) = self.summary["batches"]
        return dict(batch)

    def files(self) -> Iterator[Path]:
        """Yield every file the day left anywhere, the shown screens aside."""
        shown = {(self.out / name).resolve() for name in self.summary["screens"]}
        for folder in (self.out, self.temp, self.home):
            for path in folder.rglob("*"):
                if path.is_file() and path.resolve() not in shown:
                    yield path

    def foreign_talk(self) -> list[str]:
        """Return every system call that spoke to another machine."""
        if self.trace is None:
            raise AssertionError("the day was not traced")
        lines = self.trace.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in lines if _TALKS.search(line) and _FOREIGN.search(line)]


def play(folder: Path, *arguments: str, traced: bool = False, patience_s: float = 300) -> PlayedDay:
    """Play a day into ``folder``/out with temp and home folders of its own."""
    temp, home, out = folder / "temp", folder / "home", folder / "out"
    for made in (temp, home):
        made.mkdir()
    trace = folder / "trace.txt" if traced else None
    watch = ["strace", "-f", "-qq", "-e", "trace=%network", "-o", str(trace)] if traced else []
    done = subprocess.run(
        [*watch, sys.executable, "-m", "kiosk", "training-day", "--out", str(out), *arguments],
        cwd=ROOT,
        env=_environment(temp, home),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=patience_s,
    )
    return PlayedDay(
        out=out,
        temp=temp,
        home=home,
        code=done.returncode,
        printed=done.stdout,
        complained=done.stderr,
        trace=trace,
    )


def _environment(temp: Path, home: Path) -> dict[str, str]:
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temp))
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(home))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return {**kept, **places, **homes, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedBatch:
    """A batch as public tools alone opened it."""

    rows: list[dict[str, str]]
    photos: dict[str, bytes]
    folder: Path

    def photo_sha256(self) -> list[str]:
        """Return the photos' hashes in the order of their names."""
        return [hashlib.sha256(self.photos[name]).hexdigest() for name in sorted(self.photos)]


def open_with_public_tools(day: PlayedDay, folder: Path) -> OpenedBatch:
    """Verify, decrypt and unpack with openssl, age, unzip and sha256sum, and nothing of ours."""
    folder.mkdir()
    batch = {name: day.out / day.batch[name] for name in ("age", "envelope", "signature")}
    key = day.out / day.batch["station_public_key"]
    _run(
        "openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", str(key),
        "-sigfile", str(batch["signature"]), "-in", str(batch["envelope"]),
    )  # fmt: skip
    identity = day.out / day.batch["identities"][0]
    plain = folder / "batch.zip"
    _run("age", "-d", "-i", str(identity), "-o", str(plain), str(batch["age"]))
    _run("unzip", "-q", str(plain), "-d", str(folder / "batch"))
    _run("sha256sum", "--strict", "-c", "SHA256SUMS", cwd=folder / "batch")
    table = (folder / "batch" / "applicants.csv").read_bytes().decode("utf-8-sig")
    with zipfile.ZipFile(plain) as archive:
        names = [name for name in archive.namelist() if name.startswith("photos/")]
        photos = {name: archive.read(name) for name in names}
    return OpenedBatch(
        rows=list(csv.DictReader(io.StringIO(table, newline=""))),
        photos=photos,
        folder=folder / "batch",
    )


def _run(*command: str, cwd: Path | None = None) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{command[0]} refused: {done.stdout} {done.stderr}")
