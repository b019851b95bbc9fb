"""`kiosk keys` and `kiosk recover` as headquarters uses them, from the root to a dead laptop."""

import hashlib
import json
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from typer.testing import CliRunner

from kiosk.cli.app import app, main
from kiosk.errors import ExitCode
from storage.crypto.passwords import PRODUCTION_COST
from storage.policies.errors import ReceiptTokenError
from storage.policies.policyfile import RecipientRole, checked_policy
from storage.policies.policyfolder import read_policy_files
from storage.policies.receipttoken import BatchNamed, check_token
from storage.station import Station
from tests.storage.headquarters import SignedPlace
from tests.storage.people import ALONE, DAY, new_record
from tests.storage.port_suite import ignore

PASSPHRASE = "honbu no nagai aikotoba desu"


class Office:
    """Headquarters' desk: a folder with root, identities and sticks."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.passphrase = folder / "passphrase.txt"
        self.passphrase.write_text(f"{PASSPHRASE}\r\nsecond line\n", encoding="utf-8")

    def run(self, *arguments: object, expect: ExitCode = ExitCode.OK) -> str:
        """Run a command and return what it printed."""
        code = main([str(one) for one in arguments])
        said = self.capsys.readouterr()
        assert code == expect, said.err
        if expect is not ExitCode.OK:
            assert len(said.err.splitlines()) == 3, said.err
        return said.out

    def locked(self, *arguments: object, expect: ExitCode = ExitCode.OK) -> str:
        """Run a command that needs the root's passphrase."""
        return self.run(*arguments, "--passphrase-file", self.passphrase, expect=expect)

    def identity(self, name: str) -> tuple[str, Path]:
        file = self.folder / f"{name}.txt"
        said = self.run("keys", "new-identity", "--out", file, "--name", name)
        (recipient,) = [word for word in said.split() if word.startswith("age1")]
        return recipient, file

    def issue(
        self, recipients: list[str], version: int = 1, expect: ExitCode = ExitCode.OK
    ) -> Path:
        out = self.folder / f"policy-{version}"
        named = [part for one in recipients for part in ("--recipient", one)]
        self.locked(
            *("keys", "issue-policy", "--root", self.folder / "root" / "root.key.pem"),
            *(*named, "--version", version, "--days", 30, "--out", out),
            expect=expect,
        )
        return out


