"""Another caption of a kept picture."""

from PySide6.QtWidgets import QWidget

from kiosk.domain.finding import Verdict
from kiosk.domain.sitepicture import SitePicture
from kiosk.errors import FieldError
from kiosk.officeports import Kept
from kiosk.workflow.contract.photowork import name_picture
from kiosk.workflow.contract.snapshot import OfficeSnapshot
from ui.office.desk import OfficeDesk
from ui.office.entryform import EntryForm
from ui.office.sitephotoswork import CAPTION, caption_plan
from ui.office.work import OfficeWork


class CaptionWork(OfficeWork):
    """Takes another caption of a kept picture."""

    def __init__(self, desk: OfficeDesk) -> None:
        words = desk.texts
        super().__init__(
            desk,
            title=words["photos.caption.title"],
            explain=words["photos.caption.explain"],
            primary=words["photos.caption.do"],
        )
        self._kept: Kept[SitePicture] | None = None
        self.form = EntryForm(desk.theme, words, (caption_plan(words),))
        self.form.accepted.connect(self.accepted)
        self.form.changed.connect(self.changed)
        self.column.addWidget(self.form)

    def begin(self, kept: Kept[SitePicture]) -> None:
        """Begin with the caption as it is kept."""
        self._kept = kept
        self.newer.say("", Verdict.PASS)
        self.form.begin({CAPTION: kept.entry.caption})

    def first_focus(self) -> QWidget:
        """Return the field."""
        return self.form.first()

    def edited(self) -> bool:
        """Tell whether something was typed."""
        return self.form.edited()

    def act(self) -> bool:
        """Have it kept, or say beside the field what is wrong."""
        if self._kept is None:
            return False
        try:
            name_picture(self.desk.session, self._kept, self.form.values()[CAPTION])
        except FieldError as error:
            self.form.show_errors((error,))
            return False
        return True

    def refused(self, snapshot: OfficeSnapshot) -> None:
        """Go on with the newer version, and say what it says; what was typed stays."""
        kept = self._kept
        if kept is None:
            return
        newer = next((one for one in snapshot.pictures if one.ref == kept.ref), None)
        if newer is not None and newer.version != kept.version:
            self._kept = newer
            self.form.tell_newer({CAPTION: newer.entry.caption})

    def forget(self) -> None:
        """Forget what was typed."""
        self._kept = None
        self.form.wipe()
