"""age identities: for training, and what `kiosk keys new-identity` leaves for a recipient."""

from storage.crypto.age import new_identity


def new_age_identity() -> tuple[str, str]:
    """Return a new recipient (``age1…``) and its secret text (``AGE-SECRET-KEY-1…``, one line)."""
    recipient, _, secret = new_identity()
    return recipient, f"{secret}\n"


def identity_file(name: str) -> tuple[str, str]:
    """Return a new recipient and the file of its identity, which also says whose it is."""
    recipient, secret = new_age_identity()
    return recipient, f"# {name}\n# public key: {recipient}\n{secret}"
