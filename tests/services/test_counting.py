"""Summaries: against a base, by unit, area, month and choice; the parts are always the whole."""

from decimal import Decimal

from desktop.domain.catalogue import Aggregation, IndicatorKind
from desktop.services import counting
from tests.services.conftest import PERIOD


def amounts(slices, code):
    return sum((each.figures[code].amount or Decimal(0) for each in slices), Decimal(0))


def test_a_summary_has_every_indicator_with_value_base_and_change(received):
    now = counting.summary(received, received.period(PERIOD))
    assert (now.expected, now.received, now.base_received) == (153, 3, 3)
    assert now.base_period.key == "2019-H1"
    kinds = {line.indicator.kind for line in now.lines}
    assert kinds.isdisjoint({IndicatorKind.TEXT, IndicatorKind.HEADING})
    line = now.line("TH.01")
    assert line.comparison.difference == line.now.amount - line.base.amount


def test_a_rate_is_made_of_its_parts_never_averaged(received):
    period = received.period(PERIOD)
    rate = counting.summary(received, period).line("TX.04")
    slices = counting.by_unit(received, period, ["TX.04"])
    assert rate.numerator == sum(each.numerators["TX.04"] or 0 for each in slices)
    assert rate.denominator == sum(each.denominators["TX.04"] or 0 for each in slices)
    assert rate.now.amount == rate.numerator * 100 / rate.denominator


def test_units_areas_and_months_add_up_to_the_province(received):
    period = received.period(PERIOD)
    now = counting.summary(received, period)
    flows = [
        line.indicator.code
        for line in now.lines
        if line.indicator.stored and line.indicator.aggregation is Aggregation.FLOW and line.indicator.code != "TX.02"
    ]
    tables = [
        counting.by_unit(received, period, flows),
        counting.by_area(received, period, flows),
        counting.by_month(received, period, flows),
    ]
    for code in flows:
        whole = now.line(code).now.amount or 0
        # a case solved in a later month than it happened is told by month as one from before
        parts = tables if code != "TX.01" else tables[:2]
        assert [amounts(table, code) for table in parts] == [whole] * len(parts), code


def test_choices_add_up_and_the_largest_comes_first(received):
    period = received.period(PERIOD)
    slices = counting.by_breakdown(received, period, "TH.01", "offence")
    assert amounts(slices, "TH.01") == counting.summary(received, period).line("TH.01").now.amount
    values = [each.figures["TH.01"].amount for each in slices]
    assert values == sorted(values, reverse=True)


def test_a_unit_counts_only_itself(unit_copy):
    now = counting.summary(unit_copy, unit_copy.period(PERIOD))
    assert (now.expected, now.received) == (1, 1)
    assert now.line("XD.01").denominator == 1


def test_another_base_may_be_asked_for(received):
    period = received.period(PERIOD)
    now = counting.summary(received, period, period.previous())
    assert (now.base_period.key, now.base_received) == ("2019-H2", 0)
    assert now.line("TH.01").comparison.difference is None
