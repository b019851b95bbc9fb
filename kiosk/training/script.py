"""What a calm member of staff does next, as a pure function: the script of a played day."""

from dataclasses import dataclass, field, replace

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.finding import Verdict
from kiosk.domain.intake import CaseFile
from kiosk.domain.shot import Shot
from kiosk.errors import KioskError
from kiosk.guidance.acceptance import UNDENIABLE
from kiosk.guidance.lighting import LightFinding
from kiosk.training import lineplay
from kiosk.training.lineplay import LineKeys, LineMemory
from kiosk.training.people import training_form
from kiosk.workflow import phases
from kiosk.workflow.evening import day_to_close
from kiosk.workflow.events import LightStep
from kiosk.workflow.outlook import Outlook
from kiosk.workflow.queue.view import QueueView

PATIENCE_NS = 30_000_000_000  # who corrects one thing after the other needs 20 s; then by hand
GIVE_UP_NS = 60_000_000_000  # a phase that lasts this long will not end by itself
SITTING_NS = 150_000_000_000  # nor a sitting that goes round and round
BLIND_NS = 20_000_000_000  # a camera that went away is back within 10 s, or does not come
RETAKES = 2
NO_LINE = QueueView()
NOBODY = CaseFile()
MINOR_KEY = "5"
"""The key of 15歳未満 at the reception."""


class TrainingBlindError(KioskError):
    """The camera of the played day gave no picture for `BLIND_NS`."""

    message_key = "training_blind"


class TrainingStuckError(KioskError):
    """The played day came to a phase it cannot leave; ``step`` names it."""

    message_key = "training_stuck"


@dataclass(frozen=True, slots=True)
class SignIn:
    """Type name and password and enter."""


@dataclass(frozen=True, slots=True)
class PressPrimary:
    """Press the one primary key of the page."""


@dataclass(frozen=True, slots=True)
class TakeByHand:
    """Press the key for taking the photo by hand."""


@dataclass(frozen=True, slots=True)
class Retake:
    """Press the key for another photo."""


@dataclass(frozen=True, slots=True)
class Approve:
    """Answer every question with "no problem" and take the photo."""


@dataclass(frozen=True, slots=True)
class OverrideAndApprove:
    """Take the photo though a check failed, with the first reason."""


@dataclass(frozen=True, slots=True)
class GoOn:
    """Leave this step of the lighting check as it is and go on."""


@dataclass(frozen=True, slots=True)
class ApplicantTouches:
    """The applicant touches yes on the own screen."""


@dataclass(frozen=True, slots=True)
class ScanForm:
    """Hold the form before the scanner."""

    form_id: str


@dataclass(frozen=True, slots=True)
class FillAndComplete:
    """Type the form and have the applicant read it."""

    form: ApplicantForm


@dataclass(frozen=True, slots=True)
class AskClose:
    """Press the key for closing the day."""


@dataclass(frozen=True, slots=True)
class OpenDay:
    """Tick the second member too and open the day."""


@dataclass(frozen=True, slots=True)
class CloseByTwo:
    """Type the second person's name and password and close."""


@dataclass(frozen=True, slots=True)
class Finish:
    """The day is closed."""


