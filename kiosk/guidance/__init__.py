"""Decisions about a face in front of the camera: pure functions on values."""
