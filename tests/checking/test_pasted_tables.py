"""Tables that come as text: parted by tabs, bars or wide gaps, read by their headers or by what most rows agree on."""

import pytest

from desktop.domain.findings import Verdict
from desktop.services import reviewing

COMPARED = "Tiêu chí\tNăm 2021\tNăm 2022\tSo sánh\nSố vụ\t56\t49\t-7\nSố người chết\t31\t27\t-4"
RATED = "Chỉ tiêu\t6T/2022\t6T/2023\tTăng/giảm\t%\nSố vụ\t188\t171\t-17\t-9,0\nTrộm cắp\t90\t81\t-9\t-10,0"
BARS = "| Chỉ tiêu | Kỳ này | Cùng kỳ | Tăng/giảm |\n| Số vụ | 49 | 56 | -7 |\n| Bị thương | 40 | 38 | +2 |"
GAPS = "Nội dung    Tháng 5    Tháng 4    Tăng/giảm\nSố vụ cháy    12    15    -3\nThiệt hại    450    520    -70"
SHARED = "Loại\tSố vụ\tTỷ lệ %\nTrộm cắp\t60\t50,0\nĐánh bạc\t24\t20,0\nLừa đảo\t36\t30,0\nTổng\t120\t100"
ADDED = "Đơn vị\tTổng số\tNam\tNữ\nXã A\t120\t58\t62\nXã B\t98\t50\t48\nXã C\t75\t40\t35"
SUMMED = "Đơn vị\tSố vụ\tĐối tượng\nXã A\t12\t15\nXã B\t8\t9\nXã C\t20\t31\nCộng\t40\t55"
BY_UNIT = "Xã\tTrộm cắp\tĐánh bạc\tMa túy\nA\t2\t1\t1\nB\t3\t2\t1\nC\t3\t1\t2\nD\t2\t1\t1\nE\t2\t1\t1\nG\t5\t3\t1"
SOLVED = "Đơn vị\tXảy ra\tKhám phá\tTỷ lệ (%)\nA\t20\t18\t90,0\nB\t12\t11\t91,7\nC\t8\t8\t100"


def wrong(text):
    found = reviewing.review(reviewing.pasted(text)).findings
    return [each.claimed for each in found if each.verdict is Verdict.WRONG]


@pytest.mark.parametrize(
    ("table", "figure", "other"),
    [
        (COMPARED, "-7", "-6"),
        (COMPARED, "-7", "+7"),
        (RATED, "-17", "-27"),
        (RATED, "-10,0", "-11,0"),
        (BARS, "-7", "-8"),
        (GAPS, "-70", "-80"),
        (SHARED, "20,0", "24,0"),
        (ADDED, "98", "89"),
        (SUMMED, "40", "42"),
        (SOLVED, "91,7", "71,9"),
    ],
)
def test_the_wrong_cell_of_a_right_table_is_named(table, figure, other):
    assert wrong(table) == []
    assert wrong(table.replace(f"{figure}", other, 1)) == [other]


@pytest.mark.parametrize(
    "text",
    [
        "Họ tên\tNăm sinh\tSố năm công tác\tĐiểm\nA\t1990\t12\t85\nB\t1985\t15\t92\nC\t1988\t10\t77",
        "Đơn vị\tSố vụ\tTỷ lệ giảm %\nXã A\t12\t5,0\nXã B\t8\t10,0\nXã C\t20\t12,5\nTổng\t40\t9,8",
        "Đơn vị\tDân số\tDiện tích\tMật độ\nXã A\t5.120\t12,5\t410\nXã B\t6.200\t20,1\t308\nXã C\t4.100\t8,2\t500",
        "STT\tTiêu chí\tTối đa\tĐạt\n1\tAn ninh\t30\t28\n2\tTuyên truyền\t20\t20\n3\tXây dựng\t50\t45\nTổng\t100\t93",
        "Chỉ tiêu\tNăm 2021\tNăm 2022\tSo sánh (%)\nTỷ lệ khám phá\t85,2\t88,1\t2,9\nSố vụ\t56\t49\t-12,5",
        "Đơn vị\tTháng 1\tTháng 3\tTỷ lệ (%)\nXã A\t3\t4\t96,5\nXã B\t1\t4\t72,4\nXã C\t6\t2\t54,6",
        "Tháng   Số vụ   Lũy kế\n1   12   12\n2   8   20\n3   15   35",
    ],
)
def test_tables_of_other_things_are_left_alone(text):
    assert wrong(text) == []


def test_small_numbers_are_no_differences_by_chance():
    assert wrong(BY_UNIT) == []


def test_the_place_of_a_wrong_cell_is_its_place_in_the_line():
    text = COMPARED.replace("-7", "-6")
    (found,) = [each for each in reviewing.review(reviewing.pasted(text)).findings if each.verdict is Verdict.WRONG]
    line = text.split("\n")[found.claimed_at.paragraph]
    assert line[found.claimed_at.start : found.claimed_at.end] == "-6"
    assert found.mend.text == "-7"


def test_a_row_with_joined_cells_is_left_out():
    assert wrong(SUMMED.replace("Cộng\t40\t55", "Cộng\t55")) == []
