"""Decisions about kept data: what must stop, what comes next; pure functions on values."""
