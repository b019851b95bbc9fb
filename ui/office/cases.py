"""案件: every case, open ones first; its history, its last days, what is done next."""

from functools import cached_property

from PySide6.QtWidgets import QWidget

from kiosk.cases.life import refusal
from kiosk.domain.case import CaseStatus
from kiosk.workflow.contract.snapshot import CaseStanding, OfficeSnapshot
from ui.office.caseacts import ACTS
from ui.office.caseforms import ActWork, NewDefectWork, NewIncidentWork, NewTalkWork
from ui.office.casewords import about, case_facts, case_row, wait_lines
from ui.office.desk import OfficeDesk
from ui.office.page import OfficePage
from ui.office.sides import Sides
from ui.office.table import ChosenTable
from ui.widgets.key_button import Action
from ui.widgets.scroll_body import ScrollBody

_NEW, _INCIDENT, _DEFECT = "N", "I", "F"
_ENDS = frozenset({"no_reshot", "is_ours", "was_reached", "too_few_attempts", "nobody_contacted"})
"""Of one outcome only: another one may fit."""
_PLANS = {plan.key: plan for plan in ACTS}
_FIRST = {"defect": "T", "inquiry": "A", "complaint": "A", "incident": "B"}


class CasesPage(OfficePage):
    """Enter adds what is done most with a case of its kind; letters add the rest."""

    def __init__(self, desk: OfficeDesk) -> None:
        words = desk.texts
        quiet = (
            Action(_NEW, words["bureau.case.key.N"], self._open_new),
            Action(_INCIDENT, words["bureau.case.key.I"], self._open_incident),
            Action(_DEFECT, words["bureau.case.key.F"], self._open_defect),
            *(
                Action(
                    plan.key,
                    words[f"bureau.case.key.{plan.key}"],
                    lambda key=plan.key: self._open(key),  # type: ignore[misc]
                )
                for plan in ACTS
            ),
        )
        super().__init__(desk, quiet)
        self.list = ChosenTable(
            desk.theme,
            accessible=words["bureau.page.cases"],
            stretch=3,
            chosen=self._chosen,
            yields=(1, 2),
        )
        self.sides = Sides(desk, self.overview, self.list, none=words["bureau.cases.none"])
        self._acts: dict[str, ActWork] = {}

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
        return self.add_work(NewDefectWork(self.desk))

    def act(self, key: str) -> ActWork:
        """Return the form of what is added with this key."""
        if key not in self._acts:
            self._acts[key] = self.add_work(ActWork(self.desk, _PLANS[key]))
        return self._acts[key]

    def show_office(self, snapshot: OfficeSnapshot) -> None:
        """Show the cases."""
        closed = CaseStatus.CLOSED
        ordered = sorted(snapshot.cases, key=lambda one: one.case.status is closed)
        self.list.show_rows(tuple(case_row(one, self.texts) for one in ordered))
        if snapshot.done is not None and self.isVisible():
            self.list.choose(snapshot.done.id)
        self._chosen()

    def choose(self, name: str) -> None:
        """Choose the case of this name."""
        self.list.choose(name)

    def rows(self) -> ChosenTable:
        """Return the list."""
        return self.list

    def details(self) -> ScrollBody | None:
        """Return the facts of what is chosen."""
        return self.sides.details

    def first_focus(self) -> QWidget:
        """Return the list."""
        return self.list

    def primary_words(self) -> str:
        """Return what is done most with a case of this kind."""
        key = self._first
        return self.texts[f"bureau.case.key.{key or _NEW}"]

    def primary_ready(self) -> bool:
        """Tell whether it can be done now."""
        return not self.snapshot.busy

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

    def _chosen(self) -> None:
        one = self._one
        if one is None:
            self.sides.tell("", ())
        else:
            words, case = self.texts, one.case
            title = f"{words[f'case.kind.{case.kind}']}：{about(case, words)}\n{case.id}"
            self.sides.tell(title, case_facts(one, self.snapshot, words))
            closed = case.status is CaseStatus.CLOSED
            self.sides.findings.show_lines(() if closed else wait_lines(one, words))
        self.settle()

    def _open_new(self) -> None:
        self.talk.begin(self.snapshot)
        self.open_work(self.talk)

    def _open_incident(self) -> None:
        self.incident.begin(self.snapshot)
        self.open_work(self.incident)

    def _open_defect(self) -> None:
        self.defect.begin(self.snapshot)
        self.open_work(self.defect)

    def _open(self, key: str) -> None:
        if (one := self._one) is not None:
            work = self.act(key)
            work.begin(one, self.snapshot)
            self.open_work(work)
