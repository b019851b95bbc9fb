"""Somebody sits before the camera: mirror, findings, the hint the applicant sees."""

from PySide6.QtCore import Qt

from kiosk.domain.finding import Finding, Hint, Verdict
from kiosk.domain.frame import Frame
from kiosk.ports import CameraState
from kiosk.texts import Catalogue
from kiosk.workflow.phases import Developing, Posing, Shooting
from kiosk.workflow.snapshots import LiveView, StationView
from ui.mirror import Mirror
from ui.staff.camera_page import CameraPage
from ui.staff.leaving import ask_why
from ui.staff.page import Desk
from ui.staff.sitting import PHOTO, SittingHead
from ui.voice import Speaker
from ui.widgets.card import card, label, set_state
from ui.widgets.findings import FindingsList
from ui.widgets.key_button import Action
from ui.widgets.paragraph import Paragraph

FINDINGS_WIDTH_PX, MOST_FINDINGS_PX = 432, 752  # large type: the mirror keeps 560 of 1366 px

LARGE_ROW_PX = 27  # a row of the list and its gap
_URGENCY = {Verdict.FAIL: 0, Verdict.WARN: 1, Verdict.PASS: 2}


class PosingPage(CameraPage):
    """Mirror at the left, what the checks say at the right."""

    def __init__(self, desk: Desk) -> None:
        words = desk.texts
        super().__init__(
            desk,
            primary=Action("Enter", words["posing.take"], desk.commands.take_photo, ("M",)),
            quiet=(
                Action("Esc", words["sitting.leave"], lambda: ask_why(desk)),
                Action("F6", words["posing.back"], desk.commands.reopen_intake),
                Action("A", words["posing.auto"], desk.commands.toggle_auto_capture),
                Action("F8", words["posing.waive"], desk.commands.waive_photo),
                Action("V", words["posing.voice"], self._toggle_voice),
            ),
        )
        self.mirror = Mirror(desk.theme, desk.pictures, ground=desk.theme.colours.ground)
        self._head = SittingHead(desk.theme, words)
        self._hint = Paragraph(role="head", line_height=1.4, align=Qt.AlignmentFlag.AlignTop)
        large = desk.theme.text_scale > 1
        self._hint.setFixedHeight(desk.theme.px(81 if large else 54))  # three lines, two lines
        self._findings = FindingsList(desk.theme, words)
        self._auto, self._voice = label(role="strong"), label(role="strong")
        self._speaker: Speaker | None = None
        self.bar.show_action("V", shown=False)
        self._lay_out()

    def _lay_out(self) -> None:
        words, theme = self.desk.texts, self.desk.theme
        side, column = card()
        side.setFixedWidth(min(theme.px(FINDINGS_WIDTH_PX), MOST_FINDINGS_PX))
        column.addWidget(label(words["posing.hint"], "note"))
        column.addWidget(self._hint)
        column.addWidget(label(words["posing.findings"], "head"))
        column.addWidget(self._findings, 1)
        column.addWidget(self._auto)
        column.addWidget(self._voice)
        self.put_together(self.mirror, self._head, side)

    def show_view(self, view: StationView) -> None:
        """Show sitting, camera and whether photos are taken by themselves."""
        super().show_view(view)
        if not isinstance(view.phase, Posing | Shooting | Developing):
            return
        self._head.show_sitting(view, view.phase.sitting, PHOTO)
        words, taking = self.desk.texts, not isinstance(view.phase, Posing)
        self.bar.set_busy(taking)
        if self.bar.primary is not None:
            self.bar.primary.set_words(words["posing.taking" if taking else "posing.take"])
        set_state(self._auto, "ok" if view.auto_capture else "")
        self._auto.setText(words["posing.auto_on" if view.auto_capture else "posing.auto_off"])
        if view.camera.state is not CameraState.LIVE:
            self.mirror.show_nothing(words[f"camera.{view.camera.state.value}.do"])
            self._show_live(None, 0)

    def show_frame(self, frame: Frame, live: LiveView | None) -> None:
        """Show the frame that was judged and what was found in it."""
        self.mirror.show_frame(frame, live)
        if live is not None:
            self._show_live(live, frame.captured_at_ns)

    def give_voice(self, speaker: Speaker) -> None:
        """Have V switch the voice for applicants on and off."""
        self._speaker = speaker
        self.bar.show_action("V", shown=True)
        self._voice.show()
        speaker.attend(self._show_voice)

    def begin(self) -> None:
        """Begin without an old picture and what was read from it."""
        self._show_live(None, 0)
        super().begin()

    def wipe(self) -> None:
        """Drop the picture and what was read from it."""
        self.mirror.show_nothing()
        self._show_live(None, 0)

    def _show_live(self, live: LiveView | None, at_ns: int) -> None:
        self._hint.setText(_hint_words(live.hint, self.desk.texts) if live else "")
        self._findings.show_findings(self._for_room(live.findings if live else ()), at_ns=at_ns)

    def _for_room(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Return all findings; with large type the worst ones that there is room for."""
        if self.desk.theme.text_scale == 1:
            return findings
        worst = sorted(findings, key=lambda one: _URGENCY[one.verdict])
        room = self._findings.height() // self.desk.theme.px(LARGE_ROW_PX)
        return tuple(worst[: max(1, room)])

    def _toggle_voice(self) -> None:
        if self._speaker is not None:
            self._speaker.toggle()

    def _show_voice(self) -> None:
        """Show whether the voice is on, and why it cannot be heard."""
        if self._speaker is None:
            return
        unable = self._speaker.unable
        shown = unable.value if unable else "on" if self._speaker.on else "off"
        set_state(self._voice, "ok" if shown == "on" else "")
        self._voice.setText(self.desk.texts[f"posing.voice_{shown}"])


def _hint_words(hint: Hint, texts: Catalogue) -> str:
    """Return what the applicant is told, or what staff are to do where it is theirs to do."""
    return texts.get(f"staff_hint.{hint.value}", texts[f"hint.{hint.value}"])
