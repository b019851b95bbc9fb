"""The receiver's ledger: whose key is whose, what came, what is missing, what was refused."""

import os
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kiosk.domain.ids import StationId
from kiosk.domain.ledger import BatchMark, Gap, LedgerLine, Outcome
from storage.errors import AlreadyRunningError
from storage.files import disk_errors
from storage.instance import InstanceLock
from storage.receiving import ledgerrules
from storage.receiving.errors import (
    LedgerBusyError,
    LedgerMissingError,
    OtherStationKeyError,
    UnknownStationError,
)
from storage.receiving.ledgerfile import LedgerFile
from storage.receiving.ledgerline import one_line

if TYPE_CHECKING:  # the ports know frames, and those numpy, which the receiver does without
    from kiosk.ports import Clock

LEDGER = "ledger.jsonl"
TRAINING_LEDGER = "training.jsonl"
_LOCK = "ledger.lock"


class Ledger:
    """One receiver at a time works with it; practice and real batches never share a file."""

    def __init__(self, folder: Path, clock: "Clock") -> None:
        """Open, or begin, the ledger in ``folder``.

        `LedgerBusyError` when another receiver has it, `LedgerDamagedError` when a line is wrong.
        """
        self._clock = clock
        with disk_errors():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            self._lock = InstanceLock(folder / _LOCK)
        except AlreadyRunningError as error:
            raise LedgerBusyError("locked") from error
        opened: list[LedgerFile] = []
        try:
            opened.extend(LedgerFile(folder / name) for name in (LEDGER, TRAINING_LEDGER))
        except BaseException:
            for file in opened:
                file.close()
            self._lock.release()
            raise
        self._real, self._training = opened

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the next receiver in."""
        self._real.close()
        self._training.close()
        self._lock.release()

    def lines(self, *, training: bool = False) -> tuple[LedgerLine, ...]:
        """Return everything that is written, oldest first."""
        return self._file(training=training).lines

    def gaps(self, *, training: bool = False) -> tuple[Gap, ...]:
        """Return the batches that never came."""
        return ledgerrules.gaps(self.lines(training=training))

    def key_of(self, station: str, *, training: bool) -> bytes:
        """Return the station's public key, or raise `UnknownStationError`."""
        for line in self.lines(training=training):
            if line.outcome is Outcome.TRUSTED and line.station == station and line.key:
                return line.key
        raise UnknownStationError("no key", station=station)

    def require(self, station: str, public_key: bytes, *, training: bool) -> None:
        """Raise unless the station is known by this very key."""
        if self.key_of(station, training=training) != public_key:
            raise OtherStationKeyError("other key given", station=station)

    def trust(self, station: StationId, public_key: bytes, *, training: bool) -> None:
        """Have this key count as the station's; a known station's key is never exchanged.

        A key of practice is none of a real station, nor the other way round.
        """
        others = {line.key for line in self.lines(training=not training) if line.key is not None}
        if public_key in others:
            raise OtherStationKeyError("the other ledger's key", station=station)
        try:
            known = self.key_of(station, training=training)
        except UnknownStationError:
            n, previous = self._file(training=training).next_place()
            line = LedgerLine(
                n=n,
                previous=previous,
                at=self._clock.now(),
                outcome=Outcome.TRUSTED,
                station=station,
                key=public_key,
            )
            self._file(training=training).append(line)
            return
        if known != public_key:
            raise OtherStationKeyError("other key", station=station)

    def check(self, station: str, mark: BatchMark, *, training: bool, gap_words: str = "") -> bool:
        """Return whether the batch comes late; raise why it must not be opened."""
        lines = self.lines(training=training)
        ledgerrules.check_arrival(lines, station, mark, gap_allowed=bool(gap_words.strip()))
        return ledgerrules.is_late(lines, station, mark)

    def note_opened(
        self, station: str, mark: BatchMark, *, training: bool, problems: bool, gap_words: str = ""
    ) -> None:
        """Keep that the batch was opened; ``gap_words`` are kept only where a gap was skipped."""
        file = self._file(training=training)
        skipped = ledgerrules.skips(file.lines, station, mark)
        n, previous = file.next_place()
        line = LedgerLine(
            n=n,
            previous=previous,
            at=self._clock.now(),
            outcome=Outcome.OPENED_WITH_PROBLEMS if problems else Outcome.OPENED,
            station=station,
            batch=mark,
            words=one_line(gap_words.strip()) if skipped else "",
        )
        file.append(line)

    def note_refused(
        self, name: str, reason: str, *, training: bool, mark: tuple[str, BatchMark] | None = None
    ) -> None:
        """Keep that a batch was refused; the same refusal in a row is kept once."""
        file = self._file(training=training)
        n, previous = file.next_place()
        line = LedgerLine(
            n=n,
            previous=previous,
            at=self._clock.now(),
            outcome=Outcome.REFUSED,
            station=mark[0] if mark else "",
            batch=mark[1] if mark else None,
            file=one_line(name),
            words=one_line(reason),
        )
        last = file.lines[-1] if file.lines else None
        if last is None or _what(last) != _what(line):
            file.append(line)

    def _file(self, *, training: bool) -> LedgerFile:
        return self._training if training else self._real


def is_ledger(folder: Path) -> bool:
    """Tell whether a ledger was begun in this folder."""
    return os.path.lexists(folder / LEDGER)


def open_ledger(folder: Path, clock: "Clock") -> Ledger:
    """Open a ledger that must be there already."""
    if not is_ledger(folder):
        raise LedgerMissingError("no ledger", folder=str(folder))
    return Ledger(folder, clock)


def _what(line: LedgerLine) -> tuple[object, ...]:
    return line.outcome, line.station, line.batch, line.file, line.words
