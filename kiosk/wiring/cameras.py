"""What `kiosk camera` asks of the camera room."""

from camera import device
from camera import probe as measure
from camera.source import open_source
from kiosk.clock import SystemClock


def names() -> tuple[str, ...]:
    """Return the cameras of this computer by name."""
    return tuple(str(camera) for camera in device.list_cameras())


def probe(source: str, frames: int) -> dict[str, object]:
    """Return what the source gave, in the order in which people ask for it."""
    clock = SystemClock()
    report = measure.probe(open_source(source, clock), clock, frames=frames)
    return {
        "name": report.description.name,
        "size": f"{report.width_px}x{report.height_px}",
        "fps": round(report.fps, 1),
        "opened_ms": round(report.opened_in_ms, 1),
        "latency_ms": {
            "median": round(report.wait_median_ms, 1),
            "p95": round(report.wait_p95_ms, 1),
        },
        "drops": report.dropped,
        "repeated": report.repeated,
        "brightness": round(report.brightness),
        "refused": list(report.description.refused),
    }
