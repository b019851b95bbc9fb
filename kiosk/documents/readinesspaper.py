"""準備状況報告書: what was looked at before an event opens, on one paper."""

from kiosk.contract.checklists import item_words, open_items, still_open
from kiosk.contract.readiness import LineState, Readiness, ReadinessLine, line_words, verdict
from kiosk.contract.roster import lacks, obstacle_words, still_blocking
from kiosk.documents.legible import typeset_legibly
from kiosk.documents.spelling import day, minute, moment
from kiosk.domain.checklist import Mark
from kiosk.domain.dates import JST
from kiosk.domain.event import Event
from kiosk.domain.ids import PersonId
from kiosk.domain.person import Override, person_of
from kiosk.texts import Catalogue, Language, catalogue


def readiness_report(sheet: Readiness) -> bytes:
    """Return the paper as PDF/A; it names the people on duty and nobody else."""
    words = catalogue(Language.JA)
    event = sheet.event
    said = verdict(sheet)
    fields: dict[str, object] = {
        "training": sheet.training,
        "verdict": said.value,
        "verdict_words": words[f"readiness.verdict.{said.value}"],
        "override": _override(sheet, words),
        "kind": words[f"readiness.kind.{event.kind.value}" if event else "gate.none_today"],
        "event": event.id if event else "",
        "when": f"{day(event.date)} {event.start:%H:%M}〜{event.end:%H:%M}" if event else "",
        "place": _place(event) if event else "",
        "station": sheet.station,
        "made_at": moment(sheet.made_at),
        "took": words.say("readiness.took", seconds=f"{sheet.took.total_seconds():.1f}"),
        "made_by": _name(sheet, sheet.made_by),
        "lacking": _lacking(sheet, words),
        "people": _people(sheet, words),
        "standing": [_line(line, words) for line in sheet.standing],
        "devices": [_line(line, words) for line in sheet.devices],
        "items": _items(sheet, words),
        "program": sheet.program,
    }
    return typeset_legibly("readiness", fields, made_at=sheet.made_at)


def _place(event: Event) -> str:
    """Return where it is; somebody's home by its part of the town."""
    return event.place.town_only if event.place.private_home else event.place.name


def _name(sheet: Readiness, wanted: PersonId) -> str:
    person = person_of(sheet.people, wanted)
    return person.name if person else wanted


def _overrides(sheet: Readiness) -> list[Override]:
    of_list = sheet.checklist.override if sheet.checklist else None
    said = (one for one in (sheet.override, of_list) if one is not None)
    return list(dict.fromkeys(said))  # what is kept with the list may excuse people, too


def _override(sheet: Readiness, words: Catalogue) -> list[dict[str, str]]:
    return [
        {
            "by": f"{words['person_role.general']} {_name(sheet, one.by)}",
            "at": minute(one.at),
            "reason": one.reason,
        }
        for one in _overrides(sheet)
    ]


def _lacking(sheet: Readiness, words: Catalogue) -> list[dict[str, object]]:
    blocking = still_blocking(sheet.obstacles, sheet.override)
    found = [
        (obstacle_words(one, sheet.people, words), one not in blocking) for one in sheet.obstacles
    ]
    found += [
        (
            words.say(
                "readiness.bad_line", name=words[line.name_key], what=line_words(line, words)
            ),
            False,
        )
        for line in (*sheet.standing, *sheet.devices)
        if line.state is LineState.BAD
    ]
    if sheet.checklist is None:
        found += [(words["readiness.not_begun"], False)] if sheet.event else []
    else:
        still = still_open(sheet.checklist)
        found += [
            (words.say("readiness.open_item", item=item_words(item, words)), item not in still)
            for item in open_items(sheet.checklist)
        ]
    return [
        {
            "words": said,
            "excused": excused,
            "handled": words["readiness.excused" if excused else "readiness.blocking"],
        }
        for said, excused in found
    ]


def _people(sheet: Readiness, words: Catalogue) -> list[dict[str, object]]:
    on = sheet.made_at.astimezone(JST).date()
    rows: list[dict[str, object]] = []
    for wanted in sheet.present:
        person = person_of(sheet.people, wanted)
        if person is None:
            lacking = [words["readiness.unknown_person"]]
            role = ""
        else:
            lacking = [words[f"roster.lack.{one.value}"] for one in lacks(person, on)]
            role = words[f"person_role.{person.role_on(on).value}"]
        standing = "、".join(lacking) or words["roster.fit"]
        name = person.name if person else wanted
        rows.append({"name": name, "role": role, "fit": not lacking, "standing": standing})
    return rows


def _line(line: ReadinessLine, words: Catalogue) -> dict[str, str]:
    return {
        "name": words[line.name_key],
        "state": line.state.value,
        "state_words": words[f"doctor.state.{line.state.value}"],
        "words": line_words(line, words),
    }


def _items(sheet: Readiness, words: Catalogue) -> list[dict[str, object]]:
    if sheet.checklist is None:
        return []
    rows: list[dict[str, object]] = []
    for item in sheet.checklist.items:
        tick = sheet.checklist.last_tick(item.key)
        mark = tick.mark if tick else Mark.OPEN
        said_by = f"{_name(sheet, tick.by)} {tick.at.astimezone(JST):%H:%M}" if tick else ""
        rows.append(
            {
                "words": item_words(item, words),
                "open": mark is Mark.OPEN,
                "mark": words[f"checklist.mark.{mark.value}"],
                "by": said_by,
                "remark": tick.remark if tick else "",
            }
        )
    return rows
