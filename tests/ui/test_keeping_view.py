"""Sao lưu, thiết lập: backups made and restored from, the second place, settings that act at once."""

import shutil

import pytest

from desktop.kit import messages
from desktop.kit.marks import Mark
from desktop.services import generations, keeping, recording, safeguarding
from desktop.services.books import Role
from desktop.services.generations import Reason, home_of
from desktop.ui.context import Announcements, Context, Place
from desktop.ui.headquarters.window import HeadquartersWindow
from desktop.ui.keeping import backups, parts
from desktop.ui.keeping.backup_card import BackupCard
from desktop.ui.keeping.keeping_view import KeepingView
from desktop.ui.keeping.parts import Part
from desktop.ui.keeping.watch import CHECKED_AT, IDLE_LOOKS, Watch
from desktop.ui.unit.window import UnitWindow
from desktop.wording.messages import sentence
from tests.services.drafts import case


@pytest.fixture(autouse=True)
def _sentences():
    messages.speak_with(sentence)


@pytest.fixture
def view(context, shown):
    context.books.clock = lambda: context.now().isoformat()
    view = shown(KeepingView(context, "Sao lưu, thiết lập"))
    view.arrived()
    return view


@pytest.fixture
def stick(tmp_path):
    (tmp_path / "usb").mkdir()
    return tmp_path / "usb"


def test_the_page_stands_at_the_foot_of_both_windows(context, shown, tmp_path):
    window = shown(UnitWindow(context))
    assert isinstance(window.show_page("keeping"), KeepingView)
    books = keeping.create(tmp_path / "hq", Role.HEADQUARTERS, "04", "2020", "Tổng hợp", True)
    above = shown(HeadquartersWindow(Context(books, context.settings, Announcements(), context.now)))
    assert isinstance(above.show_page("settings"), KeepingView)
    above.close()
    books.close()


def test_a_click_backs_up_and_the_list_shows_it(qtbot, context, view):
    recording.record(context.books, case())
    part = view.part("backup")
    part.now.click()
    qtbot.waitUntil(lambda: part.told.isVisible())
    assert part.told._words.text() == "Đã sao lưu 1 bản ghi, đã đọc lại và kiểm tra."
    cells = [part.table.ledger().cell_at(0, column).text for column in range(4)]
    assert cells == ["14:32 15/06/2020", "bấm Sao lưu ngay", "máy", "1"]


def test_a_second_place_gets_the_backups_there_are(qtbot, context, view, stick):
    part = view.part("backup")
    safeguarding.back_up(context.books.db, Reason.ASKED)
    part.take_second(stick)
    qtbot.waitUntil(lambda: context.settings.get(backups.SECOND_AT, "") != "")
    place = backups.second_of(context.settings)
    assert len(generations.listed(place)) == 1
    qtbot.waitUntil(lambda: part.table.ledger().cell_at(0, 2).text == "máy, nơi thứ hai")


def test_a_full_stick_never_says_that_all_is_well(qtbot, context, view, stick, monkeypatch):
    part = view.part("backup")
    part.take_second(stick)
    qtbot.waitUntil(lambda: not part._desk.busy())

    def full(source, target, told=None):
        raise OSError(28, "full")

    monkeypatch.setattr(generations, "copy_file", full)
    part.now.click()
    qtbot.waitUntil(lambda: part.told.isVisible() and part.now.isEnabled())
    assert part.told._words.text().startswith("Hết chỗ trống")
    assert backups.standing(context).mark(context.today()) is Mark.WARNING


def test_a_place_inside_the_data_is_refused_in_one_sentence(context, view):
    part = view.part("backup")
    part.take_second(context.books.folder)
    assert part.told._words.text().endswith("Chọn USB hoặc ổ đĩa khác.")
    assert backups.second_of(context.settings) is None


def test_a_look_says_what_restoring_loses_and_leaving_changes_nothing(qtbot, context, view):
    part = view.part("backup")
    made = safeguarding.back_up(context.books.db, Reason.ASKED).made
    recorded = recording.record(context.books, case())
    part.reload()
    part.table.select_position(0)
    part.look.click()
    qtbot.waitUntil(lambda: part.panel.trial() is not None)
    assert "0 bản ghi; hiện có 1" in part.panel.told._title.text()
    assert part.panel.told._words.text().startswith("1 bản ghi ghi sau đó sẽ mất.")
    assert part.panel.table.ledger().cell_at(0, 2).text == recorded.number
    part.panel.stop.click()
    assert not part.panel.isVisible() and not (context.books.folder / "restoring").exists()
    assert generations.listed(home_of(context.books.folder)) == [made]


def test_restoring_asks_before_anything_is_lost(qtbot, context, view, monkeypatch):
    part = view.part("backup")
    made = safeguarding.back_up(context.books.db, Reason.ASKED).made
    recording.record(context.books, case())
    asked, wanted = [], []
    answers = iter([False, True])
    monkeypatch.setattr(messages, "ask", lambda *words, **_: asked.append(words[1]) or next(answers))
    context.announcements.restore_asked.connect(wanted.append)
    part.panel.look(made.folder, made.info.made)
    qtbot.waitUntil(lambda: part.panel.trial() is not None)
    part.panel.go.click()
    assert wanted == [] and "hiện có 1" in asked[0]
    part.panel.go.click()
    assert wanted == [part.panel.trial()]


