"""Lines that a page broke → paragraphs, and places back to the lines."""

import textwrap

from desktop.checking.unbroken import blocks
from desktop.domain.findings import Verdict
from desktop.services.reviewing import pasted, review

TEXT = (
    "Toàn tỉnh xảy ra 207 vụ phạm tội về trật tự xã hội, giảm 10 vụ (4,6%) so với cùng kỳ. "
    "Điều tra khám phá 185/207 vụ, 403 đối tượng, đạt tỷ lệ 88,9%."
)


def test_lines_of_a_page_are_one_paragraph_again():
    lines = textwrap.wrap(TEXT, 40)
    made = blocks(lines)
    assert " ".join(block.text for block in made) == TEXT
    assert len(made) < len(lines)


def test_a_claim_over_two_lines_is_found_in_its_line():
    lines = textwrap.wrap(TEXT, 40)
    (wrong,) = [found for found in review(pasted("\n".join(lines))).findings if found.verdict is Verdict.WRONG]
    line = lines[wrong.claimed_at.paragraph]
    assert line[wrong.claimed_at.start : wrong.claimed_at.end] == wrong.claimed == "88,9%"
    assert wrong.mend is not None
    assert wrong.mend.place == wrong.claimed_at
    assert wrong.place.end <= len(line)


def test_lists_and_short_lines_stay_as_they_are():
    for lines in (
        ["Kết quả:", "trộm cắp 12 vụ", "đánh bạc 3 vụ", "cướp 1 vụ"],
        ["- Xảy ra 207 vụ, giảm 10 vụ", "- Làm rõ 185 vụ, bắt 403 đối tượng", "- Thu giữ 12 xe máy"],
        [TEXT, "Dòng sau", "Dòng nữa"],
    ):
        assert [block.text for block in blocks(lines)] == lines


def test_soft_hyphens_are_no_part_of_a_number():
    found = review(pasted(TEXT.replace("207", "2\N{SOFT HYPHEN}07"))).findings
    assert [each.denominator for each in found] == [217, 207]
