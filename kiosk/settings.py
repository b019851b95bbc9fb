"""Settings of a station and answers to its set-up: TOML, read once, typos refused."""

import re
import tomllib
from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from kiosk.domain.ids import parse_staff_id, parse_station_id
from kiosk.domain.staff import Role, StaffMember
from kiosk.domain.station import NewStaffMember, PolicyFiles, Recipient, SetupAnswers
from kiosk.errors import SettingsError, UnreadableFileError
from kiosk.ports import Orientation
from kiosk.queue.rules import OrderRule, QueueRules

SETTINGS_FILE = "settings.toml"
LONGEST_FILE_BYTES = 1_000_000
Model = TypeVar("Model", bound=BaseModel)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CameraSettings(_Strict):
    """``source`` as for `kiosk run --camera`; ``orientation_deg`` turns frames clockwise."""

    source: str = "0"
    orientation_deg: Literal[0, 90, 180, 270] = 0

    @property
    def orientation(self) -> Orientation:
        """Return the turn as the core names it."""
        return Orientation(str(self.orientation_deg))


class PhotoSettings(_Strict):
    """``auto_capture`` takes the photo by itself once everything is right for ``hold_ms``.

    ``light_check`` opens the day with a look at the room's light; ``voice`` speaks the hints.
    """

    auto_capture: bool = True
    light_check: bool = True
    voice: bool = False
    hold_ms: Annotated[int, Field(ge=300, le=5000)] = 1200


class ScreenSettings(_Strict):
    """``applicant_language`` is the second, smaller line of the applicant's screen.

    ``text_percent``, ``high_contrast`` and ``reduced_motion`` are for every window.
    """

    venue: Annotated[str, Field(max_length=60)] = ""
    language: Literal["ja", "en"] = "ja"
    applicant_language: Literal["ja", "en"] = "en"
    text_percent: Literal[100, 150, 200] = 100
    high_contrast: bool = False
    reduced_motion: bool = False


class PrintSettings(_Strict):
    """``printer`` "" is the machine's own choice.

    ``deadline_s`` is how long a print may take: Windows looks up to 90 s for a printer that is off.
    """

    printer: Annotated[str, Field(max_length=200)] = ""
    paper: Literal["a4", "l", "postcard"] = "a4"
    photos: Annotated[int, Field(ge=1, le=20)] = 4
    deadline_s: Annotated[int, Field(ge=5, le=600)] = 120


class BackupSettings(_Strict):
    """``folder`` is the second place for the closed days' backups; "" keeps them with the data.

    A folder that is named must be there: one that is made on the way would be on the same disk.
    """

    folder: Annotated[str, Field(max_length=400)] = ""

    @property
    def place(self) -> Path | None:
        """Return the second place, None for the data folder's own."""
        return Path(self.folder) if self.folder else None


ServiceLetter = Literal["A", "B", "C", "D", "E"]
_CLOCK_TIME = r"([01]\d|2[0-3]):[0-5]\d"
_Minutes = Annotated[int, Field(ge=1, le=240)]
_Place = Annotated[str, Field(min_length=1, max_length=12)]


class QueueSettings(_Strict):
    """Whether the venue runs a line, and how; `kiosk.queue.rules` says what the words mean.

    ``here`` is this station's place on the board. ``last_issue`` (``16:30``, JST) ends the
    self-service screen's tickets, "" never. A visit to a home needs no line.
    """

    enabled: bool = False
    self_service: bool = True
    services: Annotated[tuple[ServiceLetter, ...], Field(min_length=1)] = ("A", "B", "C", "D", "E")
    order: Literal["strict", "priority_first", "aged", "alternating", "max_consecutive"] = "aged"
    head_start_min: _Minutes = 15
    most_in_a_row: Annotated[int, Field(ge=1, le=20)] = 3
    park_calls: Annotated[int, Field(ge=1, le=50)] = 3
    park_min: _Minutes = 10
    no_show_calls: Annotated[int, Field(ge=1, le=10)] = 3
    last_issue: Annotated[str, Field(pattern=f"^({_CLOCK_TIME})?$")] = ""
    here: _Place = "1"
    places: Annotated[tuple[_Place, ...], Field(min_length=1, max_length=9)] = ("1",)
    amber_min: _Minutes = 20
    red_min: _Minutes = 40

    @property
    def rules(self) -> QueueRules:
        """Return the rules in the core's words."""
        return QueueRules(
            order=OrderRule(self.order),
            head_start=timedelta(minutes=self.head_start_min),
            most_in_a_row=self.most_in_a_row,
            park_calls=self.park_calls,
            park_time=timedelta(minutes=self.park_min),
            no_show_calls=self.no_show_calls,
            last_issue=time.fromisoformat(self.last_issue) if self.last_issue else None,
            here=self.here,
            places=self.places,
            amber=timedelta(minutes=self.amber_min),
            red=timedelta(minutes=self.red_min),
        )


