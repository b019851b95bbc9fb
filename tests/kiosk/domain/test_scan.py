"""What is scanned is known for what it is, and a card's number is never kept."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.numbers import parse_form_id
from kiosk.domain.scan import (
    CardBack,
    Foreign,
    FormCode,
    OpaqueForm,
    Scan,
    ScanRefusal,
    ScanRefusedError,
    TicketCode,
    read_scan,
    retell,
    scan_reader,
)
from kiosk.texts import Language, catalogue

TICKET = "SK1.ABCDEFGH234567AZ"
FORM = "12345678901234567890123"
SITE = "https://net.kojinbango-card.go.jp/SS_SERVICE_OUT/FA01S001Action.do"
ANY_TEXT = st.text(st.characters(codec=None), max_size=300)


@pytest.mark.parametrize(
    "text",
    [TICKET, f"{TICKET}\r\n", f" {TICKET}\t", "ＳＫ１．ＡＢＣＤＥＦＧＨ２３４５６７ＡＺ"],
)
def test_a_ticket_is_known_by_its_whole_code(text: str) -> None:
    assert read_scan(text) == TicketCode(TICKET)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "SK1.",
        TICKET[:-1],
        f"{TICKET}A",
        TICKET.lower(),
        TICKET.replace("A", "0"),
        TICKET.replace("SK1", "SK2"),
        f"{TICKET}\n{TICKET}",
        f"{TICKET[:8]}\x00{TICKET[8:]}",
        f"x{TICKET}",
        "https://example.com/",
        "１２３",
        "1" * 23,
        "9" * 1_000_000,
        TICKET * 50_000,
        "\ud800" * 40,
        "ﷺ" * 600,
        "\x1b]0;title\x07",
        f"https://net.kojinbango-card.go.jp.example.com/?id={FORM}",
        f"https://net.kojinbango-card.go.jp@example.com/?id={FORM}",
        f"https://xkojinbango-card.go.jp/?id={FORM}",
        f"https://example.com/?u=https://net.kojinbango-card.go.jp/&id={FORM}",
        f"file://net.kojinbango-card.go.jp/{FORM}",
        f"{SITE}?id={FORM}\n" + "x",
        f"{SITE}?id={FORM}" + "&x" * 1_000,
    ],
)
def test_everything_else_is_foreign(text: str) -> None:
    assert read_scan(text) == Foreign()


@pytest.mark.parametrize(
    "text",
    [
        FORM,
        f"{FORM}\r\n",
        "１２３４５６７８９０１２３４５６７８９０１２３",
        "1234 5678 9012 3456 7890 123",
        f"{SITE}?id={FORM}",
        f"{SITE.upper()}?ID={FORM}#x",
        f"{SITE}?id={FORM}&again={FORM}",
        f"{SITE}?id={FORM}&day=20261123",
    ],
)
def test_a_form_gives_its_number_and_no_address(text: str) -> None:
    scan = read_scan(text)
    assert isinstance(scan, FormCode)
    assert scan.form_id == FORM


@pytest.mark.parametrize(
    "query",
    ["", "?token=abcdef", f"?id={FORM}4", f"?id={FORM[:-1]}", f"?a={FORM}&b={FORM[::-1]}"],
)
def test_a_form_that_does_not_show_its_number_is_typed_from_the_paper(query: str) -> None:
    assert read_scan(SITE + query) == OpaqueForm()


@pytest.mark.parametrize(
    "text",
    [
        "621498320257",
        "621498320257\r",
        "6214-9832-0257",
        "6214 9832 0257",
        "６２１４９８３２０２５７",
    ],
)
def test_a_cards_back_is_a_cards_back_and_nothing_more(text: str) -> None:
    assert read_scan(text) == CardBack()


@given(ANY_TEXT)
def test_no_text_is_too_strange(text: str) -> None:
    assert isinstance(read_scan(text), Scan)


@given(st.text("0123456789 -－０１２３", max_size=80) | st.text("SK1.ABC2", max_size=80))
def test_nearly_right_codes_are_read_without_a_fault(text: str) -> None:
    assert isinstance(read_scan(text), Scan)


@given(st.from_regex(r"[0-9]{12}", fullmatch=True), st.sampled_from(["{}", "{}\r\n", " {} "]))
def test_a_cards_number_is_in_nothing_that_is_handed_on(number: str, form: str) -> None:
    scan = read_scan(form.format(number))
    assert scan == CardBack()
    assert retell(scan) == "000000000000"
    logging.getLogger(__name__).info("%s %r", scan, scan)
    assert number not in f"{scan} {scan!r}"


def test_a_forms_number_is_in_no_repr() -> None:
    scan = read_scan(FORM)
    assert FORM not in f"{scan} {scan!r} {[scan]}"


@given(ANY_TEXT | st.sampled_from([TICKET, FORM, SITE, "621498320257"]))
def test_what_is_retold_reads_as_the_same(text: str) -> None:
    scan = read_scan(text)
    assert read_scan(retell(scan)) == scan


@pytest.mark.parametrize("language", [Language.JA, Language.EN])
@pytest.mark.parametrize("refusal", ScanRefusal)
def test_every_refusal_is_a_clear_sentence(refusal: ScanRefusal, language: Language) -> None:
    for sentence in catalogue(language).explain(ScanRefusedError(refusal)):
        assert sentence.endswith(("。", "."))
        assert refusal.value not in sentence


def test_another_print_of_the_forms_is_read_as_the_settings_say() -> None:
    read = scan_reader(r"SHIMO;id=([0-9]{23});.*")
    assert read(f"SHIMO;id={FORM};v=2") == FormCode(parse_form_id(FORM))
    assert read("SHIMO;id=" + "1" * 23 + ";") == OpaqueForm()  # nobody's number
    assert read(f"OTHER;id={FORM};") == Foreign()
    assert read(FORM) == read_scan(FORM)
    assert read(TICKET) == TicketCode(TICKET)


@pytest.mark.parametrize("pattern", ["", r"([0-9]+)", r"(.*)"])
def test_whatever_the_settings_say_a_card_is_never_read_as_a_form(pattern: str) -> None:
    assert scan_reader(pattern)("123456789018") == CardBack()
