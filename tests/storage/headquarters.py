"""Headquarters for tests (研修): a root, recipients, policies on a stick."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.domain.staff import Role
from kiosk.domain.station import PolicyFiles, SetupAnswers
from storage.crypto.identities import new_age_identity
from storage.crypto.signing import to_pem
from storage.headquarters.root import RootKey, new_root
from storage.policies.errors import PolicyRefusedError
from storage.policies.policyfile import Policy, PolicyRecipient, RecipientRole
from storage.setup import create_station
from storage.station import Station
from tests.storage.people import CHEAP, DAY, Place, new_staff

GENERAL_PASSWORD = "soukatsu no nagai aikotoba"


class Headquarters:
    """Issues policies for one recipient that the test can open with, and one it cannot."""

    __test__ = False

    def __init__(self, city: str, now: datetime) -> None:
        self.root: RootKey = new_root()
        self.now = now
        self.recipients = (
            PolicyRecipient(name="下関市（研修）", role=RecipientRole.CITY, age_recipient=city),
            PolicyRecipient(
                name="本部（研修）",
                role=RecipientRole.HEADQUARTERS,
                age_recipient=new_age_identity()[0],
            ),
        )

    def policy(self, version: int = 1, days: int = 90) -> Policy:
        return Policy(
            version=version,
            issued_at=self.now,
            expires_at=self.now + timedelta(days=days),
            recipients=self.recipients,
        )

    def files(self, version: int = 1, days: int = 90) -> PolicyFiles:
        return self.root.sign_policy(self.policy(version, days))

    def stick(self, folder: Path, files: PolicyFiles, *, root: bool = False) -> Path:
        """Leave the files in ``folder`` and return the policy's."""
        folder.mkdir(exist_ok=True)
        file = folder / "policy.json"
        file.write_bytes(files.content)
        (folder / "policy.json.sig").write_bytes(files.signature)
        if root:
            (folder / "root.pub.pem").write_bytes(to_pem(files.root_public))
        return file


class SignedPlace(Place):
    """A station that was set up with a policy; ``lead1``, ``staff1`` and ``general1`` work here."""

    def __init__(self, root: Path, *, with_policy: bool = True) -> None:
        super().__init__(root)
        self.hq = Headquarters(self.recipient, self.clock.now())
        self.with_policy = with_policy
        self.stick = root / "stick"

    def answers(self) -> SetupAnswers:
        answers = super().answers()
        general = new_staff("general1", Role.GENERAL, GENERAL_PASSWORD)
        answers = replace(answers, staff=(*answers.staff, general))
        if not self.with_policy:
            return answers
        return replace(answers, recipients=(), policy=self.hq.files())

    def create(self, *, training: bool = False) -> None:
        create_station(self.data, self.answers(), self.clock, training=training, argon2=CHEAP)

    def open_general(self) -> Station:
        station = self.open()
        station.sign_in("general1", GENERAL_PASSWORD)
        station.open_day(DAY)
        return station


def reason_of(call: Callable[[], object]) -> str:
    with pytest.raises(PolicyRefusedError) as caught:
        call()
    return caught.value.reason


def trail(place: Place) -> list[tuple[str, str, str]]:
    """Return kind, actor and subject of every entry; the station must be closed."""
    with sqlite3.connect(place.database) as connection:
        rows = connection.execute("SELECT kind, actor, subject FROM audit ORDER BY n").fetchall()
    connection.close()
    return rows
