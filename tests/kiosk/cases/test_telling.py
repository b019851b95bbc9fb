"""Everything a case can be or hold has words, in both languages."""

from collections.abc import Mapping
from enum import StrEnum
from typing import get_args

import pytest

from kiosk.cases.duties import Lifted
from kiosk.cases.overdue import Wait
from kiosk.cases.rows import RowTrouble, RowTroubleKind
from kiosk.cases.telling import Speech, tell_act, tell_trouble
from kiosk.domain import case
from kiosk.texts import Language, catalogue
from tests.kiosk.cases.samples import ACTS

SPOKEN: Mapping[str, type[StrEnum]] = {
    "case.kind": case.CaseKind,
    "case.status": case.CaseStatus,
    "case.how": case.Channel,
    "case.source": case.DefectSource,
    "case.reason": case.DefectReason,
    "case.contact": case.ContactResult,
    "case.outcome": case.DefectOutcome,
    "case.topic": case.InquiryTopic,
    "case.urgency": case.Urgency,
    "case.wait": Wait,
    "case_trouble": RowTroubleKind,
    "incident.kind": case.IncidentKind,
    "incident.item": case.IncidentItem,
    "incident.whom": case.Audience,
    "incident.stage": case.Stage,
    "incident.lifted": Lifted,
}
LANGUAGES = (Language.JA, Language.EN, Language.PSEUDO)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("prefix", SPOKEN)
def test_every_kind_of_thing_has_words_of_its_own(prefix: str, language: Language) -> None:
    said = [catalogue(language)[f"{prefix}.{one.value}"] for one in SPOKEN[prefix]]
    assert all(said)
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_is_told_without_a_gap(language: Language) -> None:
    speech = Speech(words=catalogue(language), day=str, minute=str)
    for act in ACTS:
        said, note = tell_act(act, speech)
        assert said
        assert "{" not in said
        assert note == getattr(act, "words", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", RowTroubleKind)
def test_every_trouble_says_where_it_is(kind: RowTroubleKind, language: Language) -> None:
    words = catalogue(language)
    cell = tell_trouble(RowTrouble(row=17, kind=kind, column="受付番号", taken=True), words)
    assert "17" in cell
    assert "受付番号" in cell
    assert tell_trouble(RowTrouble(row=17, kind=kind), words) != cell
    assert words[f"case_trouble.{kind.value}"] in tell_trouble(RowTrouble(row=0, kind=kind), words)


def test_every_match_has_words() -> None:
    for match in get_args(case.Match):
        name = match.__dataclass_fields__["match"].default
        assert catalogue(Language.EN)[f"case.match.{name}"]
