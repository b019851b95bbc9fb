"""The lists of an event and the city's list cut no words, in any state and size."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView, QWidget

from kiosk.contract.equipment import bring_back, take_out
from kiosk.domain.checklist import Equipment, EquipmentKind, EquipmentSheet
from kiosk.domain.event import EventStatus
from kiosk.domain.ids import EventId
from kiosk.officeports import OfficeBook
from kiosk.texts import Language
from tests.kiosk.workflow.contract.test_defectwork import batch, listed, number, row
from tests.ui.clipping import clipped
from tests.ui.office.acts import NOW, ONE, TODAY, Files, begin_book, crew, visit
from tests.ui.office.keys import Make, enter, settle
from ui.office.pages import PAGES
from ui.office.window import OfficeWindow
from ui.theme import TEXT_SCALES

KIT = ("ノートパソコン 2台", "机×4", "USBメモリー", "USBメモリー（番号 K-9）", "端末の鍵")
LISTS = {spec.name for spec in PAGES if spec.under}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[OfficeBook]:
    sheet = EquipmentSheet(event=EventId("E-0"))
    for name, kind in (("USBメモリー", EquipmentKind.MEDIUM), ("端末", EquipmentKind.DEVICE)):
        thing = Equipment(name=f"（研修）{name}", kind=kind, serial=f"KENSHU-{name}")
        sheet = take_out(sheet, thing, by=ONE, at=NOW)
    strange = Equipment(name="（研修）だれかの傘", kind=EquipmentKind.FURNITURE)
    made = begin_book(
        tmp_path / "office",
        (
            *crew(),
            visit("E-0", TODAY - timedelta(days=1), status=EventStatus.REPORTED),
            visit("E-1", TODAY, equipment=KIT),
            bring_back(sheet, strange, by=ONE, at=NOW),
        ),
    )
    yield made
    made.close()


def walk(window: OfficeWindow, name: str, files: Files, folder: Path) -> Iterator[str]:
    hands = enter(window, name)
    yield "start"
    hands.press("F2")
    for key, letters in {"B": ("", "1", "N"), "F": ("", "R")}.items():
        hands.press(key)
        for step in letters:
            hands.press(step) if step else None
            yield f"list-{key}{step}"
        hands.press("Esc")
        hands.press("Esc")
    walks = {"E-1": ("", "A", "B", "Esc", "N"), "E-0": ("", "L", "Esc", "I")}
    for event, steps in walks.items():
        hands.press("F2")
        assert window.page is not None
        window.page.choose(event)
        hands.press("E")
        for step in steps:
            hands.press(step) if step else None
            yield f"equipment-{event}{step}"
        hands.press("Esc")
        hands.press("Y")
    hands.press("F4")
    wrong = ("123", *row(3)[1:])
    files.defects = listed(folder / "list.csv", [*map(row, range(1, 70)), row(1), wrong])
    files.batch = batch(folder / "B1", [number(1)])
    for key in ("F", "F8", "B", "H", "Esc", "Enter"):
        hands.press(key)
        yield f"defects-{key}"


@pytest.mark.parametrize("scale", TEXT_SCALES)
@pytest.mark.parametrize("language", [Language.PSEUDO, Language.EN, Language.JA])
def test_no_words_of_a_list_are_cut_in_any_language_and_size(
    make: Make, files: Files, tmp_path: Path, language: Language, scale: float
) -> None:
    window = make(language, scale)
    for name in walk(window, "kenshu", files, tmp_path):
        for _ in range(3):  # the side of the facts asks anew once its scroll bar is gone
            settle()
        assert clipped(window) == [], name
        _picture(window, f"{language.value}-{scale:g}-{name}")
    assert set(window.pages) >= LISTS, "a list without a look"


def test_whoever_is_not_on_the_roster_is_told_so_without_a_cut(make: Make) -> None:
    window = make(Language.PSEUDO, max(TEXT_SCALES))
    hands = enter(window, "jimu")
    for keys in (("F2", "B"), ("W",), ("Esc", "Esc", "E"), ("W",)):
        for key in keys:
            hands.press(key)
        settle()
        assert clipped(window) == [], keys


def test_everything_that_can_be_pressed_or_filled_has_a_name_to_be_read_aloud(
    make: Make, files: Files, tmp_path: Path
) -> None:
    window = make()
    for name in walk(window, "kenshu", files, tmp_path):
        shown = [one for one in window.findChildren(QWidget) if one.isVisible()]
        named = [one for one in shown if isinstance(one, QAbstractButton | QLineEdit | QTableView)]
        nameless = [type(one).__name__ for one in named if not one.accessibleName()]
        assert named
        assert nameless == [], name


def _picture(window: QWidget, name: str) -> None:
    folder = os.environ.get("KIOSK_PICTURES")
    if folder:
        window.grab().save(str(Path(folder) / f"lists-{name}.png"))
