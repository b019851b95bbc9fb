"""The pages of corrections in every language, also in large type on the smallest window."""

from PySide6.QtWidgets import QApplication

from kiosk.texts import Language
from kiosk.workflow.phases import Ready
from tests.ui import corrections, samples
from tests.ui.largetype import every_look, large, misfits
from ui.hands import Hands
from ui.screens import StationScreens

__all__ = ["large"]
SETTLED = 6  # a layout inside a layout is told of a new height one round later


@every_look
def test_nothing_is_cut_off_and_no_window_grows(
    large: StationScreens, language: Language, scale: float
) -> None:
    found, staff = [], large.staff
    large.applicant.hide()
    for name, (view, keys) in {**corrections.scenes(), **corrections.veiled()}.items():
        staff.show_view(samples.view(Ready()))
        staff.show_view(view)
        for key in keys:
            Hands(staff).press(key)
        for _ in range(SETTLED):
            QApplication.processEvents()
        found += misfits(large, name, f"{language.value}-{scale:.1f}")
    assert found == []
