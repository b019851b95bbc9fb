"""A ticket's face as the lines between the station and its printing process say it."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kiosk.domain.ticket import PublicLanguage, Service, TicketNumber
from kiosk.queueports import TicketFace


def spelled(face: TicketFace) -> dict[str, object]:
    """Return the face in what JSON knows."""
    return {
        "service": face.number.service.value,
        "number": face.number.number,
        "for": face.service.value,
        "language": face.language.value,
        "at": face.at.isoformat(),
        "code": face.code,
        "venue": face.venue,
        "ahead": face.ahead,
        "wait_minutes": face.wait_minutes,
        "again": face.again,
        "training": face.training,
    }


def face_of(said: Mapping[str, Any]) -> TicketFace:
    """Return the face; only what `spelled` made is understood."""
    wait = said["wait_minutes"]
    return TicketFace(
        number=TicketNumber(Service(said["service"]), int(said["number"])),
        service=Service(said["for"]),
        language=PublicLanguage(said["language"]),
        at=datetime.fromisoformat(said["at"]),
        code=str(said["code"]),
        venue=str(said["venue"]),
        ahead=said["ahead"],
        wait_minutes=None if wait is None else (int(wait[0]), int(wait[1])),
        again=bool(said["again"]),
        training=bool(said["training"]),
    )


def line(said: Mapping[str, object]) -> bytes:
    """Return one line of the talk between the two processes."""
    return json.dumps(said, ensure_ascii=True).encode("ascii") + b"\n"
