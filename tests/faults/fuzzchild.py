"""The fuzzing process: ``fuzzchild BATCH IDENTITY CORPUS PROCESSES``, the jobs as JSON at stdin.

A job is a target's name and the fuzzer's own arguments. The program is made fit for fuzzing once,
which takes seconds; then each job has a fork of its own. Prints each job's exit code as JSON; what
a job said is in the log that `log_of` names.
"""

import json
import os
import sys
import traceback
from pathlib import Path

import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

from tests.faults.fuzzjobs import folder_of, log_of

with atheris.instrument_imports(include=["storage", "kiosk", "camera.imagefile"]):
    from tests.faults.fuzztargets import Target, expect_words, targets

_BROKE = 70  # of the job itself, outside the fuzzer


def main(batch: str, identity: str, corpus: str, processes: str) -> None:
    """Do every job, so many of them at a time."""
    known = targets(Path(batch), Path(identity))
    running: dict[int, str] = {}
    codes: dict[str, int] = {}

    def reap() -> None:
        pid, status = os.wait()
        codes[running.pop(pid)] = os.waitstatus_to_exitcode(status)

    for name, arguments in json.load(sys.stdin):
        if len(running) == int(processes):
            reap()
        running[_fork(known[name], name, Path(corpus), arguments)] = name
    while running:
        reap()
    sys.stdout.write(json.dumps(codes) + "\n")


def _fork(target: Target, name: str, corpus: Path, arguments: list[str]) -> int:
    """Return the process that fuzzes one target until the fuzzer has done its runs."""
    own = folder_of(corpus, name)
    own.mkdir()
    for n, seed in enumerate(target.seeds):
        (own / f"seed-{n}").write_bytes(seed)
    sys.stdout.flush()
    if pid := os.fork():
        return pid
    try:
        log = os.open(log_of(corpus, name), os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(log, 1)
        os.dup2(log, 2)
        atheris.Setup(
            [sys.argv[0], f"-max_len={target.longest}", *arguments, str(own)],
            lambda content: expect_words(target, content),
        )
        atheris.Fuzz()  # ends the process
    except Exception:  # noqa: BLE001 - told in the log; the fork must not go on as its parent
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(_BROKE)


if __name__ == "__main__":
    main(*sys.argv[1:])
