"""The pieces of a station's work that are broken off at each of their steps."""

from tests.faults.cardscenes import CARD_SCENES
from tests.faults.custodyscenes import CUSTODY_SCENES
from tests.faults.dayscenes import DAY_SCENES
from tests.faults.linescenes import LINE_SCENES
from tests.faults.officescenes import OFFICE_SCENES
from tests.faults.peoplescenes import PEOPLE_SCENES
from tests.faults.picturescenes import PICTURE_SCENES

SCENES = (
    *DAY_SCENES,
    *CARD_SCENES,
    *CUSTODY_SCENES,
    *PEOPLE_SCENES,
    *LINE_SCENES,
    *OFFICE_SCENES,
    *PICTURE_SCENES,
)
