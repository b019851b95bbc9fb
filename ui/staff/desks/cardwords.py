"""What is said of a card that was handed to the city, as words of a catalogue."""

from datetime import date, datetime

from kiosk.domain.cardslip import CardNotReturned, CardReturned, CardSlip
from kiosk.domain.dates import JST
from kiosk.domain.finding import Verdict
from kiosk.domain.staff import StaffMember
from kiosk.intake.cardterms import CardTerms
from kiosk.texts import Catalogue
from ui.widgets.chosen_list import Row

_SECONDS = 60


def card_row(slip: CardSlip, now: datetime, texts: Catalogue) -> Row:
    """Return the slip as a row: whose, and whether the card is out, by shape and by word."""
    words, verdict = state_words(slip, now, texts)
    giving = slip.giving
    return Row(
        name=str(slip.id),
        head=texts.say("card.row", number=slip.number, holder=giving.holder),
        about=texts.say(
            "card.row.about",
            work=texts[f"card.work.{giving.work.value}"],
            officer=giving.officer,
        ),
        state=words,
        verdict=verdict,
    )


def state_words(slip: CardSlip, now: datetime, texts: Catalogue) -> tuple[str, Verdict]:
    """Return where the card is, and the shape that says the same."""
    match slip.ended:
        case CardReturned(at=at, to=to):
            taker = texts[f"card.taker.{to.value}"]
            return texts.say("card.returned", time=_clock(at), taker=taker), Verdict.PASS
        case CardNotReturned(at=at, why=why):
            reason = texts[f"card.stays.{why.value}"]
            return texts.say("card.settled", time=_clock(at), reason=reason), Verdict.FAIL
        case None:
            minutes = max(0, int((now - slip.given_at).total_seconds()) // _SECONDS)
            return texts.say("card.out", minutes=minutes), Verdict.WARN


def card_facts(
    slip: CardSlip, members: tuple[StaffMember, ...], texts: Catalogue
) -> tuple[tuple[str, str], ...]:
    """Return what is known of it: name and value; empty values are not told."""
    giving = slip.giving
    names = {one.id: one.display_name for one in members}
    rows = [
        ("reading", giving.reading),
        ("born", giving.born.wareki() if giving.born else ""),
        ("work", texts[f"card.work.{giving.work.value}"]),
        ("given_at", _clock(slip.given_at)),
        ("given_by", names.get(slip.given_by, slip.given_by)),
        ("officer", giving.officer),
        ("expected", giving.expected.isoformat() if giving.expected else ""),
    ]
    if slip.ended is not None:
        rows.append(("ended_by", names.get(slip.ended.by, slip.ended.by)))
    return tuple((texts[f"card.fact.{key}"], value) for key, value in rows if value)


def terms_words(terms: CardTerms, today: date, texts: Catalogue) -> str:
    """Return how long the certificates last and whether they are renewed already; advice only."""
    key = "card.terms.open" if terms.certificate_renewal_opens <= today else "card.terms.early"
    if terms.certificate_expires < today:
        key = "card.terms.over"
    return texts.say(
        key,
        until=terms.certificate_expires.isoformat(),
        opens=terms.certificate_renewal_opens.isoformat(),
        card=terms.card_expires.isoformat(),
    )


def _clock(at: datetime) -> str:
    return f"{at.astimezone(JST):%H:%M}"
