"""Words find records of all periods and kinds: without accents, NFC or NFD, by the beginnings of words."""

import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.records import RecordDraft
from desktop.services import browsing, keeping, recording, searching
from desktop.services.books import Role
from desktop.services.filtering import Filter
from desktop.services.searching import Wanted, wanted
from desktop.store import search_index
from tests.services.drafts import case

WORDS = (
    "Đồn Công an",
    "hòa giải",
    "hoà giải",
    "đội 7",
    "Bản Giốc – Bản Gun",
    "tội phạm 100%",
    "xã Thuý Hùng",
    'O\'Reilly "x"',
)


def patrol(day, **values):
    return RecordDraft("patrol", {"held_on": day, "patrol_kind": "chung", **values})


@pytest.fixture
def books(unit_books):
    for place, words in enumerate(WORDS):
        recording.record(unit_books, patrol(f"20{18 + place % 3}-03-{place + 1:02d}", route=words))
    recording.record(unit_books, case(hamlet="Bản Rạ"))
    return unit_books


def routes(books, text):
    found = browsing.rows(books, browsing.ids(books, Filter(text=text)))
    return sorted(str(row.values.get("route", row.kind)) for row in found)


def without_index(monkeypatch):
    monkeypatch.setattr(search_index, "stands", lambda connection: False)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("don cong an", ["Đồn Công an"]),
        ("ĐỒN", ["Đồn Công an"]),
        ("hòa giải", ["hoà giải", "hòa giải"]),
        ("hoà gi", ["hoà giải", "hòa giải"]),
        (unicodedata.normalize("NFD", "Đồn Công"), ["Đồn Công an"]),
        ("thúy", ["xã Thuý Hùng"]),
        ("doi 7", ["đội 7"]),
        ("doi 70", []),
        ("100%", ["tội phạm 100%"]),
        ("10%", []),
        ("bản gun", ["Bản Giốc – Bản Gun"]),
        ("ốc", []),
        ("o'reilly", ['O\'Reilly "x"']),
        ("* OR route", []),
        ("vv-01495-2020-0001", ["case"]),
        ("0001 case nothing", []),
        ("don,", ["Đồn Công an"]),
    ],
)
@pytest.mark.parametrize("indexed", [True, False])
def test_words_find_the_same_with_and_without_the_index(books, monkeypatch, typed, found, indexed):
    if not indexed:
        without_index(monkeypatch)
    assert routes(books, typed) == sorted(found)


def test_a_single_letter_at_the_end_waits_for_the_next_one(books):
    assert routes(books, "hoa g") == routes(books, "hoa") == ["hoà giải", "hòa giải"]
    assert len(routes(books, "d")) == len(WORDS) + 1
    assert wanted("hoa g") == Wanted(("hoa",))
    assert wanted("doi 7") == Wanted(("doi",), ("7",))


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """Books that no test changes."""
    books = keeping.create(tmp_path_factory.mktemp("walk") / "unit", Role.UNIT, "01495", "2020", "Trực ban", True)
    for words in WORDS:
        recording.record(books, patrol("2020-03-01", route=words))
    yield books
    books.close()


PARTS = ("đồn", "công", "an", "giải", "hòa", "7", "doi", "100%", "bản-gun", "x", "'")


@given(parts=st.lists(st.sampled_from(PARTS), max_size=4))
def test_index_and_walk_agree_on_every_wish(walked, parts):
    answers = []
    with walked.db.read() as connection:
        for few in (False, True):
            found, arguments = searching.condition(connection, " ".join(parts), few)
            where = " AND ".join(found) or "1"
            answers.append(connection.exec_driver_sql(f"SELECT id FROM record WHERE {where}", tuple(arguments)).all())
    assert sorted(answers[0]) == sorted(answers[1])


def test_what_is_amended_or_deleted_is_found_by_its_new_words_only(books):
    uid = recording.record(books, patrol("2020-05-05", route="Lũng Phiắc")).uid
    recording.amend(books, uid, patrol("2020-05-05", route="Háng Thoang").values)
    assert routes(books, "lung phiac") == []
    assert routes(books, "hang thoang") == ["Háng Thoang"]
    recording.delete(books, uid, "nhầm")
    assert routes(books, "hang thoang") == []


def test_the_newest_of_all_periods_come_first(books):
    ids = searching.newest(books, "tuan tra", 3)
    days = [row.day for row in browsing.rows(books, ids)]
    assert days == sorted(days, reverse=True)
    assert days[0].startswith("2020")
    assert searching.newest(books, "t", 3) == []


def test_the_first_lines_are_those_of_the_whole_list(books):
    recording.record(books, RecordDraft("patrol", {"route": "hòa giải chưa rõ ngày"}), final=False)
    for text in ("", "hoa", "ban", "tuan tra", "0001"):
        every = browsing.ids(books, Filter(text=text))
        assert list(browsing.first_ids(books, Filter(text=text), 4)) == list(every[:4])


def test_a_sqlite_without_full_text_writes_on_and_gets_its_index_later(books, monkeypatch):
    folder = books.folder
    books.close()
    with monkeypatch.context() as patch:
        patch.setattr(search_index, "_possible", lambda connection: False)
        plain = keeping.open_books(folder)
        recording.record(plain, patrol("2020-05-05", route="Lũng Phiắc"))
        assert routes(plain, "lung phiac") == ["Lũng Phiắc"]
        plain.close()
    again = keeping.open_books(folder)
    with again.db.read() as connection:
        assert search_index.stands(connection)
    assert routes(again, "lung phiac") == ["Lũng Phiắc"]
    again.close()


def test_the_index_takes_no_word_that_no_record_holds(books):
    path = books.db.path
    books.close()
    with sqlite3.connect(path) as plain:
        plain.execute("INSERT INTO record_search(record_search, rank) VALUES ('integrity-check', 1)")
    plain.close()


def test_indicators_are_found_by_name_and_code(books):
    found = searching.indicators(books.catalogue, "can cuoc thu nhan", 3)
    assert found[0].code == "CT.08.1"
    assert searching.indicators(books.catalogue, "ct.08.2", 3)[0].code == "CT.08.2"
    assert searching.indicators(books.catalogue, " ", 3) == []


def test_kinds_and_hamlets_stand_in_the_vietnamese_order(books):
    for hamlet in ("Xóm 10", "Xóm 2", "Đông Si", "Ô Rê", "An Thạch"):
        recording.record(books, case(hamlet=hamlet))
    rows = browsing.rows(books, browsing.ids(books, Filter(kinds=("case",)), "hamlet", False))
    assert [row.hamlet for row in rows] == ["An Thạch", "Bản Rạ", "Đông Si", "Ô Rê", "Xóm 2", "Xóm 10"]
    kinds = [row.kind_name for row in browsing.rows(books, browsing.ids(books, Filter(), "kind", False))]
    assert kinds == sorted(kinds, key=["Tuần tra", "Vụ việc"].index)
