"""The pages of the office's window; whoever adds one appends it here or hands it to the window."""

from ui.office.cases import CasesPage
from ui.office.desk import PageSpec
from ui.office.people import PeoplePage
from ui.office.plan import PlanPage
from ui.office.start import StartPage

PAGES = (
    PageSpec(name="start", key="F1", make=StartPage),
    PageSpec(name="plan", key="F2", make=PlanPage),
    PageSpec(name="people", key="F3", make=PeoplePage),
    PageSpec(name="cases", key="F4", make=CasesPage),
)
