"""What is odd is asked about once, travels with the reply, and is let pass once."""

import pytest

from desktop.domain.quality import Sort
from desktop.services import asking, correcting, counting, exporting, querying, recording, taking
from desktop.services.quality_facts import amounts, told_by_months
from tests.services.drafts import case


@pytest.fixture
def period(received):
    return received.period("2020-H1")


def of(found, sort):
    return [each for each in found if each.query.sort is sort]


def unit_of(books, code):
    return next(unit for unit in books.reporting_units() if unit.code == code)


def take(headquarters, unit, key, folder):
    """The unit's package of a period, received."""
    done = exporting.export(unit, unit.period(key), folder, complete=False)
    taking.take(headquarters, [done.path], "marked")


def often(told, code):
    """How many months of all units are not zero."""
    return sum(own == code for (_, own, _), amount in told.by_cell.items() if amount)


def raise_total(books, unit, code, month, amount):
    """As if the unit had told so much more."""
    with books.db.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO total(unit_id, breakdown, month, indicator, origin, amount, state)"
            " VALUES (?, '', ?, ?, 0, ?, 'v') ON CONFLICT DO UPDATE SET amount = amount + excluded.amount",
            (unit.id, month, code, amount * 1000),
        )


def test_leaps_are_those_of_the_summary(received, period):
    found = {(each.query.unit_id, each.query.indicator) for each in of(querying.queries(received, period), Sort.CHANGE)}
    assert found
    codes = [each.code for each in querying.compared(received)]
    for line in counting.by_unit(received, period, codes):
        for code in codes:
            now, base = line.figures[code].amount, line.base[code].amount
            told = now is not None and base is not None
            leap = told and abs(now - base) >= 5 and (not base or abs(now - base) * 10 > base * 3)
            assert ((received.unit_ids[line.key], code) in found) is leap, (line.name, code)


def test_a_month_far_from_all_peers_is_found_with_the_usual(received, period):
    unit = unit_of(received, "01495")
    told = amounts(received, period.months)
    code = max((each.code for each in querying.compared(received)), key=lambda code: often(told, code))
    raise_total(received, unit, code, 202005, 900)
    (odd,) = [
        each
        for each in of(querying.queries(received, period), Sort.OUTLIER)
        if (each.query.unit_id, each.query.indicator, each.query.facts["month"]) == (unit.id, code, 202005)
    ]
    assert odd.query.weight >= 3.5
    assert "tháng 5/2020" in odd.line
    assert odd.line in odd.question


def test_a_report_copied_from_the_last_period_is_asked_about(received):
    period, before = received.period("2020-M05"), received.period("2020-M04")
    unit = unit_of(received, "01495")
    with received.db.begin() as connection:
        connection.exec_driver_sql("DELETE FROM total WHERE unit_id = ? AND month = 202005", (unit.id,))
        connection.exec_driver_sql(
            "INSERT INTO total SELECT unit_id, breakdown, 202005, indicator, origin, amount, state FROM total"
            " WHERE unit_id = ? AND month = 202004",
            (unit.id,),
        )
    (copied,) = of(querying.queries(received, period), Sort.COPIED)
    assert copied.unit.uid == unit.uid
    assert before.label in copied.line
    assert copied.query.subject.startswith("section:")


def test_a_question_goes_out_with_the_reply_and_stands_at_the_query(received, period):
    first = of(querying.queries(received, period), Sort.CHANGE)[0]
    assert first.thread is None
    querying.ask(received, period, first)
    (thread,) = asking.threads(received, first.query.unit_id, period)
    assert thread.question.text == first.question
    again = next(each for each in querying.queries(received, period) if each.query.key == first.query.key)
    assert again.thread.question.uid == thread.question.uid


def test_what_was_let_pass_stays_away_until_its_figure_changes(received, period):
    first = of(querying.queries(received, period), Sort.CHANGE)[0]
    querying.let_pass(received, first)
    querying.let_pass(received, first)
    keys = {each.query.key for each in querying.queries(received, period)}
    assert first.query.key not in keys
    code, unit = first.query.indicator, first.query.unit_id
    raise_total(received, received.units[unit], code, 202006, 400)
    leaps = of(querying.queries(received, period), Sort.CHANGE)
    assert (unit, first.query.subject) in [(each.query.unit_id, each.query.subject) for each in leaps]


def test_two_records_that_say_the_same_are_one_query(unit_books, headquarters, read_here, tmp_path):
    recording.record_many(unit_books, [case(), case(), case(subjects=3)])
    take(headquarters, unit_books, "2020-H1", tmp_path)
    (twin,) = of(querying.queries(headquarters, headquarters.period("2020-H1")), Sort.TWIN)
    assert "ghi giống hệt nhau" in twin.line
    querying.ask(headquarters, headquarters.period("2020-H1"), twin)
    assert asking.threads(headquarters)[0].question.place.startswith("Vụ việc")


def test_a_month_told_otherwise_in_the_longer_report_is_found(unit_books, headquarters, read_here, tmp_path):
    recording.type_figure(unit_books, 202003, "CT.08.1", "value", 12)
    take(headquarters, unit_books, "2020-M03", tmp_path)
    period = headquarters.period("2020-H1")
    assert of(querying.queries(headquarters, period), Sort.MONTHS) == []
    recording.type_figure(unit_books, 202003, "CT.08.1", "value", 15)
    take(headquarters, unit_books, "2020-H1", tmp_path)
    (found,) = of(querying.queries(headquarters, period), Sort.MONTHS)
    assert found.line.endswith("tháng 3/2020: báo cáo tháng ghi 12, báo cáo kỳ ghi 15")
    unit = next(unit for unit in headquarters.reporting_units() if unit.code == "01495")
    correcting.correct_figure(headquarters, unit.id, 202003, "CT.08.1", 12, "theo báo cáo tháng")


def test_nothing_is_asked_of_an_empty_period_or_of_free_days(received):
    assert querying.queries(received, received.period("2031-H1")) == []
    assert querying.queries(received, received.period("20200423-20200623")) == []


def test_months_without_packages_of_their_own_say_nothing(received, period):
    assert told_by_months(received, period) == {}
    assert told_by_months(received, received.period("2020-M05")) == {}


def test_a_month_answered_with_nothing_is_a_zero_and_one_not_answered_is_none(received, period):
    told = amounts(received, period.months)
    indicator = querying.compared(received)[0]
    silent = next(unit for unit in received.reporting_units() if unit.code == "01297")
    assert told.of(silent.id, indicator, period.months) == {}
    assert len(told.of(unit_of(received, "01495").id, indicator, period.months)) == 6
