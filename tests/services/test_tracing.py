"""Every printed number leads back to the cell it came from."""

import pytest
from openpyxl import load_workbook

from desktop.domain.numbers import parse_number
from desktop.services import counting, pivot_amounts, tracing
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


@pytest.mark.parametrize("code", ["TH.01", "TX.01", "TX.03", "GT.01", "CT.08.1"])
def test_rows_found_at_once_are_those_that_are_put_into_words(received, code):
    period = received.period(PERIOD)
    found = tracing.behind_figure(received, period, code)
    words = tracing.sources(received, period, code)
    assert len(found) == len(words) > 0
    assert found.amount == sum(each.amount for each in words)
    assert [found[place] for place in range(len(found))] == words == found[:]
    by_unit = found.by_unit()
    assert {unit: list(rows) for unit, rows in by_unit.items()} == {
        unit: [each for each in words if each.unit_id == unit] for unit in by_unit
    }


def test_only_the_rows_that_are_looked_at_get_words(received, monkeypatch):
    monkeypatch.setattr(tracing, "BLOCK", 2)
    found = tracing.behind_figure(received, received.period(PERIOD), "TH.01")
    assert len(found) > 4
    asked = []
    monkeypatch.setattr(tracing, "_dressed", lambda books, rows: asked.extend(rows) or list(rows))
    assert found[3] == found.rows[3]
    assert asked == found.rows[2:4]


@pytest.mark.parametrize("breakdown", ["", "offence=trom_cap"])
def test_what_units_add_by_their_totals_is_what_their_rows_add(received, breakdown):
    period, indicator = received.period(PERIOD), received.catalogue.indicators["TH.01"]
    scope = counting.scope_units(received)
    told = pivot_amounts.by_unit(received, period, indicator, scope, breakdown)
    rows = tracing.behind_figure(received, period, "TH.01", breakdown=breakdown).by_unit()
    assert {unit: amount for unit, amount in told.items() if amount} == {
        unit: found.amount for unit, found in rows.items()
    }
