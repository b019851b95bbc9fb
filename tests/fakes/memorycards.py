"""Cards handed to the city, in memory: the same promises as `storage.records.cardslips`."""

from dataclasses import dataclass, field, replace
from datetime import date

from kiosk.domain.audit import AuditKind
from kiosk.domain.cardslip import (
    CardGiving,
    CardNotReturned,
    CardReturned,
    CardSlip,
    CardSlipId,
    CardStays,
    CardTaker,
    cards_out,
)
from kiosk.domain.custody import DayStage
from storage.errors import CardsOutError, NoSuchCardError
from tests.fakes.memoryrecords import MemoryRecords


@dataclass
class MemoryCards(MemoryRecords):
    slips: dict[date, list[CardSlip]] = field(default_factory=dict)

    def unclosed_days(self) -> tuple[date, ...]:
        carded = {d for d in self.slips if self.days[d].stage is DayStage.OPEN}
        return tuple(sorted({*super().unclosed_days(), *carded}))

    def cards(self, business_date: date) -> tuple[CardSlip, ...]:
        self._require()
        if business_date not in self.days:
            return ()
        self._open_one(business_date)
        return tuple(self.slips.get(business_date, ()))

    def give_card(self, business_date: date, giving: CardGiving) -> tuple[CardSlip, ...]:
        member = self._require()
        self._open_one(business_date)
        self._fail_if_told()
        known = self.slips.setdefault(business_date, [])
        slip = CardSlip(
            id=CardSlipId.new(),
            number=len(known) + 1,
            giving=giving,
            given_by=member.id,
            given_at=self.clock.now(),
        )
        known.append(slip)
        self._note(AuditKind.GIVE_CARD, str(slip.id))
        return tuple(known)

    def end_card(
        self, business_date: date, slip: CardSlipId, end: CardTaker | CardStays
    ) -> tuple[CardSlip, ...]:
        member = self._require()
        self._open_one(business_date)
        known = self.slips.get(business_date, [])
        if slip not in {one.id for one in known}:
            raise NoSuchCardError("no slip of this day")
        by, at = member.id, self.clock.now()
        ended: CardReturned | CardNotReturned
        if isinstance(end, CardTaker):
            kind, ended = AuditKind.RETURN_CARD, CardReturned(by=by, at=at, to=end)
        else:
            kind, ended = AuditKind.SETTLE_CARD, CardNotReturned(by=by, at=at, why=end)
        for at_, one in enumerate(known):
            if one.id == slip and one.ended is None:
                known[at_] = replace(one, ended=ended)
                self._note(kind, str(slip))
        return tuple(known)

    def _card_counts(self, business_date: date) -> tuple[int, int]:
        """Return how many slips the day has, and how many cards did not come back."""
        known = self.slips.get(business_date, [])
        settled = sum(isinstance(one.ended, CardNotReturned) for one in known)
        return len(known), settled

    def _refuse_cards_out(self, business_date: date) -> None:
        if out := cards_out(tuple(self.slips.get(business_date, ()))):
            raise CardsOutError("cards out", count=str(out))
