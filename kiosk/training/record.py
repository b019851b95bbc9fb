"""What is noted while a day is played: how long each phase took, which photos were accepted."""

from dataclasses import dataclass, field

from kiosk.domain.station import BatchFiles
from kiosk.domain.ticket import PrintFailed, TicketId
from kiosk.training.summary import LineTotals
from kiosk.workflow import phases
from kiosk.workflow.queue.view import QueueView

# The phases whose length says something about the program or the sitting.
_TIMED: dict[type[phases.Phase], str] = {
    phases.SignedOut: "sign_in",
    phases.Posing: "capture",
    phases.Shooting: "shoot",
    phases.Developing: "develop",
    phases.Sealing: "seal",
    phases.Closing: "close",
}


@dataclass(slots=True)
class DayRecord:
    """Grows with every phase; ``timings_ms`` by the names above."""

    sittings: int = 0
    records: int = 0
    photo_sha256: list[str] = field(default_factory=list)
    batch: BatchFiles | None = None
    timings_ms: dict[str, list[float]] = field(default_factory=dict)
    queue: QueueView = field(default_factory=QueueView)
    parked: set[TicketId] = field(default_factory=set)
    paper_failures: set[tuple[TicketId, int]] = field(default_factory=set)
    _phase: phases.Phase | None = None
    _since_ns: int = 0

    def note(self, phase: phases.Phase, now_ns: int) -> None:
        """Take notice of the phase that the station is in now."""
        before = self._phase
        if phase == before:
            return
        if type(phase) is not type(before) or phase == phases.SignedOut(busy=True):
            self._note_time(before, now_ns)
            self._since_ns = now_ns
        self._phase = phase
        match phase:
            case phases.Receiving(sitting=sitting) | phases.Posing(sitting=sitting):
                self.sittings = max(self.sittings, sitting)
            case phases.Receipted() if isinstance(before, phases.Sealing):
                self.records += 1
                if before.asked.shot is not None:
                    self.photo_sha256.append(before.asked.shot.photo.sha256)
            case phases.DayClosed(batch=BatchFiles() as batch):
                self.batch = batch
            case _:
                pass

    def note_queue(self, queue: QueueView) -> None:
        """Take notice of the line; the last of it before the end is what the day came to."""
        if not queue.enabled:
            return
        self.queue = queue
        self.parked.update(one.id for one in queue.parked)
        for one in queue.papers:
            if isinstance(one.standing, PrintFailed):
                self.paper_failures.add((one.id, one.standing.attempt))

    def line(self) -> LineTotals | None:
        """Return what became of the day's tickets; None without a line."""
        queue = self.queue
        if not queue.enabled:
            return None
        still_there = (queue.waiting, queue.in_service, queue.parked, queue.papers)
        return LineTotals(
            issued=queue.issued,
            outcomes={outcome.value: count for outcome, count in queue.outcomes},
            no_shows=queue.no_shows,
            cancelled=queue.cancelled,
            open=sum(len(one) for one in still_there),
            parked=len(self.parked),
            paper_failures=len(self.paper_failures),
        )

    def _note_time(self, before: phases.Phase | None, now_ns: int) -> None:
        name = _TIMED.get(type(before)) if before is not None else None
        if name is not None and before != phases.SignedOut():
            self.timings_ms.setdefault(name, []).append((now_ns - self._since_ns) / 1e6)
