"""The doctor is shown sick parts."""

from pathlib import Path

import pytest

from kiosk.doctor.finding import State
from kiosk.doctor.parts import (
    NEEDED,
    QUIET_MEDIAPIPE,
    check_libraries,
    check_models,
    check_packages,
    check_python,
    check_sqlite,
    check_texts,
)
from kiosk.doctor.wording import disagreements
from kiosk.models import known_models

HEALTHY = dict.fromkeys(NEEDED, "1") | {"mediapipe": QUIET_MEDIAPIPE}


@pytest.mark.parametrize(
    ("version", "state"),
    [((3, 10), State.BAD), ((3, 11), State.OK), ((3, 13), State.OK), ((3, 14), State.BAD)],
)
def test_only_the_pythons_of_the_lock_are_fit(version: tuple[int, int], state: State) -> None:
    assert check_python(version).state is state


def test_this_machine_has_all_its_parts() -> None:
    for check in (check_python, check_packages, check_libraries, check_texts, check_sqlite):
        assert check().state is State.OK, check()


def test_a_missing_package_is_named() -> None:
    versions = {name: version for name, version in HEALTHY.items() if name != "pyrage"}
    finding = check_packages(versions)
    assert (finding.state, finding.params["names"]) == (State.BAD, "pyrage")


def test_a_mediapipe_that_phones_home_is_refused() -> None:
    finding = check_packages(HEALTHY | {"mediapipe": "1.0.0"})
    assert (finding.state, finding.detail_key) == (State.BAD, "doctor.packages.talks")


def test_a_second_opencv_is_refused() -> None:
    finding = check_packages(HEALTHY | {"opencv-python": "5.0.0"})
    assert (finding.state, finding.params["names"]) == (State.BAD, "opencv-python")


def test_a_library_the_system_lacks_is_named() -> None:
    finding = check_libraries(["libkiosk-absent.so.9"])
    assert (finding.state, finding.params["names"]) == (State.BAD, "libkiosk-absent.so.9")


def test_absent_and_damaged_models_are_told_apart(tmp_path: Path) -> None:
    assert check_models(tmp_path).detail_key == "doctor.models.missing"
    for model in known_models():
        (tmp_path / model.name).write_bytes(b"not a model")
    finding = check_models(tmp_path)
    assert (finding.state, finding.detail_key) == (State.BAD, "doctor.models.damaged")


def test_an_old_database_engine_is_worth_a_look() -> None:
    assert check_sqlite((3, 39, 9)).state is State.WARN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": "はい"}, {}),
        ({"a": "はい"}, {"a": " "}),
        ({"a": "{n}人"}, {"a": "{count} people"}),
        ({}, {}),
    ],
)
def test_languages_that_say_different_things_are_found(
    one: dict[str, str], other: dict[str, str]
) -> None:
    assert disagreements(one, other)


def test_a_sentence_with_the_same_placeholders_in_another_order_agrees() -> None:
    assert not disagreements({"a": "{x}の{y}"}, {"a": "{y} of {x}"})
