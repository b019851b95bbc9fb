"""Pictures of venues in reports: those of the event, as they were kept, or no report at all."""

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from kiosk.contract.periods import month_of
from kiosk.documents.reportcontent import MOST_PICTURES
from kiosk.domain.box import Box
from kiosk.domain.event import Event, EventStatus
from kiosk.domain.ids import EventId
from kiosk.domain.sitephoto import ChosenBoxes, SitePhoto
from kiosk.domain.sitepicture import SitePicture
from kiosk.errors import FieldError
from kiosk.officeports import PictureAlteredError, PictureGoneError
from kiosk.wiring import reports
from kiosk.wiring.reportpictures import (
    FaceInFileError,
    GivenPicture,
    PictureFileError,
    WhichEventError,
    checked,
)
from kiosk.workflow.contract.paperwork import PaperSource, Written
from storage.office.headquarters import HeadquartersOffice
from tests.storage.office_suite import BY, event, figures
from tests.storage.officetools import Shelf, new_shelf

DAY = date(2026, 12, 2)
FACE = Box(0.1, 0.1, 0.1, 0.1)


def picture(shade: int, *, left: tuple[Box, ...] = ()) -> SitePhoto:
    size = (320, 240)
    target = io.BytesIO()
    Image.new("RGB", size, (shade * 9 % 256, shade, 90)).save(target, "JPEG")
    jpeg = target.getvalue()
    return SitePhoto(
        jpeg=jpeg,
        sha256=hashlib.sha256(jpeg).hexdigest(),
        width_px=size[0],
        height_px=size[1],
        covers=(),
        left=left,
    )


def held(n: int, start: time = time(9, 0)) -> Event:
    """Return an event of 2 December that was held."""
    return replace(
        event(n), date=DAY, start=start, end=time(start.hour + 2), status=EventStatus.HELD
    )


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = new_shelf(tmp_path)
    with shelf.opened() as office:
        office.put(held(1), by=BY, expected_version=0)
        office.put(replace(held(2), date=date(2026, 12, 9)), by=BY, expected_version=0)
        office.put(figures(DAY), by=BY, expected_version=0)
    return shelf


@pytest.fixture
def office(shelf: Shelf) -> Iterator[HeadquartersOffice]:
    with shelf.opened() as office:
        yield office


def source(office: HeadquartersOffice) -> PaperSource:
    return PaperSource(
        view=office.read(), pictures=office.pictures, at=datetime(2026, 12, 31, 3).astimezone()
    )


def keep(office: HeadquartersOffice, caption: str, shade: int, of: str = "E-001") -> SitePicture:
    return office.pictures.keep(EventId(of), caption, picture(shade), by=BY)


def order(out: Path, **more: object) -> reports.Order:
    return reports.Order(out=out, training=True, **more)  # type: ignore[arg-type]


def file_of(shelf: Shelf, one: SitePicture) -> Path:
    return shelf.folder / "pictures" / f"{one.id}.sealed"


@dataclass
class Paper:
    """A PDF that was read back."""

    pages: list[str]
    images: int
    notices: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(self.pages)


def read(written: Written) -> Paper:
    (file,) = written.files
    pages = PdfReader(file).pages
    texts = ["".join(page.extract_text().split()) for page in pages]
    return Paper(texts, sum(len(page.images) for page in pages), written.notices)


def test_the_daily_report_shows_the_pictures_of_its_event(
    office: HeadquartersOffice, tmp_path: Path
) -> None:
    long = "（研修）" + "申請の受付から写真の確認までの動線と、仕切りの置き方。" * 3
    keep(office, "（研修）入口の案内", 10)
    keep(office, long[:80], 60)
    keep(office, "ほかの会場", 99, of="E-002")
    paper = read(reports.daily_of(source(office), DAY, order(tmp_path / "out")))
    assert paper.images == 2
    assert "入口の案内" in paper.text
    assert long[:80] in paper.text
    assert "ほかの会場" not in paper.text


def test_a_caption_that_was_changed_stands_in_the_report(
    office: HeadquartersOffice, tmp_path: Path
) -> None:
    kept = keep(office, "入口", 10)
    office.put(replace(kept, caption="出口の案内"), by=BY, expected_version=1)
    paper = read(reports.daily_of(source(office), DAY, order(tmp_path / "out")))
    assert paper.images == 1
    assert "出口の案内" in paper.text


def test_a_forgotten_picture_is_in_no_report(office: HeadquartersOffice, tmp_path: Path) -> None:
    office.pictures.forget(keep(office, "入口", 10), by=BY)
    paper = read(reports.daily_of(source(office), DAY, order(tmp_path / "out")))
    assert (paper.images, "入口" in paper.text) == (0, False)


def _exchange(one: Path, two: Path) -> None:
    content = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(content)


