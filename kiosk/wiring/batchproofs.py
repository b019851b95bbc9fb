"""What the receiving side knows of the batches in a report: when they came, who deleted them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.documents.reportdeliveries import BatchProof
from kiosk.documents.spelling import day
from kiosk.domain.dates import JST
from kiosk.domain.figures import DayFigures
from kiosk.texts import Catalogue
from kiosk.wiring.receiver import begun_ledger, ledger_for
from kiosk.wiring.retention import BatchLife, Lives, lives_of
from storage.receiving.errors import LedgerBusyError


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofPlaces:
    """Where to look; without a ``ledger`` the usual one, once begun."""

    ledger: Path | None = None
    certificates: Path | None = None

    @property
    def named(self) -> bool:
        """Tell whether somebody named a place: then it has to be there."""
        return self.ledger is not None or self.certificates is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proofs:
    """Proofs by batch; ``certificates`` are number, day, station, records; ``notices`` in words."""

    proofs: tuple[BatchProof, ...] = ()
    certificates: tuple[tuple[str, str, str, int], ...] = ()
    notices: tuple[str, ...] = ()


def batch_proofs(
    figures: Iterable[DayFigures], places: ProofPlaces, words: Catalogue, *, training: bool
) -> Proofs:
    """Return what the ledger says of these days' batches; without a ledger nothing is known."""
    days = tuple(figures)
    if places.named:
        with begun_ledger(places.ledger) as trusted:
            lives = lives_of(trusted, days, places.certificates, training=training)
        return _told(lives, days, words)
    try:
        with ledger_for(None) as found:
            if found is None:
                return Proofs()
            return _told(lives_of(found, days, None, training=training), days, words)
    except LedgerBusyError:
        return Proofs(notices=(words["reports.notice.ledger_busy"],))


def _told(lives: Lives, days: Iterable[DayFigures], words: Catalogue) -> Proofs:
    asked = {one.batch for one in days if one.batch}
    mine = [one for one in lives.lines if one.mark.name in asked]
    proved = [one for one in mine if one.certificate is not None]
    refused = "、".join(lives.refused)
    return Proofs(
        proofs=tuple(map(_proof, mine)),
        certificates=tuple(
            (
                one.certificate.number,
                day(one.certificate.business_date),
                one.certificate.station,
                one.certificate.records,
            )
            for one in proved
            if one.certificate is not None
        ),
        notices=(words.say("reports.notice.refused_proofs", files=refused),) if refused else (),
    )


def _proof(life: BatchLife) -> BatchProof:
    proof = life.certificate
    return BatchProof(
        batch=life.mark.name,
        received=life.received,
        agrees=life.figures is True,
        deleted=proof.deleted_at.astimezone(JST).date() if proof else None,
        certificate=proof.number if proof else "",
    )
