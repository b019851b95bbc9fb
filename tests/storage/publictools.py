"""A batch opened by openssl, sha256sum, age and unzip alone, none of our code."""

import hashlib
import json
import subprocess
from pathlib import Path

from kiosk.domain.station import BatchFiles
from tests.storage.people import Place


def run(*command: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def open_with_public_tools(place: Place, files: BatchFiles) -> Path:
    """Return the folder that openssl, sha256sum, age and unzip alone gave."""
    key: list[str | Path] = [
        "-pubin",
        "-inkey",
        files.station_public_key,
        "-sigfile",
        files.signature,
    ]
    told = run("openssl", "pkeyutl", "-verify", "-rawin", *key, "-in", files.envelope)
    assert "Signature Verified Successfully" in told
    envelope = json.loads(files.envelope.read_bytes())
    assert run("sha256sum", files.age).split()[0] == envelope["ciphertext"]["sha256"]
    archive, out = place.root / "batch.zip", place.root / "opened"
    run("age", "-d", "-i", place.identity, "-o", archive, files.age)
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == envelope["plain_zip"]["sha256"]
    run("unzip", "-q", archive, "-d", out)
    run("sha256sum", "--strict", "-c", "SHA256SUMS", cwd=out)
    return out
