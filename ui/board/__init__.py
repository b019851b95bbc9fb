"""The call display: a screen of its own for those who wait."""
