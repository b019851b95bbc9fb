"""A station of the first release gets its anchor and its ratchet at the first log-in."""

import base64
import io
import shutil
from pathlib import Path

import pytest

from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import AnchorState
from storage.audit.anchorfile import STRIDE, VAULT_BYTES
from storage.audit.chain import Entry
from storage.audit.ratchet import verify_ratchet
from storage.crypto.age import decrypt_stream, read_identities
from storage.errors import StorageFaultError
from storage.station import open_station
from tests.storage.people import DAY, LEAD_PASSWORD, TestClock, new_record
from tests.storage.test_upgrade import FirstStation


@pytest.fixture
def first(tmp_path: Path) -> FirstStation:
    return FirstStation(tmp_path)


def state(first: FirstStation) -> AnchorState:
    station = first.open()
    state = station._parts.door.unlocked.anchor
    station.close()
    return state


def entries(first: FirstStation) -> list[Entry]:
    asked = f"SELECT {', '.join(Entry._fields)} FROM audit ORDER BY n"  # noqa: S608
    return [Entry(*row) for row in first.ask(asked)]


def test_the_ratchet_begins_once_and_what_was_before_stays_as_it_was(first: FirstStation) -> None:
    before = entries(first)
    assert [state(first), state(first)] == [AnchorState.AGREES, AnchorState.AGREES]
    after = entries(first)
    assert after[: len(before)] == before
    (begun,) = (entry for entry in after if entry.kind == AuditKind.BEGIN_RATCHET)
    assert begun.n == len(before) + 1
    ((value,),) = first.ask(f"SELECT value FROM settings WHERE key = 'ratchet_{begun.n}'")  # noqa: S608
    plain = io.BytesIO()
    decrypt_stream(io.BytesIO(base64.b64decode(value)), plain, read_identities(first.identity))
    proof = verify_ratchet(after[begun.n - 1 :], bytearray(plain.getvalue()))
    assert (proof.last, proof.unproved) == (after[-1].n, ())


class AnchorAtCommit:
    """Keeps what the anchor was at the first commit, before it was written again."""

    def __init__(self, anchor: Path) -> None:
        self._anchor = anchor
        self.kept = b""

    def committed(self) -> None:
        content = self._anchor.read_bytes() if self._anchor.exists() else b""
        if not self.kept and any(content[2 * STRIDE :]):
            self.kept = content

    def rolled_back(self) -> None:
        """Nothing was written."""


@pytest.mark.parametrize("torn", [0, 1, 60, VAULT_BYTES])
def test_a_crash_in_the_first_log_in_begins_it_anew(first: FirstStation, torn: int) -> None:
    shutil.copytree(first.data, first.data.parent / "before")
    anchor = first.data / "vault" / "anchor"
    station = open_station(first.data, TestClock())
    watcher = AnchorAtCommit(anchor)
    station._parts.store._watchers.insert(0, watcher)
    station.sign_in("lead1", LEAD_PASSWORD)
    station.close()
    shutil.rmtree(first.data)
    shutil.copytree(first.data.parent / "before", first.data)
    at = 2 * STRIDE + torn
    anchor.write_bytes(watcher.kept[:at] + bytes(4 * STRIDE - at))
    assert [state(first), state(first)] == [AnchorState.AGREES, AnchorState.AGREES]
    kinds = [entry.kind for entry in entries(first)]
    assert kinds.count(AuditKind.BEGIN_RATCHET) == 1


class RefusingDisk:
    """Refuses the anchor from the next commit on, once its vault's part is written."""

    def __init__(self, anchor: Path) -> None:
        self._anchor, self._aside = anchor, anchor.with_name("aside")
        self._before = b""

    def arm(self) -> None:
        self._before = self._vault_part()

    def mend(self) -> None:
        self._anchor.rmdir()
        self._aside.rename(self._anchor)

    def committed(self) -> None:
        if self._anchor.is_file() and self._vault_part() != self._before:
            self._anchor.rename(self._aside)
            self._anchor.mkdir()

    def rolled_back(self) -> None:
        """Nothing was written."""

    def _vault_part(self) -> bytes:
        content = self._anchor.read_bytes() if self._anchor.exists() else bytes(4 * STRIDE)
        return content[2 * STRIDE :]


@pytest.mark.parametrize("restarts", [False, True])
@pytest.mark.parametrize("refusals", [1, 2])
def test_a_first_log_in_whose_anchor_is_refused_is_tried_again(
    first: FirstStation, refusals: int, *, restarts: bool
) -> None:
    station = open_station(first.data, TestClock())
    disk = RefusingDisk(first.data / "vault" / "anchor")
    station._parts.store._watchers.append(disk)
    for _ in range(refusals):
        disk.arm()
        with pytest.raises(StorageFaultError):
            station.sign_in("lead1", LEAD_PASSWORD)
        disk.mend()
    if restarts:
        station.close()
        station = open_station(first.data, TestClock())
    else:
        station._parts.store._watchers.remove(disk)
    station.sign_in("lead1", LEAD_PASSWORD)
    assert station._parts.door.unlocked.anchor is AnchorState.AGREES
    station.close()
    assert state(first) is AnchorState.AGREES
    kinds = [entry.kind for entry in entries(first)]
    assert kinds.count(AuditKind.BEGIN_RATCHET) == 1


def test_a_device_part_lost_after_the_upgrade_is_still_said(first: FirstStation) -> None:
    assert state(first) is AnchorState.AGREES
    anchor = first.data / "vault" / "anchor"
    anchor.write_bytes(bytes(2 * STRIDE) + anchor.read_bytes()[2 * STRIDE :])
    assert [state(first), state(first)] == [AnchorState.ANCHOR_LOST] * 2


def test_a_database_from_before_the_upgrade_does_not_come_back(first: FirstStation) -> None:
    shutil.copytree(first.data, first.data.parent / "before")
    station = first.open()
    station.put(new_record(3, day=DAY))
    station.close()
    anchor = (first.data / "vault" / "anchor").read_bytes()
    shutil.rmtree(first.data)
    shutil.copytree(first.data.parent / "before", first.data)
    (first.data / "vault" / "anchor").write_bytes(anchor)
    assert [state(first), state(first)] == [AnchorState.DATABASE_BEHIND] * 2
