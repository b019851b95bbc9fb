"""`kiosk keys`: what headquarters does with its own keys. Needs no Qt, no camera, no network."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli import console

app = typer.Typer(
    help="Headquarters' keys: root, identities, policies, receipt tokens.", no_args_is_help=True
)

PassphraseFile = Annotated[
    Path | None,
    typer.Option(help="File whose first line is the passphrase; without it you are asked."),
]
RootFile = Annotated[Path, typer.Option("--root", help="The root key (root.key.pem).")]
_DAY = "%Y-%m-%d"


@app.command("init-root")
def init_root(
    out: Annotated[Path, typer.Option(help="Folder for root.key.pem and root.pub.pem.")],
    passphrase_file: PassphraseFile = None,
) -> None:
    """Make the root key that signs every policy; once, on a machine without a network."""
    from kiosk.wiring import headquarters

    made = headquarters.init_root(out, _passphrase(passphrase_file, confirm=True))
    console.show("keys.root_made", private=made.private)
    console.show("keys.root_words", words=made.words)


@app.command("new-identity")
def new_identity(
    out: Annotated[Path, typer.Option(help="File for the identity; only its owner may read it.")],
    name: Annotated[str, typer.Option(help="Whose identity it is.")],
) -> None:
    """Make a recipient's age identity and print its public key."""
    from kiosk.wiring import headquarters

    made = headquarters.make_identity(out, name)
    console.show("keys.identity_made", name=name, file=out)
    console.show("keys.identity_recipient", recipient=made.recipient)
    console.show("keys.identity_words", words=made.words)


@app.command("issue-policy")
def issue_policy(
    *,
    root: RootFile,
    recipient: Annotated[
        list[str],
        typer.Option(help="city:NAME:age1… or headquarters:NAME:age1…; once for each."),
    ],
    version: Annotated[int, typer.Option(min=1, max=1_000_000, help="Larger than the last.")],
    out: Annotated[Path, typer.Option(help="Folder for policy.json, its .sig, root.pub.pem.")],
    days: Annotated[int, typer.Option(min=1, max=3_660, help="How long it is valid.")] = 365,
    station: Annotated[
        list[str] | None, typer.Option(help="ID:PEM, a station's public key for receivers.")
    ] = None,
    overdue_days: Annotated[int, typer.Option(min=1, max=14)] = 3,
    cooling_hours: Annotated[int, typer.Option(min=1, max=720)] = 24,
    idle_lock_minutes: Annotated[int, typer.Option(min=1, max=15)] = 3,
    least_free_bytes: Annotated[
        int, typer.Option(min=500_000_000, max=100_000_000_000)
    ] = 2_000_000_000,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Sign for whom the stations seal, until when, and by which rules."""
    from kiosk.domain.custody import CustodyRules
    from kiosk.wiring import headquarters

    rules = CustodyRules(
        overdue_days=overdue_days,
        cooling=timedelta(hours=cooling_hours),
        idle_lock=timedelta(minutes=idle_lock_minutes),
        least_free_bytes=least_free_bytes,
    )
    order = headquarters.PolicyOrder(
        recipients=tuple(recipient),
        stations=tuple(station or ()),
        version=version,
        days=days,
        rules=rules,
    )
    key = headquarters.load_root(root, _passphrase(passphrase_file))
    policy = headquarters.issue_policy(key, order, out)
    console.show(
        "keys.policy_made", version=version, folder=out, expires=f"{policy.expires_at:{_DAY}}"
    )


@app.command("show-policy")
def show_policy(
    file: Annotated[Path, typer.Argument(help="policy.json, with its .sig beside.")],
    root_key: Annotated[Path, typer.Option(help="The root's public key (root.pub.pem).")],
) -> None:
    """Verify a policy and print what it says."""
    from kiosk.wiring import headquarters

    shown, words = headquarters.show_policy(file, root_key), console.words()
    policy = shown.policy
    console.show(
        "keys.policy",
        version=policy.version,
        issued=f"{policy.issued_at:{_DAY}}",
        expires=f"{policy.expires_at:{_DAY}}",
    )
    if shown.expired:
        console.show("keys.policy_expired")
    console.show("keys.root_words", words=shown.root_words)
    for one in policy.recipients:
        role = words[f"keys.role.{one.role.value}"]
        in_words = headquarters.words_of_recipient(one.age_recipient)
        console.show("keys.recipient", role=role, name=one.name, words=in_words)
        console.show("keys.recipient_key", recipient=one.age_recipient)
    rules = policy.rules
    console.show(
        "keys.rules",
        overdue_days=rules.overdue_days,
        cooling_hours=rules.cooling // timedelta(hours=1),
        idle_lock_minutes=rules.idle_lock // timedelta(minutes=1),
        least_free_bytes=rules.least_free_bytes,
    )
    for known in policy.stations:
        in_words = headquarters.words_of_key(known.public_key)
        console.show("keys.station", station=known.id, words=in_words)


@app.command("sign-receipt")
def sign_receipt(
    envelope: Annotated[Path, typer.Argument(help="The batch's .json, with its .sig beside.")],
    root: RootFile,
    reason: Annotated[str, typer.Option(help="Why the code is not enough; no personal data.")],
    out: Annotated[Path, typer.Option(help="File for the token.")],
    passphrase_file: PassphraseFile = None,
) -> None:
    """Sign that a batch arrived, for a station that cannot get its code."""
    from kiosk.wiring import headquarters

    key = headquarters.load_root(root, _passphrase(passphrase_file))
    named = headquarters.sign_receipt(key, envelope, reason, out)
    console.show("keys.token_made", station=named.station, batch=named.batch, file=out)


@app.command("open-rehearsal")
def open_rehearsal(
    file: Annotated[Path, typer.Argument(help="REHEARSAL-….age from a station.")],
    identity: Annotated[Path, typer.Option(help="File with the age identity (AGE-SECRET-KEY-…).")],
) -> None:
    """Print the code that proves to the station that this identity opens."""
    from kiosk.wiring import headquarters

    console.show("keys.rehearsal_code", code=headquarters.open_rehearsal(file, identity))


def _passphrase(file: Path | None, *, confirm: bool = False) -> str:
    from kiosk.wiring import headquarters

    if file is not None:
        return headquarters.passphrase_of(file)
    prompt = console.words()["keys.passphrase"]
    return str(typer.prompt(prompt, hide_input=True, confirmation_prompt=confirm, err=True))
