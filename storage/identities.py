"""age identities for training; real ones are made at the city and at headquarters."""

from storage.age import new_identity


def new_age_identity() -> tuple[str, str]:
    """Return a new recipient (``age1…``) and its secret text (``AGE-SECRET-KEY-1…``, one line)."""
    recipient, _, secret = new_identity()
    return recipient, f"{secret}\n"
