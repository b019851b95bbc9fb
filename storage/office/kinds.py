"""Which values the office's book keeps; a further kind is one line."""

from kiosk.domain.case import Complaint, Defect, Incident, Inquiry
from kiosk.domain.checklist import Checklist, EquipmentSheet
from kiosk.domain.event import Event
from kiosk.domain.figures import DayFigures
from kiosk.domain.person import Person
from kiosk.domain.sitepicture import SitePicture
from storage.office.codec import Codec, Kind


def _day_of(figures: DayFigures) -> str:
    return f"{figures.station}.{figures.business_date.isoformat()}"


PICTURE = "picture"
KINDS = (
    Kind(name="event", type=Event),
    Kind(name="person", type=Person),
    Kind(name="checklist", type=Checklist),
    Kind(name="equipment", type=EquipmentSheet),
    Kind(name="defect", type=Defect),
    Kind(name="inquiry", type=Inquiry),
    Kind(name="complaint", type=Complaint),
    Kind(name="incident", type=Incident),
    Kind(name="figures", type=DayFigures, identity=_day_of),
    Kind(name=PICTURE, type=SitePicture),
)


def office_codec() -> Codec:
    """Return what spells and reads all of them."""
    return Codec(KINDS)
