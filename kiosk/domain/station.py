"""What a station is set up with."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.custody import PolicyStanding
from kiosk.domain.ids import StationId
from kiosk.domain.staff import StaffMember


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who can open the batches: a name for people and an age public key (``age1…``)."""

    name: str
    age_recipient: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFiles:
    """A policy as headquarters sends it: the file, its raw signature, the root's public key.

    The key is a PEM file's content in a file of answers, 32 raw bytes everywhere else.
    """

    content: bytes
    signature: bytes
    root_public: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenPolicy:
    """A policy that its own root signed, and what it says; the root is not yet trusted."""

    files: PolicyFiles
    standing: PolicyStanding


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NewStaffMember:
    """A staff member with the first password; without a repr."""

    member: StaffMember
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VenuePlan:
    """How the station will be used: with a ``line`` at a venue, or from one home to the next.

    ``ticket_printer`` is a target as the settings spell it, "" none: numbers are written by hand.
    """

    line: bool = False
    ticket_printer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupAnswers:
    """Everything `kiosk setup` needs to make a station.

    Either a ``policy``, which names the recipients and whose root is trusted from then on, or
    ``recipients`` that nobody signed.
    """

    station: StationId
    staff: tuple[NewStaffMember, ...]
    recipients: tuple[Recipient, ...] = ()
    policy: PolicyFiles | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedFigures:
    """The numbers of a day as headquarters gets them; nobody is in them.

    ``name`` is the file's; ``signature`` is the station's, over the bytes of ``content``.
    """

    name: str
    content: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchFiles:
    """The day's sealed batch on the disk, verified by reading it back."""

    age: Path
    envelope: Path
    signature: Path
    station_public_key: Path
    records: int
    sha256: str
