"""申請: the applicant together with the way, the wishes and the papers of one application."""

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.applicant import Applicant
from kiosk.domain.intake import Procedure, SaidYes, TriagePoint
from kiosk.domain.names import PersonName
from kiosk.domain.numbers import Phone


class Route(StrEnum):
    """How the application goes to J-LIS."""

    ONLINE = "online"
    PAPER = "paper"
    """Paper, where it cannot be avoided (specification 8(3))."""


class Relation(StrEnum):
    """What a 代理人 is to the applicant."""

    PARENT = "parent"
    """親権者."""
    GUARDIAN = "guardian"
    """未成年後見人 or 成年後見人."""
    CURATOR = "curator"
    """保佐人 or 補助人."""
    AGENT = "agent"
    """任意代理人."""


class Delivery(StrEnum):
    """How the card reaches its holder (domain facts 3.1)."""

    AT_CITY = "at_city"
    """交付時来庁: collected at the city after its notice."""
    RESTRICTED_MAIL = "restricted_mail"
    """本人限定受取郵便 (特例型)."""
    REGISTERED_MAIL = "registered_mail"
    """簡易書留, 転送不要."""


class DocumentKind(StrEnum):
    """本人確認書類 by kind; never their numbers, never their pictures (domain facts 3.1)."""

    MY_NUMBER_CARD = "my_number_card"
    DRIVER_LICENCE = "driver_licence"
    DRIVING_HISTORY = "driving_history"
    PASSPORT = "passport"
    RESIDENT_CARD_PHOTO = "resident_card_photo"
    """住民基本台帳カード with photo."""
    DISABILITY = "disability"
    """身体障害者手帳, 精神障害者保健福祉手帳 or 療育手帳."""
    RESIDENCE_CARD = "residence_card"
    """在留カード or 特別永住者証明書."""
    OTHER_PHOTO = "other_photo"
    """Another paper of kind A."""
    ELIGIBILITY = "eligibility"
    """資格確認書 or 介護保険被保険者証."""
    MEDICAL = "medical"
    """医療受給者証."""
    PENSION = "pension"
    """年金手帳 or 年金証書."""
    STUDENT = "student"
    """学生証 or 社員証."""
    PASSBOOK = "passbook"
    """預金通帳."""
    PHOTO_STATEMENT = "photo_statement"
    """顔写真証明書."""
    OTHER_PLAIN = "other_plain"
    """Another paper of kind B."""
    NOTICE = "notice"
    """通知カード or 個人番号通知書."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Representative:
    """代理人; without a repr."""

    name: PersonName
    relation: Relation
    phone: Phone | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is ticked on the form; certificates are issued unless somebody says no."""

    signature_certificate: bool = True
    """署名用電子証明書; not for those under 15 nor for 成年被後見人."""
    authentication_certificate: bool = True
    """利用者証明用電子証明書."""
    face_authentication: bool = False
    """顔認証マイナンバーカード: no PIN, so no 署名用電子証明書 either."""
    braille: bool = False
    """点字表記."""
    delivery: Delivery = Delivery.AT_CITY


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class VisitPapers:
    """What the officer of the city saw and took at a visit; without a repr."""

    officer: str
    documents: tuple[DocumentKind, ...]
    pin_letter: bool
    """The sealed 暗証番号設定依頼書 was handed to the officer."""
    old_card: bool
    """The card that is replaced was handed to the officer."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Application:
    """Everything entered of one application; without a repr, so that no log ever shows a person.

    ``confirmed`` is the applicant's yes to photo and fields, ``follows`` the receipt number of an
    earlier application that this one replaces.
    """

    applicant: Applicant
    procedure: Procedure = Procedure.VENUE
    route: Route = Route.ONLINE
    paper_reason: str = ""
    consent: SaidYes | None = None
    points: frozenset[TriagePoint] = frozenset()
    representative: Representative | None = None
    wishes: Wishes = field(default_factory=Wishes)
    visit: VisitPapers | None = None
    confirmed: SaidYes | None = None
    follows: str = ""
