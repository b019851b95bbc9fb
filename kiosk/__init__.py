"""Shinsei Kiosk: the core of the venue workstation, free of Qt, cameras and databases."""

__version__ = "0.1.0"
