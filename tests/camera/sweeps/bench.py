"""The drawn sitter before the whole chain of measurement."""

from collections.abc import Mapping
from dataclasses import dataclass

from camera.analyser import MediapipeAnalyser
from camera.jpegfile import FileFacts
from camera.sitter.knobs import parse_play
from camera.sitter.look import Scene
from camera.sitter.studio import Studio
from camera.spec import SitterSpec
from camera.verdict import Judgement, judge_picture
from kiosk.domain.finding import Check, Finding
from kiosk.domain.frame import Frame, Pixels
from kiosk.guidance.policy import photo_policy

WIDTH, HEIGHT = 1200, 1600
GOOD_FILE = FileFacts(
    size_bytes=250_000, file_format="JPEG", mode="RGB", width_px=827, height_px=1063
)


def scene_of(words: Mapping[str, str]) -> Scene:
    """Return the good sitter with these knobs turned."""
    return parse_play(SitterSpec(knobs=words)).lay_over(Scene())


@dataclass(frozen=True, slots=True)
class Bench:
    """Paints a scene and has it judged as a picture."""

    studio: Studio
    eye: MediapipeAnalyser

    def paint(self, words: Mapping[str, str]) -> Pixels:
        return self.studio.paint(scene_of(words))

    def look(self, pixels: Pixels, facts: FileFacts = GOOD_FILE) -> Judgement:
        frame = Frame(seq=0, captured_at_ns=0, pixels=pixels)
        return judge_picture(self.eye, frame, facts, photo_policy())

    def judge(self, pixels: Pixels, facts: FileFacts = GOOD_FILE) -> dict[Check, Finding]:
        return {finding.check: finding for finding in self.look(pixels, facts).findings}
