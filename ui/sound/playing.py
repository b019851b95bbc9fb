"""The process that plays one sound and ends."""

import numpy as np
from PySide6.QtCore import QCoreApplication, QTimer

from ui.sound.outputs import QtSink
from ui.sound.pcm import Samples, length_s

LATE_S = 3.0  # measured: a PulseAudio sink without a device ends 2 s late


def play_samples(content: bytes) -> bool:
    """Play 16-bit samples to their end; tell whether there is a loudspeaker."""
    app = QCoreApplication.instance() or QCoreApplication([])
    sink = QtSink()
    samples: Samples = np.frombuffer(content, "<i2").astype(np.int16)
    there = sink.is_there()
    if there and len(samples):
        sink.play(samples, app.quit)
        QTimer.singleShot(round(1000 * (length_s(samples) + LATE_S)), app.quit)
        app.exec()
        sink.stop()
    return there
