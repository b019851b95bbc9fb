"""Where a fuzzing job has its inputs and what it said."""

from pathlib import Path


def folder_of(corpus: Path, name: str) -> Path:
    """Return the folder of a job's inputs."""
    return corpus / name.replace(" ", "-")


def log_of(corpus: Path, name: str) -> Path:
    """Return the file with everything a job said."""
    return corpus / f"{name.replace(' ', '-')}.log"
