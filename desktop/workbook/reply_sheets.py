"""What a reply shows to people: the front page and a table each for errors, questions, proposals, tasks, deadlines."""

from collections.abc import Sequence
from datetime import date, datetime

from desktop.domain.package import code_groups, short_code
from desktop.domain.periods import parse_period
from desktop.domain.reply import Proposal, Reply
from desktop.workbook.cells import CellValue
from desktop.workbook.cover import MOTTO, NATION, SECRETS
from desktop.workbook.markup import Strings
from desktop.workbook.paper import Head, Paper

FRONT, POINTS, QUESTIONS, PROPOSALS, TASKS, DEADLINES = (
    "Phản hồi", "Cần sửa", "Hỏi", "Đề nghị", "Nhiệm vụ", "Hạn gửi",
)  # fmt: skip
TITLE = "PHẢN HỒI BÁO CÁO"
TRAINING = "SỐ LIỆU HUẤN LUYỆN"
ADVICE = (
    "Mở chương trình Giao Ban ở máy đơn vị, màn hình Phản hồi, bấm Nhận phản hồi rồi chọn tệp này: từng việc hiện đúng "
    "chỗ, làm xong thì xuất lại gói của kỳ. Không có chương trình thì làm theo các trang sau và trả lời vào gói sau."
)
FRONT_WIDTHS = (12, 8, 16, 20, 9, 9, 9, 9)
RECEIPTS = (
    Head("Mã gói", 0, "middle"),
    Head("Lần", 0, "middle"),
    Head("Nhận lúc", 0, "middle"),
    Head("Kết quả", 0),
    Head("Dòng đọc", 0, "whole"),
    Head("Mới", 0, "whole"),
    Head("Đổi", 0, "whole"),
    Head("Giữ lại", 0, "whole"),
)
NUMBER = Head("TT", 5, "middle")


def front(reply: Reply, strings: Strings) -> Paper:
    """One A4 page: what came, what became of it, what is left to do."""
    page, period = Paper(strings, FRONT_WIDTHS, first=True), parse_period(reply.period, reply.calendar)
    page.line((0, 2, "authority", reply.headquarters_name.upper()), (3, 7, "nation", NATION), height=18)
    page.line((3, 7, "motto", MOTTO), height=18)
    page.gap(20)
    page.line((0, 7, "title", TITLE), height=26)
    page.line((0, 7, "subtitle", f"{period.label[:1].upper()}{period.label[1:]}, lần {reply.number}"), height=21)
    page.line((0, 7, "body_middle", f"({period.dates})"), height=20)
    page.line((0, 7, "body_middle", f"Kính gửi: Công an {reply.unit_name[:1].lower()}{reply.unit_name[1:]}"), height=22)
    if reply.training:
        page.line((0, 7, "mark", TRAINING), height=24)
    page.gap(12)
    _receipts(page, reply)
    page.gap(10)
    for words in (*_work(reply), _catalogue_words(reply)):
        page.line((0, 7, "body", words))
    page.gap(10)
    page.line((0, 7, "advice", ADVICE))
    page.gap(10)
    page.line((0, 3, "body", "Mã phản hồi, đọc qua điện thoại:"), (4, 7, "code", short_code(reply.id)), height=30)
    page.line((0, 7, "small", f"Mã đầy đủ: {code_groups(reply.id)}"), height=28)
    page.line((0, 7, "small", SECRETS), height=28)
    return page


def _receipts(page: Paper, reply: Reply) -> None:
    if not reply.receipts:
        page.line((0, 7, "mark", "Chưa nhận được gói nào của kỳ này."), height=24)
        return
    rows = [
        (each.code, f"L{each.sequence:02d}", _moment(each.received), each.outcome, each.read, each.new, each.changed,
         each.held)
        for each in reply.receipts
    ]  # fmt: skip
    page.table(RECEIPTS, rows)


def _work(reply: Reply) -> list[str]:
    """What is left to do, each with the sheet that tells more."""
    parts = (
        (len(reply.points), "chỗ cần sửa", POINTS),
        (len(reply.questions), "câu hỏi cần trả lời", QUESTIONS),
        (len(reply.offered), "đề nghị để nhận hoặc giữ số của đơn vị", PROPOSALS),
        (len(reply.tasks), "nhiệm vụ", TASKS),
    )
    asked = [f"{count} {words} (trang {sheet})" for count, words, sheet in parts if count]
    if not asked:
        return ["Không còn việc gì phải làm với kỳ này."]
    return [f"Cần làm: {'; '.join(asked)}."]


