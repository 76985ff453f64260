"""Any history of units and packages: every figure everywhere is what the catalogue's own words make of it."""

import os
import tempfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from operator import add
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.catalogue import Catalogue, IndicatorKind
from desktop.domain.figures import Figure, State
from desktop.domain.numbers import half_up
from desktop.services import auditing, counting, keeping, receiving, tracing
from desktop.services.books import Books
from tests.services import world as worlds
from tests.services.oracle import Oracle, Told, View, months_of, year_before
from tests.services.world import CODES, SILENT, Headquarters, Sent, Unit, world

CATALOGUE = Catalogue.load()
PERIODS = ("2019-Y", "2020-M01", "2020-M06", "2020-Q1", "2020-Q2", "2020-H1", "2020-H2", "2020-9T", "2020-Y")
EDGES = ("2019-12-14", "2019-12-15", "2020-01-14", "2020-01-15", "2020-03-14", "2020-03-15", "2020-06-14", "2020-06-15")
SECTIONS = ("GT", "PC", "PT", "MA", "TX", "TB")
TYPED = ("MA.08", "TB.02", "PT.06", "CT.08.1", "XD.01.1")
SHOWN = [
    each.code for each in CATALOGUE.indicators.values() if each.kind not in (IndicatorKind.TEXT, IndicatorKind.HEADING)
]
SEVERAL = settings(max_examples=int(os.environ.get("N", "20")), suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Empty books; files are read in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(receiving, "Readers", worlds.Here)
        yield worlds.template(tmp_path_factory.mktemp("templates"))


# Histories


NEAR = st.dates(date(2020, 4, 20), date(2020, 7, 10)).map(date.isoformat)
FAR = st.dates(date(2019, 1, 1), date(2020, 12, 31)).map(date.isoformat)
DAYS = st.one_of(NEAR, NEAR, st.sampled_from(EDGES), FAR)


def _later(draw: st.DrawFn, day: str) -> str:
    return max(day, draw(DAYS))


OFFENCES = {
    "TTXH": ("trom_cap", "giet_nguoi", "danh_bac"),
    "KT": ("tham_o", "buon_lau"),
    "MA": ("tang_tru_ma_tuy",),
}
STATUSES = ("tiep_nhan", "khong_khoi_to", "dang_dieu_tra", "lam_ro", "lam_ro")


@st.composite
def _cases(draw: st.DrawFn) -> tuple[str, dict[str, object]]:
    group = draw(st.sampled_from(("TTXH", "TTXH", "KT", "MA")))
    day, status = draw(DAYS), draw(st.sampled_from(STATUSES))
    values: dict[str, object] = {
        "group": group,
        "offence": draw(st.sampled_from(OFFENCES[group])),
        "occurred_on": day,
        "detected_on": _later(draw, day),
        "status": status,
        "severity": draw(st.sampled_from(("IT", "RNT"))),
        "subjects": draw(st.integers(0, 4)),
        "damage": draw(st.sampled_from((0, 1, 2_500_000))),
        "deaths": draw(st.integers(0, 2)),
    }
    if status == "lam_ro":
        values |= {"solved_on": _later(draw, day), "gangs": draw(st.integers(0, 1))}
        values |= {"recovered": draw(st.integers(0, 3))}
    if status in ("lam_ro", "dang_dieu_tra") and draw(st.booleans()):
        values |= {"prosecuted_on": _later(draw, day), "accused": draw(st.integers(0, int(str(values["subjects"]))))}
    if group == "MA":
        values["heroin_g"] = draw(st.sampled_from((0, 3, Decimal("0.125"), Decimal("2.5"))))
    for flag in draw(st.sets(st.sampled_from(("online", "tip", "scene_secured")))):
        values[flag] = "x"
    return "case", values


@st.composite
def _reports(draw: st.DrawFn) -> tuple[str, dict[str, object]]:
    day = draw(DAYS)
    values: dict[str, object] = {"received_on": day, "report_type": "tin_bao", "source": SOURCE}
    end = draw(st.sampled_from(("open", "moved", "done", "both")))
    if end in ("moved", "both"):
        values |= {"transferred_on": _later(draw, day), "transferred_to": MOVED_TO}
    if end in ("done", "both"):
        values |= {"result_on": _later(draw, day), "result": "khoi_to"}
        values |= {"self_resolved": "x"} if draw(st.booleans()) else {}
    return "crime_report", values


@st.composite
def _penalties(draw: st.DrawFn) -> tuple[str, dict[str, object]]:
    day = draw(DAYS)
    values: dict[str, object] = {"recorded_on": day, "field": draw(st.sampled_from(("giao_thong", "ma_tuy", "pccc")))}
    if draw(st.booleans()):
        values |= {"decided_on": _later(draw, day), "form": "phat_tien", "amount": draw(st.integers(1, 10**9))}
    if draw(st.booleans()):
        values["_count"] = draw(st.integers(2, 5))
    return "penalty", values


@st.composite
def _others(draw: st.DrawFn) -> tuple[str, dict[str, object]]:
    day = draw(DAYS)
    many = {"_count": draw(st.integers(2, 9))} if draw(st.booleans()) else {}
    weapons = {"received_on": day, "weapon": "phao", "unit": "kg", "handover": HANDOVER}
    return draw(
        st.sampled_from(
            (
                ("patrol", {"held_on": day, "patrol_kind": "dem", **many}),
                ("patrol", {"held_on": day, "patrol_kind": "giao_thong"}),
                ("weapons", {**weapons, "quantity": draw(st.sampled_from((1, Decimal("0.5"), Decimal("1.375"))))}),
                ("traffic_accident", {"occurred_on": day, "road": ROAD, "accident_class": "nghiem_trong", "deaths": 1}),
            )
        )
    )


SOURCE = next(iter(CATALOGUE.choices["report_source"].by_code))
MOVED_TO = next(iter(CATALOGUE.choices["transferred_to"].by_code))
HANDOVER = next(iter(CATALOGUE.choices["handover"].by_code))
ROAD = next(iter(CATALOGUE.choices["road"].by_code))
ROWS = st.one_of(_cases(), _cases(), _reports(), _penalties(), _others())
PLACES = st.integers(0, 9)
UNITS = st.sampled_from((0, 0, 0, 1, 1, 2))
KEYS = st.sampled_from((*PERIODS, "2020-M06", "2020-H1", "2020-H1", "2019-M12", "2020-M03", "2020-M05", "2019-H2"))
MONTHS = st.sampled_from((201906, 201912, 202001, 202002, 202003, 202006, 202009, 202012))
ACTIONS = st.one_of(
    st.tuples(st.just("record"), UNITS, ROWS, st.just(True)),
    st.tuples(st.just("record"), UNITS, ROWS, st.booleans()),
    st.tuples(st.just("amend"), UNITS, PLACES, ROWS, st.sampled_from((True, True, False))),
    st.tuples(st.just("delete"), UNITS, PLACES),
    st.tuples(
        st.just("type"),
        UNITS,
        MONTHS,
        st.sampled_from(TYPED),
        st.sampled_from(("value", "value", "zero", "none", "not_applicable", None)),
        st.integers(0, 3),
    ),
    st.tuples(
        st.just("declare"), UNITS, KEYS, st.sampled_from(SECTIONS), st.sampled_from(("none", "not_applicable", None))
    ),
)
HISTORIES = st.lists(ACTIONS, min_size=8, max_size=16)
"""What units do in their books."""
PARCELS = st.one_of(
    st.tuples(st.just("send"), UNITS, KEYS),
    st.tuples(st.just("send"), UNITS, KEYS),
    st.tuples(st.just("export"), UNITS, KEYS),
    st.tuples(st.just("receive"), PLACES),
    st.tuples(st.just("undo"), PLACES),
)
TRAFFIC = st.builds(add, HISTORIES, st.lists(st.one_of(ACTIONS, PARCELS), min_size=10, max_size=24))
"""The same, with packages that go up, stay on the way, come in again and are taken out."""


def live(action: tuple, units: list[Unit]) -> None:
    """One thing that happens in a unit's books."""
    name, number, *rest = action
    unit = units[number]
    if name == "record":
        (kind, values), final = rest
        unit.record(kind, values, final)
    elif name == "amend":
        place, (kind, values), final = rest
        unit.amend(place, kind, values, final)
    elif name == "delete":
        unit.delete(*rest)
    elif name == "type":
        unit.type_figure(*rest)
    else:
        unit.declare(*rest)


def live_with_packages(history: list[tuple], units: list[Unit], above: Headquarters) -> list[Sent]:
    """A whole history; return every package that was sent."""
    sent: list[Sent] = []
    for action in history:
        if action[0] in ("export", "send"):
            package = units[action[1]].export(action[2])
            sent += [package] if package else []
            if package and action[0] == "send":
                above.receive(package)
        elif action[0] == "receive":
            if sent:
                above.receive(sent[action[1] % len(sent)])
        elif action[0] == "undo":
            if above.active:
                above.undo(above.active[action[1] % len(above.active)])
        else:
            live(action, units)
    return sent


# Comparison


def same(figure: Figure, told: Told, place: object) -> None:
    assert (figure.state, figure.amount, figure.missing) == (told.state, told.amount, told.missing), place


def summary_is_right(books: Books, view: View, units: list[str], key: str, base_view: View | None = None) -> None:
    oracle, before = Oracle(CATALOGUE, view), Oracle(CATALOGUE, base_view or view)
    found = counting.summary(books, books.period(key))
    assert [line.indicator.code for line in found.lines] == SHOWN
    for line in found.lines:
        code = line.indicator.code
        now, base = oracle.figure(code, units, key), before.figure(code, units, year_before(key))
        same(line.now, now, (key, code))
        same(line.base, base, (key, code, "base"))
        ratio = line.indicator.kind is IndicatorKind.RATIO
        if ratio:
            _, top, bottom = oracle.ratio(code, units, key)
            assert (line.numerator, line.denominator) == (top.amount, bottom.amount)
        if now.amount is None or base.amount is None:
            assert (line.comparison.difference, line.comparison.percent) == (None, None)
        elif ratio:
            assert line.comparison.difference == half_up(now.amount, 1) - half_up(base.amount, 1)
        else:
            assert line.comparison.difference == now.amount - base.amount
            percent = None if not base.amount else half_up((now.amount - base.amount) * 100 / base.amount, 1)
            assert line.comparison.percent == percent


def tables_are_right(books: Books, view: View, key: str) -> None:
    """By unit, area, month and choice, and the rows behind each figure."""
    oracle, period = Oracle(CATALOGUE, view), books.period(key)
    uids = [unit.uid for unit in books.reporting_units()] or [books.me.unit_uid]
    for row in counting.by_unit(books, period, SHOWN):
        for code in SHOWN:
            same(row.figures[code], oracle.figure(code, [row.key], key), (key, row.name, code))
    for area, ids in counting.areas(books):
        (row,) = (each for each in counting.by_area(books, period, SHOWN) if each.key == area.uid)
        members = [books.units[each].uid for each in ids]
        for code in SHOWN:
            same(row.figures[code], oracle.figure(code, members, key), (key, row.name, code))
    for code in ("TH.01", "TX.01", "TX.02", "VP.02", "PT.10"):
        indicator = CATALOGUE.indicators[code]
        rule = indicator.count
        assert rule is not None
        seen = [uid for uid in uids if oracle.figure(code, [uid], key).state is not State.BLANK]
        for choices, name in rule.breakdown_fields.items():
            rows = {each.key: each.figures[code].amount for each in counting.by_breakdown(books, period, code, choices)}
            for choice in CATALOGUE.choices[choices].by_code:
                wanted = oracle.counted(indicator, seen, key, f"{choices}={choice}")
                assert rows.get(choice, 0) == wanted, (key, code, choice, name)
    for code in ("TH.01", "TX.01", "TX.02", "TX.09", "MA.04", "GT.08", "TB.04", *TYPED):
        amount = oracle.figure(code, uids, key).amount or 0
        rows = tracing.sources(books, period, code)
        assert sum(source.amount for source in rows) == amount, (key, code)


def months_are_right(books: Books, view_of: object, units: list[str], key: str) -> None:
    for slice_, month in zip(counting.by_month(books, books.period(key), SHOWN), months_of(key), strict=True):
        name = f"{month // 100}-M{month % 100:02d}"
        oracle = Oracle(CATALOGUE, view_of(key))  # type: ignore[operator]
        for code in SHOWN:
            same(slice_.figures[code], oracle.figure(code, units, name), (key, name, code))


def headquarters_is_right(above: Headquarters) -> None:
    books, view = above.books, above.view()
    assert auditing.faults(books) == []
    uids = [unit.uid for unit in books.reporting_units()]
    assert {unit.code for unit in books.reporting_units()} == {*CODES, SILENT}
    for key in PERIODS:
        summary_is_right(books, view, uids, key)
    for key in ("2019-Y", "2020-M06", "2020-H1"):
        tables_are_right(books, view, key)
    months_are_right(books, lambda _: view, uids, "2020-H1")


def unit_is_right(unit: Unit) -> None:
    assert auditing.faults(unit.books) == []
    for key in PERIODS:
        summary_is_right(unit.books, unit.view(key), [unit.uid], key, unit.view(year_before(key)))
    tables_are_right(unit.books, unit.view("2020-H1"), "2020-H1")
    months_are_right(unit.books, unit.view, [unit.uid], "2020-H1")


@given(history=HISTORIES)
@SEVERAL
def test_a_unit_sees_what_its_rows_say(history, templates):
    with tempfile.TemporaryDirectory() as folder, world(templates, Path(folder), 0) as (units, _):
        for action in history:
            live((action[0], 0, *action[2:]), units)
        unit_is_right(units[0])


@given(history=TRAFFIC)
@SEVERAL
def test_headquarters_sees_what_the_packages_say(history, templates):
    with tempfile.TemporaryDirectory() as folder, world(templates, Path(folder)) as (units, (above,)):
        live_with_packages(history, units, above)
        headquarters_is_right(above)


@given(history=TRAFFIC, data=st.data())
@SEVERAL
def test_order_repetition_and_undone_packages_leave_no_trace(history, data, templates):
    with tempfile.TemporaryDirectory() as folder, world(templates, Path(folder), 2) as (units, (one, other)):
        sent = live_with_packages(history, units, one)
        guests = data.draw(st.lists(st.sampled_from(sent), unique=True)) if sent else []
        for package in data.draw(st.permutations([*one.active, *guests])):
            other.receive(package)
        for package in data.draw(st.permutations([each for each in other.active if each not in one.active])):
            other.undo(package)
        assert keeping.digest(other.books) == keeping.digest(one.books)
        assert auditing.faults(other.books) == []


@given(history=TRAFFIC, key=st.sampled_from(PERIODS), data=st.data())
@SEVERAL
def test_after_the_last_package_of_a_period_both_see_the_same(history, key, data, templates):
    with tempfile.TemporaryDirectory() as folder, world(templates, Path(folder)) as (units, (above,)):
        sent = live_with_packages(history, units, above)
        unit = units[data.draw(UNITS)]
        last = unit.export(key)
        for package in data.draw(st.permutations([*sent, *([last] if last else [])])):
            above.receive(package)
        if last is None:
            return
        mine = counting.summary(unit.books, unit.books.period(key)).lines
        rows = counting.by_unit(above.books, above.books.period(key), SHOWN)
        (theirs,) = (each for each in rows if each.key == unit.uid)
        stored = {line.indicator.code: line.now for line in mine if line.indicator.stored}
        for code, figure in stored.items():
            seen = theirs.figures[code]
            assert (figure.amount or 0) == (seen.amount or 0), (key, code, figure, seen)