Act = (
    SignIn
    | PressPrimary
    | TakeByHand
    | Retake
    | Approve
    | OverrideAndApprove
    | GoOn
    | ApplicantTouches
    | ScanForm
    | FillAndComplete
    | AskClose
    | OpenDay
    | CloseByTwo
    | Finish
    | LineKeys
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What the script remembers between two looks.

    ``acted`` tells that something was done in this phase, ``lit`` which step of the lighting check
    was measured, ``known`` what was known of the applicant at the reception. ``line`` is what it
    knows of the tickets, where the venue has a line.
    """

    applicants: int
    served: int = 0
    retakes: int = 0
    lit: LightStep | None = None
    known: tuple[bool, bool, bool] = (False, False, False)
    phase: phases.Phase | None = None
    since_ns: int = 0
    sitting_ns: int = 0
    acted: bool = False
    line: LineMemory = field(default_factory=LineMemory)


_SITTING = (
    phases.Receiving
    | phases.Posing
    | phases.Shooting
    | phases.Developing
    | phases.Reviewing
    | phases.Filling
    | phases.Confirming
    | phases.Sealing
)


def look(
    phase: phases.Phase,
    memory: Memory,
    now_ns: int,
    *,
    queue: QueueView = NO_LINE,
    case: CaseFile = NOBODY,
) -> tuple[Act | None, Memory]:
    """Return what to do now, if anything, and what to remember."""
    memory = _notice(phase, case, memory, now_ns)
    if queue.enabled and isinstance(phase, phases.Ready | phases.Receipted) and not memory.acted:
        keys, line = lineplay.look(queue, memory.line, memory.applicants)
        memory = replace(memory, line=line)
        if keys is not None:
            return keys, replace(memory, since_ns=now_ns)
        if not lineplay.is_over(queue, line, memory.applicants):
            return _wait(phase, memory, now_ns)
    waited_ns = now_ns - memory.since_ns
    endless = isinstance(phase, _SITTING) and now_ns - memory.sitting_ns > SITTING_NS
    if waited_ns > GIVE_UP_NS or endless:
        raise TrainingStuckError(step=type(phase).__name__)
    if memory.acted:
        return None, memory
    act = _act(phase, memory, waited_ns)
    if act is None:
        return None, memory
    return act, replace(
        memory,
        acted=True,
        retakes=memory.retakes + 1 if isinstance(act, Retake) else memory.retakes,
        lit=phase.step if isinstance(phase, phases.CheckingLight) else None,
    )


def _wait(phase: phases.Phase, memory: Memory, now_ns: int) -> tuple[None, Memory]:
    """Do nothing yet; a line that does not move for so long will not move by itself."""
    if now_ns - memory.since_ns > GIVE_UP_NS:
        raise TrainingStuckError(step=type(phase).__name__)
    return None, memory


def _notice(phase: phases.Phase, case: CaseFile, memory: Memory, now_ns: int) -> Memory:
    known = memory.known
    if isinstance(phase, phases.Receiving):
        intake = case.intake
        known = (intake.consent is not None, bool(intake.points), bool(case.form.form_id))
    if phase == memory.phase and known == memory.known:
        return memory
    memory = replace(memory, known=known)
    if isinstance(phase, phases.Receipted):
        memory = replace(memory, served=memory.served + 1, retakes=0)
    if not (isinstance(phase, _SITTING) and isinstance(memory.phase, _SITTING)):
        memory = replace(memory, sitting_ns=now_ns)
    return replace(memory, phase=phase, since_ns=now_ns, acted=False)


def _act(phase: phases.Phase, memory: Memory, waited_ns: int) -> Act | None:
    match phase:
        case phases.Ready() | phases.Receipted():
            return PressPrimary() if _goes_on(memory) else AskClose()
        case phases.Receiving():
            return _receive(memory)
        case phases.Posing():
            return TakeByHand() if waited_ns > PATIENCE_NS else None
        case phases.CheckingLight(step=step, busy=False, findings=findings):
            return _light_up(findings, tried=memory.lit is step)
        case phases.Reviewing(shot=shot, busy=False):
            return _decide(shot, memory)
        case phases.Filling():
            return FillAndComplete(training_form(memory.served + 1))
        case phases.Confirming(confirmed=confirmed):
            return PressPrimary() if confirmed else ApplicantTouches()
        case _:
            return _morning_and_evening(phase)


def _receive(memory: Memory) -> Act:
    """Have the applicant agree, name a child as one, take the form's number, go to the camera."""
    form = training_form(memory.served + 1)
    agreed, named, numbered = memory.known
    if not agreed:
        return ApplicantTouches()
    if form.representative_name and not named:
        return LineKeys((MINOR_KEY,))
    return PressPrimary() if numbered else ScanForm(form.form_id)


def _goes_on(memory: Memory) -> bool:
    """Tell whether another one sits down without a ticket."""
    return not memory.line.given and memory.served < memory.applicants


def _morning_and_evening(phase: phases.Phase) -> Act | None:
    match phase:
        case phases.SignedOut(busy=False):
            return SignIn()
        case phases.Opening(outlook=seen, busy=False):
            return OpenDay() if day_to_close(seen) is None else PressPrimary()
        case phases.Resuming():
            return PressPrimary()
        case phases.ConfirmingClose():
            return CloseByTwo()
        case phases.DayClosed(outlook=Outlook()):
            return Finish()
        case _:
            return None


def _light_up(findings: tuple[LightFinding, ...] | None, *, tried: bool) -> Act:
    """Measure once; go on by the usual key when all is well, by the other when it is not."""
    if findings is None:
        return GoOn() if tried else PressPrimary()
    failed = any(finding.verdict is Verdict.FAIL for finding in findings)
    return GoOn() if failed else PressPrimary()


def _decide(shot: Shot, memory: Memory) -> Act:
    if shot.verdict is not Verdict.FAIL:
        return Approve()
    hopeless = any(one.check in UNDENIABLE and one.verdict is Verdict.FAIL for one in shot.findings)
    return Retake() if hopeless or memory.retakes < RETAKES else OverrideAndApprove()
