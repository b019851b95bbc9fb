"""問い合わせ and 苦情: what may be done about them."""

from datetime import datetime

from kiosk.domain.case import (
    Act,
    Answered,
    Closed,
    Complaint,
    HandedOver,
    Inquiry,
    Reported,
)


def refusal(case: Inquiry | Complaint, act: Act, *, at: datetime) -> str | None:
    """Return why the act does not fit; a complaint stays open until the city was told of it."""
    match act:
        case Answered():
            return None
        case Reported(when=when) if isinstance(case, Complaint):
            if when > at:
                return "told_in_future"
            return "told_before_opened" if when < case.opened else None
        case Closed() if isinstance(case, Complaint) and reported(case) is None:
            return "report_first"
        case Closed():
            return None if answered(case) else "answer_first"
        case _:
            return "not_for_this_case"


def reported(case: Complaint) -> Reported | None:
    """Return the first report to the city, None while the complaint is flagged."""
    acts = (entry.act for entry in case.history)
    return next((act for act in acts if isinstance(act, Reported)), None)


def answered(case: Inquiry | Complaint) -> bool:
    """Tell whether somebody answered: we did, or it is with the city."""
    return any(isinstance(entry.act, Answered | HandedOver) for entry in case.history)
