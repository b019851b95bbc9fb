"""What the desks say of days, media, people and entries, as words of a catalogue."""

from datetime import date, datetime, timedelta

from kiosk.custody.nextstep import NextStep
from kiosk.domain.audit import AuditLine, AuditProof
from kiosk.domain.custody import DayStage, DayStanding, Medium, PolicyStanding, RecipientMark
from kiosk.domain.dates import JST
from kiosk.domain.deletion import DeletionCertificate
from kiosk.domain.finding import Verdict
from kiosk.domain.staff import StaffMember
from kiosk.texts import Catalogue
from ui.widgets.chosen_list import Row
from ui.words import work_day_words

_HEX_GROUP = 4
_GIGA = 1e9

_MARKS = {
    DayStage.OPEN: Verdict.WARN,
    DayStage.CLOSING: Verdict.WARN,
    DayStage.SEALED: Verdict.WARN,
    DayStage.KEY_SHREDDED: Verdict.FAIL,
    DayStage.CONFIRMED: Verdict.PASS,
    DayStage.DELETING: Verdict.WARN,
    DayStage.DELETED: Verdict.PASS,
}


def time_words(at: datetime, texts: Catalogue) -> str:
    """Return date and time in Japan, to the minute."""
    local = at.astimezone(JST)
    return texts.say("desk.at", date=f"{local:%Y-%m-%d}", time=f"{local:%H:%M}")


def stage_key(day: DayStanding) -> tuple[str, Verdict]:
    """Return the word and the shape of how far the day is."""
    if day.stage is DayStage.KEY_SHREDDED and day.copies:
        return "copied", Verdict.WARN
    return day.stage.value, _MARKS[day.stage]


def day_row(day: DayStanding, texts: Catalogue) -> Row:
    """Return the day as a row of the list."""
    stage, mark = stage_key(day)
    return Row(
        name=day.business_date.isoformat(),
        head=work_day_words(day.business_date, texts),
        about=texts.say("desk.day.about", records=day.records, copies=len(day.copies)),
        state=texts[f"desk.stage.{stage}"],
        verdict=mark,
    )


def step_words(step: NextStep, texts: Catalogue) -> str:
    """Return what comes next for the day, in one sentence."""
    until = time_words(step.until, texts) if step.until else ""
    return texts.say(f"desk.step.{step.kind.value}", until=until)


def day_facts(day: DayStanding, texts: Catalogue) -> list[tuple[str, str]]:
    """Return what is known of the day: name and value; empty values are not told."""

    def at(moment: datetime | None) -> str:
        return time_words(moment, texts) if moment else ""

    copies = texts["desk.and"].join(
        texts.say("desk.copy.one", medium=one.medium, at=at(one.made_at)) for one in day.copies
    )
    alone = (
        texts.say("desk.alone", reason=texts[f"close.alone.{day.alone.value}"]) if day.alone else ""
    )
    return [
        (texts["desk.fact.batch"], day.batch),
        (texts["desk.fact.closed_at"], at(day.closed_at)),
        (texts["desk.fact.operators"], texts["desk.and"].join(day.operators) + alone),
        (texts["desk.fact.copies"], copies),
        (texts["desk.fact.backup"], day.backup.file if day.backup else ""),
        (texts["desk.fact.confirmed_at"], at(day.confirmed_at)),
        (texts["desk.fact.deletable_from"], at(day.deletable_from)),
    ]


def size_words(bytes_: int, texts: Catalogue) -> str:
    """Return a size in gigabytes; what is small is not called nothing."""
    return texts.say("desk.gb", gb=f"{max(0.1, bytes_ / _GIGA):.1f}")


def medium_row(medium: Medium, needed_bytes: int, texts: Catalogue) -> Row:
    """Return a plugged-in medium with its free space."""
    if medium.free_bytes is None:
        state, mark = texts["desk.medium.unknown"], Verdict.WARN
    else:
        room = medium.free_bytes >= needed_bytes
        key, mark = ("enough", Verdict.PASS) if room else ("little", Verdict.FAIL)
        state = texts.say(f"desk.medium.{key}", free=size_words(medium.free_bytes, texts))
    return Row(
        name=str(medium.folder),
        head=medium.name,
        about=str(medium.folder),
        state=state,
        verdict=mark,
    )


def certificate_row(one: DeletionCertificate, texts: Catalogue) -> Row:
    """Return a certificate as a row of the list."""
    return Row(
        name=one.number,
        head=one.number,
        about=texts.say(
            "desk.certificate.about",
            day=work_day_words(one.business_date, texts),
            records=one.records,
            at=time_words(one.deleted_at, texts),
        ),
    )


def member_row(one: StaffMember, texts: Catalogue) -> Row:
    """Return a member of staff as a row of the list."""
    role = texts[f"role.{one.role.value}"]
    return Row(name=one.id, head=one.display_name, about=f"{one.id}　{role}")


def line_words(line: AuditLine, texts: Catalogue) -> tuple[str, str, str, str]:
    """Return when, who, what and about what."""
    at = line.at.astimezone(JST)
    return (
        f"{at:%Y-%m-%d %H:%M:%S}",
        line.actor,
        texts[f"audit.kind.{line.kind.value}"],
        line.subject,
    )


def proof_words(proof: AuditProof, texts: Catalogue) -> str:
    """Return the result of a verification, its head in groups of four."""
    head = proof.head.hex()
    groups = [head[at : at + _HEX_GROUP] for at in range(0, len(head), _HEX_GROUP)]
    since = time_words(proof.since, texts) if proof.since else ""
    at = time_words(proof.verified_at, texts)
    return texts.say("audit.proof", n=f"{proof.n:,}", since=since, at=at, head=" ".join(groups))


def span_words(span: timedelta, texts: Catalogue) -> str:
    """Return a span of time in the largest unit that tells it exactly."""
    minutes = round(span.total_seconds() / 60)
    if minutes % 60:
        return texts.say("desk.minutes", count=minutes)
    return texts.say("desk.hours", count=minutes // 60)


def recipient_row(one: RecipientMark, *, rehearsed: bool, texts: Catalogue) -> Row:
    """Return a recipient with the words of the fingerprint, which two people compare aloud."""
    return Row(
        name=one.fingerprint,
        head=one.name,
        about=one.words,
        state=texts["policy.rehearsed" if rehearsed else "policy.not_rehearsed"],
        verdict=Verdict.PASS if rehearsed else Verdict.FAIL,
    )


def policy_facts(policy: PolicyStanding, today: date, texts: Catalogue) -> list[tuple[str, str]]:
    """Return what is known of the policy: name and value."""
    rules = policy.rules
    expires = ""
    if policy.expires_at is not None:
        day = policy.expires_at.astimezone(JST).date()
        left = (day - today).days
        key = "policy.expired" if left < 0 else "policy.expires"
        expires = texts.say(key, day=work_day_words(day, texts), left=left)
    said = (
        texts.say("policy.rule.overdue", count=rules.overdue_days),
        texts.say("policy.rule.cooling", span=span_words(rules.cooling, texts)),
        texts.say("policy.rule.idle", span=span_words(rules.idle_lock, texts)),
        texts.say("policy.rule.disk", size=size_words(rules.least_free_bytes, texts)),
    )
    return [
        (texts["policy.fact.version"], str(policy.version or "")),
        (texts["policy.fact.expires"], expires),
        (texts["policy.fact.root"], policy.root_words),
        (texts["policy.fact.rules"], "\n".join(said)),
    ]
