"""Headquarters changes what is asked in Excel; units learn it by their replies, and their next packages tell it."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.base.errors import Trouble, UserError
from desktop.domain.catalogue import Catalogue
from desktop.domain.catalogue_source import RULES, parse_source, source_text
from desktop.domain.units import NATION_CODE
from desktop.services import (
    answering,
    auditing,
    catalogue_taking,
    collecting,
    counting,
    drafting,
    exporting,
    freezing,
    grid,
    issuing,
    keeping,
    merging,
    receiving,
    recomparing,
    recording,
    rehearsing,
    replying,
    ruling,
    upward,
)
from desktop.services.arrivals import Verdict
from desktop.services.books import Role
from desktop.services.stage_file import new_folder
from desktop.wording.faults import problem_sentence
from desktop.workbook.glancing import glance
from tests.services.catalogue_room import INDICATOR, RULE, Sheets, edit
from tests.services.drafts import case
from tests.services.replies_room import PERIOD, receive, reply, send, values_of
from tests.services.world import Here

NEXT, JULY = "2020-H2", 202007


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    for module in (receiving, recomparing):
        monkeypatch.setattr(module, "Readers", Here)
    monkeypatch.setattr(answering, "Readers", Here)
    monkeypatch.setattr(drafting, "Readers", Here)


@pytest.fixture
def usb(tmp_path):
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def published(headquarters, unit_books, usb):
    """A half-year that was received and signed, then another catalogue from the next one on."""
    recording.record(unit_books, case(subjects=3))
    receive(headquarters, send(unit_books, usb))
    period = headquarters.period(PERIOD)
    freezing.freeze(headquarters, period)
    drafting.read(headquarters, edit(headquarters, usb / "danh-muc.xlsx"))
    rehearsing.rehearse(headquarters, period)
    issuing.publish(headquarters, headquarters.period(NEXT))
    return headquarters


def typed(books, key=NEXT, code=INDICATOR["code"]):
    period = books.period(key)
    found = collecting.collect(books, period)
    return found.evaluate([unit.id for unit in books.reporting_units()] or [books.own_unit_id]).of(code).amount


def test_a_new_indicator_goes_down_and_its_figure_comes_up(published, unit_books, usb):
    taken = answering.take_reply(unit_books, reply(published, unit_books, usb))
    assert (taken.catalogue, unit_books.catalogue.version) == ("2020.3", "2020.3")

    period = unit_books.period(NEXT)
    row = grid.unit_grid(unit_books, period, today=date(2020, 7, 20)).row(INDICATOR["code"])
    assert row is not None and row.asked
    assert grid.unit_grid(unit_books, unit_books.period(PERIOD)).row(INDICATOR["code"]) is None

    recording.type_figure(unit_books, JULY, INDICATOR["code"], "value", 7)
    recording.record(unit_books, case(offence="lua_dao_mang", occurred_on="2020-07-02", solved_on="2020-07-05"))
    path = exporting.export(unit_books, period, usb, complete=False).path
    (file,) = receive(published, path)

    assert file.verdict not in (Verdict.RETURNED, Verdict.PARTLY)
    assert typed(published) == 7
    assert auditing.faults(published) == auditing.faults(unit_books) == []


def test_it_survives_closing_the_books_and_comes_once(published, unit_books, usb):
    path = reply(published, unit_books, usb)
    answering.take_reply(unit_books, path)
    answering.take_reply(unit_books, path)
    again = keeping.open_books(unit_books.folder)
    assert again.catalogue.version == "2020.3" and [each[0] for each in ruling.history(again)] == ["2020.3"]
    again.close()


def test_what_waits_is_not_in_force_and_survives(headquarters, usb):
    drafting.read(headquarters, edit(headquarters, usb / "danh-muc.xlsx"))
    again = keeping.open_books(headquarters.folder)
    found = drafting.waiting(again)
    assert found is not None and (found.version, len(found.changes)) == ("2020.3", 3)
    assert again.catalogue.version == "2020.2" and INDICATOR["code"] not in again.catalogue.indicators
    drafting.drop(again)
    assert drafting.waiting(again) is None
    again.close()


def test_the_signed_period_keeps_its_figures_and_takes_no_new_catalogue(published, headquarters, usb):
    assert freezing.changes(published, published.period(PERIOD)) == []
    drafting.read(published, edit_again(published, usb))
    with pytest.raises(UserError) as refusal:
        issuing.publish(published, published.period(PERIOD))
    assert refusal.value.code is Trouble.CATALOGUE_FROZEN_PERIOD


def edit_again(books, usb):
    sheets = Sheets(books, usb / "danh-muc-2.xlsx")
    sheets.put("sections", ("TH",), "name", "Tình hình chung")
    return sheets.save()


def test_rules_must_be_rehearsed_first(headquarters, usb):
    drafting.read(headquarters, edit(headquarters, usb / "danh-muc.xlsx"))
    with pytest.raises(UserError) as refusal:
        issuing.publish(headquarters, headquarters.period(NEXT))
    assert refusal.value.code is Trouble.CATALOGUE_NOT_REHEARSED


def test_the_rehearsal_names_the_units_that_would_be_warned(headquarters, unit_books, usb):
    recording.record(unit_books, case(subjects=3))
    recording.record(unit_books, case(subjects=1))
    receive(headquarters, send(unit_books, usb))
    drafting.read(headquarters, edit(headquarters, usb / "danh-muc.xlsx"))

    found = rehearsing.rehearse(headquarters, headquarters.period(PERIOD))

    (rule,) = found.rules
    assert [(each.uid, each.times) for each in rule.units] == [(unit_books.me.unit_uid, 1)]
    kept = drafting.waiting(headquarters)
    assert kept is not None and kept.rehearsal == found


def test_packages_by_the_old_catalogue_are_still_taken(published, unit_books, usb):
    recording.record(unit_books, case(subjects=3, occurred_on="2020-07-02", solved_on="2020-07-05"))
    path = exporting.export(unit_books, unit_books.period(NEXT), usb, complete=False).path

    (file,) = receive(published, path)

    assert file.manifest.catalogue == "2020.2"
    assert file.verdict not in (Verdict.RETURNED, Verdict.PARTLY)
    assert typed(published, code="TH.01") == 1


@pytest.fixture
def behind(published, unit_books, tmp_path, usb):
    """Another laptop of headquarters, without the catalogue that a unit follows by now, and that unit's package."""
    word = reply(published, unit_books, usb)
    answering.take_reply(unit_books, word)
    recording.type_figure(unit_books, JULY, INDICATOR["code"], "value", 7)
    recording.record(unit_books, case(occurred_on="2020-07-02", solved_on="2020-07-05"))
    path = exporting.export(unit_books, unit_books.period(NEXT), usb, complete=False).path
    other = keeping.create(tmp_path / "other", Role.HEADQUARTERS, "04", "2020", "Tổng hợp", True)
    yield other, path, word
    other.close()


