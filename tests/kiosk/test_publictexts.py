import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from kiosk.domain.applicant import Sex
from kiosk.domain.application import Delivery, Relation
from kiosk.domain.finding import Hint
from kiosk.domain.ticket import Need, PublicLanguage, Service, Stage
from kiosk.fonts import FontFile, font_files
from kiosk.publictexts import Run, placeholders, plain, pseudo_words, runs, words

_KANJI = re.compile(r"[\u4e00-\u9fff々]")
JAPANESE = words(PublicLanguage.JA)
EVERY_LANGUAGE = pytest.mark.parametrize("language", PublicLanguage)


def differences(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Return the keys that one has alone, and those with other placeholders."""
    alone = sorted(one.keys() ^ other.keys())
    both = one.keys() & other.keys()
    return alone + [key for key in both if placeholders(one[key]) != placeholders(other[key])]


@EVERY_LANGUAGE
def test_every_language_says_everything_and_fills_in_the_same(language: PublicLanguage) -> None:
    assert differences(JAPANESE, words(language)) == []


def test_a_missing_sentence_and_a_misspelt_placeholder_are_found() -> None:
    english = dict(words(PublicLanguage.EN))
    del english["place"]
    english["ticket.ahead"] = "{cuont} ahead"
    assert differences(JAPANESE, english) == ["place", "ticket.ahead"]


@EVERY_LANGUAGE
def test_every_value_that_is_shown_has_its_words(language: PublicLanguage) -> None:
    said = words(language)
    keys = [f"service.{one.value}" for one in Service]
    keys += [f"issue.purpose.{one.value}" for one in Service]
    keys += [f"stage.{one.value}" for one in Stage] + [f"issue.{one.value}" for one in Need]
    keys += [f"hint.{one.value}" for one in Hint]
    keys += [f"confirm.sex.{one.value}" for one in Sex]
    keys += [f"confirm.relation.{one.value}" for one in Relation]
    keys += [f"{page}.delivery.{one.value}" for page in ("confirm", "receipt") for one in Delivery]
    assert [key for key in keys if not said.get(key)] == []
    assert all(len(said.lines(f"service.{one.value}.prepare")) == 3 for one in Service)


@EVERY_LANGUAGE
def test_what_to_have_ready_is_short_enough_for_a_narrow_ticket(language: PublicLanguage) -> None:
    # 58 mm are 384 dots: 24 columns of 16 dots, the smallest type people read on paper.
    for service in Service:
        for line in words(language).lines(f"service.{service.value}.prepare"):
            assert columns(line) <= 24, line


def columns(text: str) -> float:
    """Return the width in columns of a Chinese character; readings stand above and take none."""
    return sum(1.0 if ord(one) > 0x2E7F else 0.55 for one in text)


_BUTTONS = (
    "applicant.review.yes", "applicant.review.again", "consent.agree", "consent.ask_staff",
    "consent.back", "confirm.yes", "confirm.correct", "confirm.next", "confirm.back",
    "confirm.hidden.show",
)  # fmt: skip


def too_wide(said: Mapping[str, str]) -> list[str]:
    """Return the buttons that are more than 2.2 times as wide as in Japanese."""
    return [
        key for key in _BUTTONS if columns(plain(said[key])) > 2.2 * columns(plain(JAPANESE[key]))
    ]


@EVERY_LANGUAGE
def test_the_words_of_a_button_fit_where_the_japanese_ones_do(language: PublicLanguage) -> None:
    assert too_wide(words(language)) == []


def test_a_wordy_button_is_noticed() -> None:
    wordy = {**words(PublicLanguage.EN), "confirm.next": "Go to the next page"}
    assert too_wide(wordy) == ["confirm.next"]


def test_unknown_keys_and_missing_values_are_never_passed_over() -> None:
    with pytest.raises(KeyError):
        JAPANESE.say("issue.nothing_like_it")
    with pytest.raises(KeyError):
        JAPANESE.say("place", plaec="3")


def test_a_range_of_one_value_is_said_as_one_value() -> None:
    assert JAPANESE.wait(15, 25) == "約15〜25分"
    assert JAPANESE.wait(15, 15) == "約15分"


def test_easy_japanese_has_a_reading_for_every_kanji() -> None:
    easy = words(PublicLanguage.EASY_JA)
    bare = {key: run for key in easy for run in runs(easy[key]) if not run.reading}
    assert {key: run.words for key, run in bare.items() if _KANJI.search(run.words)} == {}
    readings = [run.reading for key in easy for run in runs(easy[key]) if run.reading]
    assert readings
    assert all(re.fullmatch(r"[ぁ-ゖー]+", one) for one in readings)


def test_readings_are_above_instead_of_or_left_out() -> None:
    easy = words(PublicLanguage.EASY_JA)
    assert easy.say("ticket.ahead", count=4) == "前に 4人"
    assert easy.spoken("ticket.ahead", count=4) == "まえに 4にん"
    assert runs(easy.marked("ticket.ahead", count=4)) == (
        Run("前", "まえ"),
        Run("に 4"),
        Run("人", "にん"),
    )


@EVERY_LANGUAGE
def test_a_place_with_a_name_is_told_without_the_word_for_a_numbered_one(
    language: PublicLanguage,
) -> None:
    said = words(language)
    numbered = said.come("7"), said.spoken_call("A-025", "7")
    named = said.come("受付A"), said.spoken_call("A-025", "受付A")
    counter = said.spoken("place", place="")
    for with_number, with_name in zip(numbered, named, strict=True):
        assert "7" in with_number
        assert "受付A" in with_name
        assert with_name != with_number.replace("7", "受付A")
        assert counter.strip().lower() not in with_name.replace(f"A-025{counter}", "").lower()
    assert said.place("受付A") == "受付A"
    assert said.place("7") == said.say("place", place="7")


@EVERY_LANGUAGE
def test_only_easy_japanese_is_marked(language: PublicLanguage) -> None:
    said = words(language)
    marked = [key for key in said if plain(said[key]) != said[key]]
    assert bool(marked) == (language is PublicLanguage.EASY_JA)


@given(st.text(alphabet="あ漢{}|a ", max_size=30))
def test_marked_words_keep_their_characters(text: str) -> None:
    assert "".join(run.words for run in runs(text)) == plain(text)


def test_the_pseudo_language_is_longer_everywhere_and_fills_in_the_same() -> None:
    pseudo = pseudo_words()
    assert differences(JAPANESE, pseudo) == []
    assert all(len(pseudo[key]) > len(JAPANESE[key]) for key in pseudo)


# The characters each place writes with, by its own standard: 们 is not in Big5, 內 not in GB 2312.
_STANDARDS = {
    PublicLanguage.JA: "cp932",
    PublicLanguage.EASY_JA: "cp932",
    PublicLanguage.EN: "cp1252",
    PublicLanguage.ZH_HANS: "gb2312",
    PublicLanguage.ZH_HANT: "cp950",
    PublicLanguage.KO: "cp949",
    PublicLanguage.PT: "cp1252",
    PublicLanguage.TL: "cp1252",
}


def strangers(text: str, standard: str) -> str:
    """Return the characters that nobody there writes."""
    return "".join(
        sorted({one for one in text if one.isalpha() and not one.encode(standard, "ignore")})
    )


@pytest.mark.parametrize("language", _STANDARDS)
def test_no_language_is_written_in_another_ones_characters(language: PublicLanguage) -> None:
    said = words(language)
    own = "".join(said[key] for key in said if key != "language")
    assert strangers(own, _STANDARDS[language]) == ""


def test_a_traditional_character_among_simplified_ones_is_noticed() -> None:
    assert strangers("请到3號窗口", "gb2312") == "號"


# --- spelling ----------------------------------------------------------------------------------

_CHINESE_TYPE = {
    PublicLanguage.JA,
    PublicLanguage.EASY_JA,
    PublicLanguage.ZH_HANS,
    PublicLanguage.ZH_HANT,
}
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
_WIDE_MARKS = re.compile(r"[、。，：；？！（）「」]")
_NARROW_MARKS = re.compile(r"[\u3041-\u9fff][,.:;?!()]|[,.:;?!()][\u3041-\u9fff]")


def oddities(said: Mapping[str, str], language: PublicLanguage) -> list[str]:
    """Return the sentences with marks or letters that do not belong to the language."""
    odd = []
    for key, marked in said.items():
        text = plain(marked)
        wrong = [
            '"' in text or "..." in text or "  " in text or text != text.strip(),
            bool(re.search(r"\s[,.!?;、。，！？]", text)),
            language in _CHINESE_TYPE and bool(_NARROW_MARKS.search(text)),
            language not in _CHINESE_TYPE and bool(_WIDE_MARKS.search(text)),
            language not in _CHINESE_TYPE and bool(_IDEOGRAPH.search(text)),
            language not in {PublicLanguage.JA, PublicLanguage.EASY_JA}
            and bool(_KANA.search(text)),
        ]
        if any(wrong):
            odd.append(key)
    return odd


@EVERY_LANGUAGE
def test_each_language_keeps_its_own_marks_and_letters(language: PublicLanguage) -> None:
    assert oddities(words(language), language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (PublicLanguage.EN, "Please ask 係員"),
        (PublicLanguage.EN, "Please ask our staff。"),
        (PublicLanguage.EN, 'Touch "yes"'),
        (PublicLanguage.KO, "카드의 更新"),
        (PublicLanguage.KO, "스タッフ"),
        (PublicLanguage.ZH_HANS, "请问工作人员?"),
        (PublicLanguage.ZH_HANT, "カード"),
        (PublicLanguage.JA, "お待ちください."),
        (PublicLanguage.PT, "Aguarde ."),
        (PublicLanguage.VI, " Xin chờ"),
    ],
)
def test_a_stray_mark_or_letter_is_noticed(language: PublicLanguage, text: str) -> None:
    assert oddities({"key": text}, language) == ["key"]


@EVERY_LANGUAGE
def test_hints_are_whole_sentences_and_headlines_are_none(language: PublicLanguage) -> None:
    said = words(language)
    for key, sentence in said.items():
        ends = sentence.endswith((".", "。", "?", "？"))
        if key.startswith("hint."):
            assert ends, key
        elif key.endswith(".headline") or key in _BUTTONS:
            assert not ends, key


def test_the_same_thing_has_the_same_name_wherever_it_is_said() -> None:
    card = {
        PublicLanguage.JA: "マイナンバーカード",
        PublicLanguage.EASY_JA: "マイナンバーカード",
        PublicLanguage.EN: "My Number Card",
        PublicLanguage.ZH_HANS: "个人编号卡",
        PublicLanguage.ZH_HANT: "個人編號卡",
        PublicLanguage.KO: "마이넘버카드",
        PublicLanguage.VI: "My Number",
        PublicLanguage.PT: "My Number",
        PublicLanguage.TL: "My Number Card",
    }
    for language, name in card.items():
        said = words(language)
        for key in ("applicant.welcome.sentence", "consent.why.sentence", "service.D.prepare"):
            assert name in said.say(key), (language, key)
        assert said["confirm.certificates"].split()[0].casefold()[:4] in (
            said["service.D"].casefold() + said["issue.purpose.D"].casefold()
        )


# --- glyphs ------------------------------------------------------------------------------------


def boxes(text: str, file: FontFile) -> str:
    """Return the characters the face draws as the box of what it does not know."""
    face = ImageFont.truetype(str(file.path), 32, index=file.index)
    unknown = bytes(face.getmask("\U0010fffe"))
    return "".join(
        sorted({one for one in text if not one.isspace() and bytes(face.getmask(one)) == unknown})
    )


@EVERY_LANGUAGE
@pytest.mark.parametrize("bold", [False, True])
def test_every_character_of_every_language_has_a_glyph(
    language: PublicLanguage, bold: bool
) -> None:
    files = font_files(language, bold=bold)
    assert files, "bootstrap installs the faces"
    assert boxes("".join(words(language).values()) + "ABCDE-0123456789", files[0]) == ""


def test_a_face_without_a_languages_letters_is_noticed() -> None:
    japanese = font_files(PublicLanguage.JA)[0]
    assert boxes("Tiếng Việt 한국어", japanese) == "ệ국어한"
