"""A day's data from the first key to the certificate: windows, store and papers for real."""

import json
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.custody import DayStage
from kiosk.domain.station import BatchFiles
from kiosk.training.people import training_form
from kiosk.workflow import phases
from kiosk.workflow.desks import AuditDesk, DeskAct, HandOverDesk, PolicyDesk, StaffDesk
from storage.policies.errors import PolicyRefusedError
from tests.e2e.custodyrig import Playing, Venue, playing, rehearse
from tests.storage.people import DAY, LEAD_PASSWORD, STAFF_PASSWORD
from tests.storage.publictools import open_with_public_tools, run
from tests.ui.seen import said

T = TypeVar("T")
NEW_PASSWORD = "研修 の 新しい 合言葉"
IDLE = timedelta(minutes=3, seconds=1)


@pytest.fixture
def place(tmp_path: Path) -> Venue:
    place = Venue(tmp_path)
    place.create()
    return place


def test_a_day_goes_from_the_first_key_to_its_certificate(place: Venue, qtbot: QtBot) -> None:
    with playing(place, qtbot) as play:
        play.sign_in("lead1", LEAD_PASSWORD)
        play.until(phases.Opening)
        rehearse(play)
        open_the_day(play)
        serve_one(play)
        serve_another_who_is_interrupted(play)
        files = close_by_two(play)
        hand_over(play, files)
        delete_by_two(play)
        look_at_the_trail(play)
        change_people(play)
        take_a_newer_policy(play)
    nothing_of_the_day_is_left(place)


def open_the_day(play: Playing) -> None:
    """The lead confirms the date and who is on duty."""
    play.keys("2", "Enter")
    play.until(phases.Ready)


def serve_one(play: Playing) -> None:
    play.take_photo(training_form(1))
    play.complete(training_form(1))


def serve_another_who_is_interrupted(play: Playing) -> None:
    """Nobody touches the station in the middle of the form; the other one goes on with it."""
    form = training_form(2)
    play.take_photo(form)
    for name in ("name", "kana"):
        play.hands.write(getattr(form, name))
        play.keys("Enter")
    play.pass_time(IDLE)
    play.until(phases.SignedOut, kept=True)
    assert form.name not in said(play.screens.staff)
    play.sign_in("staff1", STAFF_PASSWORD)
    play.until(phases.Resuming)
    assert form.name not in said(play.screens.staff)
    play.keys("Enter")
    play.until(phases.Filling)
    assert play.screens.staff.pages.filling.form.form().name == form.name
    play.screens.staff.pages.filling.form.fields["name"].widget.setFocus()
    play.complete(form)
    play.keys("F12")
    play.until(phases.SignedOut, kept=False)
    play.sign_in("lead1", LEAD_PASSWORD)
    play.until(phases.Ready)
    assert play.session.view().records_today == 2


def close_by_two(play: Playing) -> BatchFiles:
    play.keys("F10")
    play.until(phases.ConfirmingClose, records=2)
    play.hands.sign_in("staff1", STAFF_PASSWORD)
    play.wait(lambda: isinstance(play.phase, phases.DayClosed) and play.phase.outlook is not None)
    phase = play.phase
    assert isinstance(phase, phases.DayClosed)
    assert play.session.view().notice is None
    assert phase.report is not None
    assert phase.report.read_bytes().startswith(b"%PDF")
    assert [one.suffix for one in play.place.backups.iterdir()] == [".db"]
    assert phase.batch is not None
    return phase.batch


def hand_over(play: Playing, files: BatchFiles) -> None:
    """Copy to the medium, and type in what the city read in the batch."""
    play.keys("F4")
    play.until(phases.AtDesk)
    play.pick.chosen = play.place.medium
    play.keys("Enter", "Enter")
    play.until_said("抜いてよい")
    folder = play.place.medium / files.envelope.stem
    for file in (files.age, files.envelope, files.signature):
        assert (folder / file.name).read_bytes() == file.read_bytes()
    play.at_rest()
    play.keys("Enter")  # back to the days
    opened = open_with_public_tools(play.place, files)
    assert len(list((opened / "photos").iterdir())) == 2
    code = (opened / "RECEIPT_CODE.txt").read_text(encoding="utf-8").splitlines()[0]
    play.keys("Enter")
    play.hands.write("AAAA-AAAA-AAAA-AAAA")
    play.keys("Enter")
    play.wait(lambda: play.session.view().notice is not None)
    play.at_rest()
    play.keys("Ctrl+A")
    play.hands.write(code.lower())
    play.keys("Enter")
    play.until_said("受領を確認しました")
    desk = desk_of(play, HandOverDesk)
    assert [one.stage for one in desk.outlook.standing.days] == [DayStage.CONFIRMED]
    play.keys("F5")  # it cools: nothing to delete yet
    play.keys("Esc")
    play.until(phases.DayClosed)


