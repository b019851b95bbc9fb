"""A station whose vault folder can be photographed and put back, whole or mixed."""

import shutil
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import AnchorState
from kiosk.domain.ids import StaffId
from kiosk.domain.staff import Role
from kiosk.domain.station import NewStaffMember, SetupAnswers
from storage.audit.chain import Entry
from storage.station import Station
from tests.storage.people import LEAD_PASSWORD, STAFF_PASSWORD, Place, new_staff

GENERAL_PASSWORD = "総括の ながい 合言葉 研修"


@dataclass(frozen=True, slots=True)
class Picture:
    """The files of a vault folder at one moment, by path; the database with its WAL."""

    files: dict[str, bytes]

    def with_anchor(self, other: "Picture") -> "Picture":
        mixed = {name: content for name, content in self.files.items() if name != "anchor"}
        if "anchor" in other.files:
            mixed["anchor"] = other.files["anchor"]
        return Picture(mixed)


@dataclass
class Moored(Place):
    """A `Place` with a 総括責任者 (general1) and pictures of its vault."""

    def answers(self) -> SetupAnswers:
        usual = super().answers()
        boss: NewStaffMember = new_staff("general1", Role.GENERAL, GENERAL_PASSWORD)
        return replace(usual, staff=(*usual.staff, boss))

    @property
    def vault(self) -> Path:
        return self.data / "vault"

    def picture(self) -> Picture:
        files = {
            str(path.relative_to(self.vault)): path.read_bytes()
            for path in self.vault.rglob("*")
            if path.is_file() and path.name != "in-use.lock"
        }
        return Picture(files)

    def put_back(self, picture: Picture) -> None:
        shutil.rmtree(self.vault)
        for name, content in picture.files.items():
            path = self.vault / name
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_bytes(content)

    def sign_in(self, who: str = "lead1") -> Station:
        words = {
            "lead1": LEAD_PASSWORD,
            "staff1": STAFF_PASSWORD,
            "general1": GENERAL_PASSWORD,
        }
        station = self.open()
        station.sign_in(StaffId(who), words[who])
        return station

    def state(self, who: str = "lead1") -> AnchorState:
        """Return what a log-in says of the anchor."""
        station = self.sign_in(who)
        state = station._parts.door.unlocked.anchor
        station.close()
        return state

    def entries(self) -> list[Entry]:
        with sqlite3.connect(self.database) as connection:
            found = connection.execute(f"SELECT {', '.join(Entry._fields)} FROM audit ORDER BY n")  # noqa: S608
            entries = [Entry(*row) for row in found]
        connection.close()
        return entries

    def kinds(self) -> list[AuditKind]:
        return [AuditKind(entry.kind) for entry in self.entries()]

    def setting(self, key: str) -> str:
        with sqlite3.connect(self.database) as connection:
            asked = "SELECT value FROM settings WHERE key = ?"
            (value,) = connection.execute(asked, (key,)).fetchone()
        connection.close()
        return str(value)
