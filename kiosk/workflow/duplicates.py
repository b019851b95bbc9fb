"""Whether the number of this sitting was handed in here before: told, never a stop."""

from kiosk.domain.ids import ReceiptNumber
from kiosk.domain.intake import CaseFile
from kiosk.domain.numbers import parse_form_id, parse_individual_number
from kiosk.errors import KioskError
from kiosk.intake.reading import number_errors
from kiosk.intake.triage import rule
from kiosk.workflow.phases import (
    Confirming,
    Developing,
    Filling,
    Phase,
    Posing,
    Receiving,
    Reviewing,
    Sealing,
    Shooting,
)
from kiosk.workflow.stage import Stage

_SITTING = Receiving | Posing | Shooting | Developing | Reviewing | Filling | Confirming | Sealing


class Duplicates:
    """Asks the store once for every number that is complete."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._asked = ""

    def look(self) -> None:
        """Ask for the number of the case when it is another one than before."""
        stage = self._stage
        number = complete_number(stage.case)
        if number == self._asked:
            return
        self._asked, stage.earlier = number, ()
        if not number:
            return
        station = stage.doors.station

        def found(answer: tuple[ReceiptNumber, ...] | KioskError) -> None:
            self._found(number, answer)

        stage.doors.background.run(lambda: station.earlier_receipts(number), found)

    def follow(self, _before: Phase) -> None:
        """Look again after a step: a sitting that is resumed has its number already."""
        if isinstance(self._stage.phase, _SITTING):
            self.look()
        else:
            self._asked = ""

    def _found(self, number: str, answer: tuple[ReceiptNumber, ...] | KioskError) -> None:
        stage = self._stage
        if number != self._asked:
            return  # about somebody who is not here any more, or another number by now
        if isinstance(answer, KioskError):
            stage.changed(notice=answer)
        elif answer := tuple(one for one in answer if one != self._corrected()):
            stage.earlier = answer
            stage.changed(notice=stage.notice)

    def _corrected(self) -> ReceiptNumber | None:
        """Return the receipt of the record that is being corrected: its own number is no other."""
        phase = self._stage.phase
        corrects = isinstance(phase, Filling | Confirming) and phase.correction
        return corrects.number if corrects else None


def complete_number(case: CaseFile) -> str:
    """Return the number, folded, once it was scanned or typed twice alike; else ""."""
    if number_errors(case):
        return ""
    if rule(case).shape.hand_written:
        return parse_individual_number(case.form.individual_number)
    return parse_form_id(case.form.form_id)
