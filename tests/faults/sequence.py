"""The order in which files change: what a crash test cannot see because it leaves no trace.

An overwritten key is overwritten before it is removed; a name comes after the bytes are certain;
the day is sealed in the database before its key goes.
"""

from tests.faults.tally import Tally, chosen
from tests.faults.tracer import Call, trace
from tests.faults.world import act_of, new_world

_SLOT = ".slot"
_WATCHED = ("close", "delete", "staff", "copy", "set-up")
_SYNCS = frozenset({"fsync", "fdatasync"})


def check_order(*, only: str = "") -> Tally:
    """Return which changes of the watched scenes came in an order that promises too early."""
    tally = Tally()
    for scene in (one for name in _WATCHED for one in chosen(name) if only in {"", name}):
        with new_world(scene) as world:
            calls = trace(act_of(world, scene), world.live).calls
        tally.tried += len(calls)
        found = [*_not_overwritten(calls), *_named_too_early(calls), *_signature_early(calls)]
        if scene.name == "close":
            found += _shredded_early(calls)
        tally.wrong += [f"{scene.name}: {one}" for one in found]
    return tally


def _not_overwritten(calls: list[Call]) -> list[str]:
    """Return keys and archives that were removed, renamed or cut without being overwritten."""
    wrong = []
    for at, call in enumerate(calls):
        secret = call.path.endswith(_SLOT) or (
            call.path.endswith(".age") and ".part" not in call.path
        )
        if call.name not in {"unlink", "rename"} or not secret or not call.existed:
            continue
        before = [one for one in calls[:at] if one.path == call.path]
        written = [n for n, one in enumerate(before) if one.name == "write" and one.offset == 0]
        synced = [n for n, one in enumerate(before) if one.name in _SYNCS]
        if not written or not synced or synced[-1] < written[0]:
            wrong.append(f"{call.path} gone without being overwritten")
    return wrong


def _named_too_early(calls: list[Call]) -> list[str]:
    """Return files that got their final name before their bytes were synced."""
    wrong = []
    for at, call in enumerate(calls):
        if call.name != "rename" or call.path.endswith(".next") or "/.vault-" in call.path:
            continue
        own = [one for one in calls[:at] if one.path == call.path]
        last_write = max((n for n, one in enumerate(own) if one.name == "write"), default=-1)
        last_sync = max((n for n, one in enumerate(own) if one.name in _SYNCS), default=-1)
        if last_write >= 0 and last_sync < last_write:
            wrong.append(f"{call.to} named before it was synced")
    return wrong


def _signature_early(calls: list[Call]) -> list[str]:
    named = [call.to for call in calls if call.name == "rename" and "KB-" in call.to]
    last = named[-1] if named else ".sig"
    return [] if last.endswith(".sig") else [f"{last} named after the signature"]


def _shredded_early(calls: list[Call]) -> list[str]:
    """Return whether the key went before the database said, for certain, that the day is sealed."""
    slot = next((n for n, one in enumerate(calls) if one.path.endswith(_SLOT)), len(calls))
    renamed = [n for n, one in enumerate(calls) if one.name == "rename" and "KB-" in one.to]
    sealed = [
        n
        for n, one in enumerate(calls[:slot])
        if one.name in _SYNCS and one.path.endswith("-wal") and renamed and n > renamed[-1]
    ]
    return [] if sealed else ["the key went before the day was sealed"]
