"""Papers about cases: 事故報告書 with its nine items, 引継書 to the city, in Japanese as PDF/A."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from kiosk.cases.defects import place_of
from kiosk.cases.duties import Duty, duties
from kiosk.cases.incidents import form_of, is_exempt, judged_wrongful, protection
from kiosk.cases.telling import Speech, tell_act, tell_people
from kiosk.documents.replacing import typeset_words
from kiosk.documents.spelling import day, minute
from kiosk.domain.case import (
    Case,
    CaseStatus,
    Complaint,
    Defect,
    HandedOver,
    Incident,
    IncidentItem,
    Inquiry,
    ItemWritten,
)
from kiosk.domain.ids import StaffId
from kiosk.texts import Catalogue, Language, catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who sends a paper to whom; ``names`` are those of the staff, by their log-in."""

    to: str
    contractor: str
    contact: str
    made_at: datetime
    training: bool = False
    names: Mapping[StaffId, str] = field(default_factory=dict)


def incident_form(case: Incident, sender: Sender, holidays: Collection[date]) -> bytes:
    """Return the 事故報告書: nine items, deadlines, who was told when. Open items stay blank."""
    words = catalogue(Language.JA)
    asked = protection(case)
    fields: dict[str, object] = {
        **_head(case, sender, words),
        "what": words[f"incident.kind.{case.what.value}"],
        "known": day(case.known),
        "happened": minute(case.happened) if case.happened else "",
        "place": case.place,
        "wrongful": words[f"incident.wrongful.{_purpose(case)}"],
        "protection": words[f"incident.protection.{_protection(case)}"],
        "protection_words": asked.words if asked else "",
        "items": _items(case, words),
        "duties": [_duty(one, words) for one in duties(case, holidays)],
    }
    return typeset_words("case_incident", fields, made_at=sender.made_at)


def handover_note(case: Case, sender: Sender) -> bytes:
    """Return the 引継書 of a case: what it is about, all that was done, what the city goes on with.

    It names no applicant: receipt number and day lead the city to its own papers.
    """
    words = catalogue(Language.JA)
    handed = [entry.act for entry in case.history if isinstance(entry.act, HandedOver)]
    fields: dict[str, object] = {
        **_head(case, sender, words),
        "facts": [[name, said] for name, said in _facts(case, words) if said],
        "about_application": isinstance(case, Defect),
        "handed_to": handed[-1].to if handed else "",
        "handed_words": handed[-1].words if handed else "",
    }
    return typeset_words("case_handover", fields, made_at=sender.made_at)


def _head(case: Case, sender: Sender, words: Catalogue) -> dict[str, object]:
    speech = Speech(words=words, day=day, minute=minute)
    stands = dict(form_of(case).items) if isinstance(case, Incident) else {}
    history = []
    for entry in case.history:
        said, note = tell_act(entry.act, speech)
        if isinstance(entry.act, ItemWritten) and stands.get(entry.act.item) == note:
            note = ""  # it stands on the paper already
        history.append([minute(entry.at), said, note, sender.names.get(entry.by, entry.by)])
    return {
        "number": case.id,
        "kind": words[f"case.kind.{case.kind}"],
        "status": words[f"case.status.{case.status.value}"],
        "closed": case.status is CaseStatus.CLOSED,
        "opened": minute(case.opened),
        "opened_by": sender.names.get(case.by, case.by),
        "event": case.event or "",
        "to": sender.to,
        "contractor": sender.contractor,
        "contact": sender.contact,
        "made": day(sender.made_at.date()),
        "training": sender.training,
        "history": history,
    }


def _facts(case: Case, words: Catalogue) -> list[tuple[str, str]]:
    about = words["case_list.about"]
    match case:
        case Defect():
            place = place_of(case)
            where = f"{place.receipt}　{day(place.business_date)}\n{place.batch}" if place else ""
            return [
                (words["case_paper.source"], words[f"case.source.{case.source.value}"]),
                (about, words[f"case.reason.{case.reason.value}"]),
                (words["case_list.words"], case.words),
                (words["case_list.place"], where or words[f"case.match.{case.match.match}"]),
                (words["case_paper.noticed"], day(case.noticed) if case.noticed else ""),
                (words["case.wait.reply_by"], day(case.reply_by) if case.reply_by else ""),
            ]
        case Inquiry() | Complaint():
            return [
                (about, words[f"case.topic.{case.topic.value}"]),
                (words["case_paper.how"], words[f"case.how.{case.how.value}"]),
                (words["case_paper.urgency"], words[f"case.urgency.{case.urgency.value}"]),
                (words["case_list.words"], case.words),
            ]
        case Incident():
            items = _items(case, words)
            return [
                (about, words[f"incident.kind.{case.what.value}"]),
                (words["case_paper.known"], day(case.known)),
                *((name, text) for name, text in items),
            ]


def _purpose(case: Incident) -> str:
    judged = judged_wrongful(case)
    return "open" if judged is None else "yes" if judged else "no"


def _protection(case: Incident) -> str:
    if protection(case) is None:
        return "open"
    return "exempt" if is_exempt(case) else "not_exempt"


def _items(case: Incident, words: Catalogue) -> list[list[str]]:
    """Return the nine items in order, an empty text for what is not written; 人数 has the count."""
    form = form_of(case)
    said = dict(form.items)
    if form.people is not None:
        counted = tell_people(form.people, words)
        said[IncidentItem.PEOPLE] = "\n".join(
            [counted, *filter(None, [said.get(IncidentItem.PEOPLE)])]
        )
    return [[words[f"incident.item.{item.value}"], said.get(item, "")] for item in IncidentItem]


def _duty(duty: Duty, words: Catalogue) -> list[str]:
    if duty.done is not None:
        key = "late" if duty.late else "done"
        stands = words.say(f"incident.duty.{key}", when=minute(duty.done))
    elif duty.lifted is not None:
        stands = words[f"incident.lifted.{duty.lifted.value}"]
    else:
        stands = words["incident.duty.open"]
    return [words[f"incident.stage.{duty.stage.value}"], day(duty.due), stands]
