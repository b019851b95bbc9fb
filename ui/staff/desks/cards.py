"""カードの預り: whose cards are with the city; N hands one over, Enter takes it back."""

from datetime import datetime

from kiosk.domain.cardslip import CardSlip, CardSlipId, CardStays, CardTaker, cards_out
from kiosk.domain.finding import Verdict
from kiosk.domain.staff import StaffMember
from kiosk.workflow import desks
from kiosk.workflow.desks import CardDesk, DeskAct
from kiosk.workflow.snapshots import StationView
from ui.staff.desks.cardwords import card_facts, card_row, state_words
from ui.staff.desks.cardworks import EndCardWork, GiveCardWork
from ui.staff.desks.overview import Overview
from ui.staff.desks.page import DeskPage
from ui.staff.page import Desk
from ui.widgets.chosen_list import ChosenList
from ui.widgets.key_button import Action

_NEW, _PRINT, _SETTLE = "N", "P", "X"


class CardsPage(DeskPage):
    """The day's cards at the left, what is known of the chosen one at the right."""

    def __init__(self, desk: Desk) -> None:
        words, commands = desk.texts, desk.commands
        super().__init__(
            desk,
            quiet=(
                Action(_NEW, words["desk.card_give.menu"], self._open_give),
                Action(_PRINT, words["desk.card_print.menu"], self._print),
                Action(_SETTLE, words["desk.card_settle.menu"], self._open_settle),
            ),
        )
        self._slips: tuple[CardSlip, ...] = ()
        self._act, self._whom = DeskAct.NOTHING, ""
        self._members: tuple[StaffMember, ...] = ()
        self._printing = False
        self._view = Overview(desk, title=words["cards.title"], chosen=self._chosen)
        self.fill_overview(self._view)
        self.give = GiveCardWork(desk, give=commands.give_card)
        takers, reasons = [one.value for one in CardTaker], [one.value for one in CardStays]
        self.back = EndCardWork(
            desk, "card_return", takers, chosen=self._return, first_by_enter=True
        )
        self.settle_one = EndCardWork(
            desk, "card_settle", reasons, chosen=self._ask_settle, first_by_enter=False
        )
        for work in (self.give, self.back, self.settle_one):
            self.add_work(work)

    def show_view(self, view: StationView) -> None:
        """Show the cards as they are now, the minutes too."""
        self._members, self._printing = view.members, view.printing
        super().show_view(view)
        if self.shown is not None:
            self._show_rows()

    def show_desk(self, desk: desks.Desk) -> None:
        """Take in the cards; what was just done has the word and closes the work it was for."""
        if not isinstance(desk, CardDesk):
            return
        self._slips, self._act = desk.slips, desk.act
        self._whom = "" if desk.whom is None else str(desk.whom)
        self._show_rows()
        if desk.act not in {DeskAct.NOTHING, DeskAct.CARD_PRINTED}:
            self._view.list.choose(self._whom)
            self.open_work(None)

    def wipe(self) -> None:
        """Forget whose cards they are."""
        super().wipe()
        self._slips, self._members = (), ()
        self._act, self._whom = DeskAct.NOTHING, ""
        self._view.forget()

    def lists(self) -> ChosenList:
        """Return the cards."""
        return self._view.list

    def primary_words(self) -> str:
        """Return that Enter takes the chosen card back, or hands the first one over."""
        return self.texts["desk.card_return.menu" if self._out else "desk.card_give.menu"]

    def do_primary(self) -> None:
        """Ask to whom the card went back; where none is out, hand one over."""
        slip = self._out
        if slip is None:
            self._open_give()
        else:
            self.back.show_whose(slip)
            self.open_work(self.back)

    def offered(self) -> frozenset[str]:
        """Return what can be done now."""
        one = self._one
        keys = {_NEW}
        if one is not None and not self._printing:
            keys.add(_PRINT)
        if self._out is not None:
            keys.add(_SETTLE)
        return frozenset(keys)

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the arrows."""
        return (("↑ · ↓", self.texts["cards.choose"]),)

    @property
    def _one(self) -> CardSlip | None:
        return next((one for one in self._slips if str(one.id) == self._view.list.name), None)

    @property
    def _out(self) -> CardSlip | None:
        """Return the chosen card when it is with the city."""
        one = self._one
        return one if one is not None and one.ended is None else None

    @property
    def _now(self) -> datetime:
        return self.desk.now()

    def _show_rows(self) -> None:
        words, now = self.texts, self._now
        rows = tuple(card_row(one, now, words) for one in self._slips)
        self._view.show_rows(rows, none=words["cards.none"])
        self._chosen()

    def _chosen(self) -> None:
        """Say what is known of the chosen card, and what was just done."""
        one, words = self._one, self.texts
        if one is None:
            self._view.tell(words["cards.title"], words["cards.explain"], ())
        else:
            head = words.say("card.row", number=one.number, holder=one.giving.holder)
            facts = card_facts(one, self._members, words)
            self._view.tell(head, state_words(one, self._now, words)[0], facts)
        self._view.remark(*self._told())
        if not self.busy:
            self.settle()

    def _told(self) -> tuple[str, Verdict]:
        about = next((one for one in self._slips if str(one.id) == self._whom), None)
        out = cards_out(self._slips)
        if about is not None and self._act is not DeskAct.NOTHING:
            said = self.texts.say(f"desk.act.{self._act.value}", number=about.number, out=out)
            return said, Verdict.PASS
        return (self.texts.say("cards.out", out=out) if out else ""), Verdict.WARN

    def _open_give(self) -> None:
        self.give.officer = self._slips[-1].giving.officer if self._slips else ""
        self.open_work(self.give)

    def _open_settle(self) -> None:
        if self._out is not None:
            self.settle_one.show_whose(self._out)
            self.open_work(self.settle_one)

    def _return(self, way: str) -> None:
        if self._out is not None:
            self.desk.commands.return_card(self._out.id, CardTaker(way))

    def _ask_settle(self, way: str) -> None:
        slip, words = self._out, self.texts
        if slip is None:
            return
        question = words.say(
            "desk.card_settle.ask", number=slip.number, reason=words[f"card.stays.{way}"]
        )
        why = CardStays(way)
        self.bar.ask(question, words["desk.card_settle.yes"], lambda: self._settle(slip.id, why))

    def _settle(self, slip: CardSlipId, why: CardStays) -> None:
        self.desk.commands.settle_card(slip, why)

    def _print(self) -> None:
        if self._one is not None:
            self.desk.commands.print_card_slip(self._one.id)
