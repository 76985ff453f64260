"""A headquarters is a unit of a higher one: one file goes up, and the same figures stand there."""

import pytest

from desktop.base.errors import Trouble, UserError
from desktop.domain.catalogue import IndicatorKind
from desktop.domain.figures import State
from desktop.domain.units import OfficialUnits
from desktop.services import (
    auditing,
    correcting,
    counting,
    exporting,
    keeping,
    merging,
    progressing,
    recording,
    sampling,
    taking,
    tracing,
    upward,
)
from desktop.services.books import Role
from tests.services.drafts import case

PERIOD = "2020-H1"


@pytest.fixture(scope="module")
def below(sample_units, tmp_path_factory):
    """A district that received its two units of both years; look, do not touch."""
    official = OfficialUnits.load("2020")
    district = official.by_uid[official.by_code("01290").parent_uid]
    folder = tmp_path_factory.mktemp("district") / "huyen"
    books = keeping.create(folder, Role.HEADQUARTERS, district.code, "2020", "Trực ban huyện", True)
    keeping.limit_units(books, [official.by_code(code).uid for code in ("01290", "01294")])
    for name in (sampling.BASE_PACKAGES, sampling.PACKAGES):
        files = [path for path in (sample_units / name).iterdir() if "01495" not in path.name]
        taking.take(books, files, "marked")
    yield books
    books.close()


@pytest.fixture
def above(headquarters, below):
    """The province, which expects that district and nobody else."""
    official = OfficialUnits.load("2020")
    keeping.expect_units(headquarters, [official.by_uid[below.me.unit_uid].uid])
    return headquarters


def send(below, above, folder, key=PERIOD, with_records=False):
    done = upward.export(below, below.period(key), folder, with_records)
    batch, merged = taking.take(above, [done.path], "marked")
    assert len(merged) == 1, [file.note for file in batch.files]
    (file,) = batch.files
    assert file.counts.adds_up
    assert file.counts.held == 0, file.remarks[:3]
    assert file.counts.read == done.rows
    return done


def figures(books, key=PERIOD):
    return {line.indicator.code: line.now for line in counting.summary(books, books.period(key)).lines}


@pytest.mark.parametrize("with_records", [False, True])
def test_every_figure_stands_above_as_it_stood_below(below, above, tmp_path, with_records):
    for key in ("2019-H1", PERIOD):
        send(below, above, tmp_path, key, with_records)
        told, found = figures(below, key), figures(above, key)
        differing = {
            code: (told[code].amount, found[code].amount) for code in told if told[code].amount != found[code].amount
        }
        assert differing == {}
    assert sum(each.state is State.VALUE for each in told.values()) > 30
    assert progressing.completeness(above, above.period(PERIOD)).received == 1


@pytest.fixture
def province(make_headquarters):
    """It hears of one unit only."""
    return make_headquarters()


@pytest.fixture
def country(province, make_headquarters):
    """It hears of that province only."""
    books = make_headquarters(code="00")
    keeping.limit_units(books, [province.me.unit_uid])
    return books


def hear(province, unit, folder, key=PERIOD):
    """What the unit has to say now."""
    sent = exporting.export(unit, unit.period(key), folder, complete=False)
    _, merged = taking.take(province, [sent.path], "marked")
    assert len(merged) == 1


def send_records(province, country, folder):
    """Up they go, and every figure is the same there."""
    send(province, country, folder, with_records=True)
    told, found = figures(province), figures(country)
    assert {code: each.amount for code, each in found.items()} == {code: each.amount for code, each in told.items()}
    return told


