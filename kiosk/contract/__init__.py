"""Decisions about the contract: its days, its plan, its targets; pure functions on values."""
