"""Conferences: the record, its conclusions as tasks, the news and the minutes made of record and figures."""

from datetime import date

import pytest
from docx import Document

from desktop.base.errors import Trouble, UserError
from desktop.checking.checker import check
from desktop.domain.conference import Conference, conference_text, parse_conference
from desktop.domain.findings import Verdict
from desktop.services import assigning, conferring, following
from desktop.services.assigning import Order
from desktop.wording import conference as words
from tests.services.conftest import PERIOD
from tests.wording.report_room import SEED, facts


@pytest.fixture
def held(headquarters):
    return conferring.begin(headquarters, headquarters.period(PERIOD))


def test_a_new_conference_has_what_is_usual(headquarters, held):
    record = conferring.the_one(headquarters, headquarters.period(PERIOD)).record
    assert record.title == "Hội nghị sơ kết công tác 6 tháng đầu năm 2020"
    assert record.chair == "Giám đốc Công an tỉnh Cao Bằng"
    assert conferring.conferences(headquarters, headquarters.period("2020-H2")) == []


def test_what_a_field_said_before_stays_in_the_journal(headquarters, held):
    conferring.change(headquarters, held.uid, chair="Phó Giám đốc", held_on="2020-07-08")
    conferring.change(headquarters, held.uid, chair="Phó Giám đốc")
    now = conferring.the_one(headquarters, headquarters.period(PERIOD)).record
    assert (now.chair, now.held_on) == ("Phó Giám đốc", "2020-07-08")
    with headquarters.db.read() as connection:
        (fact,) = connection.exec_driver_sql(
            "SELECT facts FROM journal WHERE action = 'changed conference'"
        ).scalars().all()  # fmt: skip
    assert "Giám đốc Công an tỉnh Cao Bằng" in fact


def test_words_too_long_are_refused(headquarters, held):
    with pytest.raises(UserError) as caught:
        conferring.change(headquarters, held.uid, place="x" * 201)
    assert caught.value.code is Trouble.TEXT_TOO_LONG


def test_a_conclusion_is_a_task_with_one_key(headquarters, held):
    conferring.change(headquarters, held.uid, held_on="2020-07-08")
    held = conferring.the_one(headquarters, headquarters.period(PERIOD))
    key = conferring.conclude(headquarters, held, Order("Mở đợt cao điểm", "2020-09-30"))
    assigning.assign(headquarters, headquarters.period(PERIOD), Order("Việc ngoài hội nghị"))
    (given,) = conferring.conclusions(headquarters, held)
    assert (given.uid, given.order.origin) == (key, "conference")
    assert given.order.source == "Kết luận hội nghị sơ kết công tác 6 tháng đầu năm 2020 ngày 08/7/2020"
    (first, second) = following.follow(headquarters, headquarters.period(PERIOD), date(2020, 7, 20))
    assert (first.given.uid, len(first.units), len(second.units)) == (key, 153, 153)


def test_a_record_of_a_later_program_is_read(headquarters):
    record = Conference("Hội nghị", chair="A\n- B;\n\n")
    assert parse_conference(conference_text(record)) == record
    assert parse_conference('{"title": "x", "hologram": 1}').title == "x"
    assert record.lines("chair") == ("A", "B")


# News and minutes


def conclusions(count):
    return tuple(
        words.Conclusion(f"Thực hiện việc số {place} theo kế hoạch đã đề ra", date(2020, 9, 30), "Tất cả 153 đơn vị")
        for place in range(1, count + 1)
    )


def of_conference(count=3, **fields):
    record = Conference(
        "Hội nghị sơ kết công tác 6 tháng đầu năm 2020", "2020-07-08", "Hội trường Công an tỉnh",
        "Đại tá, Giám đốc Công an tỉnh", "Các Phó Giám đốc\nTrưởng Công an huyện, thành phố", "Báo cáo\nThảo luận",
        "Bảo vệ Đại hội Đảng các cấp",
    )  # fmt: skip
    return words.Facts(record, facts(*SEED, **fields), "Công an tỉnh Cao Bằng", conclusions(count))


def test_the_news_names_chair_guests_figures_and_demands():
    text = words.news(of_conference())
    assert text.startswith("Ngày 08/7/2020, tại hội trường Công an tỉnh, Công an tỉnh Cao Bằng tổ chức hội nghị sơ kết")
    assert "Đại tá, Giám đốc Công an tỉnh chủ trì hội nghị." in text
    assert "các Phó Giám đốc và Trưởng Công an huyện, thành phố" in text
    assert "185/207 vụ" in text
    assert "403 đối tượng, đạt tỷ lệ 89,4%" in text
    assert "thực hiện việc số 1 theo kế hoạch đã đề ra (xong trước 30/9/2020)" in text


@pytest.mark.parametrize("count", [0, 1, 5, 40])
def test_the_news_stays_short_and_says_what_it_leaves_out(count):
    text = words.news(of_conference(count))
    assert len(text.split()) <= words.MOST_WORDS
    assert ("nhiệm vụ khác" in text) == (count == 40)
    assert "185/207" in text


def test_the_figures_of_the_news_are_those_that_the_checker_finds_right():
    found = check(words.news(of_conference()).splitlines())
    assert found
    assert [each for each in found if each.verdict is not Verdict.RIGHT] == []


def test_the_minutes_have_head_parts_and_the_table_of_tasks(headquarters, held, tmp_path):
    conferring.conclude(headquarters, held, Order("Mở đợt cao điểm", "2020-09-30"))
    path = tmp_path / "bien-ban.docx"
    conferring.write_minutes(headquarters, held, path)
    paper = Document(str(path))
    lines = [each.text for each in paper.paragraphs]
    assert "BIÊN BẢN" in lines
    concluded = "Một là, mở đợt cao điểm. Giao: tất cả 153 đơn vị; hoàn thành trước 30/9/2020"
    assert any(line.startswith(concluded) for line in lines)
    assert "Số:          /BB-CAT" in paper.tables[0].cell(0, 0).text
    assert [cell.text for cell in paper.tables[-1].rows[1].cells] == [
        "1", "Mở đợt cao điểm", "Tất cả 153 đơn vị", "30/09/2020"
    ]  # fmt: skip


def test_the_news_is_written_with_its_headline(headquarters, held, tmp_path):
    path = tmp_path / "tin.docx"
    conferring.write_news(headquarters, held, path)
    lines = [each.text for each in Document(str(path)).paragraphs]
    assert lines[0] == "Công an tỉnh Cao Bằng tổ chức hội nghị sơ kết công tác 6 tháng đầu năm 2020"
    assert "\n".join(lines[1:]) == conferring.news(headquarters, held)
