import re

import pytest

from desktop.checking.checker import check
from desktop.domain.findings import Mention, Passage, Place, StoredVerdict, Verdict
from desktop.wording import finding_words
from tests.checking import claims_room


def words(text):
    (finding,) = (each for each in check([text]) if each.verdict is Verdict.WRONG)
    return finding_words.finding_words(finding, "đoạn 1")


def test_a_wrong_rate_says_what_it_should_be_and_what_it_belongs_to():
    told = words("Khám phá 185/207 vụ, đạt 88,9%")
    assert told.endswith("Tỷ lệ 88,9% không đúng. 185 ÷ 207 = 89,4%. 88,9% chỉ đúng với 184 ÷ 207 hoặc 185 ÷ 208.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Xảy ra 207 vụ, tăng 10 vụ (4,6%)", "Ghi tăng, số liệu là giảm. 4,6% chỉ đúng nếu giảm: 10 ÷ 217."),
        ("Xảy ra 207 vụ, giảm 12 vụ so với cùng kỳ (217 vụ)", "Ghi giảm 12 vụ, số liệu khác. 217 − 207 = 10."),
        ("Xảy ra 207 vụ, tăng 10 vụ so với cùng kỳ (217 vụ)", "207 so với 217 là giảm 10 vụ."),
        ("Xử lý 14 vụ gồm 9 vụ trộm cắp và 4 vụ đánh nhau", "Tổng 14 không bằng các phần cộng lại. 9 + 4 = 13."),
        ("Đạt 92,7% (vượt 18,7% so với chỉ tiêu 75%)", "92,7 − 75 = 17,7%."),
        ("Trong tháng 35 vụ; lũy kế 27 vụ", "Lũy kế 27, riêng trong kỳ đã 35."),
        ("Tiếp nhận 22 tin, đã giải quyết 18 tin, đang giải quyết 5 tin", "22 − 18 = 4."),
        ("Tai nạn giảm cả 3 tiêu chí: giảm 6 vụ, giảm 3 người chết, tăng 4 người bị thương", "Chỉ 2/3 tiêu chí giảm."),
    ],
)
def test_every_kind_of_fault_has_its_arithmetic(text, told):
    assert told in words(text)


def test_every_sentence_on_the_marked_texts_is_whole():
    for name in ("practised.txt", "unseen.txt", "afterwards.txt", "last.txt"):
        for text in claims_room.texts(name):
            for finding in text.findings():
                told = finding_words.finding_words(finding, "đoạn 1")
                assert told.endswith("."), told
                assert not re.search(r"None|\{|\}| {2}|\.\.$|÷ [.=]", told), told
                if finding.verdict is Verdict.RIGHT:
                    assert finding_words.right_words(finding)


def test_places_are_counted_as_people_count_them():
    passages = (Passage("Một"), Passage(""), Passage("Hai"), Passage("3", (2, 4, 5)))
    assert finding_words.place_words(passages, 2) == "đoạn 2"
    assert finding_words.place_words(passages, 3) == "bảng 2, dòng 4, cột 5"


def test_stored_figures_are_told_beside_the_written_ones():
    mention = Mention(Place(0, 0, 6), "207 vụ", "TH.01", 207, StoredVerdict.OTHER, 217)
    assert finding_words.mention_words(mention, "Số vụ") == "“207 vụ” nhưng số liệu là 217: Số vụ."
