"""What the station is for: its name, its use, its ticket printer, which can be tried out here."""

from collections.abc import Callable

from PySide6.QtCore import Slot

from kiosk.queueports import PrinterState
from kiosk.texts import Catalogue
from ui.setup.page import SetupPage
from ui.theme import Theme
from ui.widgets.field import FieldPlan, first_errors
from ui.widgets.field_form import FieldForm
from ui.widgets.key_button import Action
from ui.widgets.paragraph import Paragraph

TryPrinter = Callable[[str, Callable[[PrinterState], None]], None]
"""Prints one ticket marked 研修, away from the screen; tells READY when it came, else why not."""
TRY_KEY = "F8"


class StationPage(SetupPage):
    """Three fields; the page goes on once they are right, whatever the printer said."""

    def __init__(
        self,
        theme: Theme,
        texts: Catalogue,
        plans: tuple[FieldPlan, ...],
        turn: tuple[Callable[[], None], Callable[[], None]],
        try_printer: TryPrinter,
    ) -> None:
        self._plans, self._forward, self._try = plans, turn[0], try_printer
        self._trying = False
        actions = (
            Action("Enter", texts["setup.next"], self.give, ("Ctrl+Enter",)),
            (
                Action("Esc", texts["setup.back"], turn[1]),
                Action(TRY_KEY, texts["setup.try"], self.try_out),
            ),
        )
        super().__init__(theme, texts, "setup.station", "setup.station_explain", actions)
        self.form = FieldForm(theme, texts, plans)
        self.form.accepted.connect(self.give)
        self.told = Paragraph(role="strong")
        self.column.addWidget(self.form)
        self.column.addWidget(self.told)
        self.finish()

    def begin(self) -> None:
        """Become the page that is seen."""
        self.form.first().setFocus()

    @Slot()
    def give(self) -> None:
        """Go on, or say beside each field what is wrong with it."""
        errors = first_errors(self._plans, self.form.values())
        self.form.show_errors(())
        self.form.show_errors(errors)
        if not errors:
            self._forward()

    def try_out(self) -> None:
        """Have a ticket printed; one at a time, and only for a printer that is written well."""
        if self._trying:
            return
        values = self.form.values()
        wrong = [one for one in first_errors(self._plans, values) if one.field == "ticket_printer"]
        self.form.show_errors(())
        self.form.show_errors(tuple(wrong))
        printer = values["ticket_printer"].strip()
        if wrong:
            self.told.setText("")
        elif not printer:
            self.told.setText(self.texts["setup.tried.none"])
        else:
            self._trying = True
            self.bar.button(TRY_KEY).setEnabled(False)
            self.told.setText(self.texts["setup.trying"])
            self._try(printer, self._tried)

    def _tried(self, state: PrinterState) -> None:
        self._trying = False
        self.bar.button(TRY_KEY).setEnabled(True)
        self.told.setText(self.texts[f"setup.tried.{state.value}"])
