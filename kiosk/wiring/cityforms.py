"""The city's own xlsx form, filled with the numbers of a report by the names of its cells."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk.documents.bookguard import MOST_BYTES
from kiosk.documents.cityform import FilledForm, Unusable, fill_form
from kiosk.documents.foreignfile import read_bounded
from kiosk.documents.reportcontent import ReportContent
from kiosk.texts import Language, catalogue
from kiosk.wiring.newfile import write_all_new
from kiosk.workflow.contract.paperwork import Written


def write_city_forms(
    reports: Iterable[tuple[str, ReportContent]], form: Path, out: Path
) -> Written:
    """Leave the form once for each report in the folder; all of them, or none.

    What the form asks for and no report knows is among the notices, and stays as it was.
    """
    empty = read_bounded(form, MOST_BYTES)
    made: list[tuple[Path, bytes]] = []
    notices: list[str] = []
    for name, content in reports:
        filled = fill_form(empty, content.named_values(), file=form.name)
        made.append((out / f"{name}-form.xlsx", filled.content))
        notices += [*content.notices, *_notices(filled)]
    return Written(files=write_all_new(made), notices=tuple(dict.fromkeys(notices)))


def _notices(filled: FilledForm) -> Iterator[str]:
    words = catalogue(Language.JA)
    if not filled.filled:
        yield words["city_form_notice.nothing"]
    if filled.unknown:
        yield words.say("city_form_notice.unknown", names=_listed(filled.unknown))
    if filled.missing and (filled.unknown or not filled.filled):
        yield words.say("city_form_notice.names", names=_listed(filled.missing))
    for why in Unusable:
        names = [name for name, one in filled.unusable if one is why]
        if names:
            yield words.say(f"city_form_notice.{why.value}", names=_listed(names))


def _listed(names: Iterable[str]) -> str:
    return "、".join(names)
