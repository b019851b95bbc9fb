"""鍵と方針: for whom the station seals, and whether its database is the one it last wrote."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kiosk.workflow.desks import DeskAct, PolicyDesk, PolicyPreview
from kiosk.workflow.deskwork import DeskWork
from kiosk.workflow.phases import AtDesk


class KeyKeeping:
    """Takes policies, leaves and proves rehearsals, accepts the anchor."""

    def __init__(self, work: DeskWork) -> None:
        self._work = work

    def open(self) -> None:
        """Show for whom the station seals."""
        self._work.open(self._read)

    def preview(self, file: Path) -> None:
        """Show a newer policy before it is taken: its words are compared first."""
        self._work.run(PolicyDesk, lambda: self._seen(file), self._read)

    def install(self, file: Path) -> None:
        """Take a newer signed policy; one that is not what was shown is shown instead."""
        shown, station = self._shown(), self._work.station

        def installed() -> PolicyDesk:
            now = self._seen(file)
            if now.preview != shown:
                return now
            station.install_policy(file)
            return replace(self._read(), act=DeskAct.INSTALLED)

        self._work.run(PolicyDesk, installed, self._read)

    def write_rehearsal(self, folder: Path) -> None:
        """Leave the rehearsal files for the recipients."""
        station = self._work.station

        def written() -> PolicyDesk:
            files = station.write_rehearsal(folder)
            return replace(self._read(), act=DeskAct.REHEARSAL_WRITTEN, files=files)

        self._work.run(PolicyDesk, written, self._read)

    def prove_rehearsal(self, code: str) -> None:
        """Take a recipient's rehearsal code."""
        station = self._work.station
        self._do(DeskAct.REHEARSAL_PROVED, lambda: station.prove_rehearsal(code))

    def accept_anchor(self, password: str) -> None:
        """Have the database count as right."""
        station = self._work.station
        self._do(DeskAct.ACCEPTED_ANCHOR, lambda: station.accept_anchor(password))

    def _shown(self) -> PolicyPreview | None:
        match self._work.stage.phase:
            case AtDesk(desk=PolicyDesk(preview=preview)):
                return preview
            case _:
                return None

    def _seen(self, file: Path) -> PolicyDesk:
        found = self._work.station.preview_policy(file)
        return replace(self._read(), preview=PolicyPreview(file=file, policy=found))

    def _do(self, act: DeskAct, run: Callable[[], object]) -> None:
        def done() -> PolicyDesk:
            run()
            return replace(self._read(), act=act)

        self._work.run(PolicyDesk, done, self._read)

    def _read(self) -> PolicyDesk:
        standing = self._work.standing()
        return PolicyDesk(
            policy=standing.standing.policy, outlook=standing, media=self._work.station.media()
        )
