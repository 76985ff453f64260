"""Every printed number leads back to the cell it came from."""

import pytest
from openpyxl import load_workbook

from desktop.domain.numbers import parse_number
from desktop.services import counting, tracing
from tests.services.conftest import PERIOD


@pytest.mark.parametrize("code", ["TH.01", "TX.01", "TX.03", "GT.01", "CT.08.1", "XD.01.1", "MA.08"])
def test_the_rows_behind_a_figure_add_up_to_it(code, received):
    period = received.period(PERIOD)
    figure = counting.summary(received, period).line(code).now.amount
    found = tracing.sources(received, period, code)
    assert sum(source.amount for source in found) == figure > 0


def test_a_row_names_file_sheet_and_cell(received, packages):
    for source in tracing.sources(received, received.period(PERIOD), "TX.03"):
        path = next(path for path in packages if path.name == source.file_name)
        cell = load_workbook(path)[source.sheet][source.cell].value
        assert parse_number(str(cell)) == source.amount
        assert source.package_code
        assert source.content


def test_a_typed_figure_names_its_cell(received, packages):
    source = tracing.sources(received, received.period(PERIOD), "CT.08.1")[0]
    path = next(path for path in packages if path.name == source.file_name)
    assert source.sheet == "Chỉ tiêu"
    assert load_workbook(path)[source.sheet][source.cell].value == source.amount


def test_a_rate_leads_to_the_rows_of_its_numerator(received):
    period = received.period(PERIOD)
    assert [each.code for each in tracing.terms_of(received, "TX.04")] == ["TX.01", "TH.01"]
    rows = {source.record_uid for source in tracing.sources(received, period, "TX.04")}
    assert rows == {source.record_uid for source in tracing.sources(received, period, "TX.01")}


def test_one_unit_or_one_choice_narrows_the_rows(received):
    period = received.period(PERIOD)
    everyone = tracing.sources(received, period, "TH.01")
    unit = received.units[everyone[0].unit_id]
    own = tracing.sources(received, period, "TH.01", [unit.uid])
    assert own == [source for source in everyone if source.unit_id == unit.id]
    parts = [
        tracing.sources(received, period, "TH.01", breakdown=f"offence={each.key}")
        for each in counting.by_breakdown(received, period, "TH.01", "offence")
    ]
    assert sorted(source.record_uid for part in parts for source in part) == sorted(s.record_uid for s in everyone)


def test_a_unit_traces_its_own_records_without_a_file(unit_copy):
    source = tracing.sources(unit_copy, unit_copy.period(PERIOD), "TH.01")[0]
    assert source.number.startswith("VV-01290-")
    assert source.unit_name == "Thị trấn Pác Miầu"
