"""A real session behind real windows: keys of staff, touches of the applicant, a form read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QApplication

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.application import Application
from kiosk.domain.frame import Observation
from kiosk.domain.intake import Procedure, TriagePoint
from kiosk.domain.numbers import parse_form_id
from kiosk.domain.record import Record
from kiosk.domain.room import WallReference
from kiosk.domain.shot import Shot
from kiosk.texts import Language
from kiosk.workflow import phases
from kiosk.workflow.snapshots import StationView
from tests.kiosk.workflow.bench import Bench, Portraits
from tests.ui import samples
from tests.ui.conftest import make_screens
from ui.hands import Finger, Hands
from ui.screens import StationScreens
from ui.staff.formplans import GROUPS
from ui.staff.points import POINT_KEYS
from ui.widgets.choice import ChoiceField

PAGES_TO_READ = 9


class SeenPortraits(Portraits):
    """Makes a photo of everybody that a screen can show."""

    def develop(self, candidates: Sequence[Observation], wall: WallReference | None) -> Shot:
        super().develop(candidates, wall)
        return samples.shot()


@dataclass
class Table:
    """One sitting after the other; ``keys`` are those pressed on purpose, typing apart."""

    bench: Bench
    screens: StationScreens
    hands: Hands
    finger: Finger
    keys: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        """Press these keys on purpose."""
        for key in keys:
            self.keys.append(key)
            self.hands.press(key)
            QApplication.processEvents()

    def touch(self) -> None:
        """Have the applicant touch the large answer, page after page."""
        before = self.bench.view
        for _ in range(PAGES_TO_READ):
            assert self.finger.touch_yes()
            QApplication.processEvents()
            if self.bench.view is not before:
                return

    def scan(self, number: str = samples.FORM.form_id) -> None:
        """Hold the form before the reader."""
        self.bench.session.take_number(parse_form_id(number))

    def name(self, *points: TriagePoint) -> None:
        """Press the keys of these points."""
        keys = dict(zip(TriagePoint, POINT_KEYS, strict=True))
        self.press(*(keys[point] for point in points))

    def shoot(self) -> None:
        """Have the photo taken by itself."""
        self.bench.guide.due = True
        self.bench.see(40)
        self.bench.guide.due = False
        QApplication.processEvents()

    def type_form(self, form: ApplicantForm) -> None:
        """Type what the form asks for, Enter after each field."""
        view = self.screens.staff.pages.filling.form
        for stop in view.stops:
            edit = view.fields[stop].edit
            group = GROUPS.get(stop)
            if group is not None:
                for value in group.ticked(form).split(","):
                    if value:
                        self.hands.press(str(group.values.index(value) + 1))
            elif isinstance(edit, ChoiceField):
                self.hands.press(str(edit.values.index(getattr(form, stop)) + 1))
            else:
                self.hands.press("Ctrl+A")
                self.hands.write(getattr(form, stop))
            if stop != view.stops[-1]:
                self.hands.press("Enter")

    def at(self, kind: type[phases.Phase]) -> bool:
        """Tell whether the station is there."""
        return isinstance(self.bench.view.phase, kind)

    @property
    def records(self) -> list[Record]:
        """Return what is stored."""
        return [one for day in self.bench.station.days.values() for one in day.records]

    @property
    def stored(self) -> Application:
        """Return the one application that is stored."""
        (record,) = self.records
        return record.application


def lay(procedure: Procedure = Procedure.VENUE) -> Table:
    """Return a station where somebody is signed in and the chair is free."""
    bench = Bench(portraits=SeenPortraits(), procedure=procedure)
    screens = make_screens(bench.session, Language.JA)

    def show(view: StationView) -> None:
        bench.views.append(view)
        screens.show_view(view)

    bench.session.attend(show)
    bench.sign_in()
    QApplication.processEvents()
    return Table(bench, screens, Hands(screens.staff), Finger(screens.applicant))