def delete_by_two(play: Playing) -> None:
    """The next day: the station locked itself meanwhile, the cooling is over."""
    play.pass_time(timedelta(hours=24, minutes=1))
    play.until(phases.SignedOut)
    play.sign_in("lead1", LEAD_PASSWORD)
    play.until(phases.Opening)
    play.keys("F4")
    play.until(phases.AtDesk)
    play.keys("Enter")
    play.screens.staff.pages.office.hand_over.delete.others.edit.setFocus()
    play.hands.write("研修 青い媒体")
    play.screens.staff.pages.office.hand_over.delete.form.fields["second_id"].widget.setFocus()
    for words in ("staff1", STAFF_PASSWORD, "2"):
        play.hands.write(words)
        play.keys("Enter")
    play.wait(lambda: desk_of(play, HandOverDesk).act is DeskAct.DELETED)
    desk = desk_of(play, HandOverDesk)
    made = desk.certificate
    assert made is not None
    assert (made.records, made.remaining_media) == (2, ("medium", "研修 青い媒体"))
    assert made.operators == ("lead1（研修）", "staff1（研修）")
    assert desk.paper is not None
    assert desk.paper.read_bytes().startswith(b"%PDF")
    certificates = play.place.data / "certificates"
    spelled = certificates / f"{made.number}.json"
    assert json.loads(spelled.read_bytes())["records"] == 2
    (key,) = play.place.outbox.glob("*.pub.pem")
    told = run(
        "openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", key,
        "-sigfile", f"{spelled}.sig", "-in", spelled,
    )  # fmt: skip
    assert "Signature Verified Successfully" in told
    play.keys("Enter", "Esc")
    play.until(phases.Opening)


def look_at_the_trail(play: Playing) -> None:
    play.keys("F5")
    play.until(phases.AtDesk)
    assert desk_of(play, AuditDesk).lines
    play.keys("Enter")
    play.wait(lambda: desk_of(play, AuditDesk).proof is not None)
    play.keys("Esc")
    play.until(phases.Opening)


def change_people(play: Playing) -> None:
    """One comes, one goes, and the lead's own password changes."""
    play.keys("F6")
    play.until(phases.AtDesk)
    play.keys("F2")
    for words in ("kenshu3", "研修 三郎"):
        play.hands.write(words)
        play.keys("Enter")
    play.keys("1", "Enter")
    for _ in range(2):
        play.hands.write(STAFF_PASSWORD)
        play.keys("Enter")
    play.until_said("研修 三郎 を加えました")
    play.at_rest()
    members = [one.id for one in desk_of(play, StaffDesk).members]
    assert members == ["kenshu3", "lead1", "staff1"]
    page = play.screens.staff.pages.office.staff
    while page.lists().name != "staff1":
        play.keys("Down")
    play.keys("F4", "Enter", "Y")
    play.until_said("staff1 を外し、金庫の鍵を新しくしました")
    play.at_rest()
    assert [one.id for one in desk_of(play, StaffDesk).members] == ["kenshu3", "lead1"]
    play.keys("Enter")
    for words in (LEAD_PASSWORD, NEW_PASSWORD, NEW_PASSWORD):
        play.hands.write(words)
        play.keys("Enter")
    play.until_said("パスワードを変えました")
    play.at_rest()
    play.keys("Esc")
    play.until(phases.Opening)
    play.keys("F12")
    play.until(phases.SignedOut)
    play.hands.sign_in("lead1", LEAD_PASSWORD)
    play.wait(lambda: play.session.view().notice is not None)
    play.hands.write(NEW_PASSWORD)  # the name still stands there
    play.keys("Enter")
    play.until(phases.Opening)


def take_a_newer_policy(play: Playing) -> None:
    """Headquarters' next policy is read before it counts; a code of before is nobody's."""
    play.keys("F7")
    play.until(phases.AtDesk)
    hq = play.place.hq
    play.pick.chosen = hq.stick(play.place.stick, hq.files(version=2))
    play.keys("F2")
    play.until_said("新しい方針を確かめる（policy.json）")
    play.at_rest()
    preview = desk_of(play, PolicyDesk).preview
    assert preview is not None
    assert preview.policy.root_words in said(play.screens.staff)
    for one in preview.policy.recipients:
        assert f"{one.name}：{one.words}" in said(play.screens.staff)
    assert desk_of(play, PolicyDesk).policy.version == 1
    play.keys("Enter")
    play.wait(lambda: desk_of(play, PolicyDesk).policy.version == 2)
    play.at_rest()
    play.keys("F2")
    play.wait(lambda: isinstance(play.session.view().notice, PolicyRefusedError))
    play.keys("Esc")
    play.until(phases.Opening)


def nothing_of_the_day_is_left(place: Venue) -> None:
    """The station's folder holds no envelope's batch, and nobody's name in any file."""
    names = [training_form(number).name.encode() for number in (1, 2)]
    for path in place.data.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert not any(name in content for name in names), path.name
    assert list(place.outbox.glob("*.age")) == []
    assert list(place.backups.iterdir()) == []
    station = place.open()
    station.sign_in("kenshu3", STAFF_PASSWORD)
    assert station.standing().days == ()
    assert station.count(DAY) == 2
    station.close()


def desk_of(play: Playing, kind: type[T]) -> T:
    phase = play.phase
    assert isinstance(phase, phases.AtDesk)
    assert isinstance(phase.desk, kind)
    return phase.desk
