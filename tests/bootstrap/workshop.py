"""A tree of its own for `bootstrap.py`: real venv and pip, tiny wheels, no registry."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tests.guards.groups import ROOT

MODEL = b"a model of a face"
IMPORTED = "alembic cryptography cv2 mediapipe numpy PIL pyrage sqlalchemy typer"
TOOLS = {
    "pytest/__main__.py": "print('skipped: needs_faces 2 (absent)\\n===== 3 passed =====')",
    "ruff/__main__.py": "import sys; print('E501'); sys.exit(1)",
    "mypy/__main__.py": "print('Success')",
    "deptry/__main__.py": "print('Success')",
    "importlinter/cli.py": "def lint_imports_command(): print('kept')",
}
STATION = "import os, sys; print('started', sys.argv[1:], os.getcwd()); sys.exit(5)"


def modules() -> dict[str, bytes]:
    """Return empty modules with the names of everything the import check imports."""
    return {f"{name}.py": b"" for name in IMPORTED.split()} | {"PySide6/QtWidgets.py": b""}


def write_wheel(folder: Path, name: str, files: dict[str, bytes], version: str = "1.0") -> str:
    """Write a wheel with ``files`` into ``folder``; return its SHA-256."""
    folder.mkdir(exist_ok=True)
    path, about = folder / f"{name}-{version}-py3-none-any.whl", f"{name}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        for member, content in files.items():
            wheel.writestr(member, content)
        tags = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        wheel.writestr(f"{about}/WHEEL", tags)
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        wheel.writestr(f"{about}/METADATA", metadata)
        names = [*files, f"{about}/WHEEL", f"{about}/METADATA", f"{about}/RECORD"]
        wheel.writestr(f"{about}/RECORD", "".join(f"{member},,\n" for member in names))
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_command(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """``wheels`` plays the registry, ``commands`` comes first on PATH."""

    root: Path

    @property
    def tree(self) -> Path:
        return self.root / "tree"

    @property
    def wheels(self) -> Path:
        return self.root / "wheels"

    @property
    def commands(self) -> Path:
        return self.root / "commands"

    @property
    def model(self) -> Path:
        return self.tree / "resources" / "models" / "face.task"

    def furnish(self) -> None:
        """Write a small tree in which everything is right."""
        (self.tree / "kiosk").mkdir(parents=True)
        (self.tree / "resources").mkdir()
        shutil.copy(ROOT / "bootstrap.py", self.tree)
        (self.tree / "kiosk" / "__main__.py").write_text(STATION, encoding="utf-8")
        tools = {name: code.encode() for name, code in TOOLS.items()}
        self.lock(write_wheel(self.wheels, "parts", modules() | tools))
        self.pin_models(write_wheel(self.wheels, "models", {"models/face.task": MODEL}))
        self.installed_on_debian(everything=True)

    def lock(self, sha256: str, version: str = "1.0") -> None:
        line = f"parts=={version} --hash=sha256:{sha256}\n"
        (self.tree / "requirements.lock").write_text(line, encoding="utf-8")

    def pin_models(self, wheel_sha256: str) -> None:
        sha256 = hashlib.sha256(MODEL).hexdigest()
        (self.tree / "resources" / "models.toml").write_text(
            f'[source]\npackage = "models"\nversion = "1.0"\nsha256 = "{wheel_sha256}"\n'
            f'[[model]]\nname = "face.task"\nmember = "models/face.task"\n'
            f'size_bytes = {len(MODEL)}\nsha256 = "{sha256}"\n',
            encoding="utf-8",
        )

    def installed_on_debian(self, *, everything: bool) -> None:
        """Let dpkg-query say that all packages are installed, or none."""
        answer = 'shift 2; for name; do echo "$name installed"; done' if everything else "exit 1"
        write_command(self.commands, "dpkg-query", answer)
        write_command(self.commands, "apt-get", "exit 100")

    def copy_to(self, root: Path) -> "Workshop":
        shutil.copytree(self.root, root, symlinks=True)
        return Workshop(root=root)

    def bootstrap(self, *arguments: str, online: bool = True) -> subprocess.CompletedProcess[str]:
        """Run bootstrap.py from another folder; ``online`` decides whether wheels are found."""
        pip = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_NO_CACHE_DIR": "1"}
        links = self.wheels if online else self.root / "nowhere"
        path = f"{self.commands}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            [sys.executable, str(self.tree / "bootstrap.py"), *arguments],
            cwd=self.root,
            env={**os.environ, **pip, "PIP_FIND_LINKS": str(links), "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
