"""Checks of a batch's content: every file against the sums, every record against its photo."""

import re

from storage.batches.batchcontent import CODE, MANIFEST, README, TABLE
from storage.batches.inventory import MOST_ENTRIES, Inventory, ItemFault, Problem, printable
from storage.batches.manifestcheck import manifest_problems
from storage.batches.waybill import Waybill
from storage.batches.zipstream import SUMS

_SUM_LINE = re.compile(r"([0-9a-f]{64})  ([!-~]{1,200})")
_ALWAYS = (README, CODE, TABLE, MANIFEST, SUMS)


def problems(inventory: Inventory, waybill: Waybill) -> tuple[Problem, ...]:
    """Return everything that is wrong with the archive; empty when all of it is good."""
    found = (
        *inventory.problems,
        *(Problem(name, ItemFault.MISSING) for name in _ALWAYS if name not in inventory.sums),
        *_against_sums(inventory),
        *manifest_problems(inventory, waybill),
    )
    return tuple(dict.fromkeys(found))  # a hostile list can say the same 100,000 times


def _against_sums(inventory: Inventory) -> list[Problem]:
    content = inventory.texts.get(SUMS, b"")
    if content.count(b"\n") > MOST_ENTRIES:
        return [Problem(SUMS, ItemFault.MALFORMED)]
    lines = content.decode("ascii", "replace").splitlines()
    matches = [_SUM_LINE.fullmatch(line) for line in lines]
    listed = {match[2]: match[1] for match in matches if match}
    found = {name: total for name, total in inventory.sums.items() if name != SUMS}
    whole = None not in matches and len(listed) == len(matches)  # no name twice
    result = [] if whole else [Problem(SUMS, ItemFault.MALFORMED)]
    result += [Problem(printable(n), ItemFault.MISSING) for n in sorted(listed.keys() - found)]
    result += [Problem(n, ItemFault.NOT_LISTED) for n in sorted(found.keys() - listed)]
    both = sorted(found.keys() & listed.keys())
    return result + [Problem(n, ItemFault.OTHER_BYTES) for n in both if found[n] != listed[n]]
