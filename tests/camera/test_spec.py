from pathlib import Path

import pytest

from camera.errors import CameraSpecError
from camera.sitter.knobs import parse_play
from camera.sitter.look import Light, Scene
from camera.source import open_source
from camera.spec import Ask, DeviceSpec, NetworkSpec, SitterSpec, StillsSpec, parse_spec, shown_url
from kiosk.texts import Language, catalogue
from tests.fakes.timepiece import Timepiece


def test_a_number_is_the_index_of_a_camera_asked_for_full_hd_at_30() -> None:
    assert parse_spec("0") == DeviceSpec(
        index=0, ask=Ask(width_px=1920, height_px=1080, fps=30.0, exposure=None)
    )


def test_a_number_is_a_camera_even_where_a_file_has_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "1").write_text("")
    monkeypatch.chdir(tmp_path)
    assert parse_spec("1") == DeviceSpec(index=1)


def test_a_name_and_what_to_ask_of_it() -> None:
    spec = parse_spec("name:HD Webcam?width=1280&height=720&fps=60&exposure=-6")
    assert spec == DeviceSpec(
        name="HD Webcam", ask=Ask(width_px=1280, height_px=720, fps=60.0, exposure=-6.0)
    )


def test_a_file_whose_name_has_a_question_mark_is_that_file(tmp_path: Path) -> None:
    path = tmp_path / "who?.png"
    path.write_bytes(b"")
    assert parse_spec(str(path)) == StillsSpec(path=path)


def test_the_password_in_an_address_is_used_but_never_shown() -> None:
    url = "rtsp://staff:geheim@camera.local:554/live?token=geheim"
    assert parse_spec(url) == NetworkSpec(url=url)
    assert shown_url(url) == "rtsp://camera.local:554/live"


def test_a_refused_address_does_not_show_its_password() -> None:
    with pytest.raises(CameraSpecError) as caught:
        parse_spec("ftp://staff:geheim@camera.local/live")
    assert "geheim" not in f"{caught.value} {caught.value.params}"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no_such_file"),
        (" ", "no_such_file"),
        ("?hold=3", "no_such_file"),
        ("nowhere.png", "no_such_file"),
        ("long" * 100, "unreadable"),
        ("https://camera/", "scheme"),
        ("http://", "host"),
        ("name:", "name"),
        ("0?zoom=3", "knob"),
        ("0?width=4", "knob_value"),
        ("0?fps=fast", "knob_value"),
        ("0?fps", "knob"),
        ("sitter:?yaw=180", "knob_value"),
        ("sitter:?mask=yes", "knob_value"),
        ("sitter:?yaw=nan", "knob_value"),
        ("sitter:?light=moon", "knob_value"),
        ("sitter:?wings=2", "knob"),
        (str(Path(__file__)), "file_kind"),
    ],
)
def test_words_that_name_no_camera_are_refused_with_a_reason_people_can_read(
    text: str, reason: str
) -> None:
    with pytest.raises(CameraSpecError) as caught:
        open_source(text, Timepiece())
    assert caught.value.reason == reason
    for language in (Language.JA, Language.EN):
        words = catalogue(language)
        what, safe, then = words.explain(caught.value)
        assert words[f"camera_reason.{reason}"] in what
        assert safe
        assert then


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CameraSpecError, match="empty_folder"):
        parse_spec(str(tmp_path))


def test_the_knobs_of_the_sitter_are_laid_over_whoever_sits() -> None:
    words = {"yaw": "10", "light": "side", "mask": "1", "applicants": "3", "size": "0.4"}
    play = parse_play(SitterSpec(knobs=words))
    scene = play.lay_over(Scene())
    assert play.applicants == 3
    assert (scene.pose.yaw_deg, scene.light, scene.person.mask) == (10, Light.LEFT, True)
    assert scene.place.size == 0.4
    assert scene.place.x == Scene().place.x
