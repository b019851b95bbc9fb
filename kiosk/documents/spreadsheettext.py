"""Words as a spreadsheet can hold them."""

import re

MOST_CELL_CHARACTERS = 32_767  # Excel's limit for one cell
# What XML 1.0 (section 2.2) does not allow, and the carriage return, which it turns into a feed.
_NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Excel reads _x0041_ as "A" (ECMA-376 part 1, 22.4.2.4, ST_Xstring); _x005F_ is the underscore.
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def spreadsheet_text(words: str) -> str:
    """Return the words without what no cell holds, so that they are read as they were written."""
    return _ESCAPE_LIKE.sub("_x005F_", _NOT_IN_XML.sub("", words))[:MOST_CELL_CHARACTERS]
