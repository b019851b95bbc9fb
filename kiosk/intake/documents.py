"""Which papers show who somebody is, and when they are enough (domain facts 3.1).

The sets are those of another city (名古屋): Shimonoseki's own list is not known yet.
"""

from kiosk.domain.application import DocumentKind

A_KINDS = frozenset(
    {
        DocumentKind.MY_NUMBER_CARD,
        DocumentKind.DRIVER_LICENCE,
        DocumentKind.DRIVING_HISTORY,
        DocumentKind.PASSPORT,
        DocumentKind.RESIDENT_CARD_PHOTO,
        DocumentKind.DISABILITY,
        DocumentKind.RESIDENCE_CARD,
        DocumentKind.OTHER_PHOTO,
    }
)
"""Public papers with a photo."""
B_KINDS = frozenset(DocumentKind) - A_KINDS - {DocumentKind.NOTICE}
"""Papers with a name and a birth date or an address."""
_ENOUGH_OF_B = 2


def lacks_documents(kinds: tuple[DocumentKind, ...], *, pin_letter: bool) -> str | None:
    """Return the reason why the papers of a visit are not enough, None when they are.

    Enough are: one A with the sealed 暗証番号設定依頼書, two A, A and B, or 通知カード with two B.
    """
    a = sum(kind in A_KINDS for kind in kinds)
    b = sum(kind in B_KINDS for kind in kinds)
    enough = (
        (a >= 1 and pin_letter)
        or a >= 2  # noqa: PLR2004 - as the sentence above says
        or (a >= 1 and b >= 1)
        or (DocumentKind.NOTICE in kinds and b >= _ENOUGH_OF_B)
    )
    return None if enough else "documents_not_enough"
