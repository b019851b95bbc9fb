"""What `kiosk doctor` asks: the doctor's own checks, and a probe of each adapter."""

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.doctor.finding import Check, DoctorContext, DoctorFinding, State, found
from kiosk.doctor.line import check_ticket_fonts, check_ticket_printer, check_voices
from kiosk.doctor.rounds import is_fit, run_checks
from kiosk.domain.calling import CLIPS
from kiosk.domain.ticket import PublicLanguage
from kiosk.errors import KioskError, SettingsError
from kiosk.native import mute_native_libraries
from kiosk.paths import default_data_folder, voices
from kiosk.publictexts import plain
from kiosk.publictexts import words as public_words
from kiosk.settings import Settings, read_settings
from kiosk.texts import Catalogue
from kiosk.wiring.launch import has_screen
from kiosk.wiring.printertrial import PrinterTrial
from storage.layout import is_station

MARKS = {State.OK: "○", State.WARN: "△", State.BAD: "×", State.UNKNOWN: "？"}


@dataclass(frozen=True, slots=True)
class HealthReport:
    """The findings of one visit."""

    findings: tuple[DoctorFinding, ...]

    @property
    def fit(self) -> bool:
        """Tell whether nothing keeps the station from working."""
        return is_fit(self.findings)

    def as_json(self) -> dict[str, object]:
        """Return the report as one object."""
        return {
            "fit": self.fit,
            "checks": [
                {
                    "check": one.check.value,
                    "state": one.state.value,
                    "detail": one.detail_key,
                    "params": dict(one.params),
                }
                for one in self.findings
            ],
        }

    def lines(self, words: Catalogue) -> list[str]:
        """Return a line per check."""
        return [
            f"{MARKS[one.state]} {words[f'doctor.name.{one.check.value}']}："
            f"{words.say(one.detail_key, **one.params)}"
            for one in self.findings
        ]


def examine(folder: Path | None) -> HealthReport:
    """Return how fit this computer and the station in ``folder`` are."""
    data = folder or default_data_folder()
    context = DoctorContext(
        data_folder=data,
        is_set_up=is_station(data),
        probes=(
            probe_camera_stack,
            probe_cameras,
            probe_screens,
            probe_store,
            partial(probe_settings, data),
            probe_ticket_fonts,
            probe_voices,
            partial(probe_ticket_printer, data),
        ),
    )
    return HealthReport(run_checks(context))


def probe_camera_stack() -> DoctorFinding:
    """Look whether the face models find the drawn sitter's face."""
    from camera.analyser import MediapipeAnalyser
    from camera.source import open_source

    mute_native_libraries()
    clock = SystemClock()
    source = open_source("sitter:?still=1", clock)
    try:
        source.open()
        with MediapipeAnalyser(clock, stills=True) as analyser:
            face = analyser.observe(source.read()).face
    except KioskError as error:
        return found(Check.CAMERA, State.BAD, "broken", error=error.message_key)
    finally:
        source.close()
    return found(Check.CAMERA, *((State.OK, "ok") if face else (State.BAD, "blind")))


def probe_cameras() -> DoctorFinding:
    """Look whether a camera is plugged in."""
    from kiosk.wiring import cameras

    names = cameras.names()
    if not names:
        return found(Check.CAMERA, State.WARN, "none")
    return found(Check.CAMERA, State.OK, "found", names=", ".join(names))


def probe_screens() -> DoctorFinding:
    """Look whether windows can be shown."""
    if not has_screen():
        return found(Check.SCREENS, State.WARN, "none")
    platform = os.environ.get("QT_QPA_PLATFORM", "") or "native"
    return found(Check.SCREENS, State.OK, "ok", platform=platform)


def probe_store() -> DoctorFinding:
    """Look whether sealing and opening work: a throw-away key, a throw-away text."""
    from storage.selftest import seals_and_opens

    return found(Check.STORE, *((State.OK, "ok") if seals_and_opens() else (State.BAD, "broken")))


def probe_settings(folder: Path) -> DoctorFinding:
    """Look whether the station's settings can be read."""
    try:
        read_settings(folder)
    except KioskError as error:
        return found(Check.SETTINGS, State.BAD, "broken", key=error.params.get("key", "?"))
    return found(Check.SETTINGS, State.OK, "ok")


def probe_ticket_fonts() -> DoctorFinding:
    """Look whether every line of a ticket can be set in every public language."""
    from kiosk.devices.tickets.typeface import typeface_for

    without = [
        public_words(language)["language"]
        for language in PublicLanguage
        if any(typeface_for(line, language) is None for line in _ticket_lines(language))
    ]
    return check_ticket_fonts(without, languages=len(PublicLanguage))


def probe_voices() -> DoctorFinding:
    """Look whether every clip of a call is there and can be heard, and is of this release."""
    from kiosk.devices.voices import are_current
    from ui.sound.clips import read_clips

    folder = voices()
    clips = len(read_clips(folder))
    return check_voices(clips if clips == len(CLIPS) else 0, current=are_current(folder))


def probe_ticket_printer(folder: Path, trial: PrinterTrial | None = None) -> DoctorFinding:
    """Look how the ticket printer of the settings is; one that says nothing is given up soon."""
    from kiosk.devices.tickets.target import parse_target

    settings = _settings(folder)
    printer = settings.tickets.printer
    try:
        named = parse_target(printer) is not None
    except SettingsError:
        return found(Check.TICKET_PRINTER, State.BAD, "form")
    asked = settings.queue.enabled and named
    state = (trial or PrinterTrial()).state(printer) if asked else None
    return check_ticket_printer(state, line=settings.queue.enabled)


def _ticket_lines(language: PublicLanguage) -> list[str]:
    said = public_words(language)
    keys = [key for key in said if key.startswith(("ticket.", "service.")) or key == "language"]
    return [line for key in keys for line in plain(said[key]).split("\n")]


def _settings(folder: Path) -> Settings:
    try:
        return read_settings(folder)
    except KioskError:  # another finding tells
        return Settings()
