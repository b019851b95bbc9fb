"""Use cases: what staff and applicants do, step by step."""
