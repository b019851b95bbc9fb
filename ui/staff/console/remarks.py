"""The calm sentences above the chosen ticket: what was given, what lacks, what is known."""

from collections.abc import Iterable

from kiosk.domain.finding import Verdict
from kiosk.texts import Catalogue
from kiosk.workflow.snapshots import LightState, StationView
from ui.staff.slips import told_of_receipt
from ui.theme import Theme
from ui.widgets.remark import Remark

_LIGHT = {LightState.UNCHECKED: "room.unchecked", LightState.DRIFTED: "room.drifted"}
_NOTHING = ""


class Remarks:
    """One sentence each of the ticket given last, missing papers, the receipt, the light."""

    def __init__(self, theme: Theme, texts: Catalogue) -> None:
        self._texts = texts
        self._issued, self._papers, self._receipt, self._light = (
            Remark(theme, keeps_place=False) for _ in range(4)
        )

    def every(self) -> Iterable[Remark]:
        """Return them from above."""
        return self._issued, self._papers, self._receipt, self._light

    def show_view(self, view: StationView) -> None:
        """Say what the view says; what was given last stays."""
        texts, papers = self._texts, view.queue.papers
        numbers = texts["console.between"].join(str(one.number) for one in papers)
        told = texts.say("console.papers_remark", numbers=numbers) if papers else _NOTHING
        self._papers.say(told, Verdict.FAIL)
        key = _LIGHT.get(view.light)
        self._light.say(texts[key] if key else _NOTHING)
        self._receipt.say(*told_of_receipt(view, texts))

    def say_issued(self, words: str, verdict: Verdict = Verdict.PASS) -> None:
        """Say what became of the last wish for a ticket."""
        self._issued.say(words, verdict)

    def forget_issued(self) -> None:
        """Say nothing of the last ticket: the next one is being given."""
        self._issued.say(_NOTHING)

    def wipe(self) -> None:
        """Forget the receipt's number."""
        self._receipt.say(_NOTHING)
