"""Everything a person may be told has words, in both languages, with the same placeholders."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from enum import StrEnum

import pytest

from kiosk.doctor.finding import Check as DoctorCheck
from kiosk.doctor.finding import State
from kiosk.doctor.wording import disagreements
from kiosk.domain.finding import Hint
from kiosk.domain.ticket import PublicLanguage
from kiosk.errors import ExitCode, KioskError
from kiosk.publictexts import words as public_words
from kiosk.texts import Language, catalogue
from tests.architecture.tree import PACKAGES, source_files
from tests.guards.groups import ROOT

LANGUAGES = [Language.JA, Language.EN]
PARTS = ("what", "safe", "next")
SPOKEN: Mapping[str, type[StrEnum]] = {
    "hint": Hint,
    "doctor.name": DoctorCheck,
    "doctor.state": State,
}


def known_errors(base: type[KioskError] = KioskError) -> Iterator[type[KioskError]]:
    """Yield ``base`` and every error below it that the packages define."""
    yield base
    for error in base.__subclasses__():
        if error.__module__.partition(".")[0] in PACKAGES:
            yield from known_errors(error)


def import_everything() -> None:
    for name in PACKAGES:
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not module.name.endswith((".__main__", ".env")) and ".versions" not in module.name:
                importlib.import_module(module.name)


def wordless(keys: set[str], words: Mapping[str, str]) -> list[str]:
    return sorted(key for key in keys if not words.get(key, "").strip())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_says_what_happened_what_is_safe_and_what_to_do(language: Language) -> None:
    import_everything()
    keys = {f"error.{error.message_key}.{part}" for error in known_errors() for part in PARTS}
    assert not wordless(keys, catalogue(language))


def test_an_error_without_words_is_found() -> None:
    assert wordless({"error.invented.what"}, catalogue(Language.EN)) == ["error.invented.what"]


def test_errors_with_the_same_words_end_with_the_same_exit_code() -> None:
    import_everything()
    codes: dict[str, ExitCode] = {}
    for error in known_errors():
        code = codes.setdefault(error.message_key, error.exit_code)
        assert code is error.exit_code, error


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("prefix", SPOKEN)
def test_every_member_of_a_spoken_enum_has_words(prefix: str, language: Language) -> None:
    keys = {f"{prefix}.{member.value}" for member in SPOKEN[prefix]}
    assert not wordless(keys, catalogue(language))


def test_both_languages_say_the_same_things() -> None:
    assert disagreements(catalogue(Language.JA), catalogue(Language.EN)) == ()


def test_no_key_is_written_twice() -> None:
    for language in LANGUAGES:
        keys: dict[str, str] = {}
        for path in sorted((ROOT / "resources" / "texts" / language.value).glob("*.po")):
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.startswith("msgid ") and line != 'msgid ""':
                    assert line not in keys, f"{line} in {path.name} and {keys[line]}"
                    keys[line] = path.name


def test_every_key_named_in_the_source_exists() -> None:
    words = {*catalogue(Language.JA), *public_words(PublicLanguage.JA)}
    for path in source_files():
        for key in spoken_keys(path.read_text(encoding="utf-8")):
            assert key in words, f"{path.relative_to(ROOT)}: {key}"


def spoken_keys(source: str) -> Iterator[str]:
    """Yield the literal keys given to `say` and `show`; a label that is told "" has no words."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and called_name(node) in {"say", "show"} and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
                yield first.value


def called_name(call: ast.Call) -> str:
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""
