"""The papers of an open book. Implements `kiosk.workflow.contract.paperwork.PaperDesk`.

What makes papers is imported when the first is asked for: the window opens without it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import kiosk
from kiosk.contract.calendar import service_calendar
from kiosk.contract.invitations import invited_to
from kiosk.contract.periods import Period
from kiosk.domain.case import Incident
from kiosk.domain.dates import JST
from kiosk.errors import ExitCode, KioskError
from kiosk.texts import Catalogue, Language, catalogue
from kiosk.wiring.newfile import require_new, write_all_new
from kiosk.workflow.contract.paperwork import (
    REPORTS,
    CasePaper,
    PaperKind,
    PaperSource,
    PaperWish,
    Sheet,
    Written,
    of_practice,
)
from kiosk.workflow.contract.reading import days_off

if TYPE_CHECKING:
    from kiosk.documents.pledges import ListOfPeople
    from kiosk.wiring.papers import PlanWish

Made = tuple[list[tuple[str, bytes]], tuple[str, ...]]
"""Files by name with what is in them, and what whoever asked is told besides."""


class NoSuchCaseError(KioskError):
    """The book has no case ``case``, or it is none of which the paper is made."""

    message_key = "no_such_case"
    exit_code = ExitCode.BAD_INPUT


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    wish: PaperWish
    source: PaperSource
    words: Catalogue
    training: bool

    @property
    def today(self) -> date:
        """Return the day in Japan."""
        return self.source.at.astimezone(JST).date()

    def name(self, what: str, suffix: str = ".pdf") -> str:
        """Return a file's name with the day on which it is made."""
        return f"{what}-{self.today:%Y%m%d}{suffix}"

    def people(self) -> "ListOfPeople":
        """Return the register."""
        from kiosk.wiring.people import listed_of

        return listed_of(self.source.view.people, self.source.at, training=self.training)


class OfficePapers:
    """``training`` marks every paper, besides those of a book that holds nothing but training.

    ``words`` are for whoever asks; papers are in Japanese.
    """

    def __init__(self, words: Catalogue, *, training: bool = False) -> None:
        self._words, self._training = words, training

    def write(self, wish: PaperWish, source: PaperSource) -> Written:
        """Leave the files."""
        training = self._training or of_practice(source.view.figures)
        asked = _Asked(wish=wish, source=source, words=self._words, training=training)
        if wish.kind in REPORTS:
            return _report(asked)
        if wish.kind is PaperKind.TEMPLATES:
            from kiosk.wiring.reports import write_templates

            return Written(files=write_templates(wish.out))
        made, notices = _MAKERS[wish.kind](asked)
        files = write_all_new([(wish.out / name, content) for name, content in made])
        return Written(files=files, notices=notices)


def _report(asked: _Asked) -> Written:
    from kiosk.wiring import reports
    from kiosk.wiring.batchproofs import ProofPlaces
    from kiosk.wiring.daynotes import Said

    wish, source = asked.wish, asked.source
    order = reports.Order(
        out=wish.out,
        xlsx=wish.sheet is Sheet.BOTH,
        templates=wish.templates,
        training=asked.training,
        as_of=wish.as_of,
        contractor=wish.contractor,
        kept_pictures=wish.pictures,
        proofs=ProofPlaces(certificates=wish.certificates),
        said=Said(weather=wish.weather, remarks=wish.remarks, lessons=wish.lessons),
    )
    contract = service_calendar()
    period = Period(wish.first or contract.first, wish.last or contract.last)
    match wish.kind:
        case PaperKind.DAILY:
            return reports.daily_of(source, wish.first or asked.today, order)
        case PaperKind.MONTHLY:
            return reports.monthly_of(source, wish.first or asked.today, order)
        case PaperKind.COMPLETION:
            return reports.completion_of(source, period, order)
        case _:
            return reports.any_days_of(source, period, order)


def _plan(asked: _Asked) -> Made:
    from kiosk.wiring import papers

    wish, source = asked.wish, asked.source
    content = papers.plan_of(
        source.view, _plan_wish(asked), source.at, homes=wish.homes, notes=wish.remarks
    )
    return [(asked.name("keikaku"), content)], ()


def _flyer(asked: _Asked) -> Made:
    from kiosk.wiring import papers

    wish, source = asked.wish, asked.source
    events = invited_to(source.view.events, wish.first or asked.today, wish.last)
    return [(asked.name("chirashi"), papers.flyer_of(events, _plan_wish(asked), source.at))], ()


