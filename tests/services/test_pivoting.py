"""Any two dimensions: the cells add up to what the summary says."""

from decimal import Decimal
from itertools import product

import openpyxl
import pytest

from desktop.base.errors import Trouble, UserError
from desktop.domain.counting import unscaled
from desktop.services import correcting, counting, pivot_amounts, pivot_export, pivoting, tracing

FLOWS = ("TH.01", "TX.03", "TX.01")


@pytest.fixture
def period(received):
    return received.period("2020-H1")


def whole(books, period, code):
    return counting.summary(books, period).line(code).now.amount


def added(figures):
    return sum((each.amount for each in figures if each.amount is not None), Decimal(0))


@pytest.mark.parametrize("code", FLOWS)
def test_every_pair_of_dimensions_adds_up_to_the_summary(received, period, code):
    expected = whole(received, period, code)
    assert expected > 0
    tried = 0
    for rows, columns in product(pivoting.axes(received, code), repeat=2):
        if columns in pivoting.partners(received, code, rows.key):
            found = pivoting.pivot(received, period, code, rows.key, columns.key)
            assert found.whole.amount == expected, (rows, columns)
            assert added(found.row_totals.values()) == added(found.column_totals.values()) == expected
            assert added(found.cells.values()) == expected
            tried += 1
    assert tried >= 10


@pytest.mark.parametrize("code", FLOWS)
def test_choices_alone_are_those_of_the_table(received, period, code):
    told = pivot_amounts.by_choice(received, period, code, "offence")
    table = {each.key: each.figures[code].amount for each in counting.by_breakdown(received, period, code, "offence")}
    assert {choice: unscaled(amount) for choice, amount in told.items()} == {
        choice: amount for choice, amount in table.items() if amount
    }


def test_a_ratio_is_divided_anew_in_every_cell(received, period):
    found = pivoting.pivot(received, period, "TX.04", "area", "month")
    top = pivoting.pivot(received, period, "TX.01", "area", "month")
    bottom = pivoting.pivot(received, period, "TH.01", "area", "month")
    assert found.whole.amount == whole(received, period, "TX.04")
    for key, figure in found.cells.items():
        if bottom.cells[key].amount:
            assert figure.amount == top.cells[key].amount * 100 / bottom.cells[key].amount


def test_two_lists_at_once_agree_with_each_list_alone(received, period):
    crossed = pivoting.pivot(received, period, "TH.01", "by:offence", "by:severity")
    for rows, key in (("by:offence", "row_totals"), ("by:severity", "column_totals")):
        alone = pivoting.pivot(received, period, "TH.01", rows, "month").row_totals
        told = {code: each.amount for code, each in getattr(crossed, key).items() if each.amount}
        assert told == {code: each.amount for code, each in alone.items() if each.amount}


def test_records_are_counted_by_kind_and_month(received, period):
    found = pivoting.pivot(received, period, pivoting.RECORDS, "kind", "month")
    with received.db.read() as connection:
        kinds = ",".join(f"'{each.code}'" for each in received.catalogue.record_kinds)
        days = (period.first.isoformat(), period.last.isoformat())
        statement = f"SELECT COUNT(*) FROM record WHERE kind IN ({kinds}) AND state = 'final' AND day BETWEEN ? AND ?"
        assert found.whole.amount == connection.exec_driver_sql(statement, days).scalar() > 0
    assert added(found.cells.values()) == found.whole.amount
    assert all(found.row_totals[head.key].amount for head in found.row_heads)


@pytest.mark.parametrize(
    ("code", "columns", "told"), [("TX.01", "month", 1), ("TX.01", "group", 0), ("TH.01", "month", 0)]
)
def test_months_that_do_not_add_up_say_so_under_the_table(received, period, code, columns, told):
    made = pivot_export.table(pivoting.pivot(received, period, code, "area", columns))
    assert sum("cộng các tháng không bằng số cả kỳ" in note for note in made.notes) == told


def test_an_adjustment_stands_beside_the_choices(received, period):
    before = whole(received, period, "TH.01")
    unit = tracing.sources(received, period, "TH.01")[0].unit_id
    told = counting.by_month(received, period, ("TH.01",), [received.units[unit].uid])[5].figures["TH.01"].amount
    correcting.correct_figure(received, unit, 202006, "TH.01", told + 4, "đối chiếu với tỉnh")
    found = pivoting.pivot(received, period, "TH.01", "by:offence", "month")
    assert found.whole.amount == before + 4 == whole(received, period, "TH.01")
    assert found.row_totals[counting.ADJUSTED].amount == 4


@pytest.mark.parametrize(("rows", "columns"), [("unit", "area"), ("month", "month"), ("unit", "by:nothing")])
def test_dimensions_that_do_not_fit_are_refused(received, period, rows, columns):
    with pytest.raises(UserError) as caught:
        pivoting.pivot(received, period, "TH.01", rows, columns)
    assert caught.value.code is Trouble.SUBJECT_UNKNOWN


def test_the_workbook_holds_numbers_and_a_chart(received, period, tmp_path):
    found = pivoting.pivot(received, period, "TH.01", "by:offence", "month")
    path = pivot_export.export(received, found, tmp_path / "bang.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Bảng chéo"]
    assert sheet.cell(1, 1).value == "Vụ phạm tội TTXH theo tội danh và tháng"
    heads = [cell.value for cell in sheet[4]]
    assert heads == ["Tội danh", "T1", "T2", "T3", "T4", "T5", "T6", "Tổng"]
    last = [cell.value for cell in sheet[4 + len(found.row_heads) + 1]]
    assert last == ["Tổng", *(found.column_totals[each.key].amount for each in found.column_heads), found.whole.amount]
    (chart,) = sheet._charts
    assert len(chart.series) == 6
    assert chart.series[0].val.numRef.f.startswith("'Bảng chéo'!$B$")
