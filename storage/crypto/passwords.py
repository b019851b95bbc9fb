"""Passwords of staff: what is long enough, and what stretching them costs."""

from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from kiosk.domain.password import is_long_enough, settle_password
from storage.crypto.envelope import KEY_BYTES
from storage.errors import TamperedError, WeakPasswordError

_LEAST_DIFFERENT = 5  # keeps "aaaaaaaaaaaa" out
SALT_BYTES = 16  # RFC 9106, 3.1
_MOST_MEMORY_KIB = 1_048_576  # 1 GiB: a changed row must not make the machine swap
_MOST_ITERATIONS = 64
_MOST_LANES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Argon2Cost:
    """What one guess at a password costs."""

    memory_kib: int
    iterations: int
    lanes: int

    def spell(self) -> str:
        """Return the text that is stored."""
        return f"{self.memory_kib},{self.iterations},{self.lanes}"


# RFC 9106's second choice has 64 MiB and t=3; four times the memory is 0.5 s here (measured).
PRODUCTION_COST = Argon2Cost(memory_kib=262_144, iterations=3, lanes=2)


def parse_cost(text: str) -> Argon2Cost:
    """Return the stored cost; one nobody would have stored raises `TamperedError`."""
    try:
        memory_kib, iterations, lanes = (int(part) for part in text.split(","))
    except ValueError as error:
        raise TamperedError("argon2 cost form") from error
    if not (
        1 <= lanes <= _MOST_LANES
        and 1 <= iterations <= _MOST_ITERATIONS
        and 8 * lanes <= memory_kib <= _MOST_MEMORY_KIB
    ):
        raise TamperedError("argon2 cost range")
    return Argon2Cost(memory_kib=memory_kib, iterations=iterations, lanes=lanes)


def check_password(password: str, staff_id: str) -> None:
    """Raise `WeakPasswordError` unless the password is long enough to be a first password."""
    settled = settle_password(password)
    simple = len(set(settled)) < _LEAST_DIFFERENT or staff_id == settled
    if simple or not is_long_enough(password):
        raise WeakPasswordError("password rule", staff_id=staff_id)


def stretch(password: str, salt: bytes, device_secret: bytearray, cost: Argon2Cost) -> bytearray:
    """Return the key a password stands for on this device."""
    key = bytearray(KEY_BYTES)
    Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
        secret=bytes(device_secret),
    ).derive_into(settle_password(password).encode("utf-8", "surrogatepass"), key)
    return key
