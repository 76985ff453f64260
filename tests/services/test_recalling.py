from desktop.domain.records import RecordDraft
from desktop.services import recalling, recording
from tests.services.drafts import case_in_hamlet as case
from tests.services.drafts import found, patrol, put


def test_like_the_last_one_leaves_out_days_and_long_words(unit_books):
    put(unit_books, case(subjects=1))
    put(unit_books, case(summary="Mất một máy bơm nước"))
    repeated = recalling.like_last(unit_books, "case")
    assert repeated["subjects"] == 2
    assert repeated["hamlet"] == "Bản Rạ"
    assert repeated.keys().isdisjoint({"occurred_on", "solved_on", "summary", "_number", "_uid"})
    assert recalling.like_last(unit_books, "meeting") == {}
    assert recalling.last_kind(unit_books) == "case"


def test_hamlets_come_with_the_most_used_first(unit_books):
    for hamlet in ("Bản Rạ", "Bản Gun", "Bản Gun"):
        put(unit_books, case(hamlet=hamlet))
    assert recalling.hamlets(unit_books) == [("Bản Gun", 2), ("Bản Rạ", 1)]


def test_what_was_written_on_a_day_is_listed_once_newest_change_first(unit_books):
    first = put(unit_books, case())
    second = put(unit_books, patrol("2020-03-03"))
    recording.amend(unit_books, first.uid, case(subjects=3).values)
    (row, _) = found(unit_books)
    assert [each.uid for each in recalling.written_on(unit_books, row.at[:10])] == [first.uid, second.uid]
    assert recalling.written_on(unit_books, "2019-01-01") == []


def alike(books, **values):
    told = patrol("2020-03-03", **values).values
    draft = RecordDraft("patrol", {name: value for name, value in told.items() if value})
    return recalling.alike(books, draft)


def test_what_is_typed_finds_records_alike_around_its_day(unit_books):
    near = put(unit_books, patrol("2020-03-05"))
    put(unit_books, patrol("2020-05-05"))
    put(unit_books, case(occurred_on="2020-03-03"))
    (found,) = alike(unit_books)
    assert (found.row.uid, found.same) == (near.uid, False)
    assert found.labels == ("Loại", "Tuyến")


def test_half_typed_words_are_enough_to_find_the_same_thing(unit_books):
    same = put(unit_books, patrol("2020-03-03", route="Bản Giốc – Bản Gun – Lũng Nưa"))
    (found,) = alike(unit_books, route="ban gioc", patrol_kind="dem")
    assert found.row.uid == same.uid
    assert found.labels == ("Ngày", "Loại", "Tuyến")


def test_the_most_alike_comes_first_and_a_double_is_told_apart(unit_books):
    put(unit_books, patrol("2020-03-03", route="Lũng Phiắc"))
    double = put(unit_books, patrol("2020-03-03"))
    put(unit_books, patrol("2020-03-04"))
    found = alike(unit_books)
    assert (found[0].row.uid, found[0].same) == (double.uid, True)
    assert [each.same for each in found] == [True, False, False]


def test_one_field_alone_is_like_everything_and_so_like_nothing(unit_books):
    put(unit_books, patrol("2020-03-03"))
    assert alike(unit_books, route="", patrol_kind="") == []


def test_reasons_used_here_come_before_those_that_everybody_gives(unit_books):
    done = put(unit_books, case(summary="Gọi 0912 345 678"))
    (problem,) = done.problems
    recording.explain(unit_books, "2020-H1", done.uid.hex(), problem, "Số máy trực ban.")
    assert recalling.reasons(unit_books)[:2] == ["Số máy trực ban.", "Đã kiểm tra với sổ gốc, số liệu đúng."]
