from pathlib import Path

import pytest

from kiosk.domain.staff import Role
from kiosk.domain.station import PolicyFiles
from kiosk.errors import FieldError, SettingsError, UnreadableFileError
from kiosk.ports import Orientation
from kiosk.settings import (
    SETTINGS_FILE,
    CameraSettings,
    ScreenSettings,
    Settings,
    read_answers,
    read_settings,
    write_settings,
)

ANSWERS = """
station = "SMK01"

[[staff]]
id = "lead"
name = "研修 責任者"
role = "lead"
password_file = "lead.txt"

[[recipients]]
name = "研修 市役所"
age = "age1training"

[settings.camera]
source = "1"
orientation_deg = 90
"""


SIGNED = """
station = "SMK01"
policy = "stick/policy.json"
root = "root.pub.pem"

[[staff]]
id = "lead"
name = "研修 責任者"
role = "lead"
password_file = "lead.txt"
"""


def write_answers(folder: Path, text: str) -> Path:
    (folder / "lead.txt").write_text("kenshu no aikotoba desu\r\nsecond line\n", encoding="utf-8")
    path = folder / "answers.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_answers_are_read_with_the_passwords_beside_them(tmp_path: Path) -> None:
    answers, settings = read_answers(write_answers(tmp_path, ANSWERS))
    assert answers.station == "SMK01"
    assert answers.staff[0].member.role is Role.LEAD
    assert answers.staff[0].password == "kenshu no aikotoba desu"
    assert answers.recipients[0].age_recipient == "age1training"
    assert settings.camera.orientation is Orientation.QUARTER


def test_answers_may_name_a_signed_policy_instead_of_recipients(tmp_path: Path) -> None:
    path = write_answers(tmp_path, SIGNED)
    with pytest.raises(UnreadableFileError):
        read_answers(path)
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "policy.json").write_bytes(b"content")
    (tmp_path / "stick" / "policy.json.sig").write_bytes(b"signature")
    (tmp_path / "root.pub.pem").write_bytes(b"root")
    answers, _ = read_answers(path)
    assert answers.policy == PolicyFiles(
        content=b"content", signature=b"signature", root_public=b"root"
    )
    assert answers.recipients == ()


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        (ANSWERS.replace("orientation_deg = 90", "orientation_deg = 45"), "orientation_deg"),
        (ANSWERS.replace("orientation_deg", "orientaton_deg"), "orientaton_deg"),
        (ANSWERS.replace('role = "lead"', 'role = "boss"'), "staff.0.role"),
        (ANSWERS.replace("station =", "stations ="), "station"),
        (ANSWERS.replace("[[recipients]]", "[[recipient]]"), "recipient"),
        (SIGNED.replace('root = "root.pub.pem"\n', ""), "policy, root"),
        (ANSWERS[: ANSWERS.index("[[recipients]]")], "policy, recipients"),
        (SIGNED + ANSWERS[ANSWERS.index("[[recipients]]") :], "policy, recipients"),
    ],
)
def test_a_typo_is_refused_and_named(tmp_path: Path, wrong: str, key: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_answers(write_answers(tmp_path, wrong))
    assert key in caught.value.params["key"]


def test_broken_toml_and_missing_files_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        read_answers(write_answers(tmp_path, "station = "))
    with pytest.raises(UnreadableFileError):
        read_answers(tmp_path / "nowhere.toml")
    path = write_answers(tmp_path, ANSWERS)
    (tmp_path / "lead.txt").unlink()
    with pytest.raises(UnreadableFileError) as caught:
        read_answers(path)
    assert caught.value.params["file"] == "lead.txt"


def test_a_station_id_of_small_letters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FieldError):
        read_answers(write_answers(tmp_path, ANSWERS.replace("SMK01", "smk01")))


def test_a_wrong_value_never_shows_in_the_error(tmp_path: Path) -> None:
    wrong = ANSWERS.replace('name = "研修 責任者"', f'name = "{"研" * 61}"')
    with pytest.raises(SettingsError) as caught:
        read_answers(write_answers(tmp_path, wrong))
    assert "研" not in str(caught.value)


def test_settings_read_back_as_written(tmp_path: Path) -> None:
    settings = Settings(
        camera=CameraSettings(source='C:\\研修\\"clip".avi', orientation_deg=270),
        screen=ScreenSettings(venue="研修モール 1階", language="en"),
    )
    write_settings(tmp_path, settings)
    assert read_settings(tmp_path) == settings


def test_no_settings_file_means_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()


def test_backups_go_to_the_second_place_that_is_named(tmp_path: Path) -> None:
    assert Settings().backup.place is None, "the store's own folder"
    text = f"[backup]\nfolder = '{tmp_path / 'card'}'\n"
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    assert read_settings(tmp_path).backup.place == tmp_path / "card"
    write_settings(tmp_path, read_settings(tmp_path))
    assert read_settings(tmp_path).backup.place == tmp_path / "card"


@pytest.mark.parametrize("pattern", ["([0-9]{23}", "[0-9]{23}", "(a)(b)"])
def test_a_form_pattern_that_names_no_number_is_refused(tmp_path: Path, pattern: str) -> None:
    (tmp_path / SETTINGS_FILE).write_text(f"[sitting]\nform_pattern = '{pattern}'\n", "utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path)
    assert "sitting.form_pattern" in caught.value.params["key"]


def test_a_visit_and_another_print_of_the_forms_are_settings(tmp_path: Path) -> None:
    words = "[sitting]\nprocedure = 'visit'\nform_pattern = 'ID:([0-9]{23})'\n"
    (tmp_path / SETTINGS_FILE).write_text(words, "utf-8")
    settings = read_settings(tmp_path)
    assert settings.sitting.procedure == "visit"
    write_settings(tmp_path, settings)
    assert read_settings(tmp_path) == settings
