"""What the README promises can be done."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

import bootstrap
from kiosk.clock import SystemClock
from kiosk.settings import Settings, read_answers, read_settings, write_settings
from storage.crypto.identities import new_age_identity
from storage.layout import is_station
from storage.setup import create_station
from tests.guards.groups import ROOT
from tests.storage.headquarters import Headquarters
from tests.storage.people import CHEAP

README = (ROOT / "README.md").read_text(encoding="utf-8")


def answers_of_the_readme() -> str:
    found = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    assert found
    return found[1]


def write_answers(folder: Path) -> Path:
    for name in ("a.password", "b.password"):
        (folder / name).write_text("four words of practice\nsecond line\n", encoding="utf-8")
    headquarters = Headquarters(new_age_identity()[0], SystemClock().now())
    headquarters.stick(folder, headquarters.files(), root=True)
    path = folder / "answers.toml"
    path.write_text(answers_of_the_readme(), encoding="utf-8")
    return path


def setting_keys(model: type[BaseModel]) -> Iterator[str]:
    for section, field in model.model_fields.items():
        assert isinstance(field.annotation, type)
        for key in field.annotation.model_fields:
            yield f"{section}.{key}"


def test_the_answers_of_the_readme_set_up_a_station(tmp_path: Path) -> None:
    answers, settings = read_answers(write_answers(tmp_path))
    assert answers.station == "SHIMO01"
    assert [person.member.id for person in answers.staff] == ["a.kenshu", "b.kenshu"]
    assert {person.password for person in answers.staff} == {"four words of practice"}
    assert settings == Settings(), "the README calls them the defaults"
    create_station(tmp_path / "station", answers, SystemClock(), argon2=CHEAP)
    assert is_station(tmp_path / "station")


def test_every_setting_is_in_the_readme() -> None:
    written = tomllib.loads(answers_of_the_readme())["settings"]
    named = {f"{section}.{key}" for section, values in written.items() for key in values}
    assert named == set(setting_keys(Settings))


def test_the_settings_of_the_answers_read_back_from_the_data_folder(tmp_path: Path) -> None:
    write_settings(tmp_path, Settings())
    assert read_settings(tmp_path) == Settings()


def test_every_file_the_readme_links_to_exists() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert not [link for link in links if not (ROOT / link).exists()]


def test_the_apt_get_line_names_what_bootstrap_installs() -> None:
    line = re.search(r"apt-get install [^`]*", README)
    assert line
    assert set(bootstrap.BASE_PACKAGES.split()) <= set(line[0].split())
