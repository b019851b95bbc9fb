"""An office with a plan, two people, a complaint and an incident."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.background import InlineBackground
from kiosk.cases.opening import Opening, open_complaint, open_incident
from kiosk.domain.case import Channel, Complaint, Incident, IncidentKind, InquiryTopic
from kiosk.domain.event import EventStatus
from kiosk.domain.ids import CaseId
from kiosk.officeports import OfficeBook
from kiosk.ports import Background
from kiosk.texts import Language, catalogue
from tests.ui.conftest import plain_app
from tests.ui.office.acts import (
    ME,
    NOW,
    Files,
    OpenGate,
    begin_book,
    crew,
    visit,
)
from tests.ui.office.keys import LATER, PAST, SOON, Make
from tests.ui.office.photos import write_photo
from ui.app import make_app
from ui.office.window import OfficeWindow
from ui.theme import STANDARD


def complaint() -> Complaint:
    opened = replace(_opening("C-HQ-20261120-001"), at=NOW.replace(day=20))
    return open_complaint(opened, InquiryTopic.CONDUCT, Channel.PHONE, "（研修）待たされた")


def incident() -> Incident:
    opened = replace(_opening("I-HQ-20261118-001"), at=NOW.replace(day=18))
    return open_incident(opened, IncidentKind.LOST_MEDIUM, date(2026, 11, 18))


def _opening(number: str) -> Opening:
    return Opening(id=CaseId(number), at=NOW, by=ME)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[OfficeBook]:
    draft = EventStatus.DRAFT
    made = begin_book(
        tmp_path / "office",
        (
            *crew(),
            visit("E-1", PAST),
            visit("E-2", SOON, status=draft, city_approved=None),
            visit("E-3", LATER),
            complaint(),
            incident(),
        ),
    )
    yield made
    made.close()


@pytest.fixture
def files() -> Files:
    return Files()


@pytest.fixture
def gate(book: OfficeBook) -> OpenGate:
    return OpenGate(book, catalogue(Language.JA))


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication, gate: OpenGate, files: Files) -> Iterator[Make]:
    windows: list[OfficeWindow] = []

    def one(
        language: Language = Language.JA,
        scale: float = 1.0,
        background: Background | None = None,
        **more: object,
    ) -> OfficeWindow:
        theme = STANDARD.with_text_scale(scale)
        make_app(theme)
        made = OfficeWindow(
            catalogue(language),
            gate,
            files,
            background or InlineBackground(),
            theme=theme,
            **more,  # type: ignore[arg-type]
        )
        made.resize(1366, 768)
        made.show()
        made.activateWindow()
        QApplication.processEvents()
        windows.append(made)
        return made

    yield one
    for window in windows:
        window.close()
        window.deleteLater()
    QApplication.processEvents()
    plain_app()


@pytest.fixture
def photo(tmp_path: Path, files: Files) -> Path:
    folder = tmp_path / "camera"
    folder.mkdir()
    files.picture = write_photo(folder)
    return files.picture
