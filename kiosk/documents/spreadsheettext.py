"""Words as a spreadsheet can hold them."""

import re

MOST_CELL_CHARACTERS = 32_767  # Excel's limit for one cell
# What XML 1.0 (section 2.2) does not allow, and the carriage return, which it turns into a feed.
_NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Excel reads _x0041_ as "A" (ECMA-376 part 1, 22.4.2.4, ST_Xstring); _x005F_ is the underscore.
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
# OWASP "CSV injection", and the full-width twins that Japanese Excel takes for the same.
_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")


def fits_a_cell(text: str) -> bool:
    """Tell whether a cell can hold the text unaltered."""
    return len(escaped(text)) <= MOST_CELL_CHARACTERS and not _NOT_IN_XML.search(text)


def escaped(text: str) -> str:
    """Return the text spelled so that what looks like an escape in it stays as it is."""
    return _ESCAPE_LIKE.sub("_x005F_", text)


def tame(cell: str) -> str:
    """Return a CSV's cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def with_all_spelled(text: str) -> str:
    r"""Return the text with what no cell can hold as ``\x00``: seen, and no other character."""
    return _NOT_IN_XML.sub(lambda found: ascii(found[0])[1:-1], text)


def spreadsheet_text(words: str) -> str:
    """Return the words without what no cell holds, so that they are read as they were written."""
    return escaped(_NOT_IN_XML.sub("", words))[:MOST_CELL_CHARACTERS]
