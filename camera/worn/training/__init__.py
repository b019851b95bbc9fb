"""Making the detectors' weights again: `python -m camera.worn.training FACES_DIR`."""
