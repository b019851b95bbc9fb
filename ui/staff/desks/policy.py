"""鍵と方針: who can open the batches, on whose word, and what to do when the database disagrees."""

from kiosk.domain.custody import AnchorState, PolicyStanding, RecipientMark
from kiosk.domain.finding import Verdict
from kiosk.domain.staff import Role, StaffMember
from kiosk.workflow import desks
from kiosk.workflow.desks import DeskAct, PolicyDesk
from kiosk.workflow.snapshots import StationView
from ui.staff.desks.copying import MediumWork
from ui.staff.desks.overview import Overview
from ui.staff.desks.page import DeskPage
from ui.staff.desks.receiving import CodeWork
from ui.staff.desks.recovering import AnchorWork
from ui.staff.desks.taking import TakePolicyWork
from ui.staff.desks.words import policy_facts, recipient_row
from ui.staff.page import Desk
from ui.widgets.chosen_list import ChosenList
from ui.widgets.key_button import Action

_INSTALL, _WRITE, _CODE, _ACCEPT = "F2", "F3", "F4", "F5"


class PolicyPage(DeskPage):
    """Recipients at the left with their words; the policy at the right."""

    def __init__(self, desk: Desk) -> None:
        words = desk.texts
        super().__init__(
            desk,
            quiet=(
                Action(_INSTALL, words["desk.install.menu"], self._ask_policy),
                Action(_WRITE, words["desk.rehearsal_files.menu"], self._open_write),
                Action(_CODE, words["desk.rehearsal.menu"], self._open_code),
                Action(_ACCEPT, words["desk.anchor.menu"], self._open_anchor),
            ),
        )
        self._desk: PolicyDesk | None = None
        self._me: StaffMember | None = None
        self._view = Overview(desk, title=words["policy.recipients"], chosen=self._chosen)
        self.fill_overview(self._view)
        commands = desk.commands
        self.write = MediumWork(
            desk,
            "rehearsal_files",
            use=commands.write_rehearsal,
            pick=self._ask_folder,
            look=commands.open_policy,
        )
        self.code = CodeWork(desk, "rehearsal", accept=commands.prove_rehearsal)
        self.anchor = AnchorWork(desk, accept=commands.accept_anchor)
        self.take = TakePolicyWork(desk, install=commands.install_policy)
        for work in (self.write, self.code, self.anchor, self.take):
            self.add_work(work)

    def show_view(self, view: StationView) -> None:
        """Know who looks: 総括責任者 alone can accept the database."""
        self._me = view.staff
        super().show_view(view)

    def show_desk(self, desk: desks.Desk) -> None:
        """Show the policy; what was just done has the word."""
        if not isinstance(desk, PolicyDesk):
            return
        self._desk = desk
        words, policy = self.texts, desk.policy
        rows = tuple(
            recipient_row(one, rehearsed=one.name not in policy.unrehearsed, texts=words)
            for one in policy.recipients
        )
        self._view.show_rows(rows, none=words["policy.none"])
        self.write.show_media(desk.media)
        self.anchor.show_state(desk.outlook.standing.anchor)
        self._chosen()
        if desk.preview is not None:
            self.take.show_policy(desk.preview, policy.recipients, today=desk.outlook.today)
            self.open_work(self.take)
        elif desk.act is not DeskAct.NOTHING:
            self.open_work(None)

    def wipe(self) -> None:
        """Forget the policy."""
        super().wipe()
        self._desk = self._me = None
        self._view.forget()

    def lists(self) -> ChosenList:
        """Return the recipients."""
        return self._view.list

    def primary_words(self) -> str:
        """Return what is needed first."""
        return self.texts[f"desk.{self._needed()}.next"]

    def do_primary(self) -> None:
        """Do what is needed first."""
        match self._needed():
            case "anchor":
                self._open_anchor()
            case "rehearsal":
                self._open_code()
            case _:
                self._ask_policy()

    def offered(self) -> frozenset[str]:
        """Return what can be done; the database is accepted by 総括責任者 only."""
        found = {_INSTALL, _WRITE, _CODE}
        return frozenset({*found, _ACCEPT} if self._may_accept() else found)

    def more_keys(self) -> tuple[tuple[str, str], ...]:
        """Return the arrows, and the key that finds media anew."""
        words = self.texts
        return (("↑ · ↓", words["policy.choose"]), ("F9", words["desk.copy.look"]))

    def _needed(self) -> str:
        if self._may_accept():
            return "anchor"
        policy = self._desk.policy if self._desk else None
        return "rehearsal" if policy is not None and policy.unrehearsed else "install"

    def _may_accept(self) -> bool:
        return (
            self._anchor is not AnchorState.AGREES
            and self._me is not None
            and self._me.role is Role.GENERAL
        )

    @property
    def _anchor(self) -> AnchorState:
        return self._desk.outlook.standing.anchor if self._desk else AnchorState.AGREES

    @property
    def _policy(self) -> PolicyStanding | None:
        return self._desk.policy if self._desk else None

    @property
    def _one(self) -> RecipientMark | None:
        recipients = self._policy.recipients if self._policy else ()
        name = self._view.list.name
        return next((one for one in recipients if one.fingerprint == name), None)

    def _chosen(self) -> None:
        """Say how policy and database stand."""
        desk, words = self._desk, self.texts
        if desk is None:
            return
        policy = desk.policy
        signed = "signed" if policy.version else "unsigned"
        facts = policy_facts(policy, desk.outlook.today, words)
        self._view.tell(words[f"policy.{signed}"], self._to_do(), tuple(facts))
        if self._anchor is not AnchorState.AGREES:
            who = "general" if self._may_accept() else "call"
            what = words[f"policy.anchor.{self._anchor.value}"]
            self._view.remark(f"{what}\n{words[f'policy.anchor.{who}']}", Verdict.FAIL)
        elif desk.act is not DeskAct.NOTHING:
            folder = str(desk.files[0].parent) if desk.files else ""
            self._view.remark(words.say(f"desk.act.{desk.act.value}", folder=folder), Verdict.PASS)
        else:
            self._view.remark("")
        if not self.busy:
            self.settle()

    def _to_do(self) -> str:
        policy, words = self._policy, self.texts
        if policy is None or not policy.unrehearsed:
            return words["policy.all_rehearsed"]
        return words.say("policy.unrehearsed", names=words["desk.and"].join(policy.unrehearsed))

    def _open_write(self) -> None:
        self.open_work(self.write)

    def _open_code(self) -> None:
        self.open_work(self.code)

    def _open_anchor(self) -> None:
        self.open_work(self.anchor)

    def _ask_policy(self) -> None:
        title = self.texts["desk.install.menu"]
        self.picker.file(self, title, self.desk.commands.preview_policy)

    def _ask_folder(self) -> None:
        title = self.texts["desk.copy.folder"]
        self.picker.folder(self, title, self.desk.commands.write_rehearsal)