class TicketSettings(_Strict):
    """On what the numbers stand, and the printer that puts them there.

    ``printer``: ``tcp:HOST`` or ``tcp:HOST:PORT``, ``usb:VENDOR:PRODUCT`` (hexadecimal),
    ``spool:NAME`` (raw bytes to the machine's spooler), ``os:NAME`` (any printer of the machine,
    as a picture), ``file:PATH`` (for trying out), "" none.
    """

    paper: Literal["printed", "hand_written", "pre_printed", "paperless"] = "printed"
    printer: Annotated[str, Field(max_length=200)] = ""
    width_mm: Literal[58, 80] = 80
    second_language: Literal["", "ja-easy", "en", "zh-Hans", "zh-Hant", "ko", "vi", "pt", "tl"] = ""
    deadline_s: Annotated[int, Field(ge=3, le=120)] = 15


BoardLanguage = Literal["ja-easy", "en", "zh-Hans", "zh-Hant", "ko", "vi", "pt", "tl"]


class BoardSettings(_Strict):
    """The call display on a screen of its own; ``slides`` is a folder in place of the built-in.

    ``second_language`` stands below the Japanese. ``second_screen`` says whose the only other
    monitor is where there are two in all.
    """

    enabled: bool = False
    sound: bool = True
    slides: Annotated[str, Field(max_length=400)] = ""
    slide_s: Annotated[int, Field(ge=5, le=120)] = 15
    second_screen: Literal["applicant", "board"] = "applicant"
    second_language: BoardLanguage = "en"


class ScannerSettings(_Strict):
    """How tickets are read besides the station's camera.

    ``prefix`` is what a USB scanner types first, ``serial`` the name of a serial port, "" none.
    """

    camera: bool = True
    prefix: Annotated[str, Field(max_length=8)] = ""
    serial: Annotated[str, Field(max_length=80)] = ""


def _one_group(pattern: str) -> str:
    """Return a regular expression that names one thing, or nothing at all."""
    try:
        groups = re.compile(pattern).groups if pattern else 1
    except re.error as error:
        raise PydanticCustomError("form_pattern", "no regular expression") from error
    if groups != 1:
        raise PydanticCustomError("form_pattern", "not one group")
    return pattern


class SittingSettings(_Strict):
    """``procedure`` is how people apply here: at a venue, or with an officer of the city (visit).

    ``form_pattern`` is a regular expression for the whole QR of an application form, its number in
    the only group; "" reads what J-LIS prints today. ``contact`` stands on the 受付票, "" not.
    """

    procedure: Literal["venue", "visit"] = "venue"
    form_pattern: Annotated[str, Field(max_length=300), AfterValidator(_one_group)] = ""
    contact: Annotated[str, Field(max_length=60)] = ""


class KioskSettings(_Strict):
    """``enabled`` fills both screens and lets nobody out but a lead; a training is never held."""

    enabled: bool = True


