"""One fuzzing process: ``fuzzchild TARGET BATCH IDENTITY`` and the fuzzer's own arguments."""

import sys
from pathlib import Path

import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

with atheris.instrument_imports(include=["storage", "kiosk", "camera.imagefile"]):
    from tests.faults.fuzztargets import expect_words, targets


def main(name: str, batch: str, identity: str, arguments: list[str]) -> None:
    """Fuzz one target until the fuzzer has done its runs; an unexpected error ends the process."""
    target = targets(Path(batch), Path(identity))[name]
    corpus = Path(arguments[-1])
    for n, seed in enumerate(target.seeds):
        (corpus / f"seed-{n}").write_bytes(seed)
    atheris.Setup(
        [sys.argv[0], f"-max_len={target.longest}", *arguments],
        lambda content: expect_words(target, content),
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
