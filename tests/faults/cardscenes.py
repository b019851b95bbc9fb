"""A card that goes to the city and comes back, to be broken off at each of its steps."""

from kiosk.domain.cardpaper import CardWork
from kiosk.domain.cardslip import CardGiving, CardTaker
from storage.station import Station
from tests.faults.dayscenes import busy_day
from tests.faults.promises import day_survives
from tests.faults.world import LEAD, Mark, Scene, World
from tests.storage.people import DAY, LEAD_PASSWORD

GIVING = CardGiving(holder="研修 花子", work=CardWork.RENEW, officer="研修 係員")


def _give_and_take(_world: World, station: Station, mark: Mark) -> None:
    # A second try goes on where the first was refused: the desk sees the slip in its list.
    (slip,) = station.cards(DAY) or station.give_card(DAY, GIVING)
    mark("given")
    station.end_card(DAY, slip.id, CardTaker.HOLDER)
    mark("back")


def _known(world: World, acked: frozenset[str]) -> list[str]:
    """Say what is wrong with the card; one that is out is given back, so that the day can close."""
    station = world.open()
    try:
        station.sign_in(LEAD, LEAD_PASSWORD)
        slips = station.cards(DAY)
        wrong = ["a card that was handed over is unknown"] if "given" in acked and not slips else []
        for slip in slips:
            if "back" in acked and slip.ended is None:
                wrong.append("a card that was given back is out")
            station.end_card(DAY, slip.id, CardTaker.HOLDER)
    finally:
        station.close()
    return wrong + day_survives(world, {1, 2, 3}, {1, 2, 3})


CARD_SCENES = (Scene(name="card", prepare=busy_day, act=_give_and_take, promise=_known),)
