"""The receiver on the screen: its window, its worker, and the storage room behind them."""

from pathlib import Path

from kiosk.background import WorkerBackground
from kiosk.clock import SystemClock
from kiosk.domain.delivery import BatchLook, Reception
from kiosk.domain.progress import Report
from kiosk.errors import ExitCode
from kiosk.texts import Catalogue, catalogue, language_of_environment
from kiosk.wiring import receiver
from kiosk.wiring.bugs import bugs_end_the_program
from storage.batches.batch import AGE_SUFFIX
from storage.batches.errors import BatchTamperedError
from storage.crypto.words import words_of_key
from storage.receiving import reception
from storage.receiving.errors import UnknownStationError
from storage.receiving.ledger import Ledger
from storage.receiving.receiver import Authenticity, VerifiedBatch, verify_batch
from ui.app import make_app
from ui.receiver.choosers import FileDialogs
from ui.receiver.deliverer import Deliverer
from ui.receiver.door import History, OpenRequest
from ui.receiver.window import ReceiverWindow


class LedgerDoor:
    """Every call opens the ledger for itself, so that none is locked while nobody works."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def profiles(self) -> tuple[str, ...]:
        """Return the names of the output profiles."""
        return receiver.profiles()

    def batches_in(self, place: Path) -> tuple[Path, ...]:
        """Return the batch that is named, or every batch in a folder."""
        return receiver.batches_in(place)

    def look(self, file: Path, report: Report) -> BatchLook:
        """Return what the batch says of itself; an unknown key is a refusal that can be lifted."""
        with self._ledger() as ledger:
            try:
                arrival = reception.look(file, ledger, report=report)
            except UnknownStationError as error:
                stranger = verify_batch(file, station_key=None, report=report)
                return _look(reception.Arrival(verified=stranger, late=False, refusal=error))
        return _look(arrival)

    def trust(self, look: BatchLook) -> None:
        """Have the key with these words count as the station's."""
        found = verify_batch(look.file, station_key=None).waybill
        if words_of_key(found.station_public_key) != look.key_words:
            raise BatchTamperedError("the file was exchanged", batch_part="json")
        with self._ledger() as ledger:
            ledger.trust(found.station, found.station_public_key, training=found.training)

    def open(self, request: OpenRequest, report: Report) -> Reception:
        """Return the batch, laid out in a folder of its own below ``request.out``."""
        order = receiver.Order(
            file=request.file,
            identity=request.identity,
            out=request.out / request.file.name.removesuffix(AGE_SUFFIX),
            profile=request.profile,
            gap_words=request.gap_words,
        )
        with self._ledger() as ledger:
            return receiver.open_listed(order, ledger, None, report)[1]

    def history(self, *, training: bool) -> History:
        """Return the ledger."""
        with self._ledger() as ledger:
            return History(
                lines=ledger.lines(training=training), gaps=ledger.gaps(training=training)
            )

    def _ledger(self) -> Ledger:
        return Ledger(self._folder, SystemClock())


def run(folder: Path, words: Catalogue | None = None) -> int:
    """Show the window until it is closed; return the exit code."""
    app = make_app()
    texts = words or catalogue(language_of_environment())
    deliverer = Deliverer()
    with WorkerBackground("receiving", deliverer.deliver) as background:
        window = ReceiverWindow(texts, LedgerDoor(folder), FileDialogs(texts), background)
        window.closed.connect(app.exit)
        window.show()
        with bugs_end_the_program(app):
            app.exec()
        window.deleteLater()
    return int(ExitCode.OK)


def _look(arrival: reception.Arrival) -> BatchLook:
    verified: VerifiedBatch = arrival.verified
    waybill = verified.waybill
    return BatchLook(
        file=verified.paths.age,
        name=verified.paths.name,
        station=waybill.station,
        business_date=waybill.business_date,
        seq=waybill.seq,
        records=waybill.records,
        length_bytes=waybill.ciphertext.length,
        training=waybill.training,
        operators=waybill.operators,
        alone=waybill.alone,
        closed_at=waybill.closed_at,
        key_words=words_of_key(waybill.station_public_key),
        authentic=verified.authenticity is Authenticity.VERIFIED,
        late=arrival.late,
        refusal=arrival.refusal,
    )
