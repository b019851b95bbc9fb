"""A season by the commands: every report says, on paper and in cells, exactly the known totals."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.cli.app import main
from kiosk.clock import SystemClock
from kiosk.contract.figuresfile import read_figures, spell_figures
from kiosk.contract.season import STATIONS
from kiosk.domain.case import Defect
from kiosk.domain.figures import DayFigures, Tally
from kiosk.domain.ids import EventId, StaffId
from kiosk.errors import ExitCode
from kiosk.officeports import Change, OfficeView
from kiosk.training.season import make_season
from kiosk.training.station import PASSWORD
from storage.crypto.passwords import Argon2Cost
from storage.office.headquarters import create_office, open_office
from storage.office.kinds import office_codec
from tests.e2e.seasonbook import SEED, Paper, SeasonBook, Senders, papers, settled

CHEAP = Argon2Cost(memory_kib=64, iterations=1, lanes=1)
KINDS = {
    "visit": "訪問型（申請）",
    "venue": "会場設置型",
    "renewal": "訪問型（電子証明書更新）",
}
MAIN = {"visitors": "来場者数", "applications": "申請数", "cards": "預かりカード"}


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> SeasonBook:
    return SeasonBook(tmp_path_factory.mktemp("season"))


def viewed(book: Path) -> OfficeView:
    office = open_office(book, PASSWORD, SystemClock())
    try:
        return office.read()
    finally:
        office.close()


def one_report(season: SeasonBook, out: Path, *asked: str) -> Paper:
    assert season.report(*asked, out=out) == ExitCode.OK
    (paper,) = papers(out)
    return paper


@pytest.mark.parametrize(
    "month",
    ["2026-10", "2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-04"],
)
def test_each_month_says_its_known_totals(season: SeasonBook, tmp_path: Path, month: str) -> None:
    paper = one_report(season, tmp_path, "monthly", "--month", month)
    known = season.totals["by_month"][month]
    for name, label in MAIN.items():
        assert paper.number(label) == known[name]
    assert paper.number("相談件数") == known["consultations"]
    assert paper.number("訂正") == known["corrected"]
    kinds = paper.rows("区分別の実績")
    for kind, label in KINDS.items():
        of_kind = season.totals["by_kind_and_month"].get(f"{kind} {month}")
        told = dict(zip(("people", "visitors"), kinds[label][1:3], strict=True))
        assert told == {name: of_kind[name] if of_kind else 0 for name in told}
    assert kinds["計"][0] == season.totals["events"]["took_place_by_month"][month]
    cases = season.totals["cases"]["opened_by_month"]
    opened = paper.rows("不備・問い合わせ・苦情・事故")
    assert opened["苦情"][0] == cases.get(f"complaint {month}", 0)
    assert opened["問い合わせ"][0] == cases.get(f"inquiry {month}", 0)


def test_the_completion_report_says_what_the_contract_counts(
    season: SeasonBook, tmp_path: Path
) -> None:
    paper = one_report(season, tmp_path, "completion", "--from", "2026-10-01")
    known = season.known("2026-10-01", "2027-03-31")
    for name, label in {**MAIN, "consultations": "相談件数"}.items():
        assert paper.number(label) == known[name]
    kinds, targets = paper.rows("区分別の実績"), paper.rows("目標に対する累計")
    for kind, label in KINDS.items():
        contract = season.totals["contract"][kind]
        assert kinds[label][:2] == [contract["events"], contract["people"]]
        assert [targets[label][0], targets[label][2]] == [contract["events"], contract["people"]]
    for special in ("silent", "crash", "incomplete", "cancelled"):
        for event in season.events_of(special):
            assert settled(season.events[event]["place"]["name"]) in paper.notices
    year = season.totals["by_fiscal_year"]["2026"]
    assert paper.number("来場者数") == year["visitors"]


def test_days_across_the_fiscal_border_are_summed_day_by_day(
    season: SeasonBook, tmp_path: Path
) -> None:
    first, last = "2027-03-20", "2027-04-02"
    paper = one_report(season, tmp_path, "period", "--from", first, "--to", last)
    known = season.known(first, last)
    for name, label in {**MAIN, "consultations": "相談件数"}.items():
        assert paper.number(label) == known[name]
    assert paper.rows("区分別の実績")["計"][1] == known["people"]
    months = {label: cells[-1] for label, cells in paper.rows("月別の申請者数").items()}
    march, april = season.known(first, "2027-03-31"), season.known("2027-04-01", last)
    assert list(months.values())[:2] == [march["people"], april["people"]]


def test_every_number_of_a_venues_day_is_the_known_one(season: SeasonBook, tmp_path: Path) -> None:
    special = {event for found in season.totals["special"].values() for event in found}
    two = set(season.totals["events"]["two_stations"]) - special
    plain = [
        event
        for event, one in season.events.items()
        if one["kind"] == "venue" and event in season.totals["by_event"] and event not in special
    ]
    for event in (plain[0], plain[-1], min(two)):
        known = season.totals["by_event"][event]
        out = tmp_path / event
        assert season.report("daily", "--date", season.events[event]["date"], out=out) == 0
        paper = Paper(next(out.glob(f"*{event}.pdf")))
        for name, label in {**MAIN, "consultations": "相談件数", "corrected": "訂正"}.items():
            assert paper.number(label) == known[name]
        assert paper.number("撮り直し") == known["retaken"]
        waits = known["waits"]
        assert paper.number("平均待ち（分）") == round(waits["total_s"] / waits["people"] / 60, 1)
        assert paper.number("最長待ち（分）") == round(waits["longest_s"] / 60, 1)
        ages = [cells[0] for label, cells in paper.rows("年代").items() if label != "計"]
        assert [count for count in ages if count] == list(known["ages"].values())
        line = paper.rows("整理券")
        assert line["発券した整理券"] == [known["tickets"]["issued"]]
        assert line["不在"] == [known["tickets"]["no_shows"]]


def test_a_home_is_in_the_sums_and_tells_of_nobody(season: SeasonBook, tmp_path: Path) -> None:
    homes = (one for one in season.events.values() if one["place"]["private_home"])
    home = next(one for one in homes if one["kind"] == "visit")
    assert season.report("daily", "--date", home["date"], out=tmp_path) == ExitCode.OK
    paper = Paper(next(tmp_path.glob(f"*{home['id']}.pdf")))
    known = season.totals["by_event"][home["id"]]
    assert paper.number("申請数") == known["applications"]
    assert home["place"]["name"] not in paper.text
    assert home["place"]["address"] not in paper.text
    shown = {label for label, cells in paper.rows("性別").items() if isinstance(cells[0], int)}
    assert not shown & {"男", "女", "空欄"}


def test_days_that_are_out_of_the_ordinary_say_so(
    season: SeasonBook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = {"crash": "暫定", "silent": "届いていません", "incomplete": "KENSHU3"}
    for special, said in words.items():
        (event,) = season.events_of(special)
        out = tmp_path / special
        assert season.report("daily", "--date", season.events[event]["date"], out=out) == 0
        assert said in capsys.readouterr().out
        paper = Paper(next(out.glob(f"*{event}.pdf")))
        assert said in paper.text
        known = season.totals["by_event"].get(event, {"applications": 0})
        assert paper.number("申請数") == known["applications"]
    for special in ("nobody", "unknown_parts"):
        (event,) = season.events_of(special)
        out = tmp_path / special
        assert season.report("daily", "--date", season.events[event]["date"], out=out) == 0
        paper = Paper(next(out.glob(f"*{event}.pdf")))
        assert paper.number("申請数") == season.totals["by_event"][event]["applications"]
    assert season.report("daily", "--date", "2027-04-30", out=tmp_path / "no") == 4
    assert "2027-04-30" in capsys.readouterr().err
    empty = one_report(season, tmp_path / "may", "monthly", "--month", "2027-05")
    assert empty.number("来場者数") == 0


def test_what_is_there_is_never_replaced(season: SeasonBook, tmp_path: Path) -> None:
    asked = ("monthly", "--month", "2027-04")
    assert season.report(*asked, out=tmp_path) == ExitCode.OK
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert season.report(*asked, out=tmp_path) == ExitCode.REFUSED
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_broken_template_is_explained_and_the_report_is_there(
    season: SeasonBook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own"
    assert main(["report", "templates", "--out", str(own)]) == ExitCode.OK
    template = own / "report_monthly.typ"
    lines = template.read_text(encoding="utf-8").splitlines()
    template.write_text("\n".join([*lines, "#no-such-name"]), encoding="utf-8")
    asked = ("monthly", "--month", "2027-04", "--templates", str(own))
    assert season.report(*asked, out=tmp_path / "out") == ExitCode.BAD_INPUT
    told = capsys.readouterr().err
    assert "report_monthly.typ" in told
    assert str(len(lines) + 1) in told
    assert "no-such-name" in told
    (paper,) = papers(tmp_path / "out")
    assert paper.number("来場者数") == season.totals["by_month"]["2027-04"]["visitors"]


class Headquarters:
    """A book that has plan and people of the season, and nothing yet from the stations."""

    def __init__(self, season: SeasonBook, root: Path) -> None:
        self.book = root / "hq"
        self.password = season.password
        made = make_season(SEED)
        create_office(self.book, PASSWORD, argon2=CHEAP)
        office = open_office(self.book, PASSWORD, SystemClock())
        entries = (*made.people, *made.plan.events)
        changes = [Change(entry=one, expected_version=0) for one in entries]
        office.put_all(changes, by=StaffId("hq"))
        office.close()
        self.senders = Senders(root, STATIONS)
        self.days = made.days
        self.root = root

    def send(self, day: DayFigures, folder: str = "in") -> Path:
        name = f"{day.station}-{day.business_date:%Y%m%d}"
        return self.senders.send(self.root / folder, day.station, name, spell_figures(day))

    def take(self, *files: Path) -> int:
        door = ["--book", str(self.book), "--password-file", str(self.password)]
        told = ["--ledger", str(self.senders.ledger), "--training"]
        return main(["office", "import", *map(str, files), *door, *told])

    def figures(self) -> tuple[DayFigures, ...]:
        return viewed(self.book).figures


@pytest.fixture
def office(season: SeasonBook, tmp_path: Path) -> Headquarters:
    return Headquarters(season, tmp_path)


def test_signed_numbers_of_all_stations_become_the_same_book(
    season: SeasonBook, office: Headquarters, capsys: pytest.CaptureFixture[str]
) -> None:
    for day in office.days:
        office.send(day)
    assert office.take(office.root / "in") == ExitCode.OK
    assert sorted(office.figures(), key=str) == sorted(office.days, key=str)
    lines = viewed(office.book).lines
    capsys.readouterr()
    assert office.take(office.root / "in") == ExitCode.OK  # the same once more is nothing
    assert viewed(office.book).lines == lines
    season_book, season.book = season.book, office.book
    try:
        paper = one_report(season, office.root / "out", "completion", "--from", "2026-10-01")
    finally:
        season.book = season_book
    assert paper.number("申請数") == season.known("2026-10-01", "2027-03-31")["applications"]


def test_numbers_that_nobody_trusted_signed_stay_out(
    office: Headquarters, capsys: pytest.CaptureFixture[str]
) -> None:
    altered, unsigned, other = (office.send(day) for day in office.days[:3])
    first = altered.read_bytes()
    more = replace(read_figures(first), staff=9)
    altered.write_bytes(spell_figures(more))
    unsigned.with_name(f"{unsigned.name}.sig").unlink()
    foreign = office.senders.send(
        office.root / "in", STATIONS[2], "foreign", other.read_bytes()
    )  # another station signs for the one that is named
    good = office.send(office.days[5])
    assert office.take(altered, unsigned, foreign, good) == ExitCode.BAD_INPUT
    assert office.figures() == (office.days[5],)
    assert capsys.readouterr().err.count(".sig") >= 2


def test_other_numbers_of_a_closed_day_are_listed_and_left_out(
    office: Headquarters, capsys: pytest.CaptureFixture[str]
) -> None:
    day = next(one for one in office.days if one.closed)
    assert office.take(office.send(day)) == ExitCode.OK
    again = replace(day, tally=replace(day.tally, visitors=day.tally.visitors + 1))
    assert office.take(office.send(again, "again")) == ExitCode.BAD_INPUT
    assert office.figures() == (day,)
    assert day.business_date.strftime("%Y%m%d") in capsys.readouterr().out


def test_a_day_of_the_moment_gives_way_to_the_closed_one(
    office: Headquarters, capsys: pytest.CaptureFixture[str]
) -> None:
    closed = next(one for one in office.days if one.closed)
    moment = replace(
        closed, closed_at=None, batch="", batch_bytes=0, batch_sha256="", audit_n=0, audit_head=""
    )
    assert office.take(office.send(moment)) == ExitCode.OK
    assert office.take(office.send(closed, "later")) == ExitCode.OK
    assert office.figures() == (closed,)
    capsys.readouterr()
    assert office.take(office.send(moment, "old")) == ExitCode.OK  # an old stick is no fault
    assert capsys.readouterr().out
    assert office.figures() == (closed,)


def test_of_two_moments_of_an_open_day_the_newer_one_counts(office: Headquarters) -> None:
    closed = next(one for one in office.days if one.closed)
    newer = replace(
        closed, closed_at=None, batch="", batch_bytes=0, batch_sha256="", audit_n=9, audit_head=""
    )
    older = replace(newer, audit_n=5, tally=Tally())
    for number, moment in enumerate((older, newer, older)):
        assert office.take(office.send(moment, f"stick{number}")) == ExitCode.OK
    assert office.figures() == (newer,)


def test_two_stations_that_disagree_are_listed_and_never_summed(
    season: SeasonBook, office: Headquarters, capsys: pytest.CaptureFixture[str]
) -> None:
    event = EventId(min(season.totals["events"]["two_stations"]))
    one, other = (day for day in office.days if day.event == event)
    elsewhere = replace(other, place="（研修）どこか")
    assert office.take(office.send(one), office.send(elsewhere)) == ExitCode.BAD_INPUT
    assert other.station in capsys.readouterr().out
    before, season.book = season.book, office.book
    try:
        out = office.root / "out"
        assert season.report("daily", "--date", one.business_date.isoformat(), out=out) == 0
    finally:
        season.book = before
    paper = Paper(next(out.glob(f"*{event}.pdf")))
    assert paper.number("申請数") == one.tally.applications
    assert "どこか" in paper.text


def test_the_citys_list_finds_the_known_applications(
    season: SeasonBook, office: Headquarters, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = [*opened_batches(season, office.root / "opened")]
    door = ["--book", str(office.book), "--password-file", str(office.password)]
    folders = [part for folder in opened for part in ("--opened", str(folder))]
    asked = ["cases", "import", str(season.folder / "defects_utf8.csv"), *door, *folders]
    assert main(asked) == ExitCode.OK
    known, told = season.totals["defect_list"], capsys.readouterr().out
    view = viewed(office.book)
    defects = [one for one in view.cases if isinstance(one, Defect)]
    assert len(defects) == known["opened"]
    kinds = [type(one.match).__name__ for one in defects]
    assert kinds.count("Found") == known["found"]
    assert kinds.count("Ambiguous") == known["ambiguous"]
    assert kinds.count("NotFound") == known["not_found"]
    for count in (known["rows"], known["opened"], known["repeated"], known["found"]):
        assert str(count) in told
    assert main(asked) == ExitCode.OK
    assert viewed(office.book).lines == view.lines
    items = json.loads((season.folder / "handed_over.json").read_bytes())["items"]
    spelled = b"".join(map(office_codec().spell, view.cases))
    assert not any(one["form_id"].encode() in spelled for one in items)
    assert main(["cases", "list", *door, "--out", str(office.root / "cases.xlsx")]) == ExitCode.OK
    assert main(["cases", "overdue", *door]) in {ExitCode.OK, ExitCode.REFUSED}


def test_the_list_in_cp932_names_the_rows_that_it_could_not_say(
    season: SeasonBook, office: Headquarters, capsys: pytest.CaptureFixture[str]
) -> None:
    door = ["--book", str(office.book), "--password-file", str(office.password)]
    asked = ["cases", "import", str(season.folder / "defects_cp932.csv"), *door, "--dry-run"]
    assert main(asked) == ExitCode.BAD_INPUT
    told = capsys.readouterr().out
    for row in season.totals["defect_list"]["unencodable_rows"]:
        assert f"{row}" in told
    assert not viewed(office.book).cases


def opened_batches(season: SeasonBook, folder: Path) -> Iterator[Path]:
    """Yield folders as `kiosk batch open` leaves them, as far as matching looks at them."""
    items = json.loads((season.folder / "handed_over.json").read_bytes())["items"]
    days: dict[tuple[str, str], list[dict[str, object]]] = {}
    for one in items:
        record = {"receipt": one["receipt"], "applicant": {"form_id": one["form_id"]}}
        days.setdefault((one["batch"], one["business_date"]), []).append(record)
    for (batch, day), records in days.items():
        place = folder / batch
        place.mkdir(parents=True)
        manifest = {"batch": batch, "business_date": day, "records": records}
        (place / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        yield place
