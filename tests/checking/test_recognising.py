import pytest

from desktop.checking.reading import read
from desktop.checking.recognising import mentions


def codes(*paragraphs):
    return {mention.code: mention.value for mention in mentions(read(paragraphs))}


def test_the_main_figures_of_a_report_are_known_by_their_words():
    found = codes(
        "Toàn tỉnh xảy ra 207 vụ phạm tội về trật tự xã hội; trộm cắp tài sản 83 vụ. Điều tra, làm rõ 185/207 vụ.",
        "Xảy ra 34 vụ tai nạn giao thông, làm chết 17 người, bị thương 31 người.",
        "Tổ chức 1.370 buổi tuyên truyền với 82.640 lượt người tham dự.",
    )
    assert found == {
        "TH.01": 207, "TH.06": 83, "TX.01": 185, "GT.01": 34, "GT.02": 17, "GT.03": 31, "PT.03": 1370, "PT.04": 82640,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Trong tháng xảy ra 35 vụ phạm tội về trật tự xã hội.",
        "Đường sắt xảy ra 121 vụ tai nạn giao thông, làm chết 101 người.",
        "Tổ chức 04 buổi tuyên truyền phòng cháy.",
        "Giảm 10 vụ phạm tội về trật tự xã hội.",
    ],
)
def test_figures_of_something_narrower_are_not_taken_for_the_whole(text):
    assert codes(text) == {}


def test_the_first_mention_counts():
    assert codes("Xảy ra 207 vụ phạm pháp hình sự.", "Xảy ra 12 vụ phạm pháp hình sự.") == {"TH.01": 207}