def _catalogue_words(reply: Reply) -> str:
    words = f"Danh mục biểu mẫu đang dùng: {reply.catalogue}."
    if reply.catalogue_is_older:
        words = f"{words} Đơn vị đang dùng {reply.unit_catalogue}: cần cập nhật trước kỳ sau."
    if reply.catalogue_content:
        return f"{words} Danh mục {reply.catalogue} đi kèm tệp này, nhận phản hồi vào chương trình là có."
    return words


def points(reply: Reply, strings: Strings) -> Paper:
    """Every error at its cell, with how to mend it."""
    heads = (
        NUMBER,
        Head("Trang", 16),
        Head("Ô", 9, "middle"),
        Head("Số bản ghi", 22),
        Head("Trường", 18),
        Head("Đang ghi", 18),
        Head("Sai gì, sửa thế nào", 62),
    )
    rows = [
        (place, each.sheet, each.cell, each.number, each.label, each.value, each.sentence)
        for place, each in enumerate(reply.points, 1)
    ]
    return _table(reply, strings, heads, rows, "Không có chỗ nào phải sửa.")


def questions(reply: Reply, strings: Strings) -> Paper:
    """Every question, with room for an answer by hand."""
    heads = (
        NUMBER,
        Head("Về việc", 44),
        Head("Câu hỏi", 56),
        Head("Người hỏi", 20),
        Head("Ngày", 12, "day"),
        Head("Trả lời", 40),
    )
    rows = [
        (place, each.place, each.text, each.author, _day(each.at), "") for place, each in enumerate(reply.questions, 1)
    ]
    return _table(reply, strings, heads, rows, "Không có câu hỏi nào.")


def proposals(reply: Reply, strings: Strings) -> Paper:
    """Every proposal, field by field: as the unit told it, as headquarters has it."""
    heads = (
        NUMBER,
        Head("Bản ghi", 44),
        Head("Loại đề nghị", 18),
        Head("Trường", 20),
        Head("Đơn vị ghi", 24),
        Head("Cấp trên đề nghị", 24),
        Head("Lý do", 36),
    )
    rows = [line for place, each in enumerate(reply.offered, 1) for line in _proposal_lines(place, each)]
    return _table(reply, strings, heads, rows, "Không có đề nghị nào.")


def _proposal_lines(place: int, proposal: Proposal) -> list[tuple[CellValue, ...]]:
    head: tuple[CellValue, ...] = (place, proposal.title, proposal.sort_words)
    fields = [(each.label, each.told, each.proposed) for each in proposal.differences]
    first = (*head, *fields[0], proposal.reason)
    return [first, *(("", "", "", *each, "") for each in fields[1:])]


def tasks(reply: Reply, strings: Strings) -> Paper:
    """What headquarters asks for."""
    heads = (NUMBER, Head("Nhiệm vụ", 60), Head("Thời hạn", 12, "day"), Head("Nội dung", 70))
    rows = [(place, each.title, _day(each.due), each.text) for place, each in enumerate(reply.tasks, 1)]
    return _table(reply, strings, heads, rows, "Không có nhiệm vụ nào được giao kèm phản hồi này.")


def deadlines(reply: Reply, strings: Strings) -> Paper:
    """Until when the coming periods are due."""
    heads = (Head("Kỳ báo cáo", 34), Head("Từ ngày – đến ngày", 30, "middle"), Head("Hạn gửi", 24, "middle"))
    rows = [(each.label[:1].upper() + each.label[1:], each.dates, _moment(each.due)) for each in reply.deadlines]
    return _table(reply, strings, heads, rows, "Chưa định hạn gửi kỳ sau.")


def _table(
    reply: Reply, strings: Strings, heads: tuple[Head, ...], rows: Sequence[Sequence[CellValue]], nothing: str
) -> Paper:
    footer = f"{reply.unit_name} · {reply.period} · lần {reply.number} · mã {short_code(reply.id)}"
    paper = Paper(strings, [head.width for head in heads], landscape=True, frozen=1, footer=footer)
    paper.table(heads, rows)
    if not rows:
        paper.line((0, len(heads) - 1, "body", nothing), height=24)
    return paper


def _day(text: str) -> CellValue:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return text


def _moment(text: str) -> str:
    try:
        return f"{datetime.fromisoformat(text):%H:%M %d/%m/%Y}"
    except ValueError:
        return text
