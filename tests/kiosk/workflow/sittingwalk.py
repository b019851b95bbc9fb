"""Sittings under chance: every wish in every phase, jobs late or failing, locks and crashes."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.application import Application
from kiosk.domain.intake import CaseFile, LeaveReason, SaidBy, TriagePoint
from kiosk.domain.numbers import parse_form_id
from kiosk.domain.record import Record
from kiosk.domain.ticket import PublicLanguage
from kiosk.errors import DiskFullError
from kiosk.training.people import training_form
from kiosk.workflow import phases
from kiosk.workflow.drafting import TYPING_NS
from kiosk.workflow.sitting import BURST
from tests.kiosk.workflow.bench import ALL_WELL, LINES, PHOTO, Bench, LateBackground

TYPING_S = TYPING_NS / 1e9
NOBODY = phases.SignedOut | phases.Opening | phases.Resuming | phases.Ready | phases.Receipted
KEPT = phases.Posing | phases.Reviewing | phases.Filling | phases.Confirming
"""A step to one of these is kept at once."""
UNDER_WAY = phases.Receiving | KEPT | phases.Shooting | phases.Developing
PEOPLE = st.integers(min_value=1, max_value=3)
WRONG_DAYS = [{"birth_date": "S99.1.1"}, {"birth_date": "R8.6"}]
GAPS = st.sampled_from([{}, {}, {}, {"kana": ""}, *WRONG_DAYS])
OF_A_PARENT = {"representative_name": "研修 親", "representative_relation": "parent"}


class SittingWalk(RuleBasedStateMachine):
    """Plays staff, applicant, camera, clock, disk and power cut.

    ``seen`` is what was known of the applicant when it had to be kept last, and everything known
    since; ``owed`` tells that the store must have it. ``trouble`` tells that the disk failed in
    this sitting: it was told to staff. ``sealed`` and ``resumed`` count over all walks, so that
    walks that never get anywhere show.
    """

    sealed = 0
    resumed = 0

    def __init__(self) -> None:
        super().__init__()
        self.late = LateBackground()
        self.bench = Bench(background=self.late)
        self.seen: list[CaseFile] = []
        self.owed = False
        self.last = CaseFile()
        self.waited_s = 0.0
        self.trouble = False
        self.written = ApplicantForm()
        self.before: phases.Phase = phases.SignedOut()
        self.asked: phases.Confirming | None = None
        self.expected: list[Application] = []

    @property
    def phase(self) -> phases.Phase:
        return self.bench.session.phase

    @property
    def case(self) -> CaseFile:
        return self.bench.session.view().case

    @property
    def records(self) -> list[Record]:
        return [one for day in self.bench.station.days.values() for one in day.records]

    # --- what staff do on a calm day: without it, chance hardly ever seals anything -----------

    @rule(number=PEOPLE)
    def go_on(self, number: int) -> None:
        match self.phase:
            case phases.SignedOut():
                self.sign_in("lead", right=True)
            case phases.Resuming():
                self.resume()
            case phases.Ready() | phases.Receipted():
                self.receive(number)
            case phases.Receiving():
                self.bench.receive(number)
            case phases.Posing():
                self.shoot(seen=True)
            case phases.Reviewing():
                self.approve()
            case phases.Filling():
                self.write(number, {}, completes=True)
            case phases.Confirming(confirmed=None):
                self.seal()  # somebody is impatient
                self.confirm(SaidBy.ALOUD)
            case phases.Confirming():
                self.seal()
            case _:
                pass
        self.follow()
        self.finish_work()

    @rule(number=PEOPLE, steps=st.integers(min_value=2, max_value=9))
    def go_far(self, number: int, steps: int) -> None:
        for _ in range(steps):
            self.go_on(number)

    @rule(number=PEOPLE)
    def be_cut_off_after_typing(self, number: int) -> None:
        self.touch()
        for _ in range(9):
            if not isinstance(self.phase, phases.Filling):
                self.go_on(number)
        self.write(number, {}, completes=False)
        self.pass_time(TYPING_S)
        self.crash()

    # --- what goes on by itself ---------------------------------------------------------------

    @rule(jobs=st.integers(min_value=1, max_value=4))
    def work(self, jobs: int) -> None:
        for _ in range(min(jobs, len(self.late.jobs))):
            self.late.do()
            self.follow()

    @rule()
    def finish_work(self) -> None:
        while self.late.jobs:
            self.work(1)

    @rule(seconds=st.sampled_from([0.5, 1.0, TYPING_S, 31.0, 181.0]))
    def pass_time(self, seconds: float) -> None:
        changed = len(self.seen) > 1
        self.bench.clock.pass_s(seconds)
        self.bench.session.pass_time()
        self.waited_s = self.waited_s + seconds if changed else 0.0
        if self.waited_s >= TYPING_S:
            self.promise()
        self.follow()

    @rule()
    def touch(self) -> None:
        self.bench.session.touch()

    @rule()
    def fill_the_disk(self) -> None:
        self.bench.station.fail_next = DiskFullError()
        self.trouble = True

    # --- the door -----------------------------------------------------------------------------

    @rule(who=st.sampled_from(["lead", "staff"]), right=st.sampled_from([True, True, True, False]))
    def sign_in(self, who: str, right: bool) -> None:
        self.bench.session.sign_in(who, "open sesame" if right else "wrong")
        self.follow()

    @rule(leaves=st.booleans())
    def lock(self, leaves: bool) -> None:
        if leaves:
            self.bench.session.sign_out()
        else:
            self.bench.session.lock()
        self.follow()

    @rule()
    def crash(self) -> None:
        """The power goes once the store has done what it was asked; the day goes on afterwards."""
        self.finish_work()
        self.bench.station.fail_next = None
        self.bench.station.sign_out()
        self.bench.session = self.bench.new_session()
        self.bench.sign_in()
        self.late.do_all()
        self.before = phase = self.phase
        if self.trouble:
            self.drop()
            self.forget()
        elif self.owed:
            assert isinstance(phase, phases.Resuming), "a sitting was lost"
            assert phase.draft.case in self.seen, "what was typed was lost"
        else:
            assert not isinstance(phase, phases.Resuming), "somebody came back"
        self.follow()

    @rule()
    def resume(self) -> None:
        phase = self.phase
        self.bench.session.resume_draft()
        if isinstance(phase, phases.Resuming):
            assert self.case == phase.draft.case
            SittingWalk.resumed += 1
        self.follow()

    @rule()
    def drop(self) -> None:
        there = isinstance(self.phase, phases.Resuming)
        self.bench.session.drop_draft()
        if there:
            self.finish_work()
            if not isinstance(self.phase, phases.Resuming):
                self.forget()
        self.follow()

    # --- the table ----------------------------------------------------------------------------

    @rule()
    def begin(self) -> None:
        self.bench.session.begin_sitting()
        self.follow()

    @rule(said=st.sampled_from(SaidBy))
    def consent(self, said: SaidBy) -> None:
        self.bench.session.note_consent(said)
        self.follow()

    @rule(language=st.sampled_from(PublicLanguage))
    def speak(self, language: PublicLanguage) -> None:
        self.bench.session.choose_language(language)
        self.follow()

    @rule(point=st.sampled_from(TriagePoint), applies=st.sampled_from([True, False, False]))
    def name_point(self, point: TriagePoint, applies: bool) -> None:
        self.bench.session.set_point(point, applies=applies)
        self.follow()

    @rule(number=PEOPLE)
    def scan(self, number: int) -> None:
        self.bench.session.take_scan(training_form(number).form_id)
        self.follow()

    @rule(number=PEOPLE, again=PEOPLE)
    def type_number(self, number: int, again: int) -> None:
        first, second = training_form(number).form_id, training_form(again).form_id
        self.bench.session.note_form(replace(self.case.form, form_id=first, number_again=second))
        self.follow()

    @rule()
    def go_to_the_camera(self) -> None:
        self.bench.session.finish_intake()
        self.follow()

    @rule()
    def go_back_to_the_table(self) -> None:
        self.bench.session.reopen_intake()
        self.follow()

    @precondition(lambda self: isinstance(self.phase, phases.Ready | phases.Receipted))
    @rule(number=PEOPLE)
    def receive(self, number: int) -> None:
        self.bench.pose(number)
        self.follow()

    @rule(reason=st.sampled_from(LeaveReason))
    def leave(self, reason: LeaveReason) -> None:
        under_way = isinstance(self.phase, UNDER_WAY)
        self.bench.session.leave_sitting(reason)
        if under_way and isinstance(self.phase, phases.Ready):
            self.forget()
        self.follow()

    # --- the camera ---------------------------------------------------------------------------

    @rule(seen=st.sampled_from([True, True, False]))
    def shoot(self, seen: bool) -> None:
        self.bench.see(seen=seen)
        self.bench.session.take_photo()
        self.bench.see(BURST, seen=seen)
        self.follow()

    @rule(fails=st.booleans())
    def disturb_the_photo(self, fails: bool) -> None:
        self.bench.portraits.fail = DiskFullError() if fails else None

    @rule()
    def waive(self) -> None:
        self.bench.session.waive_photo()
        self.follow()

    @rule()
    def retake(self) -> None:
        self.bench.session.retake()
        self.follow()

    @rule()
    def place_head(self) -> None:
        self.bench.session.place_head(LINES)
        self.follow()

    @rule()
    def approve(self) -> None:
        self.bench.session.approve(ALL_WELL)
        self.follow()

    @rule()
    def reopen_review(self) -> None:
        self.bench.session.reopen_review()
        self.follow()

    # --- the form and the end -----------------------------------------------------------------

    @rule(number=PEOPLE, gaps=GAPS, completes=st.booleans())
    def write(self, number: int, gaps: dict[str, str], completes: bool) -> None:
        if not isinstance(self.phase, phases.Filling):
            return
        shown = self.case.form
        words = replace(
            training_form(number),
            form_id=shown.form_id,
            individual_number=shown.individual_number,
            **OF_A_PARENT,
        )
        self.written = replace(words, **gaps)
        if completes:
            self.bench.session.complete_form(self.written)
        else:
            self.bench.session.note_form(self.written)
        self.follow()

    @rule(said=st.sampled_from(SaidBy))
    def confirm(self, said: SaidBy) -> None:
        self.bench.session.confirm_application(said)
        self.follow()

    @rule()
    def correct(self) -> None:
        self.bench.session.correct_form()
        self.follow()

    @rule()
    def show_again(self) -> None:
        self.bench.session.show_confirmation()
        self.follow()

    @rule()
    def seal(self) -> None:
        self.bench.session.seal()
        self.follow()

    # --- what must be true --------------------------------------------------------------------

    def follow(self) -> None:
        """See what the last event did, and what it promised."""
        phase, before, self.before = self.phase, self.before, self.phase
        if isinstance(phase, phases.Sealing) and not isinstance(before, phases.Sealing):
            self.asked = phase.asked
        if isinstance(phase, phases.Receipted) and len(self.records) > len(self.expected):
            assert self.asked is not None
            application = replace(self.asked.application, confirmed=self.asked.confirmed)
            self.expected.append(application)
            SittingWalk.sealed += 1
            self.forget()
        if isinstance(phase, UNDER_WAY):
            if isinstance(before, phases.Ready | phases.Receipted):
                self.seen, self.owed, self.waited_s = [self.case], False, 0.0
            if isinstance(phase, KEPT) and type(phase) is not type(before):
                self.promise()
            elif self.seen[-1] != self.case:
                self.seen.append(self.case)
        elif isinstance(phase, phases.SignedOut) and isinstance(before, UNDER_WAY):
            self.seen, self.owed = [self.last], self.owed or is_worth(self.last)
        self.last = self.case

    def promise(self) -> None:
        """From now on what is known must be found again."""
        if isinstance(self.phase, KEPT | phases.Receiving):
            self.seen, self.waited_s = [self.case], 0.0
            self.owed = self.owed or is_worth(self.case)

    def forget(self) -> None:
        """Nothing of this person must be found again."""
        self.seen, self.owed, self.waited_s = [], False, 0.0
        self.trouble = self.bench.station.fail_next is not None

    @invariant()
    def nobody_is_shown_when_nobody_is_here(self) -> None:
        if isinstance(self.phase, NOBODY):
            assert replace(self.case, procedure=CaseFile().procedure) == CaseFile()

    @invariant()
    def the_camera_is_looked_at_only_before_the_camera(self) -> None:
        wanted = isinstance(self.phase, phases.Posing | phases.Shooting)
        assert (bool(self.bench.watched) and self.bench.watches()) is wanted

    @invariant()
    def every_record_is_what_was_confirmed(self) -> None:
        for record, said in zip(self.records, self.expected, strict=False):
            assert record.application == said
            assert None not in {said.consent, said.confirmed}
            assert record.photo in {PHOTO, None}
            assert (record.photo is None) is (record.review is None)

    @invariant()
    def what_is_read_is_what_was_written(self) -> None:
        phase = self.phase
        if isinstance(phase, phases.Confirming) and self.written != ApplicantForm():
            read, written = phase.application.applicant, self.written
            assert (read.name, read.address) == (written.name, written.address)
            assert read.form_id in {parse_form_id(self.case.form.form_id), None}


def is_worth(case: CaseFile) -> bool:
    """Tell whether something was said or typed."""
    intake = case.intake
    return bool(intake.consent or intake.points) or case.form != ApplicantForm()
