"""The receiver: what arrives is verified, checked against the ledger, and laid out."""