def test_a_package_by_a_catalogue_that_is_not_here_can_be_looked_at(behind):
    other, path, _ = behind
    before = keeping.digest(other)

    batch = receiving.stage(other, [path])
    (file,) = batch.files

    assert file.verdict is Verdict.NEWER and "2020.3" in file.note and "cần cập nhật" in file.note
    figures, cases = file.contents
    assert (figures.title, figures.rows, figures.columns) == ("Chỉ tiêu", 1, ())
    assert figures.indicators == ("TX.90 Vụ trên không gian mạng",)
    assert figures.lines[0] == ("07/2020", "TX.90", "Vụ trên không gian mạng", "vụ", "", "Có số liệu", "7", "")
    assert (cases.title, cases.rows, cases.new, cases.indicators) == ("Vụ việc", 1, False, ())
    assert "02/07/2020" in cases.lines[0] and len(cases.headers) == len(cases.lines[0])
    receiving.discard(batch)

    (file,) = receive(other, path)
    assert file.verdict is Verdict.NEWER and keeping.digest(other) == before and path.exists()
    with other.db.read() as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM returned_file").scalar() == 0, "nobody has to mend it"


@pytest.mark.parametrize(
    ("code", "training", "period", "trouble"),
    [
        ("04", False, None, Trouble.TRAINING_DATA),
        ("02", True, None, Trouble.WRONG_PROVINCE),
        ("04", True, PERIOD, Trouble.WRONG_PERIOD),
    ],
)
def test_what_may_never_come_in_is_not_shown_either(behind, tmp_path, code, training, period, trouble):
    _, path, _ = behind
    books = keeping.create(tmp_path / "strange", Role.HEADQUARTERS, code, "2020", "Tổng hợp", training)
    batch = receiving.stage(books, [path], period)
    (file,) = batch.files
    receiving.discard(batch)
    books.close()
    assert (file.verdict, file.error.code, file.contents) == (Verdict.RETURNED, trouble, ())


