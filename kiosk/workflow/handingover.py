"""引き渡し: copies, the proof of receipt, the deletion and its certificate."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from kiosk.domain.custody import SecondPerson
from kiosk.domain.deletion import DeletionCertificate
from kiosk.errors import KioskError
from kiosk.workflow.desks import DeskAct, HandOverDesk
from kiosk.workflow.deskwork import DeskWork


class HandingOver:
    """What staff do with a closed day until nothing of it is left here."""

    def __init__(self, work: DeskWork) -> None:
        self._work = work

    def open(self) -> None:
        """Show every day that is not deleted yet."""
        self._work.open(self._read)

    def back_up(self, business_date: date) -> None:
        """Make the backup that could not be made when the day was closed."""
        station = self._work.station
        self._do(DeskAct.BACKED_UP, lambda: station.back_up(business_date))

    def copy(self, business_date: date, folder: Path) -> None:
        """Put the day's batch on a medium; then it may be pulled out."""
        station, report = self._work.station, self._work.report

        def copied() -> HandOverDesk:
            name = next((one.name for one in station.media() if one.folder == folder), str(folder))
            station.copy_batch(business_date, folder, report)
            return replace(self._read(), act=DeskAct.COPIED, pulled=name)

        self._work.run(HandOverDesk, copied, self._read)

    def confirm_receipt(self, business_date: date, code: str) -> None:
        """Take the recipient's code."""
        station = self._work.station
        self._do(DeskAct.RECEIVED, lambda: station.confirm_receipt(business_date, code))

    def accept_token(self, business_date: date, token: Path) -> None:
        """Take headquarters' signed word instead."""
        station = self._work.station
        self._do(DeskAct.RECEIVED, lambda: station.accept_receipt_token(business_date, token))

    def delete(
        self, business_date: date, second: SecondPerson, remaining_media: tuple[str, ...]
    ) -> None:
        """Delete the day and write its certificate; a paper that fails can be written later."""
        station, report = self._work.station, self._work.report

        def deleted() -> HandOverDesk:
            made = station.delete_day(business_date, second, remaining_media, report)
            desk = replace(self._read(), act=DeskAct.DELETED, certificate=made)
            try:
                return replace(desk, paper=self._print(made))
            except KioskError:
                return desk  # the page says that the PDF is missing, and how to write it

        self._work.run(HandOverDesk, deleted, self._read)

    def print_certificate(self, number: str) -> None:
        """Write the certificate's PDF anew."""

        def printed() -> HandOverDesk:
            desk = self._read()
            one = next((one for one in desk.certificates if one.number == number), None)
            if one is None:
                return desk
            paper = self._print(one)
            return replace(desk, act=DeskAct.CERTIFIED, certificate=one, paper=paper)

        self._work.run(HandOverDesk, printed, self._read)

    def _do(self, act: DeskAct, run: Callable[[], None]) -> None:
        def done() -> HandOverDesk:
            run()
            return replace(self._read(), act=act)

        self._work.run(HandOverDesk, done, self._read)

    def _read(self) -> HandOverDesk:
        station = self._work.station
        return HandOverDesk(
            outlook=self._work.standing(),
            media=station.media(),
            certificates=station.certificates(),
        )

    def _print(self, certificate: DeletionCertificate) -> Path:
        doors = self._work.stage.doors
        content = doors.documents.certificate(certificate)
        return doors.papers.keep(f"{certificate.number}.pdf", content)
