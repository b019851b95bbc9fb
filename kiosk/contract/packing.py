"""What the plan says is taken along, as things that can be packed: how many, and of which kind."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.contract.equipment import MOST_OF_A_KIND, not_packed, parse_equipment
from kiosk.domain.checklist import Equipment, EquipmentKind, EquipmentSheet
from kiosk.domain.event import Event

_SERIAL = re.compile(r"^(.+?)\s*\((?:番号|シリアル|S/N|No\.?)[\s:.]*([^()]+)\)$", re.IGNORECASE)
_COUNT = re.compile(
    r"^(.*?[^0-9\s])\s*(?:[×xX✕*]\s*([0-9]{1,4})|([0-9]{1,4})\s*[台枚脚個本式つ箱冊部巻組袋点束]"
    r"|([0-9]{1,4})\s*セット)$"
)


def _words(japanese: str, latin: str) -> re.Pattern[str]:
    """Return what finds one of the words; Latin ones as whole words, beside Japanese too."""
    return re.compile(f"{japanese}|(?<![a-z])(?:{latin})(?![a-z])", re.IGNORECASE)


# Own words of kinds, as people plan; the first that fits counts, whoever packs may change it.
_KINDS: Sequence[tuple[EquipmentKind, re.Pattern[str]]] = (
    (
        EquipmentKind.SUPPLY,
        _words(
            "用紙|ロール|消毒|マスク|ティッシュ|チラシ|筆記|ペン|手袋|申請書|預り証|電池", "paper"
        ),
    ),
    (EquipmentKind.KEY, re.compile(r"(?:鍵|かぎ|カギ|キー|(?<![a-z])keys?)$", re.IGNORECASE)),
    (EquipmentKind.MEDIUM, _words("媒体|メモリ", "usb|sd|ssd|hdd|memory|dvd|cd")),
    (
        EquipmentKind.DEVICE,
        _words(
            "端末|パソコン|タブレット|カメラ|プリンタ|ルータ|スキャナ|リーダー|モニター|携帯|電話|スマート",
            "pc|laptop|tablet|camera|printer|router|scanner|reader",
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A line of the plan's list; ``words`` as they stand there, the rest as it was understood."""

    words: str
    name: str
    kind: EquipmentKind
    count: int = 1
    serial: str = ""

    @property
    def ready(self) -> bool:
        """Tell whether one key packs it: a memory goes out by its number alone."""
        return self.kind is not EquipmentKind.MEDIUM or bool(self.serial)

    @property
    def thing(self) -> Equipment:
        """Return the thing; raise `FieldError` where the number of a memory is missing."""
        return parse_equipment(self.name, self.kind, self.serial)


def planned(words: str) -> Planned:
    """Return what a line of the plan means: 机×4, パーテーション 2枚, USBメモリー（番号 K-1）."""
    plain = unicodedata.normalize("NFKC", words).strip()
    numbered = _SERIAL.fullmatch(plain)
    if numbered is not None:
        name, serial = numbered[1].strip(), numbered[2].strip()
        return Planned(words=words, name=name, kind=kind_of(name), serial=serial)
    counted = _COUNT.fullmatch(plain)
    count = int(next(filter(None, counted.groups()[1:]))) if counted else 1
    if counted is None or not 1 <= count <= MOST_OF_A_KIND:
        return Planned(words=words, name=plain, kind=kind_of(plain))
    name = counted[1].strip()
    return Planned(words=words, name=name, kind=kind_of(name), count=count)


def kind_of(name: str) -> EquipmentKind:
    """Return what a thing of this name is; a proposal, furniture where nothing tells."""
    plain = unicodedata.normalize("NFKC", name)
    return next((kind for kind, sign in _KINDS if sign.search(plain)), EquipmentKind.FURNITURE)


def to_pack(event: Event, sheet: EquipmentSheet) -> tuple[Planned, ...]:
    """Return what the plan names and nobody took out, under its whole line or its bare name."""
    return tuple(
        one
        for one in map(planned, event.equipment)
        if not_packed(replace(event, equipment=(one.words, one.name)), sheet)
        == (one.words, one.name)
    )
