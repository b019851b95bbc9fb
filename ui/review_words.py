"""What staff decided about a photo, as words of a catalogue."""

from kiosk.domain.review import OverrideReason, PhotoExemption, PhotoReview
from kiosk.texts import Catalogue
from kiosk.workflow.snapshots import StationView


def override_words(review: PhotoReview, texts: Catalogue) -> str:
    """Return the reason why the photo is taken all the same, empty without one."""
    if review.override is None:
        return ""
    name, words = texts[f"override.{review.override.reason.value}"], review.override.words.strip()
    if review.override.reason is OverrideReason.OTHER:
        name = texts["override.other.short"]
    return texts.say("review.reason_told", reason=name, words=words) if words else name


def exemption_words(exemption: PhotoExemption | None, texts: Catalogue) -> str:
    """Return kind and way of a 写真の特例, empty without one."""
    if exemption is None:
        return ""
    return texts.say(
        "review.exemption_told",
        kind=texts[f"exemption.kind.{exemption.kind.value}"],
        channel=texts[f"exemption.channel.{exemption.channel.value}"],
    )


def sheet_words(view: StationView, texts: Catalogue) -> tuple[str, ...]:
    """Return what became of the photo sheet, a line each; nothing when none was asked for."""
    if view.printing:
        return (texts["sheet.printing"],)
    printed = view.printed
    if printed is None:
        return ()
    told = (("sheet.told_replaced", printed.replaced), ("sheet.told_uncertain", printed.uncertain))
    return (
        texts.say("sheet.sent", photos=printed.photos),
        *(texts.say(key, count=count) for key, count in told if count),
    )