class Settings(_Strict):
    """What a station's ``settings.toml`` may say; every key has a sensible default."""

    camera: CameraSettings = CameraSettings()
    photo: PhotoSettings = PhotoSettings()
    screen: ScreenSettings = ScreenSettings()
    print: PrintSettings = PrintSettings()
    backup: BackupSettings = BackupSettings()
    queue: QueueSettings = QueueSettings()
    tickets: TicketSettings = TicketSettings()
    board: BoardSettings = BoardSettings()
    scanner: ScannerSettings = ScannerSettings()
    sitting: SittingSettings = SittingSettings()
    kiosk: KioskSettings = KioskSettings()


class _StaffAnswer(_Strict):
    id: str
    name: Annotated[str, Field(min_length=1, max_length=60)]
    role: Role
    password_file: Path


class _RecipientAnswer(_Strict):
    name: Annotated[str, Field(min_length=1, max_length=60)]
    age: str


class _Answers(_Strict):
    station: str
    staff: Annotated[list[_StaffAnswer], Field(min_length=1)]
    recipients: Annotated[list[_RecipientAnswer] | None, Field(min_length=1)] = None
    policy: Path | None = None
    root: Path | None = None
    settings: Settings = Settings()

    @model_validator(mode="after")
    def _one_word_on_recipients(self) -> Self:
        """Either somebody signed for the recipients, or they are written here."""
        if (self.policy is None) != (self.root is None):
            raise PydanticCustomError("policy, root", "one without the other")
        if (self.policy is None) == (self.recipients is None):
            raise PydanticCustomError("policy, recipients", "both or neither")
        return self


def read_settings(data_folder: Path) -> Settings:
    """Return the station's settings; a missing file means all defaults."""
    path = data_folder / SETTINGS_FILE
    return _parse(path, Settings) if path.exists() else Settings()


def read_answers(path: Path) -> tuple[SetupAnswers, Settings]:
    """Return what `kiosk setup --answers` was given; password files are relative to the file."""
    answers = _parse(path, _Answers)
    staff = tuple(
        NewStaffMember(
            member=StaffMember(
                id=parse_staff_id(person.id), display_name=person.name, role=person.role
            ),
            password=_first_line(path.parent / person.password_file),
        )
        for person in answers.staff
    )
    return (
        SetupAnswers(
            station=parse_station_id(answers.station),
            staff=staff,
            recipients=tuple(
                Recipient(name=one.name, age_recipient=one.age) for one in answers.recipients or ()
            ),
            policy=_policy(path.parent, answers),
        ),
        answers.settings,
    )


def _policy(folder: Path, answers: _Answers) -> PolicyFiles | None:
    """Return the policy's files, unverified; paths are relative to ``folder``."""
    if answers.policy is None or answers.root is None:
        return None
    file = folder / answers.policy
    return PolicyFiles(
        content=_content(file),
        signature=_content(file.with_name(f"{file.name}.sig")),
        root_public=_content(folder / answers.root),
    )


def write_settings(data_folder: Path, settings: Settings) -> None:
    """Leave a ``settings.toml`` that reads back as ``settings``."""
    lines = []
    for section, values in settings.model_dump().items():
        lines.append(f"[{section}]")
        lines.extend(f"{key} = {_toml(value)}" for key, value in values.items())
        lines.append("")
    (data_folder / SETTINGS_FILE).write_text("\n".join(lines), encoding="utf-8")


def _toml(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case tuple():
            return f"[{', '.join(_toml(one) for one in value)}]"
        case _:
            escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"'


def _parse(path: Path, model: type[Model]) -> Model:
    try:
        return model.model_validate(tomllib.loads(_text(path)))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError("not TOML", key=f"{path.name}: {error}") from error
    except ValidationError as error:
        where = error.errors(include_input=False, include_url=False)[0]
        key = ".".join(str(part) for part in where["loc"]) or where["type"]
        raise SettingsError(where["type"], key=f"{path.name}: {key}") from error


def _text(path: Path) -> str:
    try:
        return _content(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(type(error).__name__, file=path.name) from error


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LONGEST_FILE_BYTES)
    except OSError as error:
        raise UnreadableFileError(type(error).__name__, file=path.name) from error


def _first_line(path: Path) -> str:
    return _text(path).partition("\n")[0].rstrip("\r")
