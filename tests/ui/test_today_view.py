import pytest
from PySide6.QtCore import Qt

from desktop.domain.records import RecordDraft
from desktop.services import closing, generations, recording
from desktop.ui.context import Place
from desktop.ui.unit import today_queue
from desktop.ui.unit.today_view import TodayView


def case(**values):
    right = {"group": "TTXH", "offence": "trom_cap", "occurred_on": "2020-06-11", "severity": "IT"}
    return RecordDraft("case", {**right, "status": "tiep_nhan", "hamlet": "Bản Rạ", **values})


@pytest.fixture
def faulty(context):
    """A draft that cannot be true."""
    return recording.record(context.books, case(status="lam_ro", solved_on="2020-06-01"), False).uid


@pytest.fixture
def view(context, shown):
    view = TodayView(context)
    shown(view)
    view.arrived()
    return view


@pytest.fixture
def places(context):
    asked = []
    context.announcements.place_asked.connect(asked.append)
    return asked


def entries(view):
    return [entry.who for entry in view.queue._entries.entries]


def steps(view):
    return {step.title: step.state for step in view.steps._steps}


def test_the_queue_begins_with_the_error_and_enter_leads_to_its_record(qtbot, faulty, view, places):
    assert entries(view)[0] == "Ngày làm rõ 01/06 trước ngày xảy ra 11/06"
    qtbot.keyClick(view.queue, Qt.Key.Key_Return)
    assert places == [Place("records", record=faulty)]


def test_the_first_day_begins_with_the_book_and_not_with_declaring(context, view, places):
    assert entries(view)[0] == "Chưa ghi việc nào trong kỳ"
    assert steps(view)["2. Số liệu kỳ"].startswith("0/")
    assert steps(view)["3. Kiểm tra"] == "Chưa có gì để kiểm tra"
    view.queue.acted.emit(keys(view)[0])
    assert places == [Place("records")]
    context.announce(recording.record(context.books, case()).touched)
    assert "Chưa ghi việc nào trong kỳ" not in entries(view)


def test_blanks_lead_to_the_first_blank_cell(context, view, places):
    recorded = recording.type_figure(context.books, 202005, "CT.08.1", "value", 12)
    context.announce(recorded.touched)
    (blank,) = [key for key in keys(view) if key.name == "blank"]
    view.queue.acted.emit(blank)
    first = closing.checklist(context.books, context.period, context.today()).blank[0]
    assert places == [Place("figures", indicator=first.indicator.code, month=first.month)]


def keys(view):
    return [entry.key for entry in view.queue._entries.entries]


def test_the_steps_tell_how_far_each_is(faulty, view):
    told = steps(view)
    assert told["1. Ghi sổ"] == "0 bản ghi trong kỳ, 1 nháp"
    assert told["3. Kiểm tra"].startswith("1 lỗi")
    assert told["4. Gửi cấp trên"] == "Chưa xuất lần nào"


def test_what_is_written_elsewhere_is_seen_at_once(context, view):
    recorded = recording.record(context.books, case())
    context.announce(recorded.touched)
    assert steps(view)["1. Ghi sổ"] == "1 bản ghi trong kỳ"
    assert view.quick.buttons["case"].count() == "1 trong kỳ"
    assert view.comparison.model.cell_at(0, 1).text == "1"


def test_every_quick_button_begins_its_kind(qtbot, view, places):
    for code, button in view.quick.buttons.items():
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert places[-1] == Place("records", new_kind=code)


def test_more_crime_than_last_year_is_never_green(context, view):
    recording.record(context.books, case())
    recording.record(context.books, case(occurred_on="2019-03-01"))
    recording.record(context.books, case(occurred_on="2019-04-01"))
    view.reload()
    fall = view.comparison.model.cell_at(0, 3)
    assert (fall.text, fall.triangle, fall.token) == ("1", "down", "accent")
    recording.record(context.books, case(occurred_on="2020-05-01"))
    recording.record(context.books, case(occurred_on="2020-05-02"))
    view.reload()
    rise = view.comparison.model.cell_at(0, 3)
    assert (rise.text, rise.triangle, rise.token) == ("1", "up", "text2")


def test_one_click_makes_a_backup_and_says_when(qtbot, context, view):
    assert "Chưa sao lưu" in view.backup._words.text()
    view.backup.button.click()
    qtbot.waitUntil(lambda: "hôm nay" in view.backup._words.text())
    (made,) = generations.listed(generations.home_of(context.books.folder))
    assert made.info.reason == "asked"


def test_a_problem_of_a_figure_leads_to_its_cell():
    assert today_queue.place_of("figure:202006:GT.08") == Place("figures", indicator="GT.08", month=202006)
    assert today_queue.place_of("figure:2020-H1:GT.08") == Place("figures", indicator="GT.08")
    assert today_queue.place_of("declaration:HC") == Place("figures", section="HC")