@pytest.mark.usefixtures("read_here")
def test_a_record_of_an_earlier_period_that_counts_in_this_one_travels_with_it(
    province, country, unit_books, tmp_path
):
    """Nobody sent the year before: what had occurred then and was solved now is in no other file."""
    recording.record(unit_books, case(occurred_on="2019-11-02", solved_on="2020-02-03", subjects=3))
    recording.record(unit_books, case())
    hear(province, unit_books, tmp_path)
    assert send_records(province, country, tmp_path)["TX.02"].amount == 1


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("change", ["deleted", "moved", "undone"])
def test_a_record_that_is_no_more_goes_above_too(province, country, unit_books, tmp_path, change):
    uid = recording.record(unit_books, case()).uid
    recording.record(unit_books, case(subjects=7))
    hear(province, unit_books, tmp_path)
    assert send_records(province, country, tmp_path)["TH.01"].amount == 2
    if change == "deleted":
        recording.delete(unit_books, uid, "ghi trùng")
    elif change == "moved":
        recording.amend(unit_books, uid, case(occurred_on="2020-07-02", solved_on="2020-07-05").values)
    hear(province, unit_books, tmp_path) if change != "undone" else None
    if change == "undone":
        recording.record(unit_books, case(subjects=1))
        hear(province, unit_books, tmp_path)
        send_records(province, country, tmp_path)
        merging.undo(province, progressing.packages(province)[0].package_id)
    assert send_records(province, country, tmp_path)["TH.01"].amount == (2 if change == "undone" else 1)


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("first", [True, False])
def test_records_after_sums_and_sums_after_records_count_once(province, country, unit_books, tmp_path, first):
    recording.record(unit_books, case())
    hear(province, unit_books, tmp_path)
    for with_records in (first, not first, first):
        send(province, country, tmp_path, with_records=with_records)
        assert {code: each.amount for code, each in figures(country).items()} == {
            code: each.amount for code, each in figures(province).items()
        }
    assert auditing.faults(country) == []


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize(("months", "half"), [(True, False), (False, True), (True, True)])
def test_months_and_the_half_year_tell_one_thing(province, country, unit_books, tmp_path, months, half):
    recording.record(unit_books, case(occurred_on="2020-05-02", solved_on="2020-05-03"))
    hear(province, unit_books, tmp_path, "2020-M05")
    send(province, country, tmp_path, "2020-M05", with_records=months)
    recording.record(unit_books, case(occurred_on="2020-04-02", solved_on="2020-05-20"))
    hear(province, unit_books, tmp_path)
    send(province, country, tmp_path, with_records=half)
    for code in ("TH.01", "TX.01", "TX.03"):
        assert figures(country)[code].amount == figures(province)[code].amount, code


@pytest.mark.usefixtures("read_here")
def test_a_part_of_a_sum_that_is_no_more_goes_above_too(province, country, unit_books, tmp_path):
    uid = recording.record(unit_books, case()).uid
    recording.record(unit_books, case(offence="danh_bac"))
    hear(province, unit_books, tmp_path)
    send(province, country, tmp_path)
    recording.delete(unit_books, uid, "ghi trùng")
    hear(province, unit_books, tmp_path)
    send(province, country, tmp_path)
    period = country.period(PERIOD)
    parts = counting.by_breakdown(country, period, "TH.01", "offence")
    assert {each.key: each.figures["TH.01"].amount for each in parts if each.figures["TH.01"].amount} == {"danh_bac": 1}


@pytest.mark.usefixtures("read_here")
def test_a_record_that_comes_back_goes_above_again(province, country, unit_books, tmp_path):
    """Undone, told as gone, and done again; and once more under what the records say now."""
    recording.record(unit_books, case())
    hear(province, unit_books, tmp_path)
    recording.record(unit_books, case(subjects=3))
    hear(province, unit_books, tmp_path)
    package = progressing.packages(province)[0].package_id
    for _ in range(2):
        assert send_records(province, country, tmp_path)["TH.01"].amount == 2
        merging.undo(province, package)
        assert send_records(province, country, tmp_path)["TH.01"].amount == 1
        merging.redo(province, package)
    assert send_records(province, country, tmp_path)["TX.03"].amount == 5


@pytest.mark.usefixtures("read_here")
def test_a_corrected_record_goes_above_again(province, country, unit_books, tmp_path):
    uid = recording.record(unit_books, case()).uid
    hear(province, unit_books, tmp_path)
    send_records(province, country, tmp_path)
    correcting.correct(province, uid, {"subjects": 9}, "đối chiếu hồ sơ")
    assert send_records(province, country, tmp_path)["TX.03"].amount == 9
    (made,) = correcting.corrections(province)
    correcting.withdraw(province, made.uid)
    assert send_records(province, country, tmp_path)["TX.03"].amount == 2


@pytest.mark.usefixtures("read_here")
def test_a_corrected_count_is_the_same_above(province, country, unit_books, tmp_path):
    recording.record(unit_books, case())
    hear(province, unit_books, tmp_path)
    (unit,) = [each.id for each in province.units.values() if each.uid == unit_books.me.unit_uid]
    correcting.correct_figure(province, unit, 202003, "TX.03", 50, "đếm lại")
    send(province, country, tmp_path)
    assert figures(country)["TX.03"].amount == 50
    with pytest.raises(UserError) as caught:
        upward.export(province, province.period(PERIOD), tmp_path, with_records=True)
    assert caught.value.code is Trouble.COUNTS_CORRECTED


def test_the_books_are_sound_after_the_package_went_up(below, above, tmp_path):
    send(below, above, tmp_path)
    assert auditing.faults(below) == auditing.faults(above) == []


