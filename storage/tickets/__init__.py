"""Tickets on the disk: under a key of their own that opens nothing of an applicant."""
