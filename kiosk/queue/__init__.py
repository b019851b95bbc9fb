"""Decisions about the line: pure functions on tickets."""
