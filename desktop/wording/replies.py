"""Replies in words: what taking one in did, how threads stand, what a proposal is."""

from desktop.domain.periods import parse_period
from desktop.domain.reply import Reply
from desktop.wording.numbers import number

STANDINGS = {"open": "chờ trả lời", "answered": "đã trả lời", "closed": "đã đóng"}
STANDS = {
    "open": "chờ",
    "mended": "đã sửa hoặc gửi lại",
    "answered": "đã trả lời",
    "accepted": "đã nhận",
    "contested": "giữ số của đơn vị",
}
NOTHING_LEFT = "không còn việc nào"


def taken_words(reply: Reply, outcome: str, first_key: str) -> str:
    """What became of a reply at the unit, in one or two sentences."""
    named = f"Phản hồi lần {reply.number} về {parse_period(reply.period, reply.calendar).label}"
    match outcome:
        case "same":
            words = f"{named} đã nhận từ trước, không có gì mới."
        case "older":
            words = f"{named} cũ hơn bản đã nhận, bỏ qua. Dùng bản mới nhất của cấp trên."
        case _:
            words = f"Đã nhận {named[0].lower()}{named[1:]}: {left_words(reply)}."
    if first_key:
        words += f" Khóa của cấp trên {first_key}, gọi để đối chiếu."
    return words


def left_words(reply: Reply) -> str:
    """`2 chỗ cần sửa, 1 câu hỏi`."""
    parts = (
        (len(reply.points), "chỗ cần sửa"),
        (len(reply.questions), "câu hỏi"),
        (len(reply.offered), "đề nghị"),
        (len(reply.tasks), "nhiệm vụ"),
    )
    return ", ".join(f"{number(count)} {words}" for count, words in parts if count) or NOTHING_LEFT
