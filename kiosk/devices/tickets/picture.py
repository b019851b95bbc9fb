"""A ticket's face as dots: number first, then how long, then what to have ready."""

from kiosk.devices.tickets.bitmap import WIDTH_DOTS, Bitmap
from kiosk.devices.tickets.qr import qr_picture
from kiosk.devices.tickets.setting import Side, Strip, Style
from kiosk.domain.dates import JST
from kiosk.domain.ticket import PublicLanguage
from kiosk.publictexts import PublicWords, words
from kiosk.queueports import TicketFace

MARGIN_DOTS = {58: 8, 80: 16}  # some printers do not reach the edge of what they promise
_SMALL = Style(size_px=24, least_px=24)  # 3 mm, 8.5 pt: small print is not smaller
_TEXT = Style(size_px=28, least_px=28)
_STRONG = Style(size_px=30, least_px=24, bold=True)
_MIDDLE = Style(size_px=28, least_px=20, side=Side.MIDDLE)
_SERVICE = Style(size_px=52, least_px=32, bold=True, side=Side.MIDDLE)
_WAIT = Style(size_px=46, least_px=32, bold=True, side=Side.MIDDLE)
_SECOND = Style(size_px=30, least_px=24, side=Side.MIDDLE)
_NUMBER_SHARE = 0.9  # of the width between the margins; a third is the least the house asks for
_STAMP_PX = 40
_BULLET, _BULLET_DOTS = "・", 28
_AGAIN, _TRAINING = "再", "研修"


def draw_ticket(face: TicketFace, width_mm: int, second: PublicLanguage | None = None) -> Bitmap:
    """Return the ticket in the person's language, and shortly in a second one.

    Staff read Japanese: it is the second one beside every other language. A line whose signs no
    face of this machine has is left out; the number and the code need none of them.
    """
    strip = Strip(WIDTH_DOTS[width_mm], MARGIN_DOTS[width_mm])
    spoken = [words(face.language), *_others(face.language, second)]
    _head(strip, face, spoken)
    _number(strip, face, spoken)
    _wait(strip, face, spoken)
    strip.paste(qr_picture(face.code, strip.width))
    _foot(strip, face, spoken)
    return strip.cut()


def _others(first: PublicLanguage, second: PublicLanguage | None) -> list[PublicWords]:
    if first not in {PublicLanguage.JA, PublicLanguage.EASY_JA}:
        return [words(PublicLanguage.JA)]
    return [] if second is None or second is first else [words(second)]


def _head(strip: Strip, face: TicketFace, spoken: list[PublicWords]) -> None:
    if face.training:
        stamp_training(strip, spoken[0])
    if face.again:
        _stamp(strip, _AGAIN, "ticket.again", spoken[0])
    strip.gap(8)
    strip.write(face.venue, PublicLanguage.JA, _MIDDLE)
    time = f"{face.at.astimezone(JST):%Y-%m-%d %H:%M}"
    strip.write(spoken[0].say("ticket.at", time=time), face.language, _MIDDLE)


def stamp_training(strip: Strip, spoken: PublicWords) -> None:
    """Have the paper say from edge to edge that it is for training."""
    _stamp(strip, _TRAINING, "ticket.training", spoken)


def _stamp(strip: Strip, mark: str, key: str, spoken: PublicWords) -> None:
    strip.stamp(mark, PublicLanguage.JA, _STAMP_PX)
    if spoken.language is not PublicLanguage.JA:
        strip.gap(4)
        strip.write(spoken.say(key), spoken.language, _MIDDLE)
    strip.gap(4)


def _number(strip: Strip, face: TicketFace, spoken: list[PublicWords]) -> None:
    strip.gap(8)
    for words_, style in zip(spoken, (_SERVICE, _SECOND), strict=False):
        strip.write(words_.say(f"service.{face.service.value}"), words_.language, style)
    strip.gap(16)
    strip.write_across(str(face.number), _NUMBER_SHARE)
    strip.gap(20)


def _wait(strip: Strip, face: TicketFace, spoken: list[PublicWords]) -> None:
    for words_, style in zip(spoken, (_WAIT, _SECOND), strict=False):
        said = []
        if face.ahead is not None:
            said.append(words_.say("ticket.ahead", count=face.ahead))
        if face.wait_minutes is not None:
            said.append(words_.wait(*face.wait_minutes))
        together = "  ".join(said)
        if style is _SECOND and said and strip.fits(together, words_.language, style):
            said = [together]
        for line in said:
            strip.write(line, words_.language, style)


def _foot(strip: Strip, face: TicketFace, spoken: list[PublicWords]) -> None:
    first = spoken[0]
    strip.rule()
    strip.gap(10)
    strip.write(first.say("ticket.prepare"), first.language, _STRONG)
    for line in first.lines(f"service.{face.service.value}.prepare"):
        _item(strip, line, first.language)
    strip.gap(10)
    strip.rule()
    strip.gap(10)
    strip.write(first.say("ticket.keep_this"), first.language, _TEXT)
    for words_ in spoken:
        strip.write(words_.say("ticket.called_by_number"), words_.language, _SMALL)


def _item(strip: Strip, line: str, language: PublicLanguage) -> None:
    top = strip.y
    if strip.write(line, language, _TEXT, indent=_BULLET_DOTS):
        below, strip.y = strip.y, top
        strip.write(_BULLET, PublicLanguage.JA, _TEXT)
        strip.y = below
