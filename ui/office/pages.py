"""The pages of the office's window; whoever adds one appends it here or hands it to the window."""

from ui.office.cases import CasesPage
from ui.office.checklistwork import closing_page, opening_page
from ui.office.desk import PageSpec
from ui.office.equipmentwork import EquipmentPage
from ui.office.people import PeoplePage
from ui.office.plan import PlanPage
from ui.office.reports import ReportsPage
from ui.office.sitephotos import SitePhotosPage
from ui.office.start import StartPage

PAGES = (
    PageSpec(name="start", key="F1", make=StartPage),
    PageSpec(name="plan", key="F2", make=PlanPage),
    PageSpec(name="opening", key="", make=opening_page, under="plan"),
    PageSpec(name="closing", key="", make=closing_page, under="plan"),
    PageSpec(name="equipment", key="", make=EquipmentPage, under="plan"),
    PageSpec(name="people", key="F3", make=PeoplePage),
    PageSpec(name="cases", key="F4", make=CasesPage),
    PageSpec(name="reports", key="F5", make=ReportsPage),
    PageSpec(name="sitephotos", key="F6", make=SitePhotosPage),
)
