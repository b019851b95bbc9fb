"""The window staff work in."""
