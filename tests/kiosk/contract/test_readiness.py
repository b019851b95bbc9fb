"""The sheet never says "open" where the station, the people or the list say no."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.contract.checklists import begin, checklist_table, go_on_anyway
from kiosk.contract.readiness import (
    LineState,
    Readiness,
    ReadinessLine,
    Verdict,
    device_lines,
    line_words,
    standing_lines,
    verdict,
)
from kiosk.contract.roster import may_open, override_opening
from kiosk.custody.freeze import freezes
from kiosk.doctor.finding import Check, State, found
from kiosk.domain.checklist import ChecklistPhase
from kiosk.domain.custody import (
    AnchorState,
    DayStage,
    DayStanding,
    PolicyStanding,
    RecipientMark,
    StationStanding,
)
from kiosk.domain.ids import StationId
from kiosk.texts import Language, catalogue
from tests.kiosk.contract.folk import AT, GENERAL, HERE, MANAGER, PEOPLE, TODAY, VENUE
from tests.kiosk.contract.test_checklists import answered

CITY = RecipientMark(name="研修 市役所", fingerprint="0" * 64, words="かもめ")
POLICY = PolicyStanding(
    version=3, expires_at=AT + timedelta(days=90), root_words="", recipients=(CITY,)
)
STANDING = StationStanding(
    days=(),
    policy=POLICY,
    anchor=AnchorState.AGREES,
    free_bytes=50_000_000_000,
    training=False,
)
OK_LINE = ReadinessLine(
    name_key="doctor.name.sqlite", state=LineState.OK, detail_key="doctor.store.ok"
)
OPENING = answered(begin(VENUE, ChecklistPhase.OPENING, checklist_table()))
SHEET = Readiness(
    event=VENUE,
    station=StationId("KENSHU1"),
    training=True,
    made_at=AT,
    made_by=MANAGER.id,
    took=timedelta(seconds=4.2),
    devices=(OK_LINE,),
    standing=standing_lines(STANDING, today=TODAY, now=AT),
    people=PEOPLE,
    present=HERE,
    obstacles=(),
    override=None,
    checklist=OPENING,
    program="0.1.0",
)


def with_state(state: LineState) -> Readiness:
    return replace(SHEET, devices=(OK_LINE, replace(OK_LINE, state=state)))


def test_all_well_is_ready() -> None:
    assert verdict(SHEET) is Verdict.READY


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (with_state(LineState.BAD), Verdict.NOT_READY),
        (with_state(LineState.WARN), Verdict.CAUTIONS),
        (with_state(LineState.UNKNOWN), Verdict.CAUTIONS),
        (replace(SHEET, checklist=None), Verdict.NOT_READY),
        (
            replace(SHEET, checklist=answered(replace(OPENING, ticks=()), but=("printer",))),
            Verdict.NOT_READY,
        ),
        (replace(SHEET, obstacles=may_open(VENUE, PEOPLE, (), TODAY)), Verdict.NOT_READY),
    ],
)
def test_the_strictest_of_what_was_found_is_said(sheet: Readiness, said: Verdict) -> None:
    assert verdict(sheet) is said


def test_an_opening_on_somebodys_word_is_said_as_such() -> None:
    obstacles = may_open(VENUE, PEOPLE, (), TODAY)
    word = override_opening(obstacles, GENERAL, reason="研修", at=AT)
    sheet = replace(SHEET, obstacles=obstacles, override=word)
    assert verdict(sheet) is Verdict.OVERRIDDEN
    rest = answered(replace(OPENING, ticks=()), but=("printer",))
    excused = go_on_anyway(rest, GENERAL, reason="研修", at=AT)
    assert verdict(replace(SHEET, checklist=excused)) is Verdict.OVERRIDDEN
    assert verdict(replace(with_state(LineState.BAD), checklist=excused)) is Verdict.NOT_READY


DAYS = st.builds(
    DayStanding,
    business_date=st.integers(0, 9).map(lambda ago: TODAY - timedelta(days=ago)),
    stage=st.sampled_from(DayStage),
    records=st.integers(0, 3),
)
STANDINGS = st.builds(
    StationStanding,
    days=st.lists(DAYS, max_size=3).map(tuple),
    policy=st.builds(
        PolicyStanding,
        version=st.integers(0, 2),
        expires_at=st.sampled_from([None, AT, AT + timedelta(seconds=1)]),
        root_words=st.just(""),
        recipients=st.just((CITY,)),
        unrehearsed=st.sampled_from([(), ("研修 市役所",)]),
    ),
    anchor=st.sampled_from(AnchorState),
    free_bytes=st.sampled_from([0, 1_999_999_999, 2_000_000_000, 3_999_999_999, 10**11]),
    training=st.booleans(),
    clock_went_back=st.booleans(),
    draft_kept=st.booleans(),
)


@given(STANDINGS)
def test_a_line_is_bad_exactly_where_the_station_takes_no_sitting(
    standing: StationStanding,
) -> None:
    lines = standing_lines(standing, today=TODAY, now=AT)
    frozen = bool(freezes(standing, today=TODAY, now=AT))
    assert any(line.state is LineState.BAD for line in lines) is frozen
    for language in (Language.JA, Language.EN):
        words = catalogue(language)
        assert all(words[line.name_key] and line_words(line, words) for line in lines)


def waiting(days_ago: int, records: int = 1) -> StationStanding:
    day = DayStanding(
        business_date=TODAY - timedelta(days=days_ago), stage=DayStage.KEY_SHREDDED, records=records
    )
    return replace(STANDING, days=(day,))


def under(policy: PolicyStanding, *, training: bool = False) -> StationStanding:
    return replace(STANDING, policy=policy, training=training)


UNREHEARSED = replace(POLICY, unrehearsed=("研修 市役所",))


@pytest.mark.parametrize(
    ("standing", "state"),
    [
        (STANDING, LineState.OK),
        (waiting(3), LineState.WARN),
        (waiting(4), LineState.BAD),
        (waiting(4, records=0), LineState.WARN),
        (under(UNREHEARSED), LineState.BAD),
        (under(UNREHEARSED, training=True), LineState.OK),
        (under(replace(UNREHEARSED, version=0)), LineState.WARN),
        (under(replace(POLICY, expires_at=AT)), LineState.BAD),
        (under(replace(POLICY, expires_at=AT + timedelta(seconds=1))), LineState.OK),
        (replace(STANDING, clock_went_back=True), LineState.BAD),
        (replace(STANDING, free_bytes=1_999_999_999), LineState.BAD),
        (replace(STANDING, free_bytes=2_000_000_000), LineState.WARN),
        (replace(STANDING, draft_kept=True), LineState.WARN),
        (replace(STANDING, anchor=AnchorState.ANCHOR_LOST), LineState.BAD),
    ],
)
def test_each_border_of_the_store_is_told(standing: StationStanding, state: LineState) -> None:
    states = {line.state for line in standing_lines(standing, today=TODAY, now=AT)}
    worst = next(one for one in (LineState.BAD, LineState.WARN, LineState.OK) if one in states)
    assert worst is state
    assert (worst is LineState.BAD) is bool(freezes(standing, today=TODAY, now=AT))


def test_a_batch_that_nobody_could_open_is_bad() -> None:
    nobody = replace(STANDING, policy=replace(POLICY, recipients=()))
    lines = standing_lines(nobody, today=TODAY, now=AT)
    assert [line.detail_key for line in lines if line.state is LineState.BAD] == [
        "readiness.recipients.none"
    ]


def test_every_finding_of_the_doctor_is_a_line_of_the_sheet() -> None:
    findings = [found(check, state, "ok") for check in Check for state in State]
    lines = device_lines(findings)
    words = catalogue(Language.JA)
    assert [line.state.value for line in lines] == [one.state.value for one in findings]
    assert all(words[line.name_key] for line in lines)


@pytest.mark.parametrize("folder", ["/home/somebody/ShinseiKiosk", "D:\\Home\\x\\ShinseiKiosk"])
def test_the_name_of_an_account_stays_off_the_sheet(folder: str) -> None:
    (line,) = device_lines([found(Check.DATA_FOLDER, State.OK, "ok", folder=folder)])
    assert line.params == (("folder", "ShinseiKiosk"),)
