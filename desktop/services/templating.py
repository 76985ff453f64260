"""The province's own template: taken out for Word, checked when it comes back, used for every report from then on."""

from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import replacing, resource
from desktop.domain.catalogue import Catalogue
from desktop.domain.report import Letterhead
from desktop.services.books import Books
from desktop.services.papers import TEMPLATE, keep_paper, last_paper
from desktop.services.reporting_facts import letterhead_of
from desktop.wording import report_template
from desktop.wording.report_template import Part, segments
from desktop.wording.report_template_check import part_faults
from desktop.wording.report_template_lines import block_of, paragraph_of, text_of
from desktop.wording.report_wording import SUBJECT, Wording

if TYPE_CHECKING:
    from desktop.document.template import Heading

HEAD = ("Trích yếu", "Cơ quan cấp trên", "Cơ quan ban hành", "Ký hiệu", "Địa danh", "Chức danh người ký", "Nơi nhận")
MOST_FAULTS = 5
BUILT_IN = "built-in"


def wording(books: Books) -> Wording | None:
    """The template in force; None for the one that comes with the program."""
    kept = last_paper(books, TEMPLATE)
    if kept is None or kept.facts == BUILT_IN:
        return None
    return _read(kept.content)


def name(books: Books) -> str:
    """The file name of the template in force, empty for the one that comes with the program."""
    kept = last_paper(books, TEMPLATE)
    return "" if kept is None or kept.facts == BUILT_IN else kept.name


def take_out(books: Books, path: Path) -> Path:
    """Write the template in force as .docx, to be edited in Word."""
    from desktop.document import template

    used = wording(books) or _built_in(books)
    parts = [_heading(part) for part in used.parts]
    advice = resource("report", "README.txt").read_text(encoding="utf-8").splitlines()[1:]
    advice += _ADVICE
    with replacing(path) as part_file:
        template.write(part_file, _head(used), parts, [each for each in advice if each.strip()])
    return path


_ADVICE = (
    "Mỗi đoạn Word là một đoạn của báo cáo; mỗi dòng trong đoạn (Shift+Enter) là một câu.",
    "Đầu mục dùng kiểu Heading 1 (I., II.) và Heading 2 (1., 2.). Đổi thứ tự các đoạn, sửa chữ cố định tùy ý.",
    "Dòng bắt đầu bằng @ do chương trình viết; dòng bắt đầu bằng + là một phần của dòng Liệt kê ở trên.",
)


def _built_in(books: Books) -> Wording:
    return Wording(SUBJECT, letterhead_of(books), report_template.parts())


def _head(used: Wording) -> dict[str, str]:
    head = used.head
    words = (used.subject, head.superior, head.issuer, head.symbol, head.place)
    lines = ("\n".join(head.signer), "\n".join(head.recipients))
    return dict(zip(HEAD, (*words, *lines), strict=True))


def _heading(part: Part) -> "Heading":
    from desktop.document.template import Heading

    blocks = tuple(block_of(each) for each in part.paragraphs)
    return Heading(2 if "." in part.code else 1, text_of(part.heading), blocks)


def load(books: Books, path: Path) -> None:
    """Check a template and use it from now on; raise UserError with the places of what is wrong."""
    from desktop.document import gate

    data = gate.inspect(path)
    faults = list(_faults(data, books.catalogue))
    if faults and _is_of_later_program(data):
        raise UserError(Trouble.NEWER_FORMAT, path=str(path), name=path.name)
    if faults:
        told = "; ".join(faults[:MOST_FAULTS]) + ("; …" if len(faults) > MOST_FAULTS else "")
        raise UserError(Trouble.TEMPLATE_FAULTY, name=path.name, count=len(faults), faults=told)
    keep_paper(books, TEMPLATE, "", path.name, data)


def _is_of_later_program(data: bytes) -> bool:
    from desktop.document import template

    with suppress(Exception):  # a damaged file may break the library anywhere
        return template.is_of_later_program(data)
    return False


def reset(books: Books) -> None:
    """Use the template that comes with the program again."""
    keep_paper(books, TEMPLATE, "", "", b"", BUILT_IN)


def _faults(data: bytes, catalogue: Catalogue) -> Iterator[str]:
    from desktop.document import template

    try:
        head, parts = template.read(data)
    except Exception:  # a damaged file may break the library anywhere
        yield "tệp hỏng, không đọc được"
        return
    yield from (f"bảng đầu: thiếu dòng “{each}”" for each in HEAD if not head.get(each))
    if not parts:
        yield "không có đầu mục nào kiểu Heading 1, Heading 2"
    try:
        segments(head.get(HEAD[0], ""))
    except ValueError as error:
        yield f"bảng đầu, Trích yếu: {_told(error)}"
    codes: set[str] = set()
    above = ""
    for part in parts:
        code, above = _code(part.text, part.level, above)
        if not code:
            yield f"đầu mục “{part.text}” không bắt đầu bằng số (I., II., 1., 2.)"
        elif code in codes:
            yield f"mục {code} có hai lần"
        codes.add(code)
        yield from _part_faults(part, code, catalogue)


def _part_faults(part: "Heading", code: str, catalogue: Catalogue) -> Iterator[str]:
    read = True
    for number, block in enumerate(part.blocks, 1):
        try:
            paragraph_of(block)
        except ValueError as error:
            read = False
            yield f"mục {code}, đoạn {number}: {_told(error)}"
    if read:
        try:
            yield from part_faults(_part(part, code), catalogue)
        except ValueError as error:
            yield f"mục {code}, đầu mục: {_told(error)}"


def _told(error: ValueError) -> str:
    words = str(error)
    for ours, theirs in (("unpaired bracket: ", "dấu ngoặc thiếu một nửa: "), ("unreadable slot: ", "không đọc được ")):
        words = words.replace(ours, theirs)
    return words


def _part(part: "Heading", code: str) -> Part:
    return Part(code, segments(part.text), tuple(paragraph_of(each) for each in part.blocks))


def _code(text: str, level: int, above: str) -> tuple[str, str]:
    """`II` and `II.3` from the number that a heading begins with."""
    number, dot, _ = text.partition(".")
    if not dot or not number.strip().isalnum() or len(number) > 4:
        return "", above
    return (number, number) if level == 1 else (f"{above}.{number}", above)


@lru_cache(maxsize=4)
def _read(data: bytes) -> Wording:
    from desktop.document import template

    head, parts = template.read(data)
    words = [head[each] for each in HEAD]
    signer, recipients = (tuple(each.split("\n")) for each in words[5:])
    made, above = [], ""
    for part in parts:
        code, above = _code(part.text, part.level, above)
        made.append(_part(part, code))
    return Wording(words[0], Letterhead(words[1], words[2], words[3], words[4], signer, recipients), tuple(made))
