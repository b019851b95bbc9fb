"""Tickets are read from the camera's picture: held askew, blurred, in poor light, or not at all."""

import queue
import threading

import cv2
import numpy as np
import pytest

from camera.codes import EVERY_NS, GONE_NS, CodeLoop, CodeMemory, pick, read_codes
from camera.loops import AnalysisLoop
from kiosk.devices.tickets.qr import qr_picture
from kiosk.domain.frame import Frame, Observation, Pixels
from kiosk.domain.scan import CardBack, Foreign, FormCode, OpaqueForm, TicketCode, read_scan
from kiosk.threads import Latest, Worker
from tests.camera.test_analysis_loop import Eye
from tests.fakes.timepiece import Timepiece

PATIENCE_S = 10.0
ONE, OTHER = "SK1.ABCDEFGH234567AZ", "SK1.ZYXWVUTS765432AB"
FORM = "12345678901234567890123"
TICKET = TicketCode(ONE)


def paper(text: str, side_px: int = 260) -> Pixels:
    """Return a white paper with the QR of ``text``, as our tickets have it."""
    drawn = np.where(np.array(qr_picture(text, side_px)), 0, 255).astype(np.uint8)
    sized = cv2.resize(drawn, (side_px, side_px), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(sized, cv2.COLOR_GRAY2BGR), dtype=np.uint8)


def room(*papers: Pixels, turn_deg: float = 0.0, tilt: float = 0.0) -> Pixels:
    """Return a 720p picture of a room in which the papers are held side by side."""
    speckles = np.random.default_rng(5).integers(70, 190, (90, 160, 3), dtype=np.uint8)
    picture = cv2.resize(speckles, (1280, 720), interpolation=cv2.INTER_CUBIC)
    for at, one in enumerate(papers):
        height, width = one.shape[:2]
        left = 180 + 480 * at
        corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), turn_deg, 1.0)
        held = np.asarray(cv2.transform(corners[None], turn)[0], dtype=np.float32)
        held[:2] += [[tilt * width, 0.0], [-tilt * width, 0.0]]
        held += [left, 200]
        hold = cv2.getPerspectiveTransform(corners, held)
        inside = cv2.warpPerspective(np.full(one.shape[:2], 255, np.uint8), hold, (1280, 720))
        shown = cv2.warpPerspective(one, hold, (1280, 720))
        picture = np.where(inside[..., None] > 127, shown, picture)
    return np.asarray(picture, dtype=np.uint8)


@pytest.mark.parametrize("turn_deg", range(0, 360, 30))
def test_a_ticket_is_read_however_it_is_turned(turn_deg: int) -> None:
    assert read_codes(room(paper(ONE), turn_deg=turn_deg)) == {TICKET}


@pytest.mark.parametrize("tilt", [0.05, 0.12])
def test_a_ticket_is_read_when_it_is_tilted(tilt: float) -> None:
    assert read_codes(room(paper(ONE), tilt=tilt)) == {TICKET}


@pytest.mark.parametrize("side_px", [100, 160, 480])
def test_a_ticket_is_read_from_far_and_near(side_px: int) -> None:
    assert read_codes(room(paper(ONE, side_px))) == {TICKET}


@pytest.mark.parametrize("sigma_px", [1.0, 2.0])
def test_a_ticket_is_read_out_of_focus(sigma_px: float) -> None:
    assert read_codes(_pixels(cv2.GaussianBlur(room(paper(ONE)), (0, 0), sigma_px))) == {TICKET}


def test_a_ticket_is_read_with_glare_on_it() -> None:
    picture = room(paper(ONE)).copy()
    glare = np.zeros(picture.shape[:2], np.float32)
    cv2.circle(glare, (390, 400), 40, 200.0, -1)
    soft = cv2.GaussianBlur(glare, (0, 0), 25)
    lit = np.clip(picture.astype(np.float32) + soft[..., None], 0, 255)
    assert read_codes(_pixels(lit)) == {TICKET}


def test_a_ticket_is_read_in_a_dark_noisy_picture() -> None:
    dark = room(paper(ONE)).astype(np.float64) * 0.3
    noise = np.random.default_rng(9).normal(0, 6, dark.shape)
    assert read_codes(_pixels(np.clip(dark + noise, 0, 255))) == {TICKET}


def test_a_4k_picture_is_read_too() -> None:
    large = cv2.resize(room(paper(ONE)), (3840, 2160), interpolation=cv2.INTER_CUBIC)
    assert read_codes(_pixels(large)) == {TICKET}


def test_half_a_ticket_and_an_empty_room_say_nothing() -> None:
    torn = paper(ONE)
    assert read_codes(room(_pixels(torn[:, :130]))) == frozenset()
    assert read_codes(room()) == frozenset()


def _pixels(picture: object) -> Pixels:
    return np.ascontiguousarray(picture, dtype=np.uint8)


@pytest.mark.parametrize(
    ("texts", "chosen"),
    [
        ((ONE,), TICKET),
        ((ONE, "https://example.com/"), TICKET),
        ((ONE, FORM), TICKET),
        ((ONE, "621498320257"), TICKET),
        ((ONE, OTHER), None),
        ((FORM, FORM[::-1]), None),
        (("https://example.com/",), None),
        (("621498320257",), CardBack()),
        ((FORM,), read_scan(FORM)),
        ((), None),
    ],
)
def test_only_a_code_that_was_surely_meant_is_taken(texts: tuple[str, ...], chosen: object) -> None:
    assert pick(read_scan(text) for text in texts) == chosen


