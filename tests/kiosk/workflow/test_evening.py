"""The evening: closed by two, given up safely, backed up and reported; nothing undoes a closing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import pytest

from kiosk.background import InlineBackground
from kiosk.contract.figuresfile import read_figures
from kiosk.domain.custody import AloneReason, SecondPerson
from kiosk.errors import (
    CancelledError,
    DiskFullError,
    JobCrashedError,
    KioskError,
    LeadNeededError,
    SecondPersonError,
)
from kiosk.workflow import phases
from kiosk.workflow.outlook import Today
from storage.errors import SignInThrottledError
from tests.kiosk.workflow.bench import LEAD, STAFF, Bench, signed_in_late

T = TypeVar("T")
BY_TWO = SecondPerson(staff_id="staff", password="open sesame")


def asked(bench: Bench) -> phases.ConfirmingClose:
    """Have one applicant served and the lead asked."""
    bench.sign_in()
    bench.serve()
    bench.session.ask_close()
    phase = bench.view.phase
    assert isinstance(phase, phases.ConfirmingClose)
    return phase


def closed(bench: Bench) -> phases.DayClosed:
    phase = bench.view.phase
    assert isinstance(phase, phases.DayClosed)
    return phase


def test_the_figures_and_the_words_of_the_keys_are_read_before_closing(bench: Bench) -> None:
    phase = asked(bench)
    assert (phase.records, phase.duties) == (1, 0)
    assert [one.words for one in phase.recipients] == [
        one.words for one in bench.station.policy.recipients
    ]


def test_a_day_is_closed_by_two(bench: Bench) -> None:
    asked(bench)
    bench.session.confirm_close(BY_TWO)
    phase = closed(bench)
    assert phase.batch is not None
    assert phase.batch.records == 1
    (day,) = bench.station.standing().days
    assert (day.operators, day.alone) == ((LEAD.id, STAFF.id), None)


def test_a_day_is_closed_alone_only_with_a_reason(bench: Bench) -> None:
    asked(bench)
    bench.session.confirm_close(AloneReason.PARTNER_ILL)
    (day,) = bench.station.standing().days
    assert (day.operators, day.alone) == ((LEAD.id,), AloneReason.PARTNER_ILL)


@pytest.mark.parametrize(
    "second",
    [
        SecondPerson(staff_id="staff", password="wrong"),
        SecondPerson(staff_id="nobody", password="open sesame"),
        SecondPerson(staff_id="lead", password="open sesame"),
    ],
    ids=["wrong password", "unknown", "the same person"],
)
def test_a_second_person_who_is_not_believed_is_asked_again(
    bench: Bench, second: SecondPerson
) -> None:
    before = asked(bench)
    bench.session.confirm_close(second)
    assert bench.is_at(before)
    assert isinstance(bench.view.notice, SecondPersonError)
    bench.session.confirm_close(BY_TWO)
    assert closed(bench).batch is not None


def test_too_many_wrong_passwords_are_answered_on_the_same_page(bench: Bench) -> None:
    before = asked(bench)
    bench.station.fail_next = SignInThrottledError(seconds="8")
    bench.session.confirm_close(BY_TWO)
    assert bench.is_at(before)
    assert isinstance(bench.view.notice, SignInThrottledError)


def test_staff_who_are_no_leads_do_not_close(bench: Bench) -> None:
    bench.sign_in("staff")
    bench.session.ask_close()
    assert isinstance(bench.view.notice, LeadNeededError)
    assert bench.is_at(phases.Ready())


def test_a_closing_that_fails_leaves_the_day_as_it_was(bench: Bench) -> None:
    asked(bench)
    bench.station.fail_next = DiskFullError()
    bench.session.confirm_close(BY_TWO)
    assert bench.is_at(phases.Ready())
    assert isinstance(bench.view.notice, DiskFullError)
    assert bench.view.records_today == 1
    bench.serve(2)
    assert bench.view.records_today == 2


@dataclass
class Presses:
    """Runs each job at once; before the first, somebody presses a key."""

    key: Callable[[], None] | None = None
    inline: InlineBackground = field(default_factory=InlineBackground)

    def run(self, job: Callable[[], T], done: Callable[[T | KioskError], None]) -> None:
        key, self.key = self.key, None
        if key is not None:
            key()
        self.inline.run(job, done)


def test_a_closing_that_is_given_up_opens_the_day_again() -> None:
    presses = Presses()
    bench = Bench(background=presses)
    asked(bench)
    presses.key = bench.session.cancel
    bench.session.confirm_close(BY_TWO)
    cancelling = [
        view.phase.cancelling for view in bench.views if isinstance(view.phase, phases.Closing)
    ]
    assert cancelling[0] is False
    assert cancelling[-1] is True
    assert bench.is_at(phases.Ready())
    assert isinstance(bench.view.notice, CancelledError)
    assert bench.station.count(bench.view.business_date) == 1
    bench.session.ask_close()
    bench.session.confirm_close(BY_TWO)
    assert closed(bench).batch is not None


def test_progress_is_shown_while_the_batch_is_built(bench: Bench) -> None:
    asked(bench)
    bench.session.confirm_close(BY_TWO)
    shown = [
        view.phase.progress.done for view in bench.views if isinstance(view.phase, phases.Closing)
    ]
    assert shown == [0, 1, 2]


def test_a_closed_day_is_backed_up_and_reported_and_says_what_comes_next(bench: Bench) -> None:
    asked(bench)
    bench.session.confirm_close(BY_TWO)
    phase = closed(bench)
    assert phase.outlook is not None
    (day,) = phase.outlook.standing.days
    assert day.backup is not None
    assert phase.outlook.state is Today.CLOSED
    assert phase.report is not None
    assert phase.report.name == "nippo-SK01-20261122.pdf"
    assert "研修会場".encode() in bench.papers.kept[phase.report.name]
    numbers = bench.papers.kept["figures-SK01-20261122.json"]
    assert read_figures(numbers).closed
    assert "figures-SK01-20261122.json.sig" in bench.papers.kept


def test_a_backup_that_fails_is_told_and_undoes_nothing() -> None:
    bench, late = signed_in_late()
    bench.session.ask_close()
    bench.session.confirm_close(BY_TWO)
    late.do()
    assert closed(bench).outlook is None
    bench.station.fail_next = DiskFullError()
    late.do_all()
    phase = closed(bench)
    assert isinstance(bench.view.notice, DiskFullError)
    assert phase.batch is not None
    assert phase.report is not None
    assert phase.outlook is not None
    assert phase.outlook.standing.days[0].backup is None


def test_a_report_that_cannot_be_set_is_told_and_undoes_nothing(bench: Bench) -> None:
    bench.documents.fail = JobCrashedError("typst")
    asked(bench)
    bench.session.confirm_close(BY_TWO)
    phase = closed(bench)
    assert isinstance(bench.view.notice, JobCrashedError)
    assert phase.report is None
    assert phase.outlook is not None
    assert phase.outlook.standing.days[0].backup is not None


def test_a_station_that_was_left_while_papers_were_made_stays_left() -> None:
    bench, late = signed_in_late()
    bench.session.ask_close()
    bench.session.confirm_close(BY_TWO)
    late.do()
    bench.session.lock()
    late.do_all()
    assert bench.is_at(phases.SignedOut())
    assert bench.view.outlook is None
