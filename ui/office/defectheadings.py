"""Which heading of the city's list is which column, where the program cannot tell."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from kiosk.cases.rows import Column
from kiosk.workflow.contract.defectwork import DefectImport
from ui.office.desk import OfficeDesk
from ui.office.entryform import EntryForm
from ui.office.words import form_texts
from ui.office.work import OfficeWork
from ui.widgets.field import FieldPlan

Named = Callable[[Mapping[Column, str]], None]


class HeadingsWork(OfficeWork):
    """A field for each column; an empty one is left to the program."""

    def __init__(self, desk: OfficeDesk, named: Named) -> None:
        words = desk.texts
        super().__init__(
            desk,
            title=words["bureau.headings.title"],
            explain=words["bureau.headings.explain"],
            primary=words["bureau.headings.do"],
        )
        self._named = named
        plans = [
            FieldPlan(
                field=f"defect_{column.value}",
                example=words[f"bureau.example.defect_{column.value}"],
                read=lambda _text: "",
            )
            for column in Column
        ]
        self.form = EntryForm(desk.theme, form_texts(words), plans)
        self.form.accepted.connect(self.accepted)
        self.form.changed.connect(self.changed)
        self.column.addWidget(self.form)

    def begin(self, shown: DefectImport) -> None:
        """Begin with what was asked for before."""
        wanted = shown.asked.wanted
        self.form.begin({f"defect_{column.value}": name for column, name in wanted.items()})

    def first_focus(self) -> QWidget:
        """Return the first field."""
        return self.form.first()

    def act(self) -> bool:
        """Have the list read anew; nothing is written."""
        values = self.form.values()
        told = {column: values[f"defect_{column.value}"].strip() for column in Column}
        self.form.wipe()
        self._named({column: name for column, name in told.items() if name})
        return False

    def forget(self) -> None:
        """Forget what was typed."""
        self.form.wipe()
