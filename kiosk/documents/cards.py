"""預り証 of a card: one A4 page with two halves that say the same, one for each side."""

from kiosk.documents.spelling import day, minute
from kiosk.documents.typesetting import typeset, typeset_pictures
from kiosk.domain.cardpaper import CardSlipPaper
from kiosk.texts import Language, catalogue

_TEMPLATE = "card_slip"


def card_slip(paper: CardSlipPaper) -> bytes:
    """Return the paper as PDF/A; it names a person and belongs on no disk of the station."""
    return typeset(_TEMPLATE, _fields(paper), made_at=paper.given_at)


def card_slip_pictures(paper: CardSlipPaper) -> tuple[bytes, ...]:
    """Return the same pages as PNG, for a printer."""
    return typeset_pictures(_TEMPLATE, _fields(paper), made_at=paper.given_at)


def _fields(paper: CardSlipPaper) -> dict[str, object]:
    words = catalogue(Language.JA)
    return {
        "number": paper.number,
        "holder": paper.holder,
        "reading": paper.reading,
        "work": words[f"card_paper.{paper.work.value}"],
        "given_by": paper.given_by,
        "officer": paper.officer,
        "given_at": minute(paper.given_at),
        "place": paper.place,
        "expected": day(paper.expected) if paper.expected else "",
        "training": paper.training,
    }