def test_the_catalogue_comes_by_any_reply_and_the_package_is_read_again(behind, unit_books, tmp_path):
    other, path, word = behind
    with pytest.raises(UserError) as refusal:
        catalogue_taking.read(other, word)
    assert refusal.value.code is Trouble.REPLY_OTHER_KEY, "written at another machine: a person compares the key"

    taken = catalogue_taking.read(other, word, trust=True)
    file = receiving.look_again(other, path, new_folder(tmp_path))
    merging.merge(other, file)

    assert (taken.version, other.catalogue.version) == ("2020.3", "2020.3") and taken.changes == 3
    assert file.verdict is Verdict.WARNED and file.counts.new == 2, "only that it is not complete"
    assert (typed(other), typed(other, code="TH.01")) == (7, 1)
    assert auditing.faults(other) == [] and ruling.known_above(other).version == "2020.2"
    with pytest.raises(UserError) as refusal:
        catalogue_taking.read(other, word, trust=True)
    assert refusal.value.code is Trouble.CATALOGUE_NOT_NEWER


def test_a_waiting_catalogue_is_not_overtaken(behind, usb):
    other, _, word = behind
    drafting.read(other, edit(other, usb / "danh-muc.xlsx"))
    with pytest.raises(UserError) as refusal:
        catalogue_taking.read(other, word, trust=True)
    assert refusal.value.code is Trouble.CATALOGUE_WAITS and other.catalogue.version == "2020.2"


def test_a_column_that_is_not_known_is_named(headquarters, unit_books, usb, tmp_path):
    receive_something(headquarters, unit_books, usb)
    sheets = Sheets(headquarters, usb / "danh-muc.xlsx")
    sheets.add("fields", kind="case", code="weather", label="Thời tiết", type="chữ", maximum=40)
    drafting.read(headquarters, sheets.save())
    issuing.publish(headquarters, headquarters.period(NEXT))
    answering.take_reply(unit_books, reply(headquarters, unit_books, usb))
    recording.record(unit_books, case(weather="mưa to", occurred_on="2020-07-02", solved_on="2020-07-05"))
    path = exporting.export(unit_books, unit_books.period(NEXT), usb, complete=False).path

    (sheet,) = glance(path, Catalogue.load())

    assert (sheet.columns, sheet.new) == (("Thời tiết",), False) and "mưa to" in sheet.lines[0]


