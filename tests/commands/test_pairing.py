"""Cases told by two units on the command line: listed with ids, linked, refused, withdrawn."""

import pytest

from desktop.services import counting, keeping, pairing
from tests.services.telling import tell_again

PAIR = """
    SELECT MIN(uid) FROM record JOIN version ON version.id = version_id
    WHERE record.kind = 'case' AND state = 'final' AND content LIKE '%"group":"TTXH"%'
    AND day BETWEEN '2019-12-15' AND '2020-06-14' GROUP BY unit_id ORDER BY unit_id
"""


@pytest.fixture
def ids(headquarters):
    books = keeping.open_books(headquarters)
    with books.db.read() as connection:
        found = [uid.hex() for uid in connection.exec_driver_sql(PAIR).scalars()][:2]
    books.close()
    return found


def state(headquarters, period):
    """Cases of the province, and what was decided."""
    books = keeping.open_books(headquarters)
    cases = counting.summary(books, books.period(period)).line("TH.01").now.amount
    decided = [(each.same, each.reason, each.counts) for each in pairing.decisions(books)]
    books.close()
    return cases, decided


def test_candidates_are_listed_with_their_ids(giaoban, headquarters, period):
    answer = giaoban("--data", headquarters, "pairs", "--period", period)
    assert answer.code == 0
    assert answer.out == "Không có cặp bản ghi nào chờ quyết định.\n"
    books = keeping.open_books(headquarters)
    tell_again(books)
    books.close()
    facts = giaoban("--data", headquarters, "pairs", "--period", period, "--json").json
    assert facts["count"] == len(facts["pairs"]) == 2
    first = facts["pairs"][0]
    assert first["score"] >= facts["pairs"][-1]["score"]
    assert {side["unit"] for side in first["records"]} != {first["records"][0]["unit"]}
    answer = giaoban("--data", headquarters, "pairs", "--period", period)
    assert all(side["id"] in answer.out for side in first["records"])
    assert first["reason"] in answer.out


def test_a_link_counts_once_until_it_is_withdrawn(giaoban, headquarters, period, ids):
    before, _ = state(headquarters, period)
    answer = giaoban("--data", headquarters, "pairs", "--link", *ids, "--reason", "cùng vụ", "--counts", ids[1])
    assert (answer.code, answer.out) == (0, "Đã nối: hai đơn vị vẫn tính đủ, cấp trên tính một vụ.\n")
    assert state(headquarters, period) == (before - 1, [(True, "cùng vụ", bytes.fromhex(ids[1]))])
    answer = giaoban("--data", headquarters, "pairs", "--withdraw", *ids, "--json")
    assert answer.json == {"done": "withdraw"}
    assert state(headquarters, period) == (before, [])


def test_a_refusal_changes_no_figure(giaoban, headquarters, period, ids):
    before, _ = state(headquarters, period)
    assert giaoban("--data", headquarters, "pairs", "--refuse", *ids).code == 0
    assert state(headquarters, period) == (before, [(False, "", None)])


def test_what_cannot_be_is_told(giaoban, headquarters, unit, period, ids):
    for words in (("zz", ids[0]), (ids[0], "00" * 16)):
        answer = giaoban("--data", headquarters, "pairs", "--link", *words)
        assert answer.code == 1
        assert answer.err.startswith("Bản ghi không còn trong sổ")
    assert "của hai đơn vị khác nhau" in giaoban("--data", headquarters, "pairs", "--link", ids[0], ids[0]).err
    assert "chưa có quyết định nào" in giaoban("--data", headquarters, "pairs", "--withdraw", *ids).err
    assert giaoban("--data", unit, "pairs", "--period", period).code == 1
