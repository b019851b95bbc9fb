"""The station's papers: 消去証明書 and 日報. Implements `kiosk.vaultports.Documents`."""

from kiosk.documents.cards import card_slip_pictures
from kiosk.documents.legible import typeset_legibly
from kiosk.documents.spelling import day, grouped, moment, size
from kiosk.domain.cardpaper import CardSlipPaper
from kiosk.domain.dayreport import DayReport, TicketCounts
from kiosk.domain.deletion import DeletionCertificate
from kiosk.texts import Catalogue, Language, catalogue


class PdfPapers:
    """Sets papers in Japanese, the language of the contract."""

    def certificate(self, certificate: DeletionCertificate) -> bytes:
        """Return the 消去証明書."""
        words = catalogue(Language.JA)
        fields: dict[str, object] = {
            "training": certificate.training,
            "number": certificate.number,
            "station": certificate.station,
            "business_date": day(certificate.business_date),
            "shift": certificate.shift,
            "batch": certificate.batch,
            "seq": certificate.seq,
            "records": certificate.records,
            "envelope_sha256": grouped(certificate.envelope_sha256),
            "closed_at": moment(certificate.closed_at),
            "confirmed_at": moment(certificate.confirmed_at),
            "proof": words[f"paper.proof.{certificate.proof.value}"],
            "deleted_at": moment(certificate.deleted_at),
            "operators": certificate.operators,
            "deleted_rows": certificate.deleted_rows,
            "deleted_files": certificate.deleted_files,
            "deleted_backups": certificate.deleted_backups,
            "remaining_media": certificate.remaining_media,
            "audit_n": certificate.audit_n,
            "audit_head": grouped(certificate.audit_head),
            "json_sha256": grouped(certificate.sha256),
            "program": certificate.program,
        }
        return typeset_legibly("deletion_certificate", fields, made_at=certificate.deleted_at)

    def day_report(self, report: DayReport) -> bytes:
        """Return the 日報 of the station."""
        words = catalogue(Language.JA)
        fields: dict[str, object] = {
            "training": report.training,
            "station": report.station,
            "venue": report.venue,
            "business_date": day(report.business_date),
            "opened_at": moment(report.opened_at),
            "opened_by": report.opened_by,
            "people": report.people,
            "counts": _counts(report, words),
            "tickets": _tickets(report.tickets, words) if report.tickets else [],
            "leavings": _leavings(report, words) if report.leavings else [],
            "closed_at": moment(report.closed_at),
            "operators": report.operators,
            "alone": words[f"paper.alone.{report.alone.value}"] if report.alone else "",
            "batch": report.batch,
            "batch_size": size(report.batch_bytes),
            "batch_sha256": grouped(report.batch_sha256),
            "envelope_sha256": grouped(report.envelope_sha256),
            "recipients": [[one.name, one.words] for one in report.recipients],
            "policy_version": report.policy_version,
            "audit_n": report.audit_n,
            "audit_head": grouped(report.audit_head),
            "program": report.program,
        }
        return typeset_legibly("day_report", fields, made_at=report.closed_at)

    def card_slip(self, paper: CardSlipPaper) -> tuple[bytes, ...]:
        """Return the pages of the 預り証 for a printer."""
        return card_slip_pictures(paper)


def _tickets(counts: TicketCounts, words: Catalogue) -> list[list[object]]:
    """Return the line's rows: what was issued, and how each of them ended."""
    finished = [[words[f"paper.ticket.{one.value}"], count] for one, count in counts.finished]
    return [
        [words["paper.ticket.issued"], counts.issued],
        *finished,
        [words["paper.ticket.no_shows"], counts.no_shows],
        [words["paper.ticket.cancelled"], counts.cancelled],
        [words["paper.ticket.without_paper"], counts.without_paper],
    ]


def _counts(report: DayReport, words: Catalogue) -> list[list[object]]:
    """Return the day's figures; of corrections and cards on a day that had some."""
    names = (
        *_COUNTS,
        *(_CORRECTED if report.corrected else ()),
        *(_CARD_COUNTS if report.cards else ()),
    )
    return [[words[f"paper.count.{name}"], getattr(report, name)] for name in names]


def _leavings(report: DayReport, words: Catalogue) -> list[list[object]]:
    """Return how many left without an application, and why."""
    told = [[words[f"paper.leaving.{why.value}"], count] for why, count in report.leavings]
    return [[words["paper.leaving.all"], report.not_accepted], *told]


_COUNTS = (
    "records",
    "without_photo",
    "overrides",
    "exemptions",
    "duties_open",
    "sheets_printed",
)
_CORRECTED = ("corrected",)
_CARD_COUNTS = ("cards", "cards_settled")
