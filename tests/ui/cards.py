"""What the page of cards is shown in tests; all people are invented."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from kiosk.domain.cardpaper import CardWork
from kiosk.domain.cardslip import (
    CardGiving,
    CardNotReturned,
    CardReturned,
    CardSlip,
    CardSlipId,
    CardStays,
    CardTaker,
)
from kiosk.domain.dates import birth_date_of
from kiosk.domain.ids import StaffId
from kiosk.workflow.desks import CardDesk, DeskAct
from kiosk.workflow.errors import CardPaperError
from kiosk.workflow.phases import AtDesk
from kiosk.workflow.snapshots import StationView
from tests.ui import samples

BY = StaffId("kenshu")
GIVING = CardGiving(
    holder="研修 花子",
    reading="ケンシュウ ハナコ",
    born=birth_date_of(date(1950, 3, 4)),
    work=CardWork.BOTH,
    officer="研修 市民課 係員",
    expected=samples.TODAY,
)


def slip(number: int, minutes: int, **changes: object) -> CardSlip:
    """Return a slip that was made so many minutes ago."""
    known: dict[str, object] = {
        "id": CardSlipId(uuid.UUID(int=number)),
        "number": number,
        "giving": GIVING,
        "given_by": BY,
        "given_at": samples.NOW - timedelta(minutes=minutes),
        **changes,
    }
    return CardSlip(**known)  # type: ignore[arg-type]


AT = samples.NOW - timedelta(minutes=3)
BACK = slip(
    1,
    62,
    giving=replace(GIVING, holder="研修 太郎", reading="", born=None, work=CardWork.RENEW),
    ended=CardReturned(by=BY, at=AT, to=CardTaker.REPRESENTATIVE),
)
OUT = slip(2, 18)
KEPT = slip(
    3,
    9,
    giving=replace(GIVING, holder="KENSHU MARIA CLARA DE LA CRUZ SANTOS", work=CardWork.PIN),
    ended=CardNotReturned(by=BY, at=AT, why=CardStays.CITY_RETURNS),
)
DESK = CardDesk(slips=(BACK, OUT, KEPT))
GIVEN = replace(DESK, act=DeskAct.CARD_GIVEN, whom=OUT.id)
FORM = ("*研修 花子", "Enter", "*ケンシュウ ハナコ", "Enter", "*S25.3.4", "Enter", "3", "Enter")
WHOLE = (*FORM, "*12/1", "Enter", "*2021-12-1")
WRONG = ("*0123", "Enter", "Enter", "Enter", "Enter", "*1234 5678 9012", "Ctrl+Enter")


def at(desk: CardDesk, **changes: object) -> StationView:
    """Return a view of this desk."""
    return samples.view(AtDesk(desk), **changes)


def scenes() -> Mapping[str, tuple[StationView, tuple[str, ...]]]:
    """Return view and keys pressed then, of every state that has a look of its own."""
    printed = replace(DESK, act=DeskAct.CARD_PRINTED, whom=OUT.id)
    settled = replace(DESK, act=DeskAct.CARD_SETTLED, whom=KEPT.id)
    return {
        "cards-none": (at(CardDesk(slips=())), ()),
        "cards": (at(DESK), ("Down",)),
        "cards-given": (at(GIVEN), ()),
        "cards-printed": (at(printed), ("Down",)),
        "cards-settled": (at(settled), ()),
        "cards-unpainted": (at(DESK, notice=CardPaperError()), ("Down",)),
        "cards-give": (at(CardDesk(slips=())), ("N",)),
        "cards-give-whole": (at(DESK), ("N", *WHOLE)),
        "cards-give-wrong": (at(CardDesk(slips=())), ("N", *WRONG)),
        "cards-return": (at(DESK), ("Down", "Enter")),
        "cards-settle": (at(DESK), ("Down", "X")),
        "cards-settle-asked": (at(DESK), ("Down", "X", "2")),
    }
