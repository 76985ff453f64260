"""Sums carry the number of units that they stand for: provinces by sums or by records, and the country."""

from decimal import Decimal

import pytest

from desktop.domain.figures import State
from desktop.domain.reach import Reach, compact, parse_reach, reach_text
from desktop.domain.units import OfficialUnits
from desktop.services import (
    completing,
    counting,
    freezing,
    keeping,
    merging,
    progressing,
    recording,
    reporting_facts,
    sampling,
    taking,
    upward,
)
from desktop.services.books import Role
from tests.services.drafts import case

PERIOD = "2020-H1"


def official():
    return OfficialUnits.load("2020")


def district_of(code):
    return official().by_uid[official().by_code(code).parent_uid]


@pytest.fixture(scope="module")
def districts(sample_units, tmp_path_factory):
    """Two of them with three units and with two, one of each silent; look, do not touch."""
    made = {}
    for first, members in (("01290", ("01290", "01294")), ("01495", ("01495",))):
        district = district_of(first)
        communes = official().communes_of(district)
        silent = next(each for each in communes if each.code not in members)
        folder = tmp_path_factory.mktemp("district") / first
        books = keeping.create(folder, Role.HEADQUARTERS, district.code, "2020", "Trực ban huyện", True)
        keeping.limit_units(books, [*(official().by_code(code).uid for code in members), silent.uid])
        for name in (sampling.BASE_PACKAGES, sampling.PACKAGES):
            files = [path for path in (sample_units / name).iterdir() if any(code in path.name for code in members)]
            taking.take(books, files, "marked")
        made[first] = books
    yield made
    for books in made.values():
        books.close()


@pytest.fixture
def province(headquarters, districts):
    """It expects the two districts and nobody else."""
    keeping.expect_units(headquarters, [books.me.unit_uid for books in districts.values()])
    return headquarters


def send(below, above, folder, with_records=False, key=PERIOD):
    done = upward.export(below, below.period(key), folder, with_records)
    batch, merged = taking.take(above, [done.path], "marked")
    assert len(merged) == 1, [file.note for file in batch.files]
    return done, merged[0]


def line(books, code, key=PERIOD):
    return counting.summary(books, books.period(key)).line(code)


WAYS = [(False, False), (True, True), (False, True), (True, False)]


@pytest.mark.parametrize("ways", WAYS)
def test_a_ratio_over_units_counts_the_units_and_not_the_senders(districts, province, tmp_path, ways):
    for books, with_records in zip(districts.values(), ways, strict=True):
        send(books, province, tmp_path, with_records)
    told = [line(books, "XD.01") for books in districts.values()]
    found = line(province, "XD.01")
    assert [each.denominator for each in told] == [3, 2]
    assert (found.numerator, found.denominator) == (sum(each.numerator for each in told), 5)
    assert found.now.amount == found.numerator * 100 / 5
    assert found.now.missing == 2
    stand = progressing.completeness(province, province.period(PERIOD))
    assert (stand.received, stand.expected, stand.below) == (2, 2, "3/5")
    assert [each.shown_units for each in stand.units if each.package] == ["2/3", "1/2"]
    assert len(stand.silent) == 2


@pytest.mark.parametrize("with_records", [False, True])
def test_every_figure_is_as_incomplete_above_as_below(districts, province, tmp_path, with_records):
    district = districts["01290"]
    send(district, province, tmp_path, with_records)
    (unit,) = [each for each in province.reporting_units() if each.uid == district.me.unit_uid]
    period = district.period(PERIOD)
    codes = [each.indicator.code for each in counting.summary(district, period).lines]
    whole = [each for each in counting.by_unit(province, period, codes) if each.key == unit.uid]
    above = [*whole, *counting.by_month(province, period, codes, [unit.uid])]
    below = [*counting.by_area(district, period, codes), *counting.by_month(district, period, codes)]
    for found, told in zip(above, below, strict=True):
        assert {code: each.missing for code, each in found.figures.items()} == {
            code: each.missing for code, each in told.figures.items()
        }
        assert 1 in {each.missing for each in found.figures.values()}


