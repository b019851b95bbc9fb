"""The commands a printer gets, and what is made of its answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.tickets import escpos
from kiosk.queueports import PrinterState
from tests.fakes.escpos_paper import PaperPath, UnknownCommandError, Wait
from tests.kiosk.devices.tickets.faces import bitmap


@pytest.mark.parametrize(
    ("printer", "cause", "paper", "state"),
    [
        (0x12, 0x12, 0x12, PrinterState.READY),
        (0x16, 0x12, 0x12, PrinterState.READY),  # the drawer is not ours
        (0x12, 0x12, 0x1E, PrinterState.PAPER_LOW),
        (0x1A, 0x12, 0x7E, PrinterState.PAPER_OUT),
        (0x1A, 0x32, 0x12, PrinterState.PAPER_OUT),
        (0x1A, 0x16, 0x7E, PrinterState.COVER_OPEN),
        (0x1A, 0x12, 0x12, PrinterState.OFFLINE),
        (0x12, 0x52, 0x12, PrinterState.OFFLINE),
        (0x1A, 0x12, 0x1E, PrinterState.OFFLINE),
    ],
)
def test_three_answers_make_one_state(
    printer: int, cause: int, paper: int, state: PrinterState
) -> None:
    assert escpos.state_of(printer, cause, paper) is state


@given(st.integers(0, 255))
def test_no_answer_is_taken_for_one_of_the_other_kind(answer: int) -> None:
    assert not (escpos.is_in_order(answer) and escpos.is_real_time(answer))


@given(
    st.binary(max_size=200), st.sampled_from([b"\x10\x04\x01", b"\x10\x05\x02", b"\x10\x14\x08"])
)
def test_a_picture_never_holds_what_a_printer_obeys_in_pictures_too(
    ink: bytes, command: bytes
) -> None:
    made = escpos.harmless(ink + command + ink)
    assert not any(pair in made for pair in (b"\x10\x04", b"\x10\x05", b"\x10\x14"))
    assert len(made) == len(ink + command + ink)
    assert all(
        (before & after) == before for before, after in zip(ink + command + ink, made, strict=True)
    )


@given(st.integers(1, 200))
def test_pieces_are_whole_and_print_the_picture(rows: int) -> None:
    path = PaperPath()
    for piece in escpos.pieces(bitmap(rows)):
        path.buffer += piece
        assert path.run() is Wait.FOR_BYTES
        assert not path.buffer
    (paper,) = path.papers
    assert paper.picture.size == (64, rows)


def test_a_torn_ticket_is_cut_off_and_the_next_is_whole() -> None:
    path = PaperPath()
    whole = b"".join(escpos.pieces(bitmap(100)))
    path.buffer += whole[: len(whole) // 2]
    path.run()
    path.buffer += escpos.ends_a_torn_ticket(64) + whole
    path.run()
    assert path.papers[-1].picture.size == (64, 100)
    assert [paper.blank for paper in path.papers] == [False, False]


def test_bytes_that_are_no_command_are_seen() -> None:
    with pytest.raises(UnknownCommandError):
        PaperPath(buffer=bytearray(b"A-025")).run()