def test_two_tickets_held_side_by_side_open_nothing() -> None:
    seen = read_codes(room(paper(ONE), paper(OTHER)))
    assert seen == {TICKET, TicketCode(OTHER)}
    assert pick(seen) is None


def test_a_code_is_told_once_until_it_has_been_gone_for_a_while() -> None:
    memory = CodeMemory()
    assert memory.new({TICKET}, 0) == TICKET
    for looks in range(1, 50):
        assert memory.new({TICKET}, looks * EVERY_NS) is None
    last = 49 * EVERY_NS
    assert memory.new((), last + GONE_NS // 2) is None
    assert memory.new({TICKET}, last + GONE_NS - 1) is None  # missed for a moment: never away
    assert memory.new({TICKET}, last + 2 * GONE_NS) == TICKET


def test_the_second_of_two_tickets_is_told_once_the_first_is_taken_away() -> None:
    memory = CodeMemory()
    assert memory.new({TICKET}, 0) == TICKET
    assert memory.new({TICKET, TicketCode(OTHER)}, EVERY_NS) is None
    assert memory.new({TicketCode(OTHER)}, 2 * EVERY_NS) == TicketCode(OTHER)


def test_nothing_of_a_card_stays_in_the_memory() -> None:
    memory = CodeMemory()
    assert memory.new({read_scan("621498320257")}, 0) == CardBack()
    assert "621498320257" not in repr(vars(memory))


class Tray(Latest[Frame]):
    """A box that says when something was taken from it."""

    def __init__(self) -> None:
        super().__init__()
        self.taken = threading.Event()

    def take(self) -> Frame | None:
        frame = super().take()
        if frame is not None:
            self.taken.set()
        return frame


class Broken(Latest[Frame]):
    """A box that gives unreadable frames without end."""

    def wait(self, timeout_s: float) -> Frame | None:
        assert timeout_s > 0
        self.given = getattr(self, "given", 0) + EVERY_NS
        return Frame(seq=0, captured_at_ns=self.given, pixels=np.zeros((0, 0, 3), np.uint8))


class Desk:
    """A loop that reads codes, and what it told."""

    def __init__(self) -> None:
        self.box = Tray()
        self.told: queue.Queue[str] = queue.Queue()
        self.threads: set[str] = set()
        self.loop = CodeLoop(self.box, Timepiece(), self._tell)

    def _tell(self, text: str) -> None:
        self.threads.add(threading.current_thread().name)
        self.told.put(text)

    def show(self, picture: Pixels, at_ns: int = 0) -> None:
        self.box.put(Frame(seq=at_ns, captured_at_ns=at_ns, pixels=picture))


def test_a_ticket_held_up_is_told_from_the_loops_own_thread() -> None:
    desk = Desk()
    desk.loop.watch(True)
    with Worker("codes", desk.loop.run):
        desk.show(room(paper(ONE)))
        assert desk.told.get(timeout=PATIENCE_S) == ONE
    assert desk.threads == {"codes"}


def test_nothing_is_read_unless_it_was_asked_for() -> None:
    desk = Desk()
    with Worker("codes", desk.loop.run):
        for at in range(2):  # once the second is taken, the first is dealt with
            desk.box.taken.clear()
            desk.show(room() if at else room(paper(ONE)), at_ns=at)
            assert desk.box.taken.wait(PATIENCE_S)
        desk.loop.watch(True)
        desk.show(room(paper(OTHER)), at_ns=EVERY_NS)
        assert desk.told.get(timeout=PATIENCE_S) == OTHER
    assert desk.told.empty()


def test_a_cards_number_does_not_leave_the_camera() -> None:
    desk = Desk()
    desk.loop.watch(True)
    with Worker("codes", desk.loop.run):
        desk.show(room(paper("621498320257")))
        assert desk.told.get(timeout=PATIENCE_S) == "000000000000"


@pytest.mark.expects_warnings("reading codes failed", "codes are no longer read")
def test_reading_that_fails_again_and_again_ends_by_itself() -> None:
    told: list[str] = []
    loop = CodeLoop(Broken(), Timepiece(), told.append)
    loop.watch(True)
    loop.run(threading.Event())
    assert told == []


def test_frames_reach_the_code_reader_only_while_nobody_is_to_be_read() -> None:
    wanted = threading.Event()
    box, out, unread = Latest[Frame](), Latest[Observation](), Latest[Frame]()
    loop = AnalysisLoop(
        lambda: Eye([]), box, out, Timepiece(), lambda _: None, wanted=wanted, unread=unread
    )
    with Worker("analysis", loop.run):
        box.put(Frame(seq=1, captured_at_ns=1, pixels=room()))
        passed = unread.wait(PATIENCE_S)
        wanted.set()
        box.put(Frame(seq=2, captured_at_ns=2, pixels=room()))
        observed = out.wait(PATIENCE_S)
    assert passed is not None
    assert passed.seq == 1
    assert observed is not None
    assert observed.frame.seq == 2
    assert unread.take() is None


def test_forms_without_a_number_are_one_thing() -> None:
    assert pick({OpaqueForm()}) == OpaqueForm()
    assert isinstance(read_scan(FORM), FormCode)
    assert pick({Foreign()}) is None