@pytest.fixture(scope="module")
def root_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one root for all: stretching its passphrase takes half a second."""
    folder = tmp_path_factory.mktemp("root")
    (folder / "passphrase.txt").write_text(PASSPHRASE, encoding="utf-8")
    command = ["keys", "init-root", "--out", str(folder / "root")]
    assert main([*command, "--passphrase-file", str(folder / "passphrase.txt")]) == ExitCode.OK
    return folder / "root"


@pytest.fixture
def office(root_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    shutil.copytree(root_folder, tmp_path / "root")
    return Office(tmp_path, capsys)


def both(office: Office) -> list[str]:
    city, _ = office.identity("city")
    hq, _ = office.identity("hq")
    return [f"city:下関市 市民課（研修）:{city}", f"headquarters:本部（研修）:{hq}"]


def test_a_root_opens_with_its_passphrase_alone(office: Office) -> None:
    key = office.folder / "root" / "root.key.pem"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert b"ENCRYPTED" in key.read_bytes()
    recipients = both(office)
    office.passphrase.write_text("another long passphrase\n", encoding="utf-8")
    office.issue(recipients, expect=ExitCode.REFUSED)
    assert not (office.folder / "policy-1").exists()


def test_a_guess_at_the_passphrase_costs_as_much_as_one_at_a_staff_password(
    office: Office,
) -> None:
    head, _, pem = (office.folder / "root" / "root.key.pem").read_bytes().partition(b"\n")
    name, cost, salt = head.decode().split(" ")
    assert (name, cost) == ("kiosk-root/1", PRODUCTION_COST.spell())
    stretched = Argon2id(
        salt=bytes.fromhex(salt), length=32, iterations=3, lanes=2, memory_cost=262_144
    ).derive(PASSPHRASE.encode())
    key = load_pem_private_key(pem, stretched.hex().encode())  # with a public library alone
    assert isinstance(key, Ed25519PrivateKey)
    # One wrong key in 256 leaves a padding that looks right: then the content is refused instead.
    with pytest.raises(ValueError, match=r"password|deserialize|parse|decrypt"):
        load_pem_private_key(pem, PASSPHRASE.encode())


@pytest.mark.parametrize(
    "content", [b"", b"junk", b"kiosk-root/1 64,1,1 00\njunk", b"kiosk-root/1 9999999999,1,1 00\n"]
)
def test_a_file_that_is_no_root_is_named(office: Office, content: bytes) -> None:
    recipients = both(office)
    (office.folder / "root" / "root.key.pem").write_bytes(content)
    office.issue(recipients, expect=ExitCode.REFUSED)


def test_a_weak_passphrase_makes_no_root(office: Office) -> None:
    office.passphrase.write_text("short\n", encoding="utf-8")
    out = office.folder / "weak"
    office.locked("keys", "init-root", "--out", out, expect=ExitCode.BAD_INPUT)
    assert not out.exists()


def test_the_passphrase_is_asked_for_twice_and_never_shown(tmp_path: Path) -> None:
    command = ["keys", "init-root", "--out", str(tmp_path / "root")]
    done = CliRunner().invoke(app, command, input=f"{PASSPHRASE}\n{PASSPHRASE}\n")
    assert done.exit_code == 0, done.output
    assert PASSPHRASE not in done.output
    differing = CliRunner().invoke(app, command, input="one long enough\nanother long one\n")
    assert differing.exit_code != 0


def test_nothing_is_overwritten(office: Office) -> None:
    def state() -> dict[Path, str]:
        return {
            path: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in office.folder.rglob("*")
            if path.is_file()
        }

    recipients = both(office)
    office.issue(recipients)
    before = state()
    office.locked("keys", "init-root", "--out", office.folder / "root", expect=ExitCode.REFUSED)
    file = office.folder / "city.txt"
    office.run("keys", "new-identity", "--out", file, "--name", "x", expect=ExitCode.REFUSED)
    office.issue(recipients, expect=ExitCode.REFUSED)
    assert state() == before


def test_an_identity_is_private_and_age_reads_it(office: Office) -> None:
    recipient, file = office.identity("city")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    if shutil.which("age-keygen") is None:
        pytest.skip("age-keygen: not installed")
    done = subprocess.run(
        ["age-keygen", "-y", str(file)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == recipient


def test_a_policy_says_what_was_ordered_and_openssl_agrees(office: Office) -> None:
    out = office.issue(both(office))
    policy = checked_policy(read_policy_files(out / "policy.json"))
    assert [one.role for one in policy.recipients] == list(RecipientRole)
    assert policy.recipients[0].name == "下関市 市民課（研修）"
    assert (policy.expires_at - policy.issued_at).days == 30
    root = office.folder / "root" / "root.pub.pem"
    said = office.run("keys", "show-policy", out / "policy.json", "--root-key", root)
    assert all(one.age_recipient in said for one in policy.recipients)
    if shutil.which("openssl") is None:
        pytest.skip("openssl: not installed")
    command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", str(root)]
    files = ["-sigfile", str(out / "policy.json.sig"), "-in", str(out / "policy.json")]
    subprocess.run([*command, *files], capture_output=True, check=True)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda both: both[:1], ExitCode.REFUSED),
        (lambda both: [both[0], both[0]], ExitCode.REFUSED),
        (lambda both: [both[0], both[1].replace("headquarters", "mayor")], ExitCode.BAD_INPUT),
        (lambda both: [both[0], both[1][:-1]], ExitCode.BAD_INPUT),
        (lambda both: [both[0], "headquarters"], ExitCode.BAD_INPUT),
    ],
)
def test_a_policy_that_no_station_would_take_is_not_signed(
    office: Office, change: object, code: ExitCode
) -> None:
    assert callable(change)
    office.issue(change(both(office)), expect=code)
    assert not (office.folder / "policy-1").exists()


def test_a_policy_of_another_root_is_not_shown(office: Office) -> None:
    out = office.issue(both(office))
    office.locked("keys", "init-root", "--out", office.folder / "thief")
    thief = office.folder / "thief" / "root.pub.pem"
    file = out / "policy.json"
    said = office.run("keys", "show-policy", file, "--root-key", thief, expect=ExitCode.REFUSED)
    assert said == ""


class Site(SignedPlace):
    """A station whose root and recipients the office made."""

    def open_filled(self) -> Station:
        station = self.open_signed_in()
        for number in (1, 2):
            station.put(new_record(number))
        return station


@pytest.fixture
def site(tmp_path: Path) -> Site:
    folder = tmp_path / "site"
    folder.mkdir()
    return Site(folder)


def test_a_rehearsal_code_goes_from_the_station_to_the_recipient_and_back(
    office: Office, site: Site
) -> None:
    site.create()
    station = site.open_filled()
    first, _ = station.write_rehearsal(office.folder)
    said = office.run("keys", "open-rehearsal", first, "--identity", site.identity)
    code = said.split()[-1]
    assert station.prove_rehearsal(code).unrehearsed == ("本部（研修）",)
    station.close()


def test_a_token_is_for_the_batch_of_its_envelope(office: Office, site: Site) -> None:
    site.create()
    station = site.open_filled()
    files = station.close_day(DAY, ALONE, ignore)
    station.close()
    key = office.folder / "root" / "root.key.pem"
    out = office.folder / "token.txt"
    command = ("keys", "sign-receipt", files.envelope, "--root", key, "--out", out, "--reason")
    office.locked(*command, "", expect=ExitCode.BAD_INPUT)
    office.locked(*command, "市の受付簿で確認（研修）")
    office.locked(*command, "again", expect=ExitCode.REFUSED)
    public = read_policy_files(office.issue(both(office)) / "policy.json").root_public
    envelope = files.envelope.read_bytes()
    named = BatchNamed(
        station=json.loads(envelope)["station"],
        batch=files.age.name.removesuffix(".zip.age"),
        envelope_sha256=hashlib.sha256(envelope).hexdigest(),
    )
    assert check_token(out.read_bytes(), public, named).reason.startswith("市")
    with pytest.raises(ReceiptTokenError):
        check_token(out.read_bytes(), site.hq.root.public, named)
    files.envelope.write_bytes(envelope.replace(b'"records":2', b'"records":3'))
    out.unlink()
    office.locked(*command, "damaged", expect=ExitCode.REFUSED)
    assert not out.exists()


def test_a_dead_laptop_is_recovered_by_one_command(office: Office, site: Site) -> None:
    site.create()
    station = site.open_filled()
    dead, out = office.folder / "dead", office.folder / "out"
    shutil.copytree(site.data, dead)
    station.close()
    said = office.run("recover", dead, "--identity", site.identity, "--out", out)
    assert DAY.isoformat() in said
    assert len(list((out / DAY.isoformat() / "photos").iterdir())) == 2
    again = ("recover", dead, "--identity", site.identity, "--out", out)
    office.run(*again, expect=ExitCode.REFUSED)


def test_what_did_not_open_is_listed_and_the_exit_code_says_so(office: Office, site: Site) -> None:
    site.create()
    station = site.open_filled()
    station.close()
    database = site.database
    content = bytearray(database.read_bytes())
    photo = content.index(b"KBE1", content.rindex(b"age-encryption.org"))
    content[photo + 100] ^= 1
    database.write_bytes(content)
    out = office.folder / "out"
    command = ["recover", str(site.data), "--identity", str(site.identity), "--out", str(out)]
    assert main(command) == ExitCode.BAD_INPUT
    said = office.capsys.readouterr().out
    assert "SK01-000" in said
    told = json.loads((out / "recovered.json").read_bytes())
    assert [one["fault"] for one in told["problems"]] == ["tampered"]