def _plan_wish(asked: _Asked) -> "PlanWish":
    from kiosk.wiring.papers import PlanWish

    wish = asked.wish
    return PlanWish(
        out=wish.out, contractor=wish.contractor, contact=wish.contact, training=asked.training
    )


def _manual(asked: _Asked) -> Made:
    from kiosk.wiring import papers

    name = f"manual-{kiosk.__version__}.pdf"
    require_new(asked.wish.out / name)  # it takes a while to make
    manual, pdf = papers.manual_of(asked.source.at, contractor=asked.wish.contractor)
    faults = len(manual.faults)
    told = (asked.words.say("manual.faults", count=faults),) if faults else ()
    return [(name, pdf)], told


def _staff(asked: _Asked) -> Made:
    from kiosk.documents.pledges import staff_list
    from kiosk.wiring.people import staff_table

    listed, sheet = asked.people(), asked.wish.sheet
    made: list[tuple[str, bytes]] = []
    told: tuple[str, ...] = ()
    if sheet is not Sheet.XLSX:
        made.append((asked.name("meibo"), staff_list(listed)))
    if sheet is not Sheet.PDF:
        content, left_out = staff_table(listed)
        made.append((asked.name("meibo", ".xlsx"), content))
        told = (asked.words.say("bureau.paper.left_out", count=left_out),) if left_out else ()
    return made, told


def _pledges(asked: _Asked) -> Made:
    from kiosk.documents.pledges import pledge_register

    return [(asked.name("seiyaku-toroku"), pledge_register(asked.people()))], ()


def _pledge_form(asked: _Asked) -> Made:
    from kiosk.documents.pledges import pledge_form
    from kiosk.wiring.people import form_of

    wish = asked.wish
    if wish.person is None:
        name, at = asked.name("seiyakusho"), asked.source.at
        blank = pledge_form(None, made_at=at, addressee=wish.addressee, training=asked.training)
        return [(name, blank)], ()
    content = form_of(asked.people(), wish.person, wish.addressee)
    return [(asked.name(f"seiyakusho-{wish.person}"), content)], ()


def _cases(asked: _Asked) -> Made:
    from kiosk.documents.caselist import case_list_csv, case_list_xlsx

    wish, source = asked.wish, asked.source
    spell = case_list_csv if wish.sheet is Sheet.CSV else case_list_xlsx
    suffix = f".{wish.sheet.value}" if wish.sheet is Sheet.CSV else ".xlsx"
    content = spell(source.view.cases, source.at, days_off(service_calendar()))
    return [(asked.name("anken", suffix), content)], ()


def _case_papers(asked: _Asked) -> Made:
    from kiosk.documents.casepapers import Sender, handover_note, incident_form

    wish, view = asked.wish, asked.source.view
    case = next((one for one in view.cases if one.id == wish.case), None)
    incident = case if isinstance(case, Incident) else None
    if case is None or (incident is None and wish.case_paper is CasePaper.INCIDENT):
        raise NoSuchCaseError("none", case=str(wish.case))
    sender = Sender(
        to=wish.addressee or catalogue(Language.JA)["reports.addressee"],
        contractor=wish.contractor,
        contact=wish.contact,
        made_at=asked.source.at,
        training=asked.training,
        names={one.station_login: one.name for one in view.people if one.station_login},
    )
    made = []
    if incident is not None and wish.case_paper is not CasePaper.HANDOVER:
        form = incident_form(incident, sender, days_off(service_calendar()))
        made.append((asked.name(f"jiko-{case.id}"), form))
    if wish.case_paper is not CasePaper.INCIDENT:
        made.append((asked.name(f"hikitsugi-{case.id}"), handover_note(case, sender)))
    return made, ()


_MAKERS: Mapping[PaperKind, Callable[[_Asked], Made]] = {
    PaperKind.PLAN: _plan,
    PaperKind.FLYER: _flyer,
    PaperKind.MANUAL: _manual,
    PaperKind.STAFF: _staff,
    PaperKind.PLEDGES: _pledges,
    PaperKind.PLEDGE_FORM: _pledge_form,
    PaperKind.CASES: _cases,
    PaperKind.CASE_PAPERS: _case_papers,
}