def test_a_filter_holds_from_its_period_on(headquarters, unit_books, usb):
    """What was counted before stays; what is counted later follows the new condition."""
    for day in ("2020-03-02", "2020-07-02"):
        recording.record(unit_books, case(occurred_on=day, solved_on=day))
        recording.record(unit_books, case(occurred_on=day, solved_on=day, offence="cuop", severity="RNT"))
    receive(headquarters, send(unit_books, usb))
    receive(headquarters, exporting.export(unit_books, unit_books.period(NEXT), usb, complete=False).path)
    sheets = Sheets(headquarters, usb / "danh-muc.xlsx")
    where = ruling.source_of(headquarters)["indicators/TH.toml"]["TH.01"].get("where", [])
    sheets.put("indicators", ("TH.01",), "where", "; ".join([*where, "offence = cuop"]))
    drafting.read(headquarters, sheets.save())

    (figure,) = rehearsing.rehearse(headquarters, headquarters.period(PERIOD)).figures
    issuing.publish(headquarters, headquarters.period(NEXT))

    assert (figure.code, figure.before, figure.after, figure.units) == ("TH.01", "2", "1", 1)
    assert (typed(headquarters, PERIOD, "TH.01"), typed(headquarters, NEXT, "TH.01")) == (2, 1)
    assert auditing.faults(headquarters) == []
    again = keeping.open_books(headquarters.folder)
    assert typed(again, NEXT, "TH.01") == Decimal(1)
    again.close()


def change_rule(books, path, **cells):
    sheets = Sheets(books, path)
    for column, value in cells.items():
        sheets.put("rules", (RULE["code"],), column, value)
    return sheets.save()


def publish(books, path):
    drafting.read(books, path)
    rehearsing.rehearse(books, books.period(PERIOD))
    issuing.publish(books, books.period(NEXT))


def test_a_changed_rule_leaves_the_signed_period_as_it_was(published, unit_books, usb):
    """Published twice from one day on, the period before still has the rule that it was signed under."""
    with_rule = with_rule_from_the_beginning(published, usb)
    publish(with_rule, change_rule(with_rule, usb / "danh-muc-3.xlsx", value=2, message="Quá 2 đối tượng."))
    publish(with_rule, change_rule(with_rule, usb / "danh-muc-4.xlsx", value=4, message="Quá 4 đối tượng."))
    answering.take_reply(unit_books, reply(with_rule, unit_books, usb))

    def said(books, day, subjects):
        row = case(occurred_on=day, solved_on=day, subjects=subjects).values
        problems = books.check_of("case").problems(row)
        return [problem_sentence(each, books.catalogue) for each in problems if each.rule == RULE["code"]]

    for books in (with_rule, unit_books):
        assert said(books, "2020-03-02", 2) and "quá 2" not in said(books, "2020-03-02", 2)[0].lower()
        assert said(books, "2020-03-02", 1) == said(books, "2020-07-02", 4) == []
        assert said(books, "2020-07-02", 5) == ["Quá 4 đối tượng. Xem lại số đối tượng."]
    listed = [each.code for each in with_rule.catalogue.rules_now]
    assert listed.count(RULE["code"]) == 1 and len(listed) == len(set(listed))
    again = Sheets(with_rule, usb / "danh-muc-5.xlsx")
    with pytest.raises(UserError) as unchanged:
        drafting.read(with_rule, again.save())
    assert unchanged.value.code is Trouble.CATALOGUE_UNCHANGED
    source = ruling.source_of(with_rule)[RULES][RULE["code"]]
    assert list(source["earlier"]) == ["202007"]


def with_rule_from_the_beginning(books, usb):
    """The rule was always there: without a day from which on it holds."""
    source = parse_source(books.catalogue_text)
    source[RULES][RULE["code"]].pop("valid_from")
    books.use_catalogue(Catalogue.of_text(source_text(source)), source_text(source))
    return books


def test_a_condition_changed_twice_counts_the_signed_period_as_it_was(headquarters, unit_books, usb):
    for day in ("2020-03-02", "2020-07-02"):
        recording.record(unit_books, case(occurred_on=day, solved_on=day))
        recording.record(unit_books, case(occurred_on=day, solved_on=day, offence="cuop", severity="RNT"))
    receive(headquarters, send(unit_books, usb))
    receive(headquarters, exporting.export(unit_books, unit_books.period(NEXT), usb, complete=False).path)
    for number, offence in enumerate(("cuop", "giet_nguoi")):
        sheets = Sheets(headquarters, usb / f"danh-muc-{number}.xlsx")
        sheets.put("indicators", ("TH.01",), "where", f"group = TTXH; offence = {offence}")
        publish(headquarters, sheets.save())

    assert (typed(headquarters, PERIOD, "TH.01"), typed(headquarters, NEXT, "TH.01")) == (2, 0)


