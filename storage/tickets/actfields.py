"""An act in two columns and back: its name and the canonical JSON of its fields."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from kiosk.domain.ticket import (
    CancelReason,
    Outcome,
    PaperKind,
    ParkReason,
    PrintTrouble,
    Stage,
)
from kiosk.queue import acts
from storage.crypto.canonical import spell_json, spell_time
from storage.errors import DamagedDatabaseError

NAMES: dict[type[acts.Act], str] = {
    acts.Reserve: "reserve",
    acts.BeginPrinting: "begin_printing",
    acts.ConfirmPaper: "confirm_paper",
    acts.FailPrinting: "fail_printing",
    acts.Reprint: "reprint",
    acts.Call: "call",
    acts.Arrive: "arrive",
    acts.Serve: "serve",
    acts.Park: "park",
    acts.CountCall: "count_call",
    acts.Return: "return",
    acts.Transfer: "transfer",
    acts.Prioritise: "prioritise",
    acts.Miss: "miss",
    acts.Finish: "finish",
    acts.Cancel: "cancel",
    acts.Reactivate: "reactivate",
}
_TYPES = {name: kind for kind, name in NAMES.items()}
_PARSED: Mapping[str, Mapping[str, Any]] = {
    "confirm_paper": {"paper": PaperKind},
    "fail_printing": {"trouble": PrintTrouble},
    "serve": {"stage": Stage},
    "park": {"reason": ParkReason, "returns_at": datetime.fromisoformat},
    "transfer": {"stage": Stage},
    "finish": {"outcome": Outcome},
    "cancel": {"reason": CancelReason},
}
"""How a field is read that is not text, a number or a truth value already."""


def spelled_act(act: acts.Act) -> tuple[str, str]:
    """Return the act's name and its fields; a field that is None is left out."""
    found = {one.name: getattr(act, one.name) for one in fields(act)}
    filled = {
        name: spell_time(value) if isinstance(value, datetime) else value
        for name, value in found.items()
        if value is not None
    }
    return NAMES[type(act)], spell_json(filled).decode("utf-8")


def parsed_act(name: str, detail: str) -> acts.Act:
    """Return the act of a row that was checked."""
    readers = _PARSED.get(name, {})
    try:
        given = {
            field: readers[field](value) if field in readers else value
            for field, value in json.loads(detail).items()
        }
        return _TYPES[name](**given)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedDatabaseError(f"act: {type(error).__name__}") from None
