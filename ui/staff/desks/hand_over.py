"""引き渡し: the closed days, from the copy on a stick to the certificate of deletion."""

from datetime import date
from pathlib import Path

from kiosk.custody.nextstep import NextStep, StepKind
from kiosk.domain.custody import DayStage, DayStanding
from kiosk.domain.finding import Verdict
from kiosk.workflow import desks
from kiosk.workflow.desks import DeskAct, HandOverDesk
from ui.staff.desks.certificates import CertificatesWork, CertifiedWork
from ui.staff.desks.copying import CopyWork, PulledWork
from ui.staff.desks.deleting import DeleteWork, Deletion
from ui.staff.desks.overview import Overview
from ui.staff.desks.page import DeskPage
from ui.staff.desks.receiving import CodeWork
from ui.staff.desks.words import day_facts, day_row, step_words, time_words
from ui.staff.page import Desk
from ui.widgets.chosen_list import ChosenList
from ui.widgets.key_button import Action
from ui.words import work_day_words

_COPY, _CODE, _TOKEN, _DELETE, _CERTIFICATES = "F2", "F3", "F4", "F5", "F6"
_DOES = {
    StepKind.BACK_UP: "back_up",
    StepKind.COPY: "copy",
    StepKind.AWAIT_RECEIPT: "code",
    StepKind.COOL: "delete",
    StepKind.DELETE: "delete",
    StepKind.FINISH_DELETING: "delete",
}


