"""Corrected figures: rows and parts add up to them, and what the unit says stands beside."""

from decimal import Decimal

import pytest

from desktop.services import auditing, correcting, counting, noting, taking, tracing
from desktop.services.counting import ADJUSTED
from tests.services.conftest import PERIOD
from tests.services.machines import two_laptops

MONTH = 202003


@pytest.fixture
def unit(received):
    return next(unit for unit in received.reporting_units() if unit.code == "01495")


def figure(books, code):
    return counting.summary(books, books.period(PERIOD)).line(code).now.amount


def test_an_adjusted_count_is_a_source_of_its_own_and_everything_adds_up(received, unit):
    period = received.period(PERIOD)
    before = figure(received, "TH.01")
    told = sum(each.amount for each in tracing.sources(received, received.period("2020-M03"), "TH.01", [unit.uid]))
    correcting.correct_figure(received, unit.id, MONTH, "TH.01", told + 3, "sót ba vụ")
    assert figure(received, "TH.01") == before + 3
    found = tracing.sources(received, period, "TH.01")
    assert sum(each.amount for each in found) == before + 3
    (above,) = [each for each in found if each.kind == tracing.ADJUSTED]
    assert (above.amount, above.unit_id, above.day) == (3, unit.id, "2020-M03")
    assert above.note == f"đơn vị báo {told}, điều chỉnh {told + 3}: sót ba vụ"
    parts = counting.by_breakdown(received, period, "TH.01", "offence")
    assert sum(each.figures["TH.01"].amount for each in parts) == before + 3
    (rest,) = [each for each in parts if each.key == ADJUSTED]
    assert (rest.name, rest.figures["TH.01"].amount) == ("Điều chỉnh", 3)
    (noted,) = [each for each in noting.noted(received, period) if each.indicator == "TH.01"]
    assert (noted.unit_id, noted.difference, noted.reasons) == (unit.id, 3, ("sót ba vụ",))
    assert auditing.faults(received) == []


def test_a_month_outside_the_period_is_not_noted(received, unit):
    correcting.correct_figure(received, unit.id, MONTH, "TH.01", Decimal(9), "sót")
    assert noting.noted(received, received.period("2019-H1")) == []
    assert noting.noted(received, received.period("2020-M04")) == []


def test_a_corrected_record_moves_every_figure_it_counts_in(received, unit):
    period = received.period(PERIOD)
    source = tracing.sources(received, period, "TX.03", [unit.uid])[0]
    correcting.correct(received, source.record_uid, {"subjects": int(source.amount) + 4}, "đếm lại")
    moved = {each.indicator: each.difference for each in noting.noted(received, period)}
    assert moved["TX.03"] == 4
    assert "TH.01" not in moved
    again = next(
        each for each in tracing.sources(received, period, "TX.03", [unit.uid]) if each.record_uid == source.record_uid
    )
    assert again.note.startswith(f"Số đối tượng: đơn vị báo {source.amount}, ")
    assert again.note.endswith(": đếm lại")


def test_a_withdrawn_correction_leaves_no_note(received, unit):
    made = correcting.correct_figure(received, unit.id, MONTH, "TH.01", Decimal(9), "sót")
    correcting.withdraw(received, made)
    assert noting.noted(received, received.period(PERIOD)) == []
    assert all(each.kind != tracing.ADJUSTED for each in tracing.sources(received, received.period(PERIOD), "TH.01"))


def test_a_corrected_row_is_still_traced_to_its_cell(received, unit):
    period = received.period(PERIOD)
    before = tracing.sources(received, period, "TX.03", [unit.uid])
    correcting.correct(received, before[0].record_uid, {"subjects": int(before[0].amount) + 4}, "đếm lại")
    places = [(each.record_uid, each.file_name, each.sheet, each.cell) for each in before]
    again = tracing.sources(received, period, "TX.03", [unit.uid])
    assert [(each.record_uid, each.file_name, each.sheet, each.cell) for each in again] == places
    assert all(cell for *_, cell in places)


def test_a_row_joined_of_two_laptops_is_traced_to_one_of_their_files(received, tmp_path):
    laptops = two_laptops(tmp_path)
    taking.take(received, list(laptops.packages), "marked")
    found = tracing.sources(received, received.period(PERIOD), "TH.01")
    joined = next(each for each in found if each.record_uid == laptops.joined)
    assert (joined.file_name, joined.sheet) == (laptops.packages[0].name, "Vụ việc")
    assert joined.cell
