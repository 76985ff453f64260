"""The checklist asks for what is missing, names what is wrong, remembers what was explained."""

from datetime import date

from desktop.domain.catalogue import Level
from desktop.domain.records import RecordDraft
from desktop.services import closing, recording
from desktop.services.books import Books
from desktop.services.closing import Checklist, StepKey, StepState
from desktop.services.placing import PlacedProblem

PERIOD, TODAY = "2020-H1", date(2020, 6, 15)
MONTHS = (202001, 202002, 202003, 202004, 202005, 202006)


def look(books: Books, today: date = TODAY) -> Checklist:
    return closing.checklist(books, books.period(PERIOD), today)


def case(books: Books, **values: str) -> RecordDraft:
    """A case whose choices are whatever the catalogue offers."""
    lists = books.catalogue.choices
    offence = lists["offence"].children_of("TTXH")[0].code
    severity, status = lists["severity"].items[0].code, lists["case_status"].items[0].code
    own = {"group": "TTXH", "offence": offence, "severity": severity, "status": status}
    return RecordDraft("case", {**own, "occurred_on": "2020-06-11", **values})


def penalty(amount: int, day: str) -> RecordDraft:
    values = {"recorded_on": day, "decided_on": day, "field": "giao_thong", "form": "phat_tien", "amount": amount}
    return RecordDraft("penalty", values)


def test_empty_books_ask_for_whole_sections_and_not_for_their_cells(unit_books: Books) -> None:
    found = look(unit_books)
    assert {"TH", "CT", "XD"} <= {section.code for section in found.undeclared}
    assert "HC" not in {section.code for section in found.undeclared}
    assert found.blank == []
    assert found.step(StepKey.FIGURES).done == 0 < found.step(StepKey.FIGURES).total
    assert found.step(StepKey.FIGURES).state is StepState.OPEN
    assert found.ready
    assert found.left == len(found.undeclared)


def test_flows_are_asked_month_by_month_and_stocks_once(unit_books: Books) -> None:
    recording.type_figure(unit_books, 202001, "CT.02", "value", 40)
    blank = [(cell.indicator.code, cell.month) for cell in look(unit_books).blank]
    assert [month for code, month in blank if code == "CT.08.1"] == list(MONTHS)
    assert [month for code, month in blank if code == "CT.02"] == [202006]
    assert look(unit_books).step(StepKey.FIGURES).state is StepState.OPEN


def test_months_that_have_not_begun_are_not_asked(unit_books: Books) -> None:
    recording.type_figure(unit_books, 202001, "CT.02", "value", 40)
    blank = look(unit_books, date(2020, 2, 20)).blank
    assert {cell.month for cell in blank} == {202001, 202002, 202003}


def test_a_typed_zero_is_an_answer(unit_books: Books) -> None:
    recording.type_figure(unit_books, 202006, "CT.02", "zero")
    assert "CT.02" not in {cell.indicator.code for cell in look(unit_books).blank}


def test_an_error_in_a_draft_is_placed_and_blocks(unit_books: Books) -> None:
    draft = case(unit_books, solved_on="2020-06-01")
    stored = recording.record(unit_books, draft, final=False)
    found = look(unit_books)
    first = found.problems[0]
    assert (first.place, first.action) == ("Sổ công tác, vụ việc 0001", "Sửa")
    assert first.subject == stored.uid.hex()
    assert "trước ngày xảy ra" in first.sentence
    assert not found.ready
    assert found.step(StepKey.ERRORS).state is StepState.FAULTY
    assert found.drafts == 1
    assert found.unfinished == ()


def test_a_sound_draft_is_named_and_does_not_block(unit_books: Books) -> None:
    stored = recording.record(unit_books, case(unit_books), final=False)
    found = look(unit_books)
    assert found.unfinished == (stored.uid,)
    assert found.records == 0
    assert found.ready
    assert found.step(StepKey.DRAFTS).state is StepState.OPEN


def test_records_of_other_periods_are_left_out(unit_books: Books) -> None:
    recording.record(unit_books, case(unit_books, occurred_on="2019-06-11"), final=False)
    assert look(unit_books).drafts == 0


