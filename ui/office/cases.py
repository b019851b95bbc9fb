"""案件: every case, open ones first; its history, its last days, what is done next."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from kiosk.cases.life import refusal
from kiosk.cases.rows import Column
from kiosk.domain.case import CaseStatus
from kiosk.workflow.contract.defectwork import DefectImport, ListAsked
from kiosk.workflow.contract.snapshot import CaseStanding, OfficeSnapshot
from ui.office.caseacts import ACTS
from ui.office.caseforms import ActWork, NewDefectWork, NewIncidentWork, NewTalkWork
from ui.office.casewords import about, case_facts, case_row, wait_lines
from ui.office.defectheadings import HeadingsWork
from ui.office.defectimport import DefectImportWork
from ui.office.desk import OfficeDesk
from ui.office.listpage import ListPage
from ui.office.table import TableRow
from ui.theme import LARGE_TYPE
from ui.widgets.key_button import Action

_NEW, _INCIDENT, _DEFECT, _LIST, _TABLE = "N", "I", "F", "L", "X"
_ENDS = frozenset({"no_reshot", "is_ours", "was_reached", "too_few_attempts", "nobody_contacted"})
"""Of one outcome only: another one may fit."""
_PLANS = {plan.key: plan for plan in ACTS}
_FIRST = {"defect": "T", "inquiry": "A", "complaint": "A", "incident": "B"}


class CasesPage(ListPage):
    """Enter adds what is done most with a case of its kind; letters add the rest."""

    def __init__(self, desk: OfficeDesk) -> None:
        words = desk.texts
        quiet = (
            Action(_NEW, words["bureau.case.key.N"], self._open_new),
            Action(_INCIDENT, words["bureau.case.key.I"], self._open_incident),
            Action(_DEFECT, words["bureau.case.key.F"], self._open_defect),
            Action(_LIST, words["bureau.case.key.L"], self._look_into_list),
            Action(_TABLE, words["bureau.case.key.X"], self._export),
            *(
                Action(
                    plan.key,
                    words[f"bureau.case.key.{plan.key}"],
                    lambda key=plan.key: self._open(key),  # type: ignore[misc]
                )
                for plan in ACTS
            ),
        )
        super().__init__(desk, quiet, name="cases", yields=(1, 2))
        self._acts: dict[str, ActWork] = {}
        self._looked_into: DefectImport | None = None

    @cached_property
    def talk(self) -> NewTalkWork:
        """Return the form of an inquiry or a complaint."""
        return self.add_work(NewTalkWork(self.desk))

    @cached_property
    def incident(self) -> NewIncidentWork:
        """Return the form of an incident."""
        return self.add_work(NewIncidentWork(self.desk))

    @cached_property
    def defect(self) -> NewDefectWork:
        """Return the form of a 不備."""
        return self.add_work(NewDefectWork(self.desk, self._look_into_list))

    @cached_property
    def importing(self) -> DefectImportWork:
        """Return what shows the city's list before it is taken in."""
        return self.add_work(DefectImportWork(self.desk, self._ask_headings))

    @cached_property
    def headings(self) -> HeadingsWork:
        """Return the form of headings that are unusual."""
        return self.add_work(HeadingsWork(self.desk, self._read_anew))

    def act(self, key: str) -> ActWork:
        """Return the form of what is added with this key."""
        if key not in self._acts:
            self._acts[key] = self.add_work(ActWork(self.desk, _PLANS[key]))
        return self._acts[key]

    def show_office(self, snapshot: OfficeSnapshot) -> None:
        """Show the cases, and a list of the city's that was just read."""
        super().show_office(snapshot)
        read, work = snapshot.defects, self.work
        here = self.isVisible() and (work is None or not work.edited())
        if read is None or read is self._looked_into or not here:
            return
        self._looked_into = read
        self.importing.show_import(read)
        if work is not self.importing:
            self.open_work(self.importing)

    def list_source(self) -> object:
        """Return the cases: a list of the city's makes thousands, and most commands change none."""
        return self.snapshot.cases

    def list_rows(self) -> Sequence[TableRow]:
        """Return the cases, those that are over last."""
        closed = CaseStatus.CLOSED
        ordered = sorted(self.snapshot.cases, key=lambda one: one.case.status is closed)
        return tuple(case_row(one, self.texts) for one in ordered)

    def primary_words(self) -> str:
        """Return what is done most with a case of this kind."""
        key = self._first
        return self.texts[f"bureau.case.key.{key or _NEW}"]

    def do_primary(self) -> None:
        """Open its form."""
        if (key := self._first) is not None:
            self._open(key)
        else:
            self._open_new()

    def offered(self) -> frozenset[str]:
        """Return what the rules of cases let be added to the chosen one."""
        one = self._one
        keys = {_NEW, _INCIDENT, _DEFECT}
        if self.theme.text_scale <= LARGE_TYPE:  # beyond it the bar is full: the form of a 不備
            keys |= {_LIST} | (
                {_TABLE} if one is not None else set()
            )  # takes lists, F5 writes them
        if one is not None:
            keys |= {plan.key for plan in ACTS if self._fits(one, plan.key)}
        return frozenset(keys)

    @property
    def _one(self) -> CaseStanding | None:
        return self.snapshot.case(self.list.name) if self.list.name else None

    @property
    def _first(self) -> str | None:
        one = self._one
        if one is None:
            return None
        offered = self.offered()
        order = (_FIRST[one.case.kind], "U", "M")
        return next((key for key in order if key in offered), None)

    def _fits(self, one: CaseStanding, key: str) -> bool:
        now = self.snapshot.at
        why = refusal(one.case, _PLANS[key].probe(now), at=now)
        return why is None or why in _ENDS

    def tell_chosen(self) -> bool:
        """Show what is known of the chosen case, and its last days."""
        one = self._one
        if one is None:
            return False
        words, case = self.texts, one.case
        title = f"{words[f'case.kind.{case.kind}']}：{about(case, words)}\n{case.id}"
        self.sides.tell(title, case_facts(one, self.snapshot, words))
        closed = case.status is CaseStatus.CLOSED
        self.sides.findings.show_lines(() if closed else wait_lines(one, words))
        return True

    def _open_new(self) -> None:
        self.talk.begin(self.snapshot)
        self.open_work(self.talk)

    def _open_incident(self) -> None:
        self.incident.begin(self.snapshot)
        self.open_work(self.incident)

    def _open_defect(self) -> None:
        self.defect.begin(self.snapshot)
        self.open_work(self.defect)

    def _look_into_list(self) -> None:
        if (path := self.desk.chooser.defect_list()) is not None:
            self.desk.session.look_into_defects(ListAsked(file=path))

    def _ask_headings(self) -> None:
        if (shown := self.importing.shown) is not None:
            self.headings.begin(shown)
            self.headings.over = self.importing
            self.open_work(self.headings)

    def _read_anew(self, wanted: Mapping[Column, str]) -> None:
        self.open_work(self.importing)
        self.importing.read_anew(wanted)

    def _export(self) -> None:
        if (path := self.desk.chooser.cases_out()) is not None:
            self.desk.session.export_cases(path)

    def _open(self, key: str) -> None:
        if (one := self._one) is not None:
            work = self.act(key)
            work.begin(one, self.snapshot)
            self.open_work(work)
