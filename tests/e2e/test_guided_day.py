"""A sitter who sits down off-centre, in a mask, turned, in side light, and corrects all of it."""

from pathlib import Path

from tests.e2e.played_day import play

MISTAKES = ["move_right", "take_off_mask", "turn_right", "light_from_side"]


def test_one_thing_is_asked_after_the_other_and_the_photo_takes_itself(tmp_path: Path) -> None:
    """The mistakes of camera.sitter.faults; each hint leaves a screen when first seen."""
    day = play(tmp_path, "--applicants", "1", "--camera", "sitter:?faults=1&empty=8")
    assert day.code == 0, day.complained
    assert day.summary["records"] == 1
    screens = [Path(path).stem for path in day.summary["screens"]]
    hints = [name.split("-")[2] for name in screens if name[3:].startswith("posing-")]
    seen = [hint for hint in dict.fromkeys(hints) if hint not in {"staff", "applicant", "board"}]
    assert seen == MISTAKES
    logs = (day.out / "data" / "logs").iterdir()
    log = "".join(path.read_text(encoding="utf-8") for path in logs)
    assert log.count("Reviewing after PhotoTaken") == 1
    assert "Posing after PhotoDiscarded" not in log
