"""The policy's file: nothing that a writer would not have written, nothing another root signed."""

import base64
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.custody import CustodyRules
from kiosk.domain.ids import StationId
from kiosk.domain.station import PolicyFiles
from storage.crypto.canonical import spell_json
from storage.crypto.identities import new_age_identity
from storage.headquarters.root import new_root
from storage.policies.policyfile import RecipientRole, StationKey, checked_policy, parse_policy
from tests.storage.headquarters import Headquarters, reason_of
from tests.storage.people import TestClock

HQ = Headquarters(new_age_identity()[0], TestClock().now())
GOOD = HQ.files()


def test_a_policy_reads_back_as_it_was_written() -> None:
    policy = replace(
        HQ.policy(),
        rules=CustodyRules(
            overdue_days=5, cooling=timedelta(hours=48), idle_lock=timedelta(minutes=2)
        ),
        stations=(StationKey(id=StationId("SK01"), public_key=bytes(range(32))),),
    )
    assert parse_policy(policy.spell()) == policy
    assert checked_policy(HQ.root.sign_policy(policy)) == policy


def test_openssl_checks_a_policy_without_our_code(tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl: not installed")
    HQ.stick(tmp_path, GOOD, root=True)
    command = "openssl pkeyutl -verify -rawin -pubin -inkey root.pub.pem -sigfile policy.json.sig"
    done = subprocess.run(
        [*command.split(), "-in", "policy.json"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


@given(st.integers(0, len(GOOD.content) * 8 - 1))
def test_a_policy_with_one_bit_turned_is_refused(bit: int) -> None:
    content = bytearray(GOOD.content)
    content[bit // 8] ^= 1 << bit % 8
    assert reason_of(lambda: checked_policy(replace(GOOD, content=bytes(content)))) == "other_root"


@given(st.integers(0, 64 * 8 - 1))
def test_a_signature_with_one_bit_turned_is_refused(bit: int) -> None:
    signature = bytearray(GOOD.signature)
    signature[bit // 8] ^= 1 << bit % 8
    files = replace(GOOD, signature=bytes(signature))
    assert reason_of(lambda: checked_policy(files)) == "other_root"


def test_without_a_signature_or_by_another_root_it_is_refused() -> None:
    for broken, reason in (
        (replace(GOOD, signature=b""), "not_signed"),
        (replace(GOOD, signature=GOOD.signature + b"\n"), "not_signed"),
        (replace(GOOD, root_public=new_root().public), "other_root"),
        (replace(GOOD, root_public=b"short"), "other_root"),
        (replace(GOOD, content=b" " * 200_000), "malformed"),
    ):
        assert reason_of(lambda broken=broken: checked_policy(broken)) == reason  # type: ignore[misc]


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    fields = json.loads(GOOD.content)
    change(fields)
    return spell_json(fields)


HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"{",
    "not UTF-8": b"\xff\xfe",
    "a list": b"[]",
    "deep": b"[" * 50_000,
    "white space": GOOD.content + b"\n",
    "twice the same key": GOOD.content.replace(b'{"expires_at"', b'{"version":1,"expires_at"', 1),
    "another format": changed(lambda f: f.update(format="kiosk-policy/2")),
    "an extra key": changed(lambda f: f.update(note="x")),
    "a key missing": changed(lambda f: f.pop("rules")),
    "version 0": changed(lambda f: f.update(version=0)),
    "version true": changed(lambda f: f.update(version=True)),
    "a version as text": changed(lambda f: f.update(version="1")),
    "a huge version": changed(lambda f: f.update(version=10**30)),
    "local time": changed(lambda f: f.update(issued_at="2026-11-03T10:02:03.000004+09:00")),
    "naive time": changed(lambda f: f.update(issued_at="2026-11-03T01:02:03.000004")),
    "expired before it was issued": changed(
        lambda f: f.update(expires_at="2026-01-01T00:00:00.000000+00:00")
    ),
    "no waiting before deletion": changed(lambda f: f["rules"].update(cooling_hours=0)),
    "a lock that never comes": changed(lambda f: f["rules"].update(idle_lock_minutes=10**6)),
    "hours without end": changed(lambda f: f["rules"].update(cooling_hours=10**15)),
    "a role nobody has": changed(lambda f: f["recipients"][0].update(role="mayor")),
    "a name of control characters": changed(lambda f: f["recipients"][0].update(name="a\u202eb")),
    "a name too long": changed(lambda f: f["recipients"][0].update(name="市" * 61)),
    "a key that is none": changed(lambda f: f["recipients"][0].update(age="age1" + "q" * 58)),
    "a key in capitals": changed(
        lambda f: f["recipients"][0].update(age=f["recipients"][0]["age"].upper())
    ),
    "the same key twice": changed(
        lambda f: f["recipients"][0].update(age=f["recipients"][1]["age"])
    ),
    "too many recipients": changed(lambda f: f.update(recipients=f["recipients"] * 11)),
    "a station key too short": changed(
        lambda f: f.update(stations=[{"id": "SK01", "public_key": "AAAA"}])
    ),
    "a station twice": changed(
        lambda f: f.update(
            stations=[{"id": "SK01", "public_key": base64.b64encode(bytes(32)).decode()}] * 2
        )
    ),
    "a station name of a path": changed(
        lambda f: f.update(
            stations=[{"id": "../SK", "public_key": base64.b64encode(bytes(32)).decode()}]
        )
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_policy_even_when_the_root_signed_it(what: str) -> None:
    content = HOSTILE[what]
    files = PolicyFiles(
        content=content, signature=HQ.root.private.sign(content), root_public=HQ.root.public
    )
    assert reason_of(lambda: checked_policy(files)) == "malformed"


@pytest.mark.parametrize("role", RecipientRole)
def test_a_policy_without_the_city_or_without_headquarters_is_neither_made_nor_taken(
    role: RecipientRole,
) -> None:
    policy = replace(
        HQ.policy(), recipients=tuple(one for one in HQ.recipients if one.role is not role)
    )
    assert reason_of(lambda: HQ.root.sign_policy(policy)) == "no_recipients"
    assert reason_of(lambda: parse_policy(policy.spell())) == "no_recipients"


@given(st.binary(max_size=300))
def test_random_bytes_are_refused_with_a_reason(content: bytes) -> None:
    assert reason_of(lambda: parse_policy(content)) == "malformed"
