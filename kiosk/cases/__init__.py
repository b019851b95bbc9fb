"""Decisions about cases: what may be done, what is due, which application a 不備 is about."""
