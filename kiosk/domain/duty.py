"""What is still to be done about a record that is sealed already."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.ids import ReceiptNumber, RecordId, StaffId
from kiosk.domain.numbers import FormId
from kiosk.domain.review import PhotoExemption


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDone:
    """Who did it, and when."""

    by: StaffId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PhotoDuty:
    """The reason of a 写真の特例 has to reach J-LIS, with the 申請書ID; ``done`` once it has.

    A hand-written form has no 申請書ID: its receipt number stands for it.
    """

    record_id: RecordId
    number: ReceiptNumber
    form_id: FormId | None
    exemption: PhotoExemption
    done: DutyDone | None = None