def test_a_unit_that_works_by_it_gets_no_more_than_its_number(published, unit_books, usb):
    answering.take_reply(unit_books, reply(published, unit_books, usb))
    recording.type_figure(unit_books, JULY, INDICATOR["code"], "value", 7)
    receive(published, exporting.export(unit_books, unit_books.period(NEXT), usb, complete=False).path)

    unit_id = published.unit_ids[unit_books.me.unit_uid]

    assert replying.compose(published, unit_id, published.period(NEXT)).catalogue_content == ""
    assert replying.compose(published, unit_id, published.period(PERIOD)).catalogue_content != ""


def test_the_next_level_gets_what_it_asks_for_by_a_catalogue_it_has(published, unit_books, tmp_path, usb):
    """What only this province asks stays here; the rest is not refused for it."""
    answering.take_reply(unit_books, reply(published, unit_books, usb))
    recording.type_figure(unit_books, JULY, INDICATOR["code"], "value", 7)
    recording.type_figure(unit_books, JULY, "AN.06.1", "value", 2)
    receive(published, exporting.export(unit_books, unit_books.period(NEXT), usb, complete=False).path)
    nation = keeping.create(tmp_path / "nation", Role.HEADQUARTERS, NATION_CODE, "2020", "Tổng hợp", True)
    keeping.expect_units(nation, [published.me.unit_uid])

    (file,) = receive(nation, upward.export(published, published.period(NEXT), usb).path)

    assert (file.manifest.catalogue, file.counts.held) == ("2020.2", 0)
    assert (typed(published), typed(nation, code="AN.06.1")) == (7, 2)
    nation.close()


def test_packages_of_both_versions_before_are_as_good(published, unit_books, usb):
    drafting.read(published, edit_again(published, usb))
    issuing.publish(published, published.period(NEXT))
    assert published.catalogue.previous == ("2020.3", "2020.2")
    recording.record(unit_books, case(occurred_on="2020-07-02", solved_on="2020-07-05"))

    (file,) = receive(published, exporting.export(unit_books, unit_books.period(NEXT), usb, complete=False).path)

    assert file.manifest.catalogue == "2020.2" and "cũ hơn hai bản" not in file.note
    taken = answering.take_reply(unit_books, reply(published, unit_books, usb))
    assert taken.catalogue == "2020.4"


def test_a_new_field_is_written_at_the_unit_and_read_above(headquarters, unit_books, usb):
    receive_something(headquarters, unit_books, usb)
    sheets = Sheets(headquarters, usb / "danh-muc.xlsx")
    sheets.add("fields", kind="case", code="weather", label="Thời tiết", type="chữ", maximum=40)
    drafting.read(headquarters, sheets.save())
    issuing.publish(headquarters, headquarters.period(NEXT))
    answering.take_reply(unit_books, reply(headquarters, unit_books, usb))
    days = {"occurred_on": "2020-07-02", "solved_on": "2020-07-05"}
    uid = recording.record(unit_books, case(weather="mưa to", **days)).uid

    (file,) = receive(headquarters, exporting.export(unit_books, unit_books.period(NEXT), usb, complete=False).path)

    assert file.counts.held == 0 and values_of(headquarters, uid)["weather"] == "mưa to"
    # the case of the half-year before, written without it, is as right as it was
    (again,) = receive(headquarters, send(unit_books, usb))
    assert again.counts.held == 0


def receive_something(headquarters, unit_books, usb):
    recording.record(unit_books, case(subjects=3))
    receive(headquarters, send(unit_books, usb))


def test_a_period_before_is_not_asked_for_what_came_later(published):
    was = counting.summary(published, published.period(PERIOD)).asked
    now = counting.summary(published, published.period(NEXT)).asked
    assert INDICATOR["code"] not in [each.indicator.code for each in was]
    assert INDICATOR["code"] in [each.indicator.code for each in now]
