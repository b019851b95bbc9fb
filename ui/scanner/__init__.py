"""Scanners other than the camera: one that types like a keyboard, one on a serial port."""