def test_a_third_level_adds_up_what_stands_behind_both(districts, province, make_headquarters, tmp_path):
    send(districts["01290"], province, tmp_path)
    send(districts["01495"], province, tmp_path, with_records=True)
    country = make_headquarters(code="00")
    keeping.expect_units(country, [province.me.unit_uid])
    done, _ = send(province, country, tmp_path)
    assert (done.expected, done.missing) == (5, 2)
    found, told = line(country, "XD.01"), line(province, "XD.01")
    assert (found.numerator, found.denominator, found.now.missing) == (told.numerator, 5, 2)
    stand = progressing.completeness(country, country.period(PERIOD))
    assert stand.below == "3/5"
    assert set(stand.silent) == set(progressing.completeness(province, province.period(PERIOD)).silent)
    assert len(stand.silent) == 2
    with country.db.read() as connection:
        assert connection.exec_driver_sql("SELECT complete FROM package").scalar() == 0


def test_a_silent_headquarters_stands_for_what_it_told_last_and_before_that_for_its_official_units(
    districts, province, tmp_path
):
    district, other = districts.values()
    send(district, province, tmp_path)
    communes = len(official().communes_of(district_of("01495")))
    assert line(province, "XD.01").denominator == 3 + communes
    assert line(province, "XD.01").now.missing == 1 + communes
    send(other, province, tmp_path, key="2019-H1")
    assert line(province, "XD.01").denominator == 3 + 2
    assert line(province, "XD.01").now.missing == 1 + 2


def test_undo_takes_the_units_back_too(districts, province, tmp_path):
    before = line(province, "XD.01")
    _, merged = send(districts["01290"], province, tmp_path)
    assert line(province, "XD.01").denominator != before.denominator
    merging.undo(province, merged.package_id)
    assert line(province, "XD.01") == before


def test_what_was_signed_keeps_its_number_of_units(districts, province, tmp_path):
    from desktop.services import basing

    for books in districts.values():
        send(books, province, tmp_path, key="2019-H1")
    freezing.freeze(province, province.period("2019-H1"))
    keeping.limit_units(province, [districts["01290"].me.unit_uid])
    basing.choose(province, basing.Basis.SIGNED)
    units = counting.scope_units(province)
    assert basing.before(province, province.period("2019-H1")).evaluate(units).of("@units").amount == 3
    signed = freezing.snapshots(province, province.period("2019-H1"))[-1]
    assert signed.figure("@units").amount == Decimal(5)


def test_a_unit_that_another_one_reports_for_is_not_missing(unit_books, headquarters, read_here, tmp_path):
    from desktop.services import exporting

    recording.record_many(unit_books, [case()])
    sent = exporting.export(unit_books, unit_books.period(PERIOD), tmp_path, complete=False)
    other = official().by_code("01498").uid
    keeping.limit_units(headquarters, [unit_books.me.unit_uid, other])
    taking.take(headquarters, [sent.path], "marked")
    period = headquarters.period(PERIOD)
    assert counting.summary(headquarters, period).line("TH.01").now.missing == 1
    completing.cover(headquarters, period, other, unit_books.me.unit_uid)
    found = counting.summary(headquarters, period)
    assert (found.line("TH.01").now.missing, found.line("TH.01").now.state) == (0, State.VALUE)
    assert (found.units, found.expected, found.received) == (2, 2, 2)
    assert reporting_facts.gather(headquarters, period).silent == ()
    assert {each.figures["TH.01"].missing for each in counting.by_unit(headquarters, period, ("TH.01",))} == {0}
    completing.cover(headquarters, period, other, "")
    assert counting.summary(headquarters, period).line("TH.01").now.missing == 1


def test_a_reach_is_read_as_it_was_written():
    reach = Reach(153, 148, {"": compact({"A": 5, "B": 5, "C": 7}), "202001": {"*": 0}}, ("B", "A"))
    again = parse_reach(reach_text(reach))
    assert again is not None
    assert [again.left_out(code, ("",)) for code in ("A", "C", "D")] == [5, 7, 5]
    assert again.left_out("A", ("202001", "202002")) == 0
    assert reach_text(again) == reach_text(reach)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"expected":-1,"received":0,"short":{},"silent":[]}', "null", "5"])
def test_what_is_no_reach_tells_nothing(text):
    assert parse_reach(text) is None
