"""A reply as a value: its text, its id, its order, and what is none."""

import json
from dataclasses import replace

import pytest

from desktop.domain.reply import (
    Difference,
    Due,
    Point,
    Proposal,
    Question,
    Receipt,
    Reply,
    fingerprint,
    parse_reply,
    reply_text,
    said,
)


def made(**changed: object) -> Reply:
    reply = Reply(
        "hq", "Công an tỉnh Cao Bằng", "unit", "01290", "Xã Lý Bôn", "2020-H1", "nd09", 1, "2020-06-17T20:00:00",
        "Tổng hợp", "install", 1, "ab" * 32, True, "1", "1", "0.1",
        receipts=(Receipt("aa", "146-PW1", "BC.xlsx", 1, "", "", "Đạt", 3, 1, 1, 0),),
        points=(Point("aa", "Vụ việc", 3, "J3", "Số đối tượng", "ba", "Sai.", "VV-1", "ff"),),
        questions=(Question("q1", 1, "section:TH", "Mục", "Vì sao?", "Tổng hợp", ""),),
        proposals=(
            Proposal("p1", "correction", "ff", "case", "VV-1", "Vụ việc", "{}", "Đối chiếu", "Tổng hợp", "",
                     (Difference("subjects", "Số đối tượng", "1", "2"),)),
        ),
        deadlines=(Due("2020-M07", "tháng 7 năm 2020", "", "2020-07-16T17:00:00"),),
    )  # fmt: skip
    return replace(reply, **changed)


def test_a_reply_comes_back_out_of_its_text():
    assert parse_reply(reply_text(made())) == made()


def test_its_id_is_its_content():
    assert parse_reply(reply_text(made())).id == made().id
    assert made(author="Người khác").id != made().id


def test_the_same_words_under_another_number_and_moment_say_the_same():
    assert said(made(number=2, created="2021-01-01T00:00:00", author="Ca 2")) == said(made())
    assert said(made(points=())) != said(made())
    assert said(made(epoch=2)) != said(made())


def test_the_later_epoch_then_the_later_number_holds():
    ranks = [made(number=2).rank, made(number=3).rank, made(epoch=2, number=1).rank]
    assert ranks == sorted(ranks)


def test_what_it_wants_is_counted():
    assert made().left == 3
    assert made(points=(), questions=(), proposals=()).left == 0


@pytest.mark.parametrize(("unit", "older"), [("", False), ("0", True), ("1", False)])
def test_an_older_catalogue_is_told(unit, older):
    assert made(unit_catalogue=unit).catalogue_is_older is older


def test_a_key_is_told_in_four_groups():
    shown = fingerprint("ab" * 32)
    assert [len(group) for group in shown.split(" ")] == [4, 4, 4, 4]
    assert fingerprint("ac" * 32) != shown


def without(name: str) -> str:
    fields = json.loads(reply_text(made()))
    del fields[name]
    return json.dumps(fields)


def with_value(name: str, value: object) -> str:
    return json.dumps(json.loads(reply_text(made())) | {name: value})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        "{" * 5000,
        without("unit"),
        without("points"),
        with_value("number", "1"),
        with_value("number", True),
        with_value("training", 1),
        with_value("points", [1]),
        with_value("points", {"a": 1}),
        with_value("proposals", [{}]),
        with_value("receipts", [{"package": "aa"}]),
    ],
)
def test_what_is_no_reply_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        parse_reply(text)


def test_a_later_program_may_say_more():
    assert parse_reply(with_value("unheard_of", 1)) == made()
