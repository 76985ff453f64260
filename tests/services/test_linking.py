"""Linked cases count once in every larger sum and still in each unit, whatever came and was decided in any order."""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.base.errors import UserError
from desktop.domain.catalogue import IndicatorKind
from desktop.domain.counting import unscaled
from desktop.services import auditing, counting, keeping, pairing, pivot_amounts, receiving, tracing
from desktop.services.collecting import collect
from tests.services import world as worlds
from tests.services.oracle import Oracle, Row, View, months_of
from tests.services.world import Headquarters, world

SEVERAL = settings(max_examples=int(os.environ.get("N", "12")), suppress_health_check=list(HealthCheck))
KEY = "2020-H1"
PERIODS = ("2020-M05", "2020-M06", "2020-Q2", "2020-H1", "2020-Y")
CODES = ("TH.01", "TH.02", "TH.05", "TX.01", "TX.02", "TX.03", "TX.04")
DAYS = ("2020-05-13", "2020-05-14", "2020-05-15", "2020-06-14")


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(receiving, "Readers", worlds.Here)
        yield worlds.template(tmp_path_factory.mktemp("templates"))


@st.composite
def cases(draw: st.DrawFn) -> dict[str, object]:
    day = draw(st.sampled_from(DAYS))
    values: dict[str, object] = {
        "group": "TTXH",
        "offence": draw(st.sampled_from(("trom_cap", "giet_nguoi"))),
        "occurred_on": day,
        "severity": draw(st.sampled_from(("IT", "RNT"))),
        "subjects": draw(st.integers(1, 3)),
        "damage": draw(st.sampled_from((0, 5))),
        "status": "tiep_nhan",
    }
    if draw(st.booleans()):
        values |= {"status": "lam_ro", "solved_on": max(day, draw(st.sampled_from(DAYS)))}
    return values


DECIDED = st.tuples(
    st.sampled_from(("link", "link", "link", "refuse", "withdraw")),
    st.sampled_from(((0, 1), (1, 2), (0, 2))),
    st.tuples(st.integers(0, 2), st.integers(0, 2)),
    st.sampled_from((None, 0, 1, 1)),
)
MOVED = st.tuples(st.sampled_from(("receive", "undo")), st.integers(0, 5))


class Decided:
    """What should be remembered of a headquarters' decisions."""

    def __init__(self) -> None:
        self.pairs: dict[frozenset[bytes], tuple[bool, bytes | None]] = {}

    def out(self, rows: dict[bytes, str], scope: Iterable[str]) -> set[bytes]:
        """Records left out by a sum over these units; by hand: sets are joined until none touch."""
        groups = [{uid} for uid in rows]
        beaten = dict.fromkeys(rows, 0)
        for pair, (same, counts) in self.pairs.items():
            if not same or not pair <= rows.keys():
                continue
            joined = [group for group in groups if group & pair]
            groups = [group for group in groups if not group & pair] + [set().union(*joined)]
            for uid in pair - {counts} if counts else ():
                beaten[uid] += 1
        held, gone = set(scope), set()
        for group in groups:
            ranked = [uid for uid in sorted(group, key=lambda uid: (beaten[uid], uid)) if rows[uid] in held]
            gone |= {uid for uid in ranked if rows[uid] != rows[ranked[0]]}
        return gone


def expected(hq: Headquarters, decided: Decided, code: str, scope: list[str], key: str) -> object:
    """The figure by the oracle, of the rows that are left."""
    view, catalogue = hq.view(), hq.books.catalogue
    section = catalogue.indicators[code].section
    told = [unit for unit in scope if set(view.answered.get((unit, section), ())) & set(months_of(key))]
    units = {row.uid: unit for unit, rows in view.rows.items() for row in rows}
    out = decided.out(units, told)
    left: dict[str, list[Row]] = {u: [row for row in rows if row.uid not in out] for u, rows in view.rows.items()}
    return Oracle(catalogue, View(left, view.answered)).figure(code, scope, key)


