"""Commands; the only floor above wiring."""