def test_a_declaration_answers_a_section(unit_books: Books) -> None:
    recording.declare(unit_books, PERIOD, "VK", "none", "Trưởng Công an xã")
    found = look(unit_books)
    assert "VK" not in {section.code for section in found.undeclared}
    assert [(each.section.code, each.person) for each in found.declared] == [("VK", "Trưởng Công an xã")]


def test_a_declaration_beside_data_is_an_error(unit_books: Books) -> None:
    recording.declare(unit_books, PERIOD, "TH", "none", "Trưởng Công an xã")
    recording.record(unit_books, case(unit_books))
    problem = next(each for each in look(unit_books).problems if each.subject == "declaration:TH")
    assert problem.problem.level is Level.E
    assert "khai không phát sinh nhưng có" in problem.sentence
    assert not look(unit_books).ready


def give_fines(books: Books) -> None:
    for month in range(1, 6):
        recording.record(books, penalty(1_000_000, f"2020-{month:02d}-03"))
    recording.record(books, penalty(9_000_000, "2020-06-03"))


def warning_of(found: Checklist) -> PlacedProblem:
    return next(each for each in found.problems if each.subject == "figure:202006:GT.08")


def test_a_warning_is_explained_for_exactly_its_numbers(unit_books: Books) -> None:
    give_fines(unit_books)
    odd = warning_of(look(unit_books))
    assert odd.action == "Giải trình"
    assert look(unit_books).unexplained
    recording.explain(unit_books, PERIOD, odd.subject, odd.problem, "Đợt cao điểm nồng độ cồn")
    told = warning_of(look(unit_books))
    assert told.explained == "Đợt cao điểm nồng độ cồn"
    assert told.action == "Xem"
    recording.record(unit_books, penalty(500_000, "2020-06-04"))
    assert warning_of(look(unit_books)).explained is None


def test_explained_warnings_stay_in_sight(unit_books: Books) -> None:
    give_fines(unit_books)
    for odd in look(unit_books).problems:
        recording.explain(unit_books, PERIOD, odd.subject, odd.problem, "Đã đối chiếu")
    step = look(unit_books).step(StepKey.WARNINGS)
    assert step.state is StepState.WARNED
    assert step.done == step.total > 0
    assert look(unit_books).unexplained == 0


def test_errors_come_first_and_hide_warnings_of_the_same_figure(unit_books: Books) -> None:
    give_fines(unit_books)
    recording.record(unit_books, case(unit_books, solved_on="2020-06-01"), final=False)
    levels = [each.problem.level for each in look(unit_books).problems]
    assert levels == sorted(levels, key=lambda level: level is not Level.E)
    assert levels[0] is Level.E


def test_words_of_the_period_are_counted(unit_books: Books) -> None:
    assert look(unit_books).step(StepKey.NARRATIVE).state is StepState.OPEN
    recording.write_narrative(unit_books, PERIOD, "TH", "situation", "Ổn định.")
    recording.write_narrative(unit_books, "2020-H2", "TH", "outlook", "Kỳ sau.")
    period = unit_books.period(PERIOD)
    assert closing.narrative(unit_books, period) == {("TH", "situation"): "Ổn định."}
    assert look(unit_books).step(StepKey.NARRATIVE).state is StepState.DONE


def test_a_campaign_of_free_dates_has_no_cells(unit_books: Books) -> None:
    found = closing.checklist(unit_books, unit_books.period("20200423-20200623"), TODAY)
    assert found.blank == []
    assert found.problems == []


def test_words_that_name_a_citizen_wait_for_a_reason(unit_books):
    period = unit_books.period(PERIOD)
    recording.write_narrative(unit_books, PERIOD, "TH", "outlook", "Gọi số 0987.654.321, CCCD 004095001234.")
    recording.write_narrative(unit_books, "2020-M01", "TH", "outlook", "Gọi số 0912.345.678.")
    (found,) = (each for each in closing.checklist(unit_books, period).problems if each.problem.kind == "narrative")
    assert "0987.654.321, 004095001234" in found.sentence and found.open_warning
    assert found.place.startswith("Thuyết minh")
    recording.explain(unit_books, PERIOD, found.subject, found.problem, "Số đường dây nóng đã công khai.")
    (again,) = (each for each in closing.checklist(unit_books, period).problems if each.problem.kind == "narrative")
    assert again.explained and not again.open_warning
