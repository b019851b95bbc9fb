"""What the city's list of 不備 would do is shown before anything is written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.cases.rows import Column, RowTrouble
from kiosk.cases.telling import tell_trouble
from kiosk.domain.case import Ambiguous, Defect, Found, NotFound
from kiosk.domain.finding import Verdict
from kiosk.workflow.contract.defectwork import DefectImport
from kiosk.workflow.contract.snapshot import OfficeSnapshot
from ui.office.desk import OfficeDesk
from ui.office.findinglist import FindingList
from ui.office.importing import MOST_LISTED
from ui.office.words import joined
from ui.office.work import OfficeWork
from ui.widgets.key_button import KeyButton
from ui.widgets.paragraph import Paragraph
from ui.widgets.wrapping_row import WrappingRow

MATCH, HEADINGS = "B", "H"
Line = tuple[Verdict, str, str]


class DefectImportWork(OfficeWork):
    """Columns, rows that cannot be read, what is known, what is new; ``B`` matches to a batch."""

    def __init__(self, desk: OfficeDesk, ask_headings: Callable[[], None]) -> None:
        words = desk.texts
        super().__init__(
            desk,
            title=words["bureau.defects.title"],
            explain=words["bureau.defects.explain"],
            primary=words["bureau.defects.do"],
        )
        self.typing = False
        self._shown: DefectImport | None = None
        self._count = Paragraph(role="field", line_height=1.5)
        self._matched = Paragraph(role="body", line_height=1.5)
        self._match = KeyButton(words["bureau.defects.match"], MATCH, desk.theme)
        self._name = KeyButton(words["bureau.defects.headings"], HEADINGS, desk.theme)
        self._runs = {MATCH: self._ask_batch, HEADINGS: ask_headings}
        for button, run in zip((self._match, self._name), self._runs.values(), strict=True):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.on_press(run)
        self.lines = FindingList(desk.theme, words)
        self.column.addWidget(self._count)
        self.column.addWidget(self._matched)
        self.column.addWidget(WrappingRow(self._match, self._name))
        self.column.addWidget(self.lines)

    def show_import(self, shown: DefectImport) -> None:
        """Show what was read."""
        self._shown = shown
        words, taken, read = self.texts, shown.taken, shown.read
        left = sum(not one.taken for one in read.troubles)
        self._count.setText(
            words.say(
                "bureau.defects.count",
                file=shown.asked.file.name,
                rows=len(read.rows),
                new=len(taken.opened),
                known=len(taken.known),
                repeated=len(taken.repeated),
                left=left,
            )
        )
        self._matched.setText(self._told_matches(shown))
        self._match.setEnabled(bool(taken.opened))
        self.lines.show_lines(tuple(self._lines(shown)))

    def first_focus(self) -> QWidget:
        """Return nothing to type into."""
        return self

    def ready(self) -> bool:
        """Tell whether there is anything to write."""
        return self._shown is not None and bool(self._shown.taken.opened)

    def act(self) -> bool:
        """Write all of it."""
        if self._shown is None:
            return False
        self.desk.session.take_in_defects(self._shown)
        return True

    def press(self, key: str) -> bool:
        """Match the list to one more opened batch, or say which heading is which."""
        run = self._runs.get(key)
        if run is None or self._shown is None:
            return False
        run()
        return True

    @property
    def shown(self) -> DefectImport | None:
        """Return what was read."""
        return self._shown

    def read_anew(self, wanted: Mapping[Column, str]) -> None:
        """Have the list read with these headings."""
        if self._shown is not None:
            self.desk.session.look_into_defects(replace(self._shown.asked, wanted=wanted))

    def refused(self, snapshot: OfficeSnapshot) -> None:
        """Keep what was read; the notice says why nothing was written."""

    def forget(self) -> None:
        """Forget the list."""
        self._shown = None
        self.lines.show_lines(())

    def _ask_batch(self) -> None:
        shown = self._shown
        new = shown is not None and bool(shown.taken.opened)
        folder = self.desk.chooser.batch_folder() if new else None
        if shown is not None and folder is not None and folder not in shown.asked.opened:
            asked = replace(shown.asked, opened=(*shown.asked.opened, folder))
            self.desk.session.look_into_defects(asked)

    def _told_matches(self, shown: DefectImport) -> str:
        words, matched = self.texts, shown.matched
        if not shown.asked.opened:
            return words["bureau.defects.unmatched"]
        return words.say(
            "bureau.defects.matched",
            batches=joined(one.name for one in shown.asked.opened),
            found=matched[Found],
            ambiguous=matched[Ambiguous],
            missing=matched[NotFound],
        )

    def _lines(self, shown: DefectImport) -> Iterable[Line]:
        words, read, taken = self.texts, shown.read, shown.taken
        wrong = [one for one in read.troubles if not one.taken]
        partly = [one for one in read.troubles if one.taken]
        columns = joined(
            words.say(
                "bureau.defects.column", heading=heading, column=words[f"defect_column.{one.value}"]
            )
            for one, heading in read.columns
        )
        if read.columns:
            yield Verdict.PASS, words["bureau.defects.columns"], columns
        yield from self._listed(Verdict.FAIL, "wrong", self._told(wrong))
        yield from self._listed(Verdict.WARN, "partly", self._told(partly))
        repeated = [
            words.say("bureau.defects.same_as", row=row, earlier=earlier)
            for row, earlier in taken.repeated[:MOST_LISTED]
        ]
        yield from self._listed(Verdict.WARN, "repeated", repeated, len(taken.repeated))
        known = [
            words.say("bureau.defects.known_as", row=row, case=case)
            for row, case in taken.known[:MOST_LISTED]
        ]
        yield from self._listed(Verdict.WARN, "known", known, len(taken.known))
        none = "not_found" if shown.asked.opened else "not_matched"
        new = [self._told_new(one, none) for one in taken.opened[:MOST_LISTED]]
        yield from self._listed(Verdict.PASS, "new", new, len(taken.opened))

    def _told(self, troubles: Sequence[RowTrouble]) -> list[str]:
        return [tell_trouble(one, self.texts) for one in troubles]

    def _told_new(self, one: Defect, none: str) -> str:
        words = self.texts
        match one.match:
            case Found(place=place):
                where = f"{place.receipt} {place.business_date}"
            case Ambiguous():
                where = words["bureau.defects.ambiguous"]
            case _:
                where = words[f"bureau.defects.{none}"]
        reason = words[f"case.reason.{one.reason.value}"]
        return words.say("bureau.defects.opens", row=one.row or 0, reason=reason, where=where)

    def _listed(
        self, verdict: Verdict, kind: str, told: Sequence[str], count: int = 0
    ) -> Iterable[Line]:
        """Yield one finding of a kind: so many lines as are read, and how many more there are."""
        if not told:
            return
        words, all_of = self.texts, count or len(told)
        more = all_of - MOST_LISTED
        lines = [*told[:MOST_LISTED]]
        if more > 0:
            lines.append(words.say("bureau.defects.more", count=more))
        yield verdict, words.say(f"bureau.defects.{kind}", count=all_of), "\n".join(lines)
