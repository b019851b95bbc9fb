"""What every store of site pictures promises; `test_office_pictures.py` runs it over all three."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.box import Box
from kiosk.domain.ids import EventId
from kiosk.domain.sitephoto import Cover, Hides, SitePhoto
from kiosk.domain.sitepicture import LONGEST_CAPTION, SitePicture
from kiosk.errors import FieldError
from kiosk.officeports import (
    EntryRef,
    OfficeAct,
    OfficeBook,
    OfficeStaleError,
    PictureGoneError,
)
from kiosk.siteports import FaceLeftError
from storage.office.errors import OfficeUnknownError
from tests.storage.office_suite import BY, OTHER, event
from tests.storage.people import TestClock

EVENT = EventId("E-001")
BOX = Box(0.1, 0.2, 0.25, 0.5)


def site_photo(word: bytes = b"kenshu", *, left: tuple[Box, ...] = ()) -> SitePhoto:
    """Return a covered picture; the pixels are none, the storage does not look at them."""
    jpeg = b"\xff\xd8" + word * 40 + b"\xff\xd9"
    hidden = (Hides.FACE, Hides.FACE, Hides.PAPER)
    return SitePhoto(
        jpeg=jpeg,
        sha256=hashlib.sha256(jpeg).hexdigest(),
        width_px=160,
        height_px=120,
        covers=tuple(Cover(box=BOX, hides=one) for one in hidden),
        left=left,
    )


class PicturePromises:
    @pytest.fixture(autouse=True)
    def _event(self, office: OfficeBook) -> None:
        office.put(event(), by=BY, expected_version=0)

    def test_a_kept_picture_comes_back_as_it_was(
        self, office: OfficeBook, clock: TestClock
    ) -> None:
        clock.pass_s(60)
        kept = office.pictures.keep(EVENT, " （研修）受付 ", site_photo(), by=OTHER)
        assert office.pictures.jpeg(kept) == site_photo().jpeg
        assert (kept.event, kept.caption, kept.added) == (EVENT, "（研修）受付", clock.now())
        assert (kept.sha256, kept.width_px) == (site_photo().sha256, 160)
        assert (kept.faces, kept.papers, kept.chosen) == (2, 1, 0)
        (line,) = office.read().of(SitePicture)
        assert (line.entry, line.by, line.version) == (kept, OTHER, 1)

    def test_two_pictures_of_the_same_pixels_are_two(self, office: OfficeBook) -> None:
        first = office.pictures.keep(EVENT, "入口", site_photo(), by=BY)
        second = office.pictures.keep(EVENT, "入口", site_photo(), by=BY)
        office.pictures.forget(first, by=BY)
        assert office.pictures.jpeg(second) == site_photo().jpeg

    def test_a_picture_with_a_face_is_not_kept(self, office: OfficeBook) -> None:
        with pytest.raises(FaceLeftError) as caught:
            office.pictures.keep(EVENT, "入口", site_photo(left=(BOX,)), by=BY)
        assert caught.value.params["boxes"] == "--box 0.1000,0.2000,0.2500,0.5000"
        assert office.read().lines == 1

    def test_a_picture_of_no_event_is_not_kept(self, office: OfficeBook) -> None:
        with pytest.raises(OfficeUnknownError):
            office.pictures.keep(EventId("E-999"), "入口", site_photo(), by=BY)
        assert office.read().lines == 1

    @pytest.mark.parametrize(
        "caption", ["", " \u3000", "あ" * (LONGEST_CAPTION + 1), "a\nb", "\u202e"]
    )
    def test_a_caption_that_cannot_be_printed_is_refused(
        self, office: OfficeBook, caption: str
    ) -> None:
        with pytest.raises(FieldError):
            office.pictures.keep(EVENT, caption, site_photo(), by=BY)
        assert office.read().lines == 1

    def test_another_caption_leaves_the_pixels(self, office: OfficeBook) -> None:
        kept = office.pictures.keep(EVENT, "入口", site_photo(), by=BY)
        other = replace(kept, caption="出口")
        office.put(other, by=BY, expected_version=1)
        assert office.pictures.jpeg(other) == site_photo().jpeg

    def test_a_forgotten_picture_is_gone_and_that_it_was_stays(
        self, office: OfficeBook, clock: TestClock
    ) -> None:
        kept = office.pictures.keep(EVENT, "入口", site_photo(), by=BY)
        office.put(replace(kept, caption="出口"), by=BY, expected_version=1)
        clock.pass_s(1)
        office.pictures.forget(kept, by=OTHER)
        with pytest.raises(PictureGoneError) as caught:
            office.pictures.jpeg(kept)
        assert caught.value.params == {"event": "E-001", "caption": "入口"}
        assert office.read().pictures == ()
        lines = office.history(EntryRef(kind="picture", id=kept.id))
        assert [one.act for one in lines] == [OfficeAct.PUT, OfficeAct.PUT, OfficeAct.FORGET]
        assert [one.entry for one in lines] == [None, None, None]
        assert (lines[-1].by, lines[-1].at - lines[0].at) == (OTHER, timedelta(seconds=1))

    def test_a_picture_is_forgotten_once(self, office: OfficeBook) -> None:
        kept = office.pictures.keep(EVENT, "入口", site_photo(), by=BY)
        office.pictures.forget(kept, by=BY)
        with pytest.raises(OfficeStaleError):
            office.pictures.forget(kept, by=BY)
        assert office.read().lines == 3