def test_breakdowns_travel_with_the_sums(below, above, tmp_path):
    send(below, above, tmp_path)
    period = below.period(PERIOD)
    for code, choices in (("TH.01", "offence"), ("TH.01", "severity")):
        told, found = (
            {each.key: each.figures[code].amount for each in counting.by_breakdown(books, period, code, choices)}
            for books in (below, above)
        )
        assert {key: amount for key, amount in found.items() if amount} == {k: n for k, n in told.items() if n}


def test_months_add_up_to_the_half_year_above(below, above, tmp_path):
    send(below, above, tmp_path)
    months = counting.by_month(above, above.period(PERIOD), ("TH.01", "TX.01"))
    whole = counting.summary(above, above.period(PERIOD))
    for code in ("TH.01", "TX.01"):
        assert sum(each.figures[code].amount or 0 for each in months) == whole.line(code).now.amount


def test_a_sum_is_traced_to_its_cell_in_the_file_of_the_headquarters(below, above, tmp_path):
    done = send(below, above, tmp_path)
    rows = tracing.sources(above, above.period(PERIOD), "TH.01")
    assert sum(row.amount for row in rows) == counting.summary(above, above.period(PERIOD)).line("TH.01").now.amount
    assert {row.file_name for row in rows} == {done.path.name}
    assert {row.sheet for row in rows} == {"Chỉ tiêu"}
    assert all(row.cell[0].isalpha() and row.cell[1:].isdecimal() for row in rows)


def test_records_are_traced_to_the_record(below, above, tmp_path):
    send(below, above, tmp_path, with_records=True)
    told, found = (tracing.sources(books, books.period(PERIOD), "TH.01") for books in (below, above))
    assert {row.record_uid for row in found} == {row.record_uid for row in told}


def test_the_same_file_twice_changes_nothing_and_a_newer_one_replaces_it(below, above, tmp_path):
    first = send(below, above, tmp_path)
    digest = keeping.digest(above)
    taking.take(above, [first.path], "marked")
    assert keeping.digest(above) == digest
    second = send(below, above, tmp_path)
    assert second.sequence == first.sequence + 1
    assert figures(above)["TH.01"].amount == figures(below)["TH.01"].amount


def test_sums_of_counted_figures_are_refused_of_a_unit(unit_books, headquarters, read_here, tmp_path):
    """Only a headquarters may tell them: of a unit they would hide its records."""
    counted = next(
        each for each in unit_books.catalogue.indicators.values() if each.kind is IndicatorKind.COUNTED
    )
    with pytest.raises(UserError):
        recording.type_figure(unit_books, 202003, counted.code, "value", 12)


def test_nothing_received_is_nothing_to_send(make_headquarters, tmp_path):
    books = make_headquarters(code="042")
    with pytest.raises(UserError) as caught:
        upward.export(books, books.period(PERIOD), tmp_path)
    assert caught.value.code is Trouble.REPORT_NEEDS_DATA
    assert list(tmp_path.glob("*.xlsx")) == []


def test_a_missing_unit_makes_the_package_incomplete(unit_books, make_headquarters, read_here, tmp_path):
    from desktop.services import exporting

    recording.record_many(unit_books, [case()])
    sent = exporting.export(unit_books, unit_books.period(PERIOD), tmp_path, complete=False)
    official = OfficialUnits.load("2020")
    books = make_headquarters(code=official.by_uid[official.by_code("01495").parent_uid].code)
    taking.take(books, [sent.path], "marked")
    done = upward.export(books, books.period(PERIOD), tmp_path)
    assert done.missing == len(books.reporting_units()) - 1 > 0
    with books.db.read() as connection:
        statement = "SELECT complete, rows_read FROM package WHERE sent"
        assert connection.exec_driver_sql(statement).one() == (0, done.rows)


def test_the_country_collects_from_its_provinces(received, make_headquarters, tmp_path):
    country = make_headquarters(code="00")
    assert country.me.police_name == "Bộ Công an"
    assert {unit.level for unit in country.reporting_units()} == {"province"}
    keeping.limit_units(country, [received.me.unit_uid])  # those that are silent would stand in the denominators
    send(received, country, tmp_path)
    told, found = figures(received), figures(country)
    assert {code: each.amount for code, each in found.items()} == {code: each.amount for code, each in told.items()}
    (standing,) = [each for each in progressing.completeness(country, country.period(PERIOD)).units if each.package]
    assert standing.unit.name == "Tỉnh Cao Bằng"


def test_the_country_is_no_unit(tmp_path):
    with pytest.raises(UserError) as caught:
        keeping.create(tmp_path / "x", Role.UNIT, "00", "2020", "Trực ban", True)
    assert caught.value.code is Trouble.UNIT_OF_OTHER_ROLE
