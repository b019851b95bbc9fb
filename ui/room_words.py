"""Findings of the lighting check and duties as words of a catalogue."""

from kiosk.domain.dates import JST
from kiosk.domain.duty import PhotoDuty
from kiosk.guidance.light_policy import LightMeasure, light_policy
from kiosk.guidance.lighting import LightFinding
from kiosk.texts import Catalogue

_PERCENT = frozenset({"share", "light"})  # units of the light policy that are shares of one
_RATIO = "ratio"


def do_words(finding: LightFinding, texts: Catalogue) -> str:
    """Return the finding's instruction."""
    return texts[f"light.{finding.advice.value}.do"]


def value_words(finding: LightFinding, texts: Catalogue) -> str:
    """Return the finding's name and verdict, and value and limit where one was measured."""
    name, verdict = f"light.{finding.advice.value}.name", f"verdict.{finding.verdict.value}"
    said = texts.say("room.found", name=texts[name], verdict=texts[verdict])
    if finding.measure is None or finding.value is None or finding.limit is None:
        return said
    value, limit = (_with_unit(finding.measure, one) for one in (finding.value, finding.limit))
    return f"{said} {texts.say('finding.limited', value=value, limit=limit)}"


def _with_unit(measure: LightMeasure, value: float) -> str:
    unit = light_policy().rule(measure).unit
    if unit in _PERCENT:
        return f"{100 * value:.1f} %"
    return f"{value:.2f}" if unit == _RATIO else f"{value:.1f} {unit.removeprefix('CIE')}"


def duty_words(duty: PhotoDuty, texts: Catalogue) -> str:
    """Return what the duty is about: kind, way, who and when, and the reason."""
    exemption = duty.exemption
    return texts.say(
        "duties.about",
        kind=texts[f"duties.kind.{exemption.kind.value}"],
        channel=texts[f"duties.channel.{exemption.channel.value}"],
        who=exemption.who,
        when=exemption.when,
        reason=exemption.words,
    )


def done_words(duty: PhotoDuty, texts: Catalogue) -> str:
    """Return that the duty is still to be done, or who did it and when."""
    if duty.done is None:
        return texts["duties.open"]
    at = duty.done.at.astimezone(JST)
    return texts.say("duties.done_by", by=duty.done.by, at=f"{at:%H:%M}")
