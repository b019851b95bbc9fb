"""The faults: a piece of the program, what it becomes, and the check that has to complain.

A check is `section/scene` of this harness, or `pytest:file -k words`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """``old`` is in ``file`` exactly once."""

    name: str
    file: str
    old: str
    new: str
    check: str


_FILES, _ENGINE, _SLOTS = (
    "storage/files.py",
    "storage/database/engine.py",
    "storage/people/slots.py",
)
_ENVELOPE = "pytest:tests/storage/test_envelope.py"

FAULTS = (
    Fault(
        "a file is not synced",
        _FILES,
        "            write_all(descriptor, content)\n"
        "            os.fsync(descriptor)\n        finally",
        "            write_all(descriptor, content)\n        finally",
        "power/first capture",
    ),
    Fault(
        "a folder is not synced",
        _FILES,
        '    if os.name == "nt":\n        return\n',
        "    return\n",
        "power/first capture",
    ),
    Fault(
        "a new folder's name is not synced",
        _FILES,
        "        sync_folder(one.parent)  # also",
        "        # also",
        "power/first capture",
    ),
    Fault(
        "synchronous is NORMAL",
        _ENGINE,
        '("synchronous", "FULL", 2)',
        '("synchronous", "NORMAL", 1)',
        "power/capture",
    ),
    Fault(
        "acknowledged although refused",
        "storage/records/vault.py",
        "        finally:\n            wipe(plain)\n        with self._store.unit() as session:\n",
        "        except Exception:\n            return None\n"
        "        finally:\n            wipe(plain)\n"
        "        with self._store.unit() as session:\n",
        "disk/capture",
    ),
    Fault(
        "acknowledged before the commit",
        _ENGINE,
        "            with translated(), self._sessions.begin() as session:\n"
        "                yield session\n",
        "            late = getattr(self, 'late', None)\n"
        "            if late is not None:\n"
        "                self.late = None\n"
        "                late.commit()\n"
        "                late.close()\n"
        "            self.late = session = self._sessions()\n"
        "            yield session\n"
        "            session.flush()\n",
        "kills/capture",
    ),
    Fault(
        "a nonce is used twice",
        "storage/crypto/envelope.py",
        "nonce=os.urandom(NONCE_BYTES)",
        "nonce=bytes(NONCE_BYTES)",
        f"{_ENVELOPE} -k nonce",
    ),
    Fault(
        "the place leaves out the row",
        "storage/crypto/envelope.py",
        "            self.row,\n",
        "",
        f"{_ENVELOPE} -k place",
    ),
    Fault(
        "the place leaves out the column",
        "storage/crypto/envelope.py",
        "            self.column,\n",
        "",
        f"{_ENVELOPE} -k place",
    ),
    Fault(
        "the place leaves out the version",
        "storage/crypto/envelope.py",
        "            self.row_version,\n",
        "",
        f"{_ENVELOPE} -k place",
    ),
    Fault(
        "row MACs are not compared",
        "storage/database/rowmac.py",
        "if not hmac.compare_digest(kept, self._mac(row)):",
        "if False:",
        "database/",
    ),
    Fault(
        "MACs of the trail are not compared",
        "storage/audit/chain.py",
        "if not hmac.compare_digest(entry.mac, mac_again(key, entry)):",
        "if False:",
        "database/",
    ),
    Fault(
        "the slot is not destroyed",
        _SLOTS,
        "        with disk_errors():\n            shred(self._path(shift))\n",
        "        with disk_errors():\n",
        "kills/close",
    ),
    Fault(
        "the slot is removed, not overwritten",
        _FILES,
        "                write_all(descriptor, piece)\n",
        "",
        "order/close",
    ),
    Fault(
        "the overwritten slot is not synced",
        _FILES,
        "                left -= len(piece)\n            os.fsync(descriptor)\n",
        "                left -= len(piece)\n",
        "order/close",
    ),
    Fault(
        "the record is not read back",
        "storage/records/sealing.py",
        "        session.flush()\n        session.expire(row)\n",
        "        session.flush()\n        return\n",
        "order/liar",
    ),
    Fault(
        "the published key is not read back",
        "storage/custody/publishing.py",
        "            if self._public_key.read_bytes() != public_key:\n",
        "            if False:\n",
        "disk/close",
    ),
    Fault(
        "a short write is taken for a whole one",
        _FILES,
        "    while left:\n        left = left[os.write(descriptor, left) :]\n",
        "    os.write(descriptor, left)\n",
        "disk/first capture",
    ),
    Fault(
        "pyrage's failed writer is believed",
        "storage/crypto/age.py",
        "        raise\n    target.raise_failure()\n",
        "        raise\n",
        "pytest:tests/storage/test_age.py",
    ),
    Fault(
        "the anchor is not written",
        "storage/audit/anchor.py",
        "        self._file.write_vault(self._key, end, ratchet.key)\n\n    def slip",
        "\n    def slip",
        "roll-back/",
    ),
    Fault(
        "the anchor is not compared",
        "storage/audit/anchor.py",
        "        state = _compare(session, part.end, known, ratchet)\n",
        "        state = AnchorState.AGREES\n",
        "roll-back/",
    ),
    Fault(
        "wrong passwords are not counted",
        "storage/people/throttle.py",
        "failures=failures + 1, last=now",
        "failures=0, last=None",
        "pytest:tests/storage/test_door.py -k cut_off",
    ),
    Fault(
        "plaintext goes through a temporary file",
        "storage/records/vault.py",
        "        plain = encode(record)\n",
        "        plain = encode(record)\n"
        "        import os, pathlib\n"
        "        pathlib.Path(os.environ['TMPDIR'], 'plain').write_bytes(plain)\n",
        "canaries/capture",
    ),
    Fault(
        "keys are not wiped",
        "storage/crypto/keys.py",
        "                piece[:] = _ZEROS[: len(piece)]\n",
        "                pass\n",
        "pytest:tests/storage/test_door.py -k zeros",
    ),
    Fault(
        "deleted rows stay readable",
        _ENGINE,
        '("secure_delete", "ON", 1)',
        '("secure_delete", "OFF", 0)',
        "pytest:tests/storage/test_engine.py -k pragma",
    ),
    Fault(
        "the signature gets its name first",
        "storage/custody/publishing.py",
        "zip(unfinished.all(), finished.all(), strict=True)",
        "zip(unfinished.all()[::-1], finished.all()[::-1], strict=True)",
        "order/close",
    ),
    Fault(
        "half a receipt code is enough",
        "storage/custody/receipt.py",
        'hmac.compare_digest(shift.receipt_code_sha256 or "", _sum(code))',
        "len(code) >= 8",
        "order/receipt",
    ),
    Fault(
        "a deleted archive is removed, not overwritten",
        "storage/custody/deletion.py",
        "                shred(path)\n",
        "                path.unlink(missing_ok=True)\n",
        "order/delete",
    ),
    Fault(
        "a copy is not read back",
        "storage/custody/handover.py",
        "_check_equal(_copy(piece, progress), _read_back(piece.part, progress), medium)",
        "_copy(piece, progress)",
        "disk/copy",
    ),
    Fault(
        "a record of before its correction is believed",
        "storage/records/versions.py",
        "    if found != corrected(session, shift):\n",
        "    if False:\n",
        "pytest:tests/storage/test_corrections.py -k put_back",
    ),
    Fault(
        "a card that came back may be out again",
        "storage/records/cardslips.py",
        "        if told != known or sorted",
        "        if told.keys() != known.keys() or sorted",
        "pytest:tests/storage/test_cards.py -k put_back",
    ),
    Fault(
        "an older draft is believed",
        "storage/records/drafts.py",
        "        if self._door.unlocked.macs.checked(row).row_version < least:\n",
        "        self._door.unlocked.macs.checked(row)\n        if False:\n",
        "pytest:tests/storage/test_draft_versions.py -k put_back",
    ),
    Fault(
        "a 個人番号 is tagged under a key that outlives its day",
        "storage/records/numbertags.py",
        "        key = derive(self._days.key(shift), NUMBERS)\n",
        "        key = bytearray(self._door.unlocked.keys.numbers)\n",
        "pytest:tests/storage/test_number_tags.py -k text",
    ),
    Fault(
        "a fork is taken",
        "storage/receiving/ledgerrules.py",
        "    if not _has_its_own_place(marks, mark):\n",
        "    if False:\n",
        "pytest:tests/storage/test_ledger.py -k fork",
    ),
    Fault(
        "an older policy is taken",
        "storage/policies/policy.py",
        "terms.policy.version <= self._profile.policy_version:",
        "False:",
        "pytest:tests/storage/test_policy.py -k older",
    ),
    Fault(
        "the envelope's signature is not checked",
        "storage/crypto/signing.py",
        "        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)\n",
        "        Ed25519PublicKey.from_public_bytes(public)\n",
        "flips/",
    ),
    Fault(
        "one person is two",
        "storage/people/secondperson.py",
        "        if member.id == unlocked.member.id:\n",
        "        if False:\n",
        "pytest:tests/storage/test_second_person.py -k two_people",
    ),
    Fault(
        "a hostile envelope comes out as a bug",
        "storage/batches/waybill.py",
        "        ValueError,  # also what is not JSON, not UTF-8, not base64\n",
        "",
        "fuzzing/envelope",
    ),
)
