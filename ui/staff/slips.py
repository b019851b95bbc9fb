"""What staff read of the newest 受付票, and the key that prints it once more."""

from kiosk.domain.finding import Verdict
from kiosk.domain.slip import SlipState
from kiosk.texts import Catalogue
from kiosk.workflow.phases import Receipted
from kiosk.workflow.snapshots import StationView

PRINT_AGAIN_KEY = "Ctrl+P"
"""On every page but the form, where it prints the photo sheet."""


def told_of_slip(view: StationView, texts: Catalogue) -> tuple[str, Verdict]:
    """Return what has become of the newest slip, "" where no slip is printed."""
    if view.slip is SlipState.NONE or view.slip_paper is None:
        return "", Verdict.PASS
    words = texts.say(
        f"slip.state.{view.slip.value}", number=view.slip_paper.number, key=PRINT_AGAIN_KEY
    )
    return words, Verdict.WARN if view.slip is SlipState.FAILED else Verdict.PASS


def told_of_receipt(view: StationView, texts: Catalogue) -> tuple[str, Verdict]:
    """Return the number of who was just here and what has become of the slip."""
    slip, verdict = told_of_slip(view, texts)
    if not isinstance(view.phase, Receipted):
        return (slip, verdict) if verdict is Verdict.WARN else ("", verdict)
    receipt = texts.say("console.receipt", number=view.phase.receipt.number)
    return "\n".join(filter(None, (receipt, slip))), verdict
