"""Days in memory: what a station does at the closing, and how it stands."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kiosk.contract.figures import count_applications, day_figures, day_tally, open_day
from kiosk.contract.figuresfile import spell_figures
from kiosk.domain.audit import AuditKind
from kiosk.domain.custody import (
    AloneReason,
    AnchorState,
    Backup,
    Consent,
    DayStage,
    DayStanding,
    StationStanding,
)
from kiosk.domain.dayreport import DayCounts, DayReport
from kiosk.domain.figures import DayFigures, Tally
from kiosk.domain.intake import LeaveReason
from kiosk.domain.staff import Role
from kiosk.domain.station import BatchFiles, SignedFigures
from kiosk.errors import CancelledError, LeadNeededError, SecondPersonError
from kiosk.queue.errors import TicketsOpenError
from kiosk.vaultports import Progress, Report
from storage.custody.errors import DayNotClosedError
from storage.errors import SignInError
from tests.fakes.memorycards import MemoryCards
from tests.fakes.memoryrecords import MemoryDay


@dataclass
class MemoryDays(MemoryCards):
    """The closing of a `MemoryStation`."""

    # --- closing ------------------------------------------------------------------------------

    def close_day(self, business_date: date, consent: Consent, report: Report) -> BatchFiles:
        self._lead()
        day = self._day(business_date)
        if day.batch is None:
            operators = self._agree(consent)
            self._fail_if_told()
            if self.tickets_open:
                raise TicketsOpenError("open", tickets=str(self.tickets_open))
            self._refuse_cards_out(business_date)
            day.stage = DayStage.CLOSING
            total = len(day.records) + 1 if self.steps is None else self.steps
            for done in range(1, total + 1):
                try:
                    report(Progress(done, total))
                except CancelledError:
                    day.stage = DayStage.OPEN
                    raise
            day.stage, day.batch = DayStage.KEY_SHREDDED, self._batch(business_date, day)
            day.standing = replace(
                self._standing_of(business_date, day),
                operators=operators,
                alone=consent if isinstance(consent, AloneReason) else None,
                closed_at=self.clock.now(),
                batch=day.batch.age.name.removesuffix(".zip.age"),
            )
            self._note(AuditKind.CLOSE_DAY)
        return day.batch

    def back_up(self, business_date: date) -> None:
        self._require()
        day = self._closed_one(business_date)
        self._fail_if_told()
        backup = Backup(file="backup.db", sha256="11" * 32)
        day.standing = replace(self._standing_of(business_date, day), backup=backup)
        self._note(AuditKind.BACK_UP)

    def day_report(self, business_date: date) -> DayReport:
        self._require()
        day = self._closed_one(business_date)
        standing, batch = self._standing_of(business_date, day), day.batch
        if standing.closed_at is None or batch is None:
            raise DayNotClosedError("open", day=business_date.isoformat())
        overridden = [one for one in day.records if one.review and one.review.override]
        cards, settled = self._card_counts(business_date)
        return DayReport(
            station=self.station,
            venue="",
            training=self.training,
            business_date=business_date,
            opened_at=standing.closed_at,
            opened_by=standing.opened_by,
            people=standing.people,
            records=len(day.records),
            without_photo=sum(one.photo is None for one in day.records),
            overrides=len(overridden),
            exemptions=len(day.duties),
            duties_open=sum(one.done is None for one in day.duties.values()),
            sheets_printed=day.sheets,
            retaken=day.retaken,
            corrected=sum(version > 1 for version in day.versions.values()),
            cards=cards,
            cards_settled=settled,
            closed_at=standing.closed_at,
            operators=standing.operators,
            alone=standing.alone,
            batch=standing.batch,
            batch_bytes=0,
            batch_sha256=batch.sha256,
            envelope_sha256="22" * 32,
            recipients=self.policy.recipients,
            policy_version=self.policy.version,
            audit_n=len(self.trail),
            audit_head="33" * 32,
            program="kenshu",
            leavings=tuple((why, day.leavings[why]) for why in LeaveReason if day.leavings[why]),
            left_line=tuple((why, day.left_line[why]) for why in LeaveReason if day.left_line[why]),
        )

    # --- how the station stands ---------------------------------------------------------------

    def standing(self) -> StationStanding:
        self._require()
        self._fail_if_told()
        closed = [d for d, day in self.days.items() if day.batch is not None]
        return StationStanding(
            days=tuple(
                self._standing_of(business_date, day)
                for business_date, day in sorted(self.days.items())
                if day.stage is not DayStage.DELETED
            ),
            policy=self.policy,
            anchor=self.anchor,
            free_bytes=self.free_bytes,
            training=self.training,
            clock_went_back=self.clock_went_back,
            draft_kept=self.kept is not None,
            last_closed=max(closed, default=None),
        )

    def accept_anchor(self, password: str) -> None:
        member = self._require()
        if member.role is not Role.GENERAL:
            raise LeadNeededError("not the general lead")
        if self.people[member.id][0] != password:
            raise SignInError("refused")
        self.anchor = AnchorState.AGREES
        self._note(AuditKind.ACCEPT_ANCHOR)

    # --- inside -------------------------------------------------------------------------------

    def _agree(self, consent: Consent) -> tuple[str, ...]:
        """Return by whom; the second person must be somebody else with the right password."""
        first = self._require()
        if isinstance(consent, AloneReason):
            return (first.id,)
        expected, second = self.people.get(consent.staff_id, (None, None))
        if second is None or consent.password != expected:
            raise SecondPersonError("refused", second_reason="refused")
        if second.id == first.id:
            raise SecondPersonError("same person", second_reason="same_person")
        self._note(AuditKind.WITNESS, second.id)
        return (first.id, second.id)

    def _standing_of(self, business_date: date, day: MemoryDay) -> DayStanding:
        known = day.standing or DayStanding(business_date=business_date, stage=day.stage, records=0)
        cards = len(self.slips.get(business_date, ()))
        return replace(known, stage=day.stage, records=len(day.records), cards=cards)

    def _batch(self, business_date: date, day: MemoryDay) -> BatchFiles:
        seq = 1 + sum(one.batch is not None for one in self.days.values())
        name = f"KB-{self.station}-{business_date:%Y%m%d}-{seq:04d}"
        outbox = Path("outbox")
        return BatchFiles(
            age=outbox / f"{name}.zip.age",
            envelope=outbox / f"{name}.json",
            signature=outbox / f"{name}.json.sig",
            station_public_key=outbox / f"{self.station}.pub.pem",
            records=len(day.records),
            sha256="00" * 32,
        )

    def day_figures(self, business_date: date) -> SignedFigures:
        self._require()
        day = self._day(business_date)
        counted = count_applications(day.records, on=business_date)
        figures = (
            self._open_figures(business_date, day, counted)
            if day.batch is None
            else day_figures(self.day_report(business_date), counted)
        )
        name = f"figures-{self.station}-{business_date:%Y%m%d}.json"
        return SignedFigures(name=name, content=spell_figures(figures), signature=b"\x00" * 64)

    def _open_figures(self, business_date: date, day: MemoryDay, counted: Tally) -> DayFigures:
        counts = DayCounts(
            records=len(day.records),
            leavings=tuple((why, day.leavings[why]) for why in LeaveReason if day.leavings[why]),
            left_line=tuple((why, day.left_line[why]) for why in LeaveReason if day.left_line[why]),
            retaken=day.retaken,
        )
        tally, made_up = day_tally(counts, counted), self.training
        return open_day(self.station, business_date, tally, event=None, place="", training=made_up)

    def _closed_one(self, business_date: date) -> MemoryDay:
        day = self._day(business_date)
        if day.batch is None:
            raise DayNotClosedError("open", day=business_date.isoformat())
        return day
