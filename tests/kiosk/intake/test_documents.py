import itertools

import pytest

from kiosk.domain.application import DocumentKind
from kiosk.intake.documents import A_KINDS, B_KINDS, lacks_documents

LICENCE, PASSPORT = DocumentKind.DRIVER_LICENCE, DocumentKind.PASSPORT
PENSION, STUDENT, NOTICE = DocumentKind.PENSION, DocumentKind.STUDENT, DocumentKind.NOTICE


@pytest.mark.parametrize(
    ("kinds", "pin_letter", "enough"),
    [
        ((), True, False),
        ((LICENCE,), False, False),
        ((LICENCE,), True, True),
        ((LICENCE, PASSPORT), False, True),
        ((LICENCE, PENSION), False, True),
        ((PENSION, STUDENT), True, False),
        ((NOTICE, PENSION), True, False),
        ((NOTICE, PENSION, STUDENT), False, True),
        ((NOTICE, LICENCE), False, False),
        ((NOTICE,), True, False),
    ],
)
def test_papers_are_enough_in_the_sets_of_the_facts(
    kinds: tuple[DocumentKind, ...], pin_letter: bool, enough: bool
) -> None:
    assert (lacks_documents(kinds, pin_letter=pin_letter) is None) is enough


def test_every_kind_is_a_or_b_or_the_notice() -> None:
    assert A_KINDS | B_KINDS | {NOTICE} == set(DocumentKind)
    assert not A_KINDS & B_KINDS


def test_one_paper_more_never_makes_them_too_few() -> None:
    for two in itertools.combinations(DocumentKind, 2):
        for more in DocumentKind:
            if lacks_documents(two, pin_letter=False) is None:
                assert lacks_documents((*two, more), pin_letter=False) is None
