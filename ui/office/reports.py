"""帳票: reports and other papers of the open book, each with what it would hold now."""

import operator
from collections.abc import Sequence

from kiosk.domain.finding import Verdict
from kiosk.workflow.contract.paperoutlook import Outlook
from kiosk.workflow.contract.paperwork import REPORTS, PaperDone, PaperKind
from kiosk.workflow.contract.snapshot import OfficeSnapshot
from ui.office.desk import OfficeDesk
from ui.office.listpage import ListPage
from ui.office.reportsform import PaperWork, Start
from ui.office.reportslines import PaperLines, written_key
from ui.office.reportswritten import WrittenWork
from ui.office.table import TableRow
from ui.widgets.key_button import Action

_REFRESH = "F9"


class ReportsPage(ListPage):
    """Enter opens the form of the chosen paper; Ctrl+Enter in it asks for a folder and writes."""

    def __init__(self, desk: OfficeDesk) -> None:
        refresh = Action(_REFRESH, desk.texts["bureau.refresh"], desk.session.read)
        super().__init__(desk, (refresh,), name="reports", yields=(1,), stretch=0)
        self._forms: dict[PaperKind, PaperWork] = {}
        self._written: WrittenWork | None = None
        self._done: dict[str, PaperDone] = {}
        self._last: PaperDone | None = None
        self._kept: dict[str, str] = {}
        self._case = ""
        self._known: tuple[object, ...] = ()
        self._renew(self.snapshot)

    @property
    def written(self) -> WrittenWork:
        """Return what shows the files of the paper that was written last."""
        if self._written is None:
            self._written = self.add_work(WrittenWork(self.desk, lambda: self.open_work(None)))
        return self._written

    def form(self, kind: PaperKind) -> PaperWork:
        """Return the form of a paper."""
        if kind not in self._forms:
            self._forms[kind] = self.add_work(PaperWork(self.desk, kind))
        return self._forms[kind]

    def show_snapshot(self, snapshot: OfficeSnapshot) -> None:
        """Show the book; a paper that is done is told, also to whoever turned away meanwhile."""
        paper = snapshot.paper
        fresh = paper is not None and paper is not self._last
        ended = snapshot.run != self.snapshot.run
        form = self.work
        waited = form is not None and form.waiting
        if paper is not None and fresh:
            self._remember(paper)
        super().show_snapshot(snapshot)
        if form is not None and waited and ended and not self.isVisible():
            form.waiting = False
            if fresh:
                form.forget()
        if paper is not None and fresh and waited:
            self.written.show_done(paper)
            self.open_work(self.written)

    def show_office(self, snapshot: OfficeSnapshot) -> None:
        """Show what each paper would hold now."""
        fresh = self._renew(snapshot)
        super().show_office(snapshot)
        if fresh and isinstance(self.work, PaperWork):
            self.work.show_office(snapshot, self._outlook, self._lines)

    def list_rows(self) -> Sequence[TableRow]:
        """Return one row for each kind of paper."""
        return tuple(self._row(kind) for kind in PaperKind)

    def tell_chosen(self) -> bool:
        """Show what the chosen paper would hold."""
        kind = self._kind
        if kind is None:
            return False
        words = self.texts
        title = words[f"bureau.paper.{kind.value}"]
        explained = words.get(f"bureau.paper.{kind.value}.explain", "")
        self.sides.tell(title, ((words["bureau.paper.what"], explained),) if explained else ())
        self.sides.findings.show_lines(self._lines.of(kind))
        return True

    def choose(self, name: str) -> None:
        """Choose a paper; ``case_papers NUMBER`` also says of which case."""
        kind, _, case = name.partition(" ")
        self.list.choose(kind)
        if case and kind == PaperKind.CASE_PAPERS:
            self._case = case

    def primary_words(self) -> str:
        """Return that Enter opens the form."""
        return self.texts["bureau.paper.open"]

    def primary_ready(self) -> bool:
        """Tell whether the book was read."""
        return not self.snapshot.busy and self._kind is not None

    def do_primary(self) -> None:
        """Open the form of the chosen paper."""
        kind = self._kind
        if kind is not None:
            work = self.form(kind)
            work.begin(
                Start(
                    snapshot=self.snapshot,
                    outlook=self._outlook,
                    lines=self._lines,
                    kept=self._kept,
                    case=self._case,
                )
            )
            self._case = ""
            self.open_work(work)

    @property
    def _kind(self) -> PaperKind | None:
        return PaperKind(self.list.name) if self.list.name else None

    def _renew(self, snapshot: OfficeSnapshot) -> bool:
        """Think the book through once for each time that it was read; tell whether it was."""
        known = (snapshot.plan, snapshot.figures, snapshot.cases, snapshot.people, snapshot.today)
        if self._known and all(map(operator.is_, known, self._known)):
            return False
        self._known = known
        self._outlook = Outlook(snapshot, self.desk.session.contract)
        self._lines = PaperLines(snapshot, self._outlook, self.texts, self._done)
        return True

    def _row(self, kind: PaperKind) -> TableRow:
        words = self.texts
        wrong = {verdict for verdict, _, _ in self._lines.of(kind)} if kind in REPORTS else set()
        worst = Verdict.WARN if wrong - {Verdict.PASS} else Verdict.PASS
        return TableRow(
            name=kind.value,
            cells=(words[f"bureau.paper.{kind.value}"], words[f"bureau.paper.{kind.value}.form"]),
            verdict=worst if kind in REPORTS else None,
        )

    def _remember(self, paper: PaperDone) -> None:
        self._last, wish = paper, paper.wish
        self._done[written_key(wish.kind, wish.first, wish.last)] = paper
        form = self._forms.get(wish.kind)
        if form is not None:
            self._kept |= form.typed()