class HandOverPage(DeskPage):
    """Days at the left, the chosen one at the right; Enter does what comes next for it."""

    def __init__(self, desk: Desk) -> None:
        words = desk.texts
        super().__init__(
            desk,
            quiet=(
                Action(_COPY, words["desk.copy.menu"], self._open_copy),
                Action(_CODE, words["desk.receipt.menu"], self._open_code),
                Action(_TOKEN, words["desk.token.menu"], self._ask_token),
                Action(_DELETE, words["desk.delete.menu"], self._open_delete),
                Action(_CERTIFICATES, words["desk.certificates.menu"], self._open_certificates),
            ),
        )
        self._desk: HandOverDesk | None = None
        self._view = Overview(desk, title=words["desks.hand_over"], chosen=self._chosen)
        self.fill_overview(self._view)
        self.copy = CopyWork(
            desk,
            "copy",
            use=self._copy,
            pick=self._ask_folder,
            look=desk.commands.open_hand_over,
        )
        self.pulled = PulledWork(desk, done=lambda: self.open_work(None))
        self.code = CodeWork(desk, "receipt", accept=self._confirm)
        self.delete = DeleteWork(desk, delete=self._delete)
        self.certificates = CertificatesWork(desk, write=desk.commands.print_certificate)
        self.certified = CertifiedWork(desk, done=lambda: self.open_work(None))
        for work in (
            self.copy,
            self.pulled,
            self.code,
            self.delete,
            self.certificates,
            self.certified,
        ):
            self.add_work(work)

    def show_desk(self, desk: desks.Desk) -> None:
        """Show the days; what was just done has the word."""
        if not isinstance(desk, HandOverDesk):
            return
        self._desk = desk
        words = self.texts
        days = desk.outlook.standing.days
        self._view.show_rows(
            tuple(day_row(one, words) for one in days), none=words["hand_over.none"]
        )
        self.certificates.show_certificates(desk.certificates)
        self._chosen()
        match desk:
            case HandOverDesk(act=DeskAct.COPIED):
                self.pulled.show_name(desk.pulled)
                self.open_work(self.pulled)
            case HandOverDesk(act=DeskAct.DELETED | DeskAct.CERTIFIED, certificate=one) if one:
                deleted = desk.act is DeskAct.DELETED
                self.certified.show_certificate(one, desk.paper, deleted=deleted)
                self.open_work(self.certified)
            case HandOverDesk(act=DeskAct.RECEIVED | DeskAct.BACKED_UP):
                self.open_work(None)
            case _:
                pass

    def wipe(self) -> None:
        """Forget the days."""
        super().wipe()
        self._desk = None
        self._view.forget()

    def lists(self) -> ChosenList:
        """Return the days."""
        return self._view.list

    def primary_words(self) -> str:
        """Return what comes next for the chosen day."""
        does = _DOES.get(self._step.kind) if self._step else None
        return self.texts[f"desk.{does}.next" if does else "desk.copy.next"]

    def primary_ready(self) -> bool:
        """Tell whether it can be done now; a day that cools has to wait."""
        step = self._step
        return step is not None and step.kind in _DOES and step.kind is not StepKind.COOL

    def do_primary(self) -> None:
        """Do what comes next for the chosen day."""
        day, step = self._day, self._step
        if day is None or step is None:
            return
        match _DOES.get(step.kind):
            case "back_up":
                self.desk.commands.back_up(day.business_date)
            case "copy":
                self._open_copy()
            case "code":
                self._open_code()
            case "delete":
                self._open_delete()
            case _:
                pass

    def offered(self) -> frozenset[str]:
        """Return what can be done about the chosen day beside what comes next."""
        found = {_CERTIFICATES}
        stage = self._day.stage if self._day else None
        if stage in {DayStage.KEY_SHREDDED, DayStage.CONFIRMED}:
            found.add(_COPY)
        if stage is DayStage.KEY_SHREDDED:
            found |= {_CODE, _TOKEN}
        if self._kinds & {StepKind.DELETE, StepKind.FINISH_DELETING}:
            found.add(_DELETE)
        return frozenset(found)

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the arrows, and the key that finds media anew."""
        words = self.texts
        return (("↑ · ↓", words["hand_over.choose"]), ("F9", words["desk.copy.look"]))

    # --- the chosen day -----------------------------------------------------------------------

    @property
    def _day(self) -> DayStanding | None:
        days = self._desk.outlook.standing.days if self._desk else ()
        name = self._view.list.name
        return next((one for one in days if one.business_date.isoformat() == name), None)

    @property
    def _steps(self) -> tuple[NextStep, ...]:
        day = self._day
        if day is None or self._desk is None:
            return ()
        return tuple(one for one in self._desk.outlook.steps if one.day == day.business_date)

    @property
    def _step(self) -> NextStep | None:
        return next(iter(self._steps), None)

    @property
    def _kinds(self) -> set[StepKind]:
        return {one.kind for one in self._steps}

    def _chosen(self) -> None:
        """Say how the chosen day stands."""
        day, words = self._day, self.texts
        if day is None:
            self._view.tell("", "", ())
        else:
            next_one = "\n".join(step_words(one, words) for one in self._steps)
            title = work_day_words(day.business_date, words)
            self._view.tell(title, next_one, tuple(day_facts(day, words)))
        self._view.remark(*self._done_words())
        if self._desk is not None:
            self.copy.show_day(day, self._desk.media)
        if not self.busy:
            self.settle()

    def _done_words(self) -> tuple[str, Verdict]:
        desk, day = self._desk, self._day
        if desk is None or desk.act not in {DeskAct.RECEIVED, DeskAct.BACKED_UP}:
            return "", Verdict.PASS
        until = time_words(day.deletable_from, self.texts) if day and day.deletable_from else ""
        return self.texts.say(f"desk.act.{desk.act.value}", until=until), Verdict.PASS

    # --- what is asked ------------------------------------------------------------------------

    def _open_copy(self) -> None:
        self.open_work(self.copy)

    def _open_code(self) -> None:
        self.open_work(self.code)

    def _open_certificates(self) -> None:
        self.open_work(self.certificates)

    def _open_delete(self) -> None:
        day = self._day
        if day is not None:
            self.delete.show_day(day)
            self.open_work(self.delete)

    def _copy(self, folder: Path) -> None:
        if (day := self._business_date()) is not None:
            self.desk.commands.copy_batch(day, folder)

    def _ask_folder(self) -> None:
        self.picker.folder(self, self.texts["desk.copy.folder"], self._copy)

    def _ask_token(self) -> None:
        self.picker.file(self, self.texts["desk.token.menu"], self._token)

    def _token(self, file: Path) -> None:
        if (day := self._business_date()) is not None:
            self.desk.commands.accept_receipt_token(day, file)

    def _confirm(self, code: str) -> None:
        if (day := self._business_date()) is not None:
            self.desk.commands.confirm_receipt(day, code)

    def _delete(self, wish: Deletion) -> None:
        if (day := self._business_date()) is not None:
            self.desk.commands.delete_day(day, wish.second, wish.remaining_media)

    def _business_date(self) -> date | None:
        return self._day.business_date if self._day else None
