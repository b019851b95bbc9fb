"""The line's rule as a lead chose it during a day, kept over restarts. Nothing secret."""

import json
import logging
from pathlib import Path

from kiosk.queue.rules import OrderRule
from storage.crypto.canonical import spell_json
from storage.files import disk_errors, replace
from storage.layout import Layout

FORMAT = "kiosk-order/1"
_LONGEST_BYTES = 1_000
_log = logging.getLogger(__name__)


class OrderFile:
    """Implements `kiosk.queueports.OrderMemory` in a small file of the data folder.

    ``settled`` is what the settings say. A choice counts as long as they say what they said when it
    was made: whoever edits ``settings.toml`` later means it.
    """

    def __init__(self, folder: Path, settled: OrderRule) -> None:
        self._path = Layout(folder).order
        self._settled = settled

    def load(self) -> OrderRule | None:
        """Return what was chosen, None when nothing was; a file that says nothing is logged."""
        try:
            with self._path.open("rb") as file:
                fields = json.loads(file.read(_LONGEST_BYTES))
            chosen, settled = OrderRule(fields["chosen"]), OrderRule(fields["settings"])
            known = fields["format"] == FORMAT
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            _log.info("the chosen order is unreadable: %s", type(error).__name__)
            return None
        if not known:
            _log.info("the chosen order is of another release")
        return chosen if known and settled is self._settled else None

    def save(self, rule: OrderRule) -> None:
        """Keep the choice; an earlier one is forgotten."""
        content = spell_json(
            {"format": FORMAT, "chosen": rule.value, "settings": self._settled.value}
        )
        with disk_errors():
            replace(self._path, content)
