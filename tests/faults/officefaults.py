"""Faults of the office's book, planted like the others."""

from tests.faults.plantedfaults import Fault

_BOOK, _CHAIN, _DRAFT = (
    "storage/office/book.py",
    "storage/office/chain.py",
    "storage/office/draft.py",
)
_TAMPERING = "pytest:tests/storage/test_office_tampering.py -k"
_STATION = "pytest:tests/storage/test_office_station.py -k"
_PICTURES = "storage/office/pictures.py"
_PICTURED = "pytest:tests/storage/test_office_pictures.py -k"

OFFICE_FAULTS = (
    Fault(
        "the book's MACs are not checked",
        _CHAIN,
        "            and hmac.compare_digest(link.mac, _mac(keys, head))\n",
        "",
        f"{_TAMPERING} changed_proof",
    ),
    Fault(
        "the book's links need not follow",
        _CHAIN,
        "            link.previous == index.end.head\n            and link.head == head\n",
        "            link.head == head\n",
        f"{_TAMPERING} another_history",
    ),
    Fault(
        "the book's contents are not held against the chain",
        _CHAIN,
        "        if hashlib.sha256(sealed).digest() != sums[n]:\n",
        "        if False:\n",
        f"{_TAMPERING} flipped",
    ),
    Fault(
        "content that is gone is not missed",
        _CHAIN,
        "    if missing:\n",
        "    if False:\n",
        f"{_TAMPERING} taken_out",
    ),
    Fault(
        "the book's end is not noted",
        _BOOK,
        "        self._mooring.save(keys, index.end)\n",
        "",
        f"{_TAMPERING} cut_off",
    ),
    Fault(
        "the book's end is noted before the commit",
        _BOOK,
        "        self._index = None\n        with self._store.connection() as connection:\n",
        "        self._index = None\n        self._mooring.save(keys, draft.lines[-1].link.end())\n"
        "        with self._store.connection() as connection:\n",
        "kills/office",
    ),
    Fault(
        "several changes are written one by one",
        _BOOK,
        "        with self._store.connection() as connection:\n"
        "            for line in draft.lines:\n"
        "                add(connection, line.link, line.sealed)\n"
        "            drop_pages",
        "        for line in draft.lines:\n"
        "            with self._store.connection() as connection:\n"
        "                add(connection, line.link, line.sealed)\n"
        "        with self._store.connection() as connection:\n"
        "            drop_pages",
        "kills/office",
    ),
    Fault(
        "a stale change is taken",
        _DRAFT,
        "        if version != expected:\n",
        "        if False:\n",
        "pytest:tests/storage/test_office_book.py -k another_version",
    ),
    Fault(
        "forgotten content stays in the log",
        _BOOK,
        "        self._store.fold()  # the log still had what was deleted\n",
        "",
        f"{_TAMPERING} nowhere",
    ),
    Fault(
        "a rotation forgets the office key",
        "storage/people/rotation.py",
        "            case SettingRow(key=key) if key == OFFICE_ROW:\n",
        "            case SettingRow(key=key) if key == '':\n",
        f"{_STATION} new_keys",
    ),
    Fault(
        "the book's keys stay in memory",
        "storage/office/stationoffice.py",
        "        finally:\n            keys.wipe()\n",
        "        finally:\n            pass\n",
        f"{_STATION} no_key_of_the_book",
    ),
    Fault(
        "pixels are not held against the line",
        "storage/office/picturefile.py",
        "    if hashlib.sha256(content).hexdigest() != sha256:\n",
        "    if False:\n",
        f"{_PICTURED} other_pixels",
    ),
    Fault(
        "pixels without a line stay",
        _PICTURES,
        "path.stem not in named:\n",
        "False:\n",
        "kills/pictures",
    ),
    Fault(
        "a picture with a face is kept",
        _PICTURES,
        "        require_clean(photo)\n",
        "",
        f"{_PICTURED} with_a_face",
    ),
    Fault(
        "the pixels of a forgotten picture go before its line",
        _PICTURES,
        "        self._book.forget(ref, by=by, expected_version=version)\n",
        "        shred(self._path(picture.id))\n"
        "        self._book.forget(ref, by=by, expected_version=version)\n",
        "kills/pictures",
    ),
    Fault(
        "the book goes to the second place before its pictures",
        "storage/office/bookbackup.py",
        "        for name in sorted(ours):\n"
        "            _copy(office / FOLDER / name, target / FOLDER / name)\n"
        "        for name in (FILE, BOOK):\n"
        "            _copy(office / name, target / name)\n",
        "        for name in (FILE, BOOK):\n"
        "            _copy(office / name, target / name)\n"
        "        for name in sorted(ours):\n"
        "            _copy(office / FOLDER / name, target / FOLDER / name)\n",
        "kills/book-backup",
    ),
    Fault(
        "what was forgotten stays in the second place",
        "storage/office/bookbackup.py",
        "                shred(path)\n",
        "                pass\n",
        "pytest:tests/storage/test_office_recovery.py -k forgotten",
    ),
    Fault(
        "the row of the book's end is not held against the trail",
        "storage/office/mooring.py",
        "    if noted is not None and noted != mark_of(end):\n",
        "    if False:\n",
        f"{_STATION} with_its_row",
    ),
    Fault(
        "a machine forgets how far it saw a book",
        "storage/office/mooring.py",
        "            return own, self._witness(keys).load(keys)\n",
        "            return (own,)\n",
        "pytest:tests/storage/test_office_witness.py -k whole_folder",
    ),
)
