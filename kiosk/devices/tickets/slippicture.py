"""A 受付票 as dots: the number, what was done, what happens next; nothing of the person."""

from kiosk.devices.tickets.bitmap import WIDTH_DOTS, Bitmap
from kiosk.devices.tickets.picture import MARGIN_DOTS, stamp_training
from kiosk.devices.tickets.setting import Side, Strip, Style
from kiosk.domain.dates import JST
from kiosk.domain.slip import ReceiptSlip
from kiosk.domain.ticket import PublicLanguage
from kiosk.publictexts import PublicWords, words

_TITLE = Style(size_px=44, least_px=32, bold=True, side=Side.MIDDLE)
_MIDDLE = Style(size_px=26, least_px=20, side=Side.MIDDLE)
_HEAD = Style(size_px=30, least_px=24, bold=True)
_TEXT = Style(size_px=28, least_px=28)
_SECOND = Style(size_px=24, least_px=24)  # 3 mm, 8.5 pt: small print is not smaller
_NUMBER_SHARE = 0.8  # of the width between the margins
_JAPANESE = frozenset({PublicLanguage.JA, PublicLanguage.EASY_JA})


def draw_slip(slip: ReceiptSlip, width_mm: int) -> Bitmap:
    """Return the slip in the person's language, and in Japanese below for whoever helps them."""
    strip = Strip(WIDTH_DOTS[width_mm], MARGIN_DOTS[width_mm])
    spoken = words(slip.language)
    if slip.training:
        stamp_training(strip, spoken)
    _head(strip, slip, spoken)
    _told(strip, slip, spoken, _TEXT)
    strip.gap(10)
    strip.write(spoken.say("receipt.keep"), spoken.language, _TEXT)
    if slip.contact:
        strip.write(spoken.say("receipt.contact", contact=slip.contact), spoken.language, _TEXT)
    if slip.language not in _JAPANESE:
        strip.gap(8)
        strip.rule()
        strip.gap(8)
        _told(strip, slip, words(PublicLanguage.JA), _SECOND)
    strip.gap(8)
    return strip.cut()


def _head(strip: Strip, slip: ReceiptSlip, spoken: PublicWords) -> None:
    strip.gap(8)
    strip.write(spoken.say("slip.title"), spoken.language, _TITLE)
    if spoken.language not in _JAPANESE:
        title = words(PublicLanguage.JA).say("slip.title")
        strip.write(title, PublicLanguage.JA, _MIDDLE)
    strip.write(slip.venue, PublicLanguage.JA, _MIDDLE)
    time = f"{slip.at.astimezone(JST):%Y-%m-%d %H:%M}"
    strip.write(spoken.say("slip.at", time=time), spoken.language, _MIDDLE)
    if slip.service is not None:
        strip.write(spoken.say(f"service.{slip.service.value}"), spoken.language, _MIDDLE)
    strip.gap(12)
    strip.write(spoken.say("receipt.title"), spoken.language, _MIDDLE)
    strip.gap(6)
    strip.write_across(str(slip.number), _NUMBER_SHARE)
    strip.gap(20)
    strip.rule()
    strip.gap(8)


def _told(strip: Strip, slip: ReceiptSlip, spoken: PublicWords, style: Style) -> None:
    """Say it all in one language: the same sentences as the applicant's screen says."""
    language = spoken.language
    strip.write(spoken.say(f"slip.done.{slip.procedure.value}"), language, style)
    strip.gap(10)
    strip.write(spoken.say("receipt.next"), language, _HEAD if style is _TEXT else style)
    strip.write(spoken.say("receipt.when"), language, style)
    strip.gap(4)
    strip.write(spoken.say(f"receipt.delivery.{slip.delivery.value}"), language, style)