def test_what_is_no_backup_is_said_in_place(qtbot, context, view, tmp_path):
    part = view.part("backup")
    (tmp_path / "thu.db").write_bytes(b"\x89PNG" * 900)
    part.panel.look(tmp_path / "thu.db")
    qtbot.waitUntil(lambda: part.panel.told.isVisible())
    assert "không phải bản sao lưu" in part.panel.told._words.text()
    assert not part.panel.go.isEnabled()


def test_name_and_title_are_changed_at_once(context, view):
    view.choose("officer")
    part = view.part("officer")
    part.arrived()
    part.name.set_value("Đại úy Nông Văn Páo")
    part.title.set_value("trực ban")
    part._on_named()
    assert context.books.me.officer == "Đại úy Nông Văn Páo, trực ban"
    part.name.set_value("")
    part._on_named()
    assert part.name.complaint() and context.books.me.officer == "Đại úy Nông Văn Páo, trực ban"


def test_the_calendar_stays_once_something_was_counted(qtbot, context, view):
    view.choose("officer")
    part = view.part("officer")
    part.calendar.choose("duong-lich")
    assert context.books.me.calendar == "duong-lich"
    recording.record(context.books, case())
    part.calendar.choose("nd09")
    assert context.books.me.calendar == "duong-lich" and part.calendar.value() == "duong-lich"
    assert part.told._words.text().endswith("lập sổ mới.")


def test_the_self_test_says_that_all_holds(qtbot, view):
    view.choose("about")
    part = view.part("about")
    part.test.click()
    qtbot.waitUntil(part.result.isVisible)
    assert "nguyên vẹn" in part.result._words.text()


def test_another_part_is_shown_at_its_place(context, shown, monkeypatch):
    made = Part("more", "Phần khác", BackupCard)
    monkeypatch.setattr("desktop.ui.keeping.keeping_view.PARTS", [*parts.PARTS[:2], made])
    view = shown(KeepingView(context, ""))
    assert titles(view)[2] == "Phần khác"
    view.seek(Place("keeping", section="more"))
    assert isinstance(view.part("more"), BackupCard)


def titles(view):
    model = view.list.ledger()
    return [model.cell_at(row, 0).text for row in range(model.rowCount())]


@pytest.mark.parametrize(("days", "mark"), [(0, Mark.DONE), (7, Mark.DONE), (8, Mark.WARNING)])
def test_a_week_makes_a_backup_old(context, days, mark):
    made = context.now().replace(day=15 - days).isoformat()
    safeguarding.back_up(context.books.db, Reason.ASKED, clock=lambda: made)
    found = backups.standing(context)
    assert found.mark(context.today()) is mark
    said = backups.when(found.newest.info.made, context.today())
    assert said == ("hôm nay 14:32" if not days else f"{15 - days:02}/06, {days} ngày trước")


def test_the_copy_outside_this_machine_is_the_one_that_counts(context, stick):
    place = safeguarding.choose_second(context.books.db, stick)
    context.settings.put(backups.SECOND, str(place))
    outcome = safeguarding.back_up(context.books.db, Reason.ASKED, place, clock=lambda: "2020-06-01T08:00:00")
    backups.remember(context.settings, outcome)
    shutil.rmtree(place)
    outcome = safeguarding.back_up(context.books.db, Reason.ASKED, place, clock=lambda: "2020-06-15T08:00:00")
    backups.remember(context.settings, outcome)
    found = backups.standing(context)
    assert found.away and found.mark(context.today()) is Mark.WARNING
    card = BackupCard(context)
    card.reload()
    assert card._second.text() == "Nơi thứ hai: 01/06, 14 ngày trước. Đang vắng, cắm lại thì tự chép bù."


def test_a_stick_that_came_back_is_caught_up_with_by_itself(qtbot, context, shown, stick):
    place = safeguarding.choose_second(context.books.db, stick)
    safeguarding.back_up(context.books.db, Reason.ASKED)
    context.settings.put(backups.SECOND, str(place))
    context.settings.put(backups.SECOND_TROUBLE, backups.AWAY)
    shutil.move(stick, stick.with_name("túi"))
    watch = Watch(context, shown(UnitWindow(context)))
    watch.look()
    qtbot.waitUntil(lambda: not watch._desk.busy())
    assert backups.standing(context).away
    shutil.move(stick.with_name("túi"), stick)
    watch.look()
    qtbot.waitUntil(lambda: not backups.standing(context).away)
    assert len(generations.listed(place)) == 1


def test_the_deep_check_waits_for_quiet_and_tells_of_damage(qtbot, context, shown, monkeypatch):
    window = shown(UnitWindow(context))
    watch = Watch(context, window)
    monkeypatch.setattr(watch, "_traces", lambda: "still")
    monkeypatch.setattr(type(context.books.db), "faulty_deep_down", lambda _: "row 5 missing from index")
    told = window.page("today").notice.sentence
    for _ in range(IDLE_LOOKS):
        watch.look()
    assert context.settings.get(CHECKED_AT, "") == ""
    watch.look()
    qtbot.waitUntil(lambda: context.settings.get(CHECKED_AT, "") != "")
    assert "có chỗ hỏng" in told.text() and window.page("today").notice.isVisible()


def test_whole_books_are_checked_once_a_day(qtbot, context, shown):
    watch = Watch(context, shown(UnitWindow(context)))
    assert context.books.db.faulty_deep_down() == ""
    watch.check()
    qtbot.waitUntil(lambda: not watch._check_is_due())