def holds(hq: Headquarters, decided: Decided) -> None:
    """Every figure of every set of units, its rows and its breakdown."""
    books = hq.books
    reporting = [unit.uid for unit in books.reporting_units()]
    scopes = [reporting, reporting[:2], reporting[1:3], *([uid] for uid in reporting)]
    for key in PERIODS:
        period = books.period(key)
        collected = collect(books, period)
        for scope in scopes:
            evaluation = collected.evaluate([books.unit_ids[uid] for uid in scope])
            for code in CODES:
                if books.catalogue.indicators[code].kind is IndicatorKind.RATIO:
                    continue  # of its parts, which are here
                figure, told = evaluation.of(code), expected(hq, decided, code, scope, key)
                assert (figure.state, figure.amount, figure.missing) == (told.state, told.amount, told.missing)
                rows = tracing.sources(books, period, code, scope)
                assert sum((row.amount for row in rows), Decimal(0)) == (figure.amount or 0), (key, code, scope)
                ids = [books.unit_ids[uid] for uid in scope]
                added = pivot_amounts.by_unit(books, period, books.catalogue.indicators[code], ids)
                assert sum(added.values(), Decimal(0)) == (figure.amount or 0), (key, code, scope)
            whole = evaluation.of("TH.01").amount or Decimal(0)
            for choices in ("offence", "severity"):
                slices = counting.by_breakdown(books, period, "TH.01", choices, scope)
                table = {each.key: each.figures["TH.01"].amount or Decimal(0) for each in slices}
                assert sum(table.values(), Decimal(0)) == whole
                if scope is reporting:
                    told = pivot_amounts.by_choice(books, period, "TH.01", choices)
                    assert {choice: unscaled(amount) for choice, amount in told.items()} == {
                        choice: amount for choice, amount in table.items() if amount
                    }
    assert auditing.faults(books) == []


@SEVERAL
@given(
    st.lists(st.lists(cases(), min_size=1, max_size=3), min_size=3, max_size=3),
    st.lists(st.tuples(st.integers(0, 2), st.one_of(cases(), st.none())), max_size=3),
    st.lists(st.sampled_from((KEY, "2020-M06")), min_size=3, max_size=3),
    st.lists(st.one_of(DECIDED, DECIDED, DECIDED, MOVED), min_size=3, max_size=12),
)
def test_any_history_counts_a_linked_case_once(templates, written, amended, keys, steps):
    with tempfile.TemporaryDirectory() as folder, world(templates, Path(folder), 2) as (units, (one, other)):
        for unit, values in zip(units, written, strict=True):
            for each in values:
                unit.record("case", each, True)
        first = [sent for unit, key in zip(units, keys, strict=True) if (sent := unit.export(key))]
        for place, values in amended:
            if values is None:
                units[place].delete(0)
            else:
                units[place].amend(0, "case", values, True)
        second = [sent for unit, key in zip(units, keys, strict=True) if (sent := unit.export(key))]
        packages, decided = [*first, *second], Decided()
        for sent in first:
            one.receive(sent)
        for step in steps:
            take_step(one, decided, packages, [list(unit.versions) for unit in units], step)
        holds(one, decided)
        in_another_order(one, other, decided, first, second)


def take_step(hq, decided, packages, uids, step) -> None:
    if step[0] in ("receive", "undo"):
        if not packages:
            return
        sent = packages[step[1] % len(packages)]
        if step[0] == "receive":
            hq.receive(sent)
        elif sent in hq.active:
            hq.undo(sent)
        return
    action, tellers, places, counts = step
    low, high = sorted(uids[unit][place % len(uids[unit])] for unit, place in zip(tellers, places, strict=True))
    pair, counting_one = frozenset((low, high)), None if counts is None else (low, high)[counts]
    try:
        if action == "withdraw":
            pairing.withdraw(hq.books, high, low)
            del decided.pairs[pair]
        else:
            pairing.decide(hq.books, high, low, action == "link", "thử", counting_one)
            decided.pairs[pair] = (action == "link", counting_one if action == "link" else None)
    except UserError:
        assert pair not in decided.pairs or action != "withdraw"


def in_another_order(one, other, decided, first, second) -> None:
    """Elsewhere the same decisions fall backwards, and packages that do not count came and went: the same state."""
    for sent in reversed(first):
        other.receive(sent)
    left = decide_all(other, reversed(decided.pairs.items()))
    for sent in second:
        other.receive(sent)
    assert decide_all(other, left) == []
    for sent in (*first, *second):
        if sent in other.active and sent.package_id not in {each.package_id for each in one.active}:
            other.undo(sent)
    assert {each.package_id for each in one.active} == {each.package_id for each in other.active}
    assert keeping.digest(one.books) == keeping.digest(other.books)
    assert auditing.faults(other.books) == []


