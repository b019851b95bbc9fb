"""Who may know whom: the contracts hold, and each one is seen to bite."""

import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import copy_packages, lint_imports, plant
from tests.guards.groups import ROOT

PLANTED = {
    "ui/planted_store.py": ("import storage", "ui.planted_store -> storage"),
    "camera/planted_screen.py": ("import ui", "camera.planted_screen -> ui"),
    "kiosk/workflow/planted_camera.py": (
        "import camera",
        "kiosk.workflow.planted_camera -> camera",
    ),
    "kiosk/domain/planted_port.py": (
        "import kiosk.ports",
        "kiosk.domain.planted_port -> kiosk.ports",
    ),
    "kiosk/doctor/planted_ui.py": ("import ui", "kiosk.doctor.planted_ui -> ui"),
    "ui/applicant/planted_staff.py": ("import ui.staff", "ui.applicant.planted_staff -> ui.staff"),
    "camera/planted_qt.py": ("import PySide6", "camera.planted_qt -> PySide6"),
    "ui/planted_vision.py": ("import cv2", "ui.planted_vision -> cv2"),
    "storage/planted_mediapipe.py": ("import mediapipe", "storage.planted_mediapipe -> mediapipe"),
    "kiosk/workflow/planted_secret.py": (
        "import cryptography",
        "kiosk.workflow.planted_secret -> cryptography",
    ),
    "ui/planted_age.py": ("import pyrage", "ui.planted_age -> pyrage"),
    "kiosk/workflow/planted_paper.py": (
        "import typst",
        "kiosk.workflow.planted_paper -> typst",
    ),
    "storage/planted_workbook.py": ("import openpyxl", "storage.planted_workbook -> openpyxl"),
    "storage/planted_net.py": ("import urllib.request", "storage.planted_net -> urllib"),
    "kiosk/planted_socket.py": ("import socket", "kiosk.planted_socket -> socket"),
    "kiosk/devices/tickets/planted_call.py": (
        "import socket",
        "kiosk.devices.tickets.planted_call -> socket",
    ),
    "kiosk/workflow/planted_cable.py": ("import usb.core", "kiosk.workflow.planted_cable -> usb"),
}


def contracts() -> list[dict[str, object]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = settings["tool"]["importlinter"]["contracts"]
    assert isinstance(found, list)
    return found


@pytest.fixture(scope="module")
def report_of_faults(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("planted")
    copy_packages(root)
    for path, (line, _) in PLANTED.items():
        plant(root, path, f"{line}\n")
    return lint_imports(root)


def test_the_contracts_hold(tmp_path: Path) -> None:
    copy_packages(tmp_path)
    report = lint_imports(tmp_path)
    assert f"Contracts: {len(contracts())} kept, 0 broken." in report, report


def test_every_contract_is_broken_by_a_planted_import(report_of_faults: str) -> None:
    for contract in contracts():
        assert f"{contract['name']} BROKEN" in report_of_faults, report_of_faults


@pytest.mark.parametrize("path", PLANTED)
def test_a_planted_import_is_named(path: str, report_of_faults: str) -> None:
    assert PLANTED[path][1] in report_of_faults, report_of_faults


def floors() -> set[str]:
    (layers,) = [contract["layers"] for contract in contracts() if contract["id"] == "floors"]
    assert isinstance(layers, list)
    names = " ".join(layers).replace("|", " ").replace(":", " ").replace("(", " ").replace(")", " ")
    return set(names.split())


def test_every_room_has_a_floor() -> None:
    rooms = {f"kiosk.{path.stem}" for path in (ROOT / "kiosk").iterdir() if is_module(path)}
    assert rooms - {"kiosk.__init__"} <= floors()


def is_module(path: Path) -> bool:
    return path.suffix == ".py" or (path / "__init__.py").is_file()
