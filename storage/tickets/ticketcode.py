"""What stands in a ticket's QR: ``SK1.`` and 16 characters of base32, nothing personal.

10 bytes (docs/SECURITY.md, "Queue"): day since 2020-01-01 (u16), service (u8, A = 1), number (u16),
5 bytes of a MAC that binds them to the database and to the ticket's random identity.
"""

import base64
import hmac
import re
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.domain.ticket import Service, Ticket, TicketId, TicketNumber
from storage.crypto.canonical import pack
from storage.tickets.errors import ForeignCodeError, ForgedCodeError

MOST_BYTES = 64
"""A scanner's text beyond that is nobody's ticket and is not looked at."""
MOST_NUMBER = 0xFFFF
_PREFIX = "SK1."
_FORM = re.compile(rf"{re.escape(_PREFIX)}([A-Z2-7]{{16}})")
_EPOCH = date(2020, 1, 1)
_LABEL = "kiosk v1 ticket code"
_MAC_BYTES = 5  # a guess a second would take 17,000 years on average (2**39 s)
_FACTS_BYTES = 5
_SERVICES = tuple(Service)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketClaim:
    """What a code says of itself; true when `is_proved` for the ticket it names."""

    business_date: date
    number: TicketNumber
    facts: bytes
    mac: bytes


def spelled_code(ticket: Ticket, key: bytearray, database: str) -> str:
    """Return the ticket's code."""
    facts = (
        (ticket.business_date - _EPOCH).days.to_bytes(2, "big")
        + (1 + _SERVICES.index(ticket.service)).to_bytes(1, "big")
        + ticket.number.number.to_bytes(2, "big")
    )
    mac = _mac(facts, ticket.id, key, database)
    return _PREFIX + base64.b32encode(facts + mac).decode("ascii")


def parsed_code(text: str) -> TicketClaim:
    """Return what the code says; raise when it is no ticket's or says what cannot be."""
    if len(text) > MOST_BYTES or not text.isascii():
        raise ForeignCodeError("length or script")
    found = _FORM.fullmatch(text)
    if found is None:
        raise ForeignCodeError("form")
    content = base64.b32decode(found[1])
    facts, mac = content[:_FACTS_BYTES], content[_FACTS_BYTES:]
    at = facts[2] - 1
    if not 0 <= at < len(_SERVICES):
        raise ForgedCodeError("service")
    return TicketClaim(
        business_date=_EPOCH + timedelta(days=int.from_bytes(facts[:2], "big")),
        number=TicketNumber(_SERVICES[at], int.from_bytes(facts[3:], "big")),
        facts=facts,
        mac=mac,
    )


def is_proved(claim: TicketClaim, ticket: TicketId, key: bytearray, database: str) -> bool:
    """Tell whether this station gave the code to the ticket; takes the same time either way."""
    return hmac.compare_digest(claim.mac, _mac(claim.facts, ticket, key, database))


def _mac(facts: bytes, ticket: TicketId, key: bytearray, database: str) -> bytes:
    bound = pack(_LABEL, database, facts, str(ticket))
    return hmac.digest(key, bound, "sha256")[:_MAC_BYTES]