def decide_all(hq, pairs) -> list:
    """Decide about all pairs that are there; give those that are not."""
    left = []
    for pair, (same, counts) in pairs:
        try:
            pairing.decide(hq.books, *pair, same, "khác lời", counts)
        except UserError:
            left.append((pair, (same, counts)))
    return left


def two_cases(received) -> list[bytes]:
    """The first case of each of two units that counts in TH.01."""
    with received.db.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT MIN(uid) FROM record JOIN version ON version.id = version_id WHERE record.kind = 'case'"
            " AND state = 'final' AND content LIKE '%\"group\":\"TTXH\"%'"
            " AND day BETWEEN '2019-12-15' AND '2020-06-14' GROUP BY unit_id ORDER BY unit_id"
        )
        return list(rows.scalars())[:2]


def provincial(received) -> dict[str, object]:
    return {line.indicator.code: line.now for line in counting.summary(received, received.period(KEY)).lines}


def test_a_withdrawn_decision_was_never_made(received):
    before, digest = provincial(received), keeping.digest(received)
    one, other = two_cases(received)
    pairing.decide(received, one, other, True, "cùng một vụ")
    assert provincial(received)["TH.01"].amount == before["TH.01"].amount - 1
    pairing.withdraw(received, other, one)
    assert provincial(received) == before
    assert keeping.digest(received) == digest


def test_refusing_changes_no_figure(received):
    before = provincial(received)
    pairing.decide(received, *two_cases(received), False, "hai vụ khác nhau")
    assert provincial(received) == before


def test_the_effect_is_told_before_it_happens(received):
    one, other = (side for side in two_cases(received))
    with received.db.read() as connection:
        sides = pairing._sides(connection, received, {one, other})
    told = pairing.effects(received, received.period(KEY), sides[one], sides[other])
    before = provincial(received)
    pairing.decide(received, one, other, True)
    after = provincial(received)
    assert {each.indicator.code for each in told} >= {"TH.01"}
    for each in told:
        code = each.indicator.code
        assert (each.before, each.after) == (before[code].amount, after[code].amount)


def test_totals_of_linked_cases_changed_behind_are_found(received):
    pairing.decide(received, *two_cases(received), True)
    assert auditing.faults(received) == []
    with received.db.begin() as connection:
        connection.exec_driver_sql("UPDATE linked_total SET amount = amount + 1000 WHERE indicator = 'TH.01'")
    (fault,) = auditing.faults(received)
    assert "vụ trùng không khớp" in fault


def test_every_decision_stands_in_the_history_of_both_records(received):
    one, other = two_cases(received)
    pairing.decide(received, one, other, True, "cùng vụ trộm")
    pairing.decide(received, one, other, False, "xem lại: khác ngày")
    pairing.withdraw(received, one, other)
    with received.db.read() as connection:
        lines = connection.exec_driver_sql(
            "SELECT action, facts FROM journal WHERE record_uid IN (?, ?) AND action LIKE 'pair%' ORDER BY id",
            (one, other),
        ).all()
    assert [action for action, _ in lines] == [
        *["pair linked"] * 2,
        *["pair refused"] * 2,
        *["pair withdrawn"] * 2,
    ]
    assert all("cùng vụ trộm" in facts for _, facts in lines[:2])
    assert {json.loads(facts)["other"] for _, facts in lines[:2]} == {one.hex(), other.hex()}


def test_unfit_pairs_are_refused(received, unit_books):
    one, other = two_cases(received)
    with pytest.raises(UserError, match="record_gone"):
        pairing.decide(received, one, b"x" * 16, True)
    with pytest.raises(UserError, match="pair_unfit"):
        pairing.decide(received, one, one, True)
    with pytest.raises(UserError, match="pair_unfit"):
        pairing.decide(received, one, other, True, counts=b"x" * 16)
    with pytest.raises(UserError, match="pair_not_decided"):
        pairing.withdraw(received, one, other)
    with pytest.raises(UserError, match="not_for_this_role"):
        pairing.decide(unit_books, one, other, True)
