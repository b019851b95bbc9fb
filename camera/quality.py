"""Light and sharpness of the face itself (photo.md 3), measured on the aligned square."""

from camera.aligned import AlignedFace
from camera.sharpness import measure_sharpness
from camera.sidelight import measure_side_light
from camera.tone import measure_tone
from kiosk.domain.measure import Measurement


def measure_quality(face: AlignedFace) -> tuple[Measurement, ...]:
    """Return the measures of exposure, colour, evenness of the light, and sharpness of a face."""
    return (*measure_tone(face), *measure_side_light(face), *measure_sharpness(face))
