"""The lighting check: what the camera sees at the left, what to do about it at the right."""

from kiosk.domain.finding import Verdict
from kiosk.domain.frame import Frame
from kiosk.ports import CameraState
from kiosk.workflow.events import LightStep
from kiosk.workflow.lightcheck import FRAMES
from kiosk.workflow.phases import CheckingLight
from kiosk.workflow.snapshots import LiveView, StationView
from ui.camera_picture import RoomPicture
from ui.staff.camera_page import CameraPage
from ui.staff.page import Desk
from ui.widgets.card import card
from ui.widgets.key_button import Action
from ui.widgets.light_findings import LightFindings
from ui.widgets.paragraph import Paragraph
from ui.widgets.steps import Steps

CARD_WIDTH_PX, MOST_CARD_PX = 512, 760  # large type: the picture keeps 500 of 1366 px
_LOCKS = frozenset({"exposure", "white_balance"})
_STEPS = tuple(LightStep)


class LightPage(CameraPage):
    """Staff stand behind the camera: the picture is not mirrored, left is their left."""

    def __init__(self, desk: Desk) -> None:
        words, commands = desk.texts, desk.commands
        super().__init__(
            desk,
            primary=Action("Enter", words["room.measure"], self._go),
            quiet=(
                Action("Esc", words["room.later"], commands.leave_light_check),
                Action("R", words["room.again"], commands.measure_light),
                Action("N", words["room.anyway"], commands.next_light_step),
            ),
        )
        self._phase = CheckingLight(LightStep.WALL)
        self.picture = RoomPicture(desk.theme, desk.pictures, ground=desk.theme.colours.ground)
        self._steps = Steps(desk.theme, [words[f"room.step.{step.value}"] for step in _STEPS])
        self._findings = LightFindings(desk.theme, words)
        self._lock = Paragraph(role="note", line_height=1.4)
        self._seen = 0
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.desk.theme
        side, column = card(spacing=12)
        side.setFixedWidth(min(theme.px(CARD_WIDTH_PX), MOST_CARD_PX))
        column.addWidget(self._findings, 1)
        column.addWidget(self._lock)
        self.put_together(self.picture, self._steps, side)

    def show_view(self, view: StationView) -> None:
        """Show the step, what was found, and where."""
        super().show_view(view)
        if not isinstance(view.phase, CheckingLight):
            return
        if view.phase.busy and not self._phase.busy:
            self._seen = 0
        self._phase = view.phase
        self._steps.show_step(_STEPS.index(view.phase.step))
        self._findings.show_phase(view.phase, self._share())
        self.picture.show_finding((view.phase.findings or (None,))[0])
        self._show_actions(view.phase)
        words = self.desk.texts
        refused = view.camera.source.refused if view.camera.source else ()
        self._lock.setText(words["room.not_locked"] if _LOCKS & set(refused) else "")
        if view.camera.state is not CameraState.LIVE:
            self.picture.show_nothing(words[f"camera.{view.camera.state.value}.do"])

    def show_frame(self, frame: Frame, live: LiveView | None) -> None:
        """Show what the camera sees, and how much of the second has passed."""
        del live  # nobody poses
        self.picture.show_frame(frame)
        if self._phase.busy:
            self._seen += 1
            self._findings.show_phase(self._phase, self._share())

    def wipe(self) -> None:
        """Drop the picture: a member of staff may be in it."""
        self.picture.show_nothing()

    def _show_actions(self, phase: CheckingLight) -> None:
        words = self.desk.texts
        self.bar.set_busy(phase.busy)
        if self.bar.primary is not None:
            done = f"room.next.{phase.step.value}" if _may_go_on(phase) else "room.measure"
            self.bar.primary.set_words(words["room.busy" if phase.busy else done])
        measured = phase.findings is not None
        self.bar.button("R").setEnabled(not phase.busy and measured)
        self.bar.button("N").setEnabled(not phase.busy and not _may_go_on(phase))

    def _go(self) -> None:
        commands = self.desk.commands
        if _may_go_on(self._phase):
            commands.next_light_step()
        else:
            commands.measure_light()

    def _share(self) -> float:
        return min(1.0, self._seen / FRAMES)


def _may_go_on(phase: CheckingLight) -> bool:
    """Tell whether this step was measured and nothing in it would have photos refused."""
    findings = phase.findings
    return findings is not None and all(one.verdict is not Verdict.FAIL for one in findings)
