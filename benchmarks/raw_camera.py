"""The floor of the live pipeline: bare library calls on the same stream. One JSON object."""

import argparse
import json
import time

STARTED = time.monotonic()

import cv2  # noqa: E402
import mediapipe  # noqa: E402, F401 - the import is what is timed
import psutil  # noqa: E402
import PySide6.QtWidgets  # noqa: E402, F401 - the import is what is timed

import camera  # noqa: E402, F401 - sets what OpenCV reads at import, as the program does

IMPORTED = time.monotonic()


def main() -> None:
    """Read for a while and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--camera", required=True)
    parser.add_argument("--seconds", type=float, default=8.0)
    wanted = parser.parse_args()
    capture = cv2.VideoCapture(wanted.camera, cv2.CAP_FFMPEG)
    process = psutil.Process()
    before, began = process.cpu_times(), time.monotonic()
    decodes = []
    while time.monotonic() - began < wanted.seconds and capture.grab():
        grabbed = time.monotonic()
        capture.retrieve()
        decodes.append((time.monotonic() - grabbed) * 1000)
    passed, after = time.monotonic() - began, process.cpu_times()
    capture.release()
    decodes.sort()
    figures = {
        "fps": len(decodes) / passed,
        "decode_p95_ms": decodes[int(len(decodes) * 0.95)],
        "cores": (after.user + after.system - before.user - before.system) / passed,
        "imports_s": IMPORTED - STARTED,
        "rss_mb": process.memory_info().rss / 1e6,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
