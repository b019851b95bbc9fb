"""The office's book at headquarters: a folder of its own, opened by a passphrase."""

import contextlib
import json
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kiosk.officeports import PictureStore
from kiosk.ports import Clock
from storage.crypto.canonical import spell_json
from storage.crypto.envelope import Place, seal, unseal
from storage.crypto.keys import new_key, wipe
from storage.crypto.passwords import (
    PRODUCTION_COST,
    SALT_BYTES,
    Argon2Cost,
    check_password,
    parse_cost,
    stretch,
)
from storage.database.engine import Store
from storage.errors import DamagedKeyFileError, TamperedError
from storage.files import create, disk_errors, make_folder, shred, sync_folder
from storage.office.accepting import end_of_whole
from storage.office.book import SealedBook
from storage.office.bookkeys import BookKeys
from storage.office.chain import START
from storage.office.codec import Codec
from storage.office.errors import OfficeExistsError, OfficeMissingError, OfficePassphraseError
from storage.office.kinds import PICTURE, office_codec
from storage.office.mooring import EndFile, Mooring, Witnessed
from storage.office.pictures import SealedPictures

BOOK, KEY, END = "book.db", "book.key", "book.end"
_WAITING = "book.key.next"
_UNFINISHED = ".office-"
_NO_DEVICE = bytearray()
"""Headquarters' folder opens on whichever machine it lies: nothing but the passphrase is needed."""
_LONGEST_KEY_FILE_BYTES = 1_000
_PLACE = Place(
    database="office",
    station="",
    shift="",
    table="office",
    row="key",
    column="key",
    schema_version=1,
    row_version=1,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lock:
    """What the key file holds; it opens by the passphrase alone."""

    cost: Argon2Cost
    salt: bytes
    key: bytes


class HeadquartersOffice(SealedBook):
    """The book, with its key in memory until it is closed."""

    def __init__(
        self, folder: Path, key: bytearray, clock: Clock, codec: Codec, mooring: Mooring
    ) -> None:
        """Take over ``key``; prove the whole book."""
        self._folder = folder
        self._key = key
        super().__init__(
            store=Store(folder / BOOK),
            keys=self._opened_keys,
            mooring=mooring,
            clock=clock,
            codec=codec,
        )
        self._pictures = SealedPictures(
            book=self,
            folder=folder,
            keys=self._opened_keys,
            names=partial(self.names, PICTURE),
            clock=clock,
        )
        self._pictures.sweep_quietly()

    @property
    def pictures(self) -> PictureStore:
        """Return who keeps the pictures that lines of this book name."""
        return self._pictures

    def change_passphrase(self, new: str, *, argon2: Argon2Cost = PRODUCTION_COST) -> None:
        """Have the book open by ``new`` alone from now on."""
        check_password(new, "")
        with disk_errors():
            waiting = self._folder / _WAITING
            shred(waiting)
            create(waiting, _locked(self._key, new, argon2))
        _settle(self._folder)

    def close(self) -> None:
        """Let go of the file and wipe the key; harmless when that is done."""
        super().close()
        wipe(self._key)

    @contextlib.contextmanager
    def _opened_keys(self) -> Iterator[BookKeys]:
        keys = BookKeys(self._key)
        try:
            yield keys
        finally:
            keys.wipe()


def create_office(folder: Path, passphrase: str, *, argon2: Argon2Cost = PRODUCTION_COST) -> None:
    """Leave an empty book that `open_office` opens; whatever fails, there is none."""
    if folder.exists() and any(folder.iterdir()):
        raise OfficeExistsError("folder in use")
    check_password(passphrase, "")
    part = folder.parent / f"{_UNFINISHED}{secrets.token_hex(4)}"
    key = new_key()
    keys = BookKeys(key)
    try:
        with disk_errors():
            make_folder(part)
            create(part / KEY, _locked(key, passphrase, argon2))
        EndFile(part / END).save(keys, START)
        with disk_errors():
            if folder.exists():
                folder.rmdir()
            part.rename(folder)
            sync_folder(folder.parent)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    finally:
        keys.wipe()
        wipe(key)


def open_office(
    folder: Path,
    passphrase: str,
    clock: Clock,
    *,
    codec: Codec | None = None,
    witnesses: Path | None = None,
) -> HeadquartersOffice:
    """Return the book, proved from its first line to its last.

    ``witnesses`` is a folder outside of ``folder`` where this machine notes how far it saw a book.
    Raises `OfficeMissingError`, `OfficePassphraseError`, and what is wrong with a damaged book.
    """
    path, lock = _find_lock(folder)
    key = _unlocked(lock, passphrase)
    try:
        if path.name == _WAITING:
            _settle(folder)
        mooring = _mooring(folder, witnesses)
        _refuse_lost(folder, key, mooring)
        office = HeadquartersOffice(folder, key, clock, codec or office_codec(), mooring)
        if isinstance(mooring, Witnessed):
            keys = BookKeys(key)
            mooring.saw(keys, office.end())
            keys.wipe()
    except BaseException:
        wipe(key)
        raise
    return office


def accept_older(
    folder: Path, passphrase: str, clock: Clock, *, lines: int, witnesses: Path | None = None
) -> None:
    """Have a book that is whole but falls short of its noted end, or lost the note, count again.

    ``lines`` is how many it has, so that nobody accepts what they did not look at.
    """
    path, lock = _find_lock(folder)
    key = _unlocked(lock, passphrase)
    try:
        if path.name == _WAITING:
            _settle(folder)
        end = end_of_whole(folder / BOOK, key, clock, lines=lines)
        keys = BookKeys(key)
        own = EndFile(folder / END)
        own.save(keys, end)
        if witnesses is not None:
            Witnessed(own, witnesses).save(keys, end)
        keys.wipe()
    finally:
        wipe(key)


def _locked(key: bytearray, passphrase: str, cost: Argon2Cost) -> bytes:
    salt = secrets.token_bytes(SALT_BYTES)
    wrapping = stretch(passphrase, salt, _NO_DEVICE, cost)
    sealed = seal(wrapping, _PLACE, key)
    wipe(wrapping)
    return spell_json({"argon2": cost.spell(), "key": sealed.hex(), "salt": salt.hex()})


def _find_lock(folder: Path) -> tuple[Path, _Lock]:
    """Return the key file that is whole, wherever a change of the passphrase has left it."""
    if not folder.is_dir() or not any((folder / name).exists() for name in (KEY, _WAITING)):
        raise OfficeMissingError("no key file")
    try:
        return folder / KEY, _read_lock(folder / KEY)
    except DamagedKeyFileError:
        if not (folder / _WAITING).exists():
            raise
        return folder / _WAITING, _read_lock(folder / _WAITING)


def _mooring(folder: Path, witnesses: Path | None) -> EndFile | Witnessed:
    own = EndFile(folder / END)
    return own if witnesses is None else Witnessed(own, witnesses)


def _refuse_lost(folder: Path, key: bytearray, mooring: Mooring) -> None:
    """Raise `OfficeMissingError` when lines were noted and there is no file to hold them."""
    keys = BookKeys(key)
    known = mooring.ends(keys)
    keys.wipe()
    if any(one.n for one in known) and not (folder / BOOK).is_file():
        raise OfficeMissingError("no book file")


def _settle(folder: Path) -> None:
    """End a change of the passphrase that the power cut short."""
    with disk_errors():
        shred(folder / KEY)
        (folder / _WAITING).rename(folder / KEY)
        sync_folder(folder)


def _read_lock(path: Path) -> _Lock:
    try:
        with path.open("rb") as file:
            fields = json.loads(file.read(_LONGEST_KEY_FILE_BYTES))
        return _Lock(
            cost=parse_cost(fields["argon2"]),
            salt=bytes.fromhex(fields["salt"]),
            key=bytes.fromhex(fields["key"]),
        )
    except (OSError, ValueError, TypeError, KeyError, TamperedError) as error:
        raise DamagedKeyFileError(type(error).__name__, file=path.name) from error


def _unlocked(lock: _Lock, passphrase: str) -> bytearray:
    wrapping = stretch(passphrase, lock.salt, _NO_DEVICE, lock.cost)
    try:
        return unseal(wrapping, _PLACE, lock.key)
    except TamperedError:
        raise OfficePassphraseError("refused") from None
    finally:
        wipe(wrapping)
