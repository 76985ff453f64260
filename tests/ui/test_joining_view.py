"""Gộp hai máy: a unit joins its two laptops itself, decides what is at odds, and only then sends."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from desktop.base.settings import Settings
from desktop.kit import jobs
from desktop.services import closing, deciding, keeping
from desktop.services.arrivals import Verdict
from desktop.services.closing import StepKey
from desktop.ui.context import Announcements, Context, Place
from desktop.ui.unit.closing_view import place_of
from desktop.ui.unit.joining_view import JoiningView
from tests.services.machines import TwoLaptops, two_laptops

NOW = datetime(2020, 6, 15, 14, 32, 7)


@pytest.fixture
def laptops(tmp_path) -> TwoLaptops:
    return two_laptops(tmp_path)


@pytest.fixture
def context(laptops, tmp_path, qapp) -> Iterator[Context]:
    """The first laptop's books."""
    books = keeping.open_books(laptops.folders[0])
    settings = Settings(tmp_path / "settings.json")
    settings.put("period", "2020-H1")
    yield Context(books, settings, Announcements(), lambda: NOW)
    while jobs.busy():
        qapp.processEvents()
    books.close()


@pytest.fixture
def settled(qtbot):
    def wait() -> None:
        qtbot.waitUntil(lambda: not jobs.busy())

    return wait


@pytest.fixture
def view(context, shown, settled):
    view = JoiningView(context)
    shown(view)
    view.arrived()
    settled()
    return view


@pytest.fixture
def looked(view, laptops, settled):
    view.take(laptops.packages[1])
    settled()
    return view


def test_the_empty_page_says_what_to_do(view):
    assert view.choose.kind() == "primary"
    assert view.choose.hasFocus()
    assert "Xuất tệp ở máy kia" in view.header.state.text()


def test_a_look_changes_nothing_and_shows_counts_and_key(looked, context):
    file = looked.file()
    assert file.verdict is Verdict.NEW_KEY
    assert looked.go.text() == "Nhận khóa và gộp"
    assert file.fingerprint in looked.offer._words.text()
    assert "3 song song" in looked.offer._title.text()
    assert deciding.count(context.books) == 0


def test_a_merge_leads_to_what_is_at_odds_and_blocks_the_export(looked, context, laptops, settled):
    before = closing.checklist(context.books, context.period, context.today()).errors
    looked.go.click()
    settled()
    assert looked.conflicts.count() == 2
    found = closing.checklist(context.books, context.period, context.today())
    assert found.errors == before + 2
    assert found.step(StepKey.ERRORS).total == before + 2
    problem = next(each for each in found.problems if each.subject.startswith("conflict:"))
    assert problem.sentence.endswith("hai máy ghi khác nhau ở Số đối tượng. Chọn một bản ở Gộp hai máy.")
    place = place_of(problem)
    assert place.page == "joining"
    looked.seek(place)
    assert looked.conflicts.chosen().uid == place.record
    for _ in range(2):
        looked.conflicts.decide(2)
        settled()
    assert deciding.count(context.books) == 0
    assert closing.checklist(context.books, context.period, context.today()).errors == before


def test_a_merge_is_taken_back_whole(looked, context, settled):
    before = keeping.digest(context.books)
    looked.go.click()
    settled()
    assert keeping.digest(context.books) != before
    looked.back.click()
    settled()
    assert deciding.count(context.books) == 0
    assert keeping.digest(context.books) == before


def test_its_own_file_and_foreign_ones_are_not_merged(view, laptops, tmp_path, settled):
    view.take(laptops.packages[0])
    settled()
    assert view.go.isHidden()
    assert "chính máy này" in view.offer._words.text()
    (tmp_path / "a.xlsx").write_bytes(b"")
    view.take(tmp_path / "a.xlsx")
    settled()
    assert view.go.isHidden()
    assert view.offer._words.text().startswith("Tệp a.xlsx")
    view.leave_it.click()
    assert view.offer.isHidden()


def test_a_place_without_a_record_only_opens_the_page(view):
    view.seek(Place("joining"))
    assert view.conflicts.chosen() is None
