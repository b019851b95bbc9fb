"""Every kind of person who may sit there, for the pages of a sitting: invented, and marked so."""

from collections.abc import Mapping
from dataclasses import replace

from kiosk.domain.applicant import ApplicantForm
from kiosk.domain.ids import ReceiptNumber, StationId
from kiosk.domain.intake import CaseFile, Intake, Procedure, SaidYes, TriagePoint
from kiosk.domain.ticket import PublicLanguage, Service
from kiosk.errors import FieldError
from kiosk.intake.reading import parse_application
from kiosk.workflow import phases
from kiosk.workflow.errors import ConsentMissingError
from kiosk.workflow.snapshots import StationView
from tests.ui import samples

P = TriagePoint
NEW = CaseFile(service=Service.APPLY, ticket="A-025")
TYPED_TWICE = replace(
    NEW,
    intake=Intake(consent=samples.CONSENT),
    form=ApplicantForm(form_id=samples.FORM.form_id, number_again=samples.FORM.form_id),
)
BY_HAND = replace(
    NEW,
    intake=Intake(points=frozenset({P.HAND_WRITTEN})),
    form=ApplicantForm(individual_number="123456789018", number_again="123456789018"),
)
EARLIER = (ReceiptNumber(StationId("SHIMO01"), 3), ReceiptNumber(StationId("SHIMO01"), 9))


def asked(*points: TriagePoint, **changes: object) -> CaseFile:
    """Return a case whose points these are, with nothing typed but the number."""
    intake = Intake(consent=samples.CONSENT, points=frozenset(points), asked=True, scanned=True)
    known: dict[str, object] = {
        "intake": intake,
        "form": ApplicantForm(form_id=samples.FORM.form_id),
        **changes,
    }
    return replace(NEW, **known)  # type: ignore[arg-type]


REPRESENTED = replace(
    samples.FORM,
    representative_name="研修 太郎",
    representative_relation="parent",
    representative_phone="083-000-0000",
)
FOREIGN = replace(
    samples.FORM,
    name="KENSHU NGUYEN THI HOA",
    kanji_name="研修 花",
    common_name="研修 花子",
    kana="",
    postal_code="750-8521",
    phone="083-000-0000",
    glyph_note="ハシゴの高（研修）",
    no_signature="yes",
    braille="yes",
)
AT_HOME = replace(
    samples.FORM,
    documents="driver_licence,eligibility",
    pin_letter="yes",
    old_card="yes",
    officer="研修 三郎",
    delivery="restricted_mail",
)


def filled(form: ApplicantForm, *points: TriagePoint, **changes: object) -> CaseFile:
    """Return a case with this form, as far as a sitting comes before the applicant reads it."""
    return replace(asked(*points), form=form, **changes)  # type: ignore[arg-type]


CHILD = filled(replace(REPRESENTED, birth_date="H30.4.5"), P.MINOR)
VISIT = filled(AT_HOME, P.OLD_CARD, procedure=Procedure.VISIT)
STRANGER = filled(FOREIGN, P.FOREIGN, language=PublicLanguage.VI)
MOST = filled(
    replace(FOREIGN, **{k: getattr(AT_HOME, k) for k in ("documents", "officer", "delivery")}),
    P.FOREIGN,
    P.WARD,
    P.OLD_CARD,
    procedure=Procedure.VISIT,
)


def receiving(case: CaseFile, **changes: object) -> StationView:
    """Return a view of the reception."""
    return samples.view(phases.Receiving(18), case=case, **changes)


def filling(case: CaseFile, **changes: object) -> StationView:
    """Return a view of the form."""
    phase = phases.Filling(18, samples.shot(), samples.review())
    return samples.view(phase, case=case, **changes)


def confirming(
    case: CaseFile, *, confirmed: SaidYes | None = None, hidden: bool = False
) -> StationView:
    """Return a view while the applicant reads."""
    application = parse_application(case, today=samples.TODAY, photo=True)
    phase = samples.confirming(application=application, confirmed=confirmed, hidden=hidden)
    return samples.view(phase, case=case)


def scenes() -> Mapping[str, StationView]:
    """Return one view per page and state of a sitting that has a look of its own."""
    wrong = (FieldError("number_again", "number_differs"),)
    stopped = asked(P.MINOR, P.NO_REPRESENTATIVE, P.URGENT, P.CHANGED)
    warned = asked(P.FOREIGN, P.STAY_ENDS, P.ELSEWHERE, P.OLD_CARD, P.UNDER_ONE)
    return {
        "receiving-new": receiving(NEW),
        "receiving-scanned": receiving(asked()),
        "receiving-twice": receiving(TYPED_TWICE),
        "receiving-wrong": receiving(TYPED_TWICE, field_errors=wrong),
        "receiving-by-hand": receiving(BY_HAND),
        "receiving-stopped": receiving(stopped),
        "receiving-warned": receiving(warned),
        "receiving-earlier": receiving(asked(), earlier=EARLIER),
        "receiving-notice": receiving(NEW, notice=ConsentMissingError()),
        "receiving-foreign": receiving(replace(NEW, language=PublicLanguage.VI)),
        "form-plain": filling(asked()),
        "form-child": filling(CHILD),
        "form-foreign": filling(STRANGER),
        "form-visit": filling(VISIT),
        "form-most": filling(MOST),
        "form-notice": filling(samples.CASE, notice=samples.disk_full()),
        "confirm-waiting": confirming(samples.CASE),
        "confirm-hidden": confirming(samples.CASE, hidden=True),
        "confirm-yes": confirming(samples.CASE, confirmed=samples.CONSENT, hidden=True),
        "confirm-visit": confirming(VISIT),
        "confirm-foreign": confirming(STRANGER),
        "confirm-sealing": samples.view(samples.sealing(), case=samples.CASE),
    }
