"""The certificate names who passed, and there is none for who did not."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.documents.exercisepaper import CertificateHead, exercise_certificate
from kiosk.domain.names import PersonName
from kiosk.training.exercise import Exercise, Slip
from kiosk.training.exercisegrade import ExerciseNotPassedError, grade
from tests.kiosk.contract.folk import AT
from tests.kiosk.documents.test_papers import read, settled
from tests.kiosk.training.test_exercise import ALL_DONE

DAY = date(2026, 11, 24)
HEAD = CertificateHead(name=PersonName("研修 花子"), made_at=AT, program="0.1.0")


def test_the_certificate_names_person_subject_day_and_every_task_on_one_page() -> None:
    pdf = exercise_certificate(
        grade(replace(ALL_DONE, slips=(Slip.SENT_AWAY,)), DAY),
        replace(HEAD, contractor="研修株式会社"),
    )
    text, pages = read(pdf)
    assert pages == 1
    for said in ("研修花子様", "令和8年11月24日(火)", "業務の研修", "研修株式会社", "席を立つ"):
        assert said in text
    assert text.count("1分0秒") == len(ALL_DONE.progress)
    assert "途中で終えました" in text
    assert b"pdfaid:part" in pdf
    assert b"pdfuaid:part" in pdf


@pytest.mark.parametrize("name", ["髙橋 﨑子", "𠮷野 太郎", "A" * 120, "あ" * 120, '#panic("x")'])
def test_a_name_of_any_kind_stands_whole_on_one_page(name: str) -> None:
    head = replace(HEAD, name=PersonName(name))
    text, pages = read(exercise_certificate(grade(ALL_DONE, DAY), head))
    assert settled(name) in text.replace("\u200b", "")
    assert pages == 1


def test_there_is_no_certificate_for_an_exercise_that_is_open() -> None:
    with pytest.raises(ExerciseNotPassedError):
        exercise_certificate(grade(Exercise(), DAY), HEAD)
