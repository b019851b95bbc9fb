"""What headquarters alone does: the root key, and getting a dead laptop's records back."""
