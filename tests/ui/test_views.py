"""Screens are functions of the view; the applicant never sees somebody else's data."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from kiosk.domain.finding import Check, Finding, Hint, Verdict
from kiosk.domain.measure import Measure
from kiosk.domain.ticket import PublicLanguage
from kiosk.errors import DiskFullError
from kiosk.ports import CameraState, CameraStatus
from kiosk.publictexts import words as public
from kiosk.texts import Language, catalogue
from kiosk.workflow import phases
from kiosk.workflow.phases import Phase
from tests.fakes.commands import RecordingCommands
from tests.ui import samples
from tests.ui.seen import said
from ui.hands import Hands
from ui.screens import StationScreens
from ui.widgets.photo import PhotoView

LOST = CameraStatus(state=CameraState.LOST)


APPLICANT_PAGES: list[tuple[Phase, str]] = [
    (phases.SignedOut(), "準備中"),
    (phases.Ready(), "ようこそ"),
    (phases.Shooting(1), "撮影しています"),
    (phases.Developing(1), "撮影しました"),
    (phases.Reviewing(1, samples.shot()), "この写真でよいですか"),
    (phases.Reviewing(1, samples.FILE_SHOT), "確認しています"),
    (phases.Filling(1, samples.shot(), samples.review()), "入力しています"),
    (samples.sealing(), "登録しています"),
    (phases.Receipted(1, samples.RECEIPT), "SHIMO01-0017"),
    (phases.ConfirmingClose(2), "準備中"),
    (phases.DayClosed(None), "本日の受付は終わりました"),
]


@pytest.mark.parametrize(("phase", "words"), APPLICANT_PAGES, ids=lambda one: str(one)[:20])
def test_the_applicant_reads_what_the_phase_means_for_them(
    screens: StationScreens, phase: Phase, words: str
) -> None:
    screens.show_view(samples.view(phase))
    assert words in said(screens.applicant)


def test_the_applicant_is_told_what_to_do_in_two_languages(screens: StationScreens) -> None:
    screens.show_view(samples.view(phases.Posing(1)))
    for hint in Hint:
        screens.show_frame(samples.frame(), samples.live(hint, 0.0))
        words = said(screens.applicant)
        for language in (PublicLanguage.JA, PublicLanguage.EN):
            assert public(language)[f"hint.{hint.value}"] in words


def test_without_a_camera_the_applicant_hears_of_staff_and_not_of_cables(
    screens: StationScreens,
) -> None:
    screens.show_view(samples.view(phases.Posing(1), camera=LOST))
    assert "スタッフがまいります" in said(screens.applicant)
    assert "USB" not in said(screens.applicant)
    assert "USB" in said(screens.staff)


def test_errors_are_never_shown_to_the_applicant(screens: StationScreens) -> None:
    for view in samples.scenes().values():
        screens.show_view(view)
        assert "ディスク" not in said(screens.applicant)


def test_the_next_person_sees_nothing_of_the_last_one(
    screens: StationScreens, hands: Hands
) -> None:
    screens.show_view(samples.view(phases.Posing(1)))
    screens.show_frame(samples.frame(), samples.live())
    screens.show_view(samples.view(phases.Reviewing(1, samples.BAD_SHOT)))
    hands.press("O")
    hands.press("5")
    hands.write("車いすの研修 花子")
    screens.show_view(samples.view(phases.Filling(1, samples.BAD_SHOT, samples.DECIDED)))
    hands.fill(samples.FORM)
    screens.show_view(samples.view(phases.Receipted(1, samples.RECEIPT)))
    screens.show_view(samples.view(phases.Posing(2)))
    QApplication.processEvents()
    for mirror in (screens.staff.pages.posing.mirror, screens.applicant.posing.mirror):
        assert not mirror.has_picture
        assert mirror._oval is None
    for photo in screens.staff.findChildren(PhotoView) + screens.applicant.findChildren(PhotoView):
        assert not photo.has_photo
    everything = [one.text() for one in screens.staff.findChildren(QLineEdit)]
    everything += [one.text() for one in screens.staff.findChildren(QLabel)]
    shown = [one.accessibleName() for one in screens.applicant.findChildren(QWidget)]
    secrets = ("花子", "背もたれ", "包帯がある")
    assert not any(secret in words for words in everything + shown for secret in secrets)
    assert not any("0017" in words for words in shown)


def test_a_picture_that_no_longer_comes_is_not_shown_as_if_it_did(screens: StationScreens) -> None:
    screens.show_view(samples.view(phases.Posing(1)))
    screens.show_frame(samples.frame(), samples.live())
    pictures = [screens.staff.pages.posing.mirror.has_picture]
    screens.show_view(samples.view(phases.Posing(1), camera=LOST))
    pictures.append(screens.staff.pages.posing.mirror.has_picture)
    assert pictures == [True, False]
    assert "USBケーブル" in screens.staff.pages.posing.mirror.words.text()


def test_a_notice_says_what_is_safe_and_what_to_do_and_goes_with_the_next_view(
    screens: StationScreens,
) -> None:
    for phase in (phases.Ready(), phases.Posing(1), phases.SignedOut()):
        screens.show_view(samples.view(phase, notice=DiskFullError()))
        what, safe, then = catalogue(Language.JA).explain(DiskFullError())
        words = said(screens.staff)
        assert what in words
        assert safe in words
        assert then in words
        screens.show_view(samples.view(phase))
        assert what not in said(screens.staff)


def test_the_password_is_gone_as_soon_as_it_was_used(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(samples.view(phases.SignedOut()))
    hands.sign_in("kenshu", "correct horse battery staple")
    assert commands.credentials == [("kenshu", "correct horse battery staple")]
    password = screens.staff.pages.sign_in.password
    assert password.text() == ""
    assert not password.isUndoAvailable()
    assert password.echoMode() is QLineEdit.EchoMode.Password


def test_a_refused_password_leaves_the_name_and_asks_again(
    screens: StationScreens, hands: Hands, commands: RecordingCommands
) -> None:
    screens.show_view(samples.view(phases.SignedOut()))
    hands.sign_in("kenshu", "wrong")
    screens.show_view(samples.view(phases.SignedOut(busy=True)))
    screens.show_view(samples.view(phases.SignedOut(), notice=DiskFullError()))
    assert screens.staff.pages.sign_in.staff_id.text() == "kenshu"
    assert screens.staff.focusWidget() is screens.staff.pages.sign_in.password


def test_values_of_findings_change_calmly_but_verdicts_at_once(screens: StationScreens) -> None:
    def found(value: float, verdict: Verdict) -> tuple[Finding, ...]:
        return (
            Finding(
                check=Check.YAW, verdict=verdict, value=value, limit=5.0, measure=Measure.YAW_DEG
            ),
        )

    findings = screens.staff.pages.posing._findings
    findings.show_findings(found(1.0, Verdict.PASS), at_ns=1_000_000_000)
    findings.show_findings(found(3.0, Verdict.PASS), at_ns=1_033_000_000)
    row = findings._rows[Check.YAW]
    assert row._value.text().startswith("1°")
    findings.show_findings(found(9.0, Verdict.FAIL), at_ns=1_066_000_000)
    assert row._value.text().startswith("9°")
    assert row.property("state") == "bad"


def test_the_batch_is_shown_with_files_folder_and_fingerprint(screens: StationScreens) -> None:
    screens.show_view(samples.view(phases.DayClosed(samples.BATCH)))
    words = said(screens.staff)
    for part in (samples.BATCH.age.name, "/data/batches", samples.BATCH.sha256[:8], "41"):
        assert part in words


def test_training_is_written_on_every_staff_page(screens: StationScreens) -> None:
    for view in samples.scenes().values():
        screens.show_view(view)
        assert "研修" in said(screens.staff)
    screens.show_view(samples.view(phases.Ready(), training=False, staff=None))
    assert "研修" not in said(screens.staff)
