"""The first run: a station is set up in the window."""
