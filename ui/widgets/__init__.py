"""Building blocks of every window."""
