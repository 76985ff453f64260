"""Units and targets as headquarters keeps them: each change with its reason, in the journal, with what it does."""

import json
from decimal import Decimal

import pytest

from desktop.base.errors import Trouble, UserError
from desktop.services import completing, counting, keeping, registering, targeting
from desktop.services.registering import Told

PERIOD = "2020-H1"


def registered(books, code):
    return next(each for each in registering.units(books, books.period(PERIOD)) if each.unit.code == code)


def told(books, code, **other):
    unit = registered(books, code).unit
    return Told(**{"phone": unit.phone, "population": unit.population, "reports": unit.reports, **other})


def journal(books, action):
    with books.db.read() as connection:
        rows = connection.exec_driver_sql("SELECT facts FROM journal WHERE action = ?", (action,)).scalars()
        return [json.loads(each) for each in rows]


def test_a_phone_and_the_people_of_a_unit_are_kept_with_the_reason(received):
    uid = registered(received, "01290").unit.uid
    assert registering.change(
        received, uid, told(received, "01290", phone=" 0206  3852 113 ", population=4210), "sổ 2020"
    )
    unit = registered(received, "01290").unit
    assert (unit.phone, unit.population, unit.reports) == ("0206 3852 113", 4210, True)
    assert journal(received, "unit changed") == [
        {"unit": uid, "reason": "sổ 2020", "phone": ["", "0206 3852 113"], "population": [None, 4210]}
    ]
    assert not registering.change(received, uid, told(received, "01290"), "lại")
    assert [each.facts["reason"] for each in registering.noted(received, uid)] == ["sổ 2020"]


@pytest.mark.parametrize(
    ("other", "reason", "code"),
    [
        ({"phone": "0206"}, "  ", Trouble.REASON_NEEDED),
        ({"phone": "gọi anh Ba"}, "vì", Trouble.PHONE_UNREADABLE),
        ({"phone": "1" * 41}, "vì", Trouble.PHONE_UNREADABLE),
        ({"population": 0}, "vì", Trouble.POPULATION_OUT_OF_RANGE),
        ({"population": 10_000_001}, "vì", Trouble.POPULATION_OUT_OF_RANGE),
    ],
)
def test_what_cannot_be_true_is_refused_and_nothing_is_kept(headquarters, other, reason, code):
    before = registered(headquarters, "01290")
    with pytest.raises(UserError) as caught:
        registering.change(headquarters, before.unit.uid, told(headquarters, "01290", **other), reason)
    assert caught.value.code is code
    assert registered(headquarters, "01290") == before
    assert journal(headquarters, "unit changed") == []


def test_a_unit_that_is_not_expected_leaves_the_sums_and_is_told_before(received):
    period, unit = received.period(PERIOD), registered(received, "01290").unit
    moved = {each.indicator.code: each for each in registering.effect(received, period, unit.uid, reports=False)}
    before = counting.summary(received, period)
    assert moved["TH.01"].before == before.line("TH.01").now
    registering.change(received, unit.uid, told(received, "01290", reports=False), "giải thể")
    after = counting.summary(received, period)
    assert (before.expected, after.expected) == (153, 152)
    assert {code: each.after for code, each in moved.items()} == {code: after.line(code).now for code in moved}
    assert moved["TH.01"].after.amount < moved["TH.01"].before.amount
    back = {each.indicator.code: each.after for each in registering.effect(received, period, unit.uid, reports=True)}
    assert back == {code: each.before for code, each in moved.items()}
    registering.change(received, unit.uid, told(received, "01290", reports=True), "nhầm")
    assert counting.summary(received, period).line("TH.01").now == before.line("TH.01").now


def test_somebody_has_to_report(headquarters):
    unit = registered(headquarters, "01290").unit
    keeping.limit_units(headquarters, [unit.uid])
    with pytest.raises(UserError) as caught:
        registering.change(headquarters, unit.uid, told(headquarters, "01290", reports=False), "giải thể")
    assert caught.value.code is Trouble.LAST_UNIT


def test_where_a_unit_went_and_whom_it_is_compared_with(received):
    found = registered(received, "01290")
    assert found.area.startswith("Huyện")
    assert found.went_to
    assert all("(" in name for name in found.went_to)
    assert found.peers == sum(unit.kind == found.unit.kind for unit in received.reporting_units()) > 1
    assert found.sent == 2


def test_covering_takes_a_reason(received):
    period = received.period(PERIOD)
    one, by = registered(received, "01297").unit, registered(received, "01290").unit
    with pytest.raises(UserError):
        registering.cover(received, period, one.uid, by.uid, "")
    assert completing.covered_units(received, period) == {}
    registering.cover(received, period, one.uid, by.uid, "chưa có máy")
    assert registered(received, "01297").covered_by == by.name
    assert journal(received, "covered by")[0]["reason"] == "chưa có máy"


def test_a_target_of_ones_own_stands_everywhere_and_survives_closing(received):
    period = received.period(PERIOD)
    found = targeting.effect(received, period, "TX.04", Decimal("100"))
    assert (found.units, found.met) == (
        2,
        targeting.met(received.catalogue.indicator("TX.04"), found.figure.amount, Decimal(75)),
    )
    assert found.units_would <= found.units_met
    targeting.change(received, "TX.04", Decimal("82.5"), "Chỉ thị 01 của tỉnh")
    assert counting.summary(received, period).line("TX.04").indicator.target == Decimal("82.5")
    assert journal(received, "target changed") == [
        {"indicator": "TX.04", "before": "75", "after": "82.5", "reason": "Chỉ thị 01 của tỉnh"}
    ]
    received.close()
    again = keeping.open_books(received.folder)
    assert again.catalogue.indicator("TX.04").target == Decimal("82.5")
    targeting.change(again, "TX.04", None, "không giao")
    assert again.catalogue.indicator("TX.04").target is None
    again.close()


@pytest.mark.parametrize("target", [Decimal(-1), Decimal("100.1")])
def test_a_rate_cannot_be_asked_beyond_the_whole(headquarters, target):
    with pytest.raises(UserError) as caught:
        targeting.change(headquarters, "TX.04", target, "vì")
    assert caught.value.code is Trouble.TARGET_OUT_OF_RANGE
    assert headquarters.catalogue.indicator("TX.04").target == 75


def test_a_target_needs_a_reason(headquarters):
    with pytest.raises(UserError) as caught:
        targeting.change(headquarters, "TX.04", Decimal(80), "")
    assert caught.value.code is Trouble.REASON_NEEDED
