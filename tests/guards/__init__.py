"""What must hold in every test, whoever wrote it; `tests/conftest.py` applies it."""
