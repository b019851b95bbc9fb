"""A ticket printer that keeps what it put on paper, or fails as told."""

from dataclasses import dataclass, field

from kiosk.domain.slip import ReceiptSlip
from kiosk.domain.ticket import PrintTrouble
from kiosk.queue.errors import TicketPaperError
from kiosk.queueports import PrinterState, TicketFace


@dataclass
class MemoryTicketPrinter:
    """Implements `kiosk.queueports.TicketPrinter`; ``trouble`` is what the next ticket meets."""

    says: PrinterState = PrinterState.READY
    trouble: PrintTrouble | None = None
    papers: list[TicketFace] = field(default_factory=list)
    slips: list[ReceiptSlip] = field(default_factory=list)
    jobs: set[str] = field(default_factory=set)

    def print_ticket(self, face: TicketFace, job: str) -> None:
        trouble, self.trouble = self.trouble, None
        if trouble is not None:
            raise TicketPaperError(trouble)
        if job not in self.jobs:
            self.jobs.add(job)
            self.papers.append(face)

    def print_slip(self, slip: ReceiptSlip, job: str) -> None:
        trouble, self.trouble = self.trouble, None
        if trouble is not None:
            raise TicketPaperError(trouble)
        if job not in self.jobs:
            self.jobs.add(job)
            self.slips.append(slip)

    def state(self) -> PrinterState:
        return self.says

    def close(self) -> None:
        pass

    @property
    def numbers(self) -> list[str]:
        return [str(face.number) for face in self.papers]
