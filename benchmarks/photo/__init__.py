"""The photo checks, measured and drawn."""