@pytest.mark.parametrize(
    ("attack", "error"),
    [
        (_exchange, PictureAlteredError),
        (lambda one, _: one.write_bytes(b""), PictureAlteredError),
        (lambda one, _: one.unlink(), PictureGoneError),
    ],
    ids=["exchanged", "emptied", "gone"],
)
def test_a_picture_that_is_not_as_it_was_kept_is_named_and_no_report_is_made(
    shelf: Shelf,
    office: HeadquartersOffice,
    tmp_path: Path,
    attack: Callable[[Path, Path], object],
    error: type[PictureGoneError | PictureAlteredError],
) -> None:
    first, second = keep(office, "入口", 10), keep(office, "出口", 200)
    attack(file_of(shelf, first), file_of(shelf, second))
    with pytest.raises(error) as refused:
        reports.daily_of(source(office), DAY, order(tmp_path / "out", xlsx=True))
    assert refused.value.params == {"event": "E-001", "caption": "入口"}
    assert not (tmp_path / "out").exists()


def test_the_report_of_a_period_has_pictures_only_when_asked_and_says_of_which_day(
    office: HeadquartersOffice, tmp_path: Path
) -> None:
    keep(office, "入口の案内", 10)
    assert read(reports.monthly_of(source(office), DAY, order(tmp_path / "a"))).images == 0
    asked = order(tmp_path / "b", kept_pictures=True)
    paper = read(reports.any_days_of(source(office), month_of(DAY), asked))
    assert paper.images == 1
    assert "令和8年12月2日(水)入口の案内" in paper.text.replace("（", "(").replace("）", ")")


def test_more_pictures_than_a_report_holds_are_counted_on_it(
    office: HeadquartersOffice, tmp_path: Path
) -> None:
    for n in range(MOST_PICTURES + 3):
        keep(office, f"写真{n}の様子", n)
    paper = read(reports.daily_of(source(office), DAY, order(tmp_path / "out")))
    assert paper.images == MOST_PICTURES
    assert f"写真{MOST_PICTURES - 1}の様子" in paper.text
    assert f"写真{MOST_PICTURES}の様子" not in paper.text
    said = f"写真は{MOST_PICTURES}枚までを載せています。ほかの3枚は業務台帳にあります。"
    assert [one.replace(" ", "") for one in paper.notices][-1] == said
    assert said in paper.text
    assert max(page.count("の様子") for page in paper.pages) <= 8


class Eyes:
    """Implements `kiosk.siteports.SiteRedactor`: finds a face in one of the pictures."""

    def __init__(self, *faces: str) -> None:
        self._faces = faces

    def redact(self, path: Path, chosen: ChosenBoxes) -> SitePhoto:
        raise NotImplementedError

    def recheck(self, path: Path) -> SitePhoto:
        left = (FACE,) if path.name in self._faces else ()
        return replace(picture(0), jpeg=path.read_bytes(), left=left)


@pytest.fixture
def files(tmp_path: Path) -> tuple[GivenPicture, ...]:
    given = [GivenPicture.parse(f"{tmp_path / name}.jpg={name}の様子") for name in ("入口", "出口")]
    for shade, one in enumerate(given):
        one.file.write_bytes(picture(shade).jpeg)
    return tuple(given)


def test_a_file_in_which_a_face_is_still_found_is_refused_by_name(
    files: tuple[GivenPicture, ...],
) -> None:
    assert [one.caption for one in checked(files, Eyes())] == ["入口の様子", "出口の様子"]
    with pytest.raises(FaceInFileError) as refused:
        checked(files, Eyes("出口.jpg"))
    assert refused.value.params == {"file": "出口.jpg", "count": "1"}


def test_a_file_with_more_than_pixels_is_refused_by_name(files: tuple[GivenPicture, ...]) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (320, 240)).save(files[0].file, "JPEG", exif=exif.tobytes())
    with pytest.raises(PictureFileError) as refused:
        checked(files, Eyes())
    assert refused.value.params == {"file": "入口.jpg"}


def test_a_file_named_with_the_command_is_checked_by_the_real_eyes_and_shown(
    office: HeadquartersOffice, files: tuple[GivenPicture, ...], tmp_path: Path
) -> None:
    keep(office, "受付", 10)
    given = order(tmp_path / "out", pictures=files[:1])
    paper = read(reports.daily_of(source(office), DAY, given))
    assert paper.images == 2
    assert paper.text.index("受付") < paper.text.index("入口の様子")


def test_a_file_for_a_day_of_two_events_is_refused_before_anything_is_looked_at(
    office: HeadquartersOffice, files: tuple[GivenPicture, ...], tmp_path: Path
) -> None:
    office.put(held(3, time(14)), by=BY, expected_version=0)
    with pytest.raises(WhichEventError) as refused:
        reports.daily_of(source(office), DAY, order(tmp_path / "out", pictures=files))
    assert refused.value.params == {"day": "2026-12-02", "count": "2"}
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", ["", "入口.jpg", "=入口", "入口.jpg="])
def test_what_is_not_file_and_caption_is_refused(text: str) -> None:
    with pytest.raises(FieldError):
        GivenPicture.parse(text)


def test_the_name_of_a_file_may_have_the_sign() -> None:
    given = GivenPicture.parse("a=b.jpg=入口")
    assert (given.file, given.caption) == (Path("a=b.jpg"), "入口")
