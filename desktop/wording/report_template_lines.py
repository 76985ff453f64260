"""The report's sentences as lines that a person edits in Word, and back: one block a paragraph, one line a sentence.

A list is its lead (`Liệt kê: Trong đó:`) with lines that begin with `+`; `Câu đầu tiên nói được:` stands over
sentences of which the first that can be said is taken; a line that begins with `@` is written by the program.
"""

from collections.abc import Iterable, Iterator, Mapping

from desktop.wording.report_template import (
    FirstOf,
    Insert,
    Listing,
    Option,
    Saying,
    Segment,
    Segments,
    Sentence,
    Slot,
    segments,
    sentence,
)

LIST, BY_SIZE, FIRST, ITEM = "Liệt kê: ", "Liệt kê từ lớn đến nhỏ: ", "Câu đầu tiên nói được:", "+ "
INSERTS: Mapping[tuple[str, str], str] = {
    ("completeness", ""): "@đơn vị đã báo cáo",
    ("late", ""): "@đơn vị chưa báo cáo",
    ("targets", "met"): "@chỉ tiêu đạt",
    ("targets", "missed"): "@chỉ tiêu chưa đạt",
    ("targets", "next"): "@chỉ tiêu kỳ tới",
    ("trend", "better"): "@chuyển biến tốt",
    ("trend", "worse"): "@chuyển biến xấu",
    ("narratives", "situation"): "@đơn vị nêu tình hình",
    ("narratives", "assessment"): "@đơn vị nêu đánh giá",
    ("narratives", "outlook"): "@đơn vị nêu dự báo",
    ("narratives", "next_tasks"): "@đơn vị nêu nhiệm vụ",
    ("narratives", "proposal"): "@đơn vị nêu kiến nghị",
    ("write", ""): "@người viết:",
}
"""What the program writes, as it is called in the template."""

Block = tuple[str, ...]


def block_of(paragraph: Insert | tuple[Saying, ...]) -> Block:
    """The lines of one paragraph."""
    if isinstance(paragraph, Insert):
        return (_insert_line(paragraph),)
    return tuple(line for saying in paragraph for line in _lines(saying))


def _insert_line(insert: Insert) -> str:
    if insert.name == "write":
        return f"{INSERTS['write', '']} {insert.rest}"
    first, _, rest = insert.rest.partition(" ")
    return f"{INSERTS[insert.name, first]} {rest}".rstrip()


def _lines(saying: Saying) -> Iterator[str]:
    if isinstance(saying, Listing):
        yield f"{BY_SIZE if saying.by_size else LIST}{saying.lead.rstrip()}"
        yield from (f"{ITEM}{_text(each)}" for each in saying.items)
    elif isinstance(saying, FirstOf):
        yield FIRST
        yield from (f"{ITEM}{_sentence(each)}" for each in saying.sentences)
    else:
        yield _sentence(saying)


def _sentence(saying: Sentence) -> str:
    return _text(saying.some) if saying.zero is None else f"{_text(saying.some)} || {_text(saying.zero)}"


def text_of(told: Segments) -> str:
    """Segments as they are written: `{TH.01}`, `[…|…]`."""
    return _text(told)


def _text(told: Segments) -> str:
    return "".join(_segment(each) for each in told)


def _segment(segment: Segment) -> str:
    if isinstance(segment, Slot):
        words = f":{segment.words}" if segment.words else ""
        unit = f"/{segment.unit}" if segment.unit else ""
        return f"{{{' '.join(segment.codes)}{words}{unit}}}"
    if isinstance(segment, Option):
        zero = "" if segment.zero is None else f"|{_text(segment.zero)}"
        return f"[{_text(segment.some)}{zero}]"
    return segment


def paragraph_of(block: Iterable[str]) -> Insert | tuple[Saying, ...]:
    """A paragraph from its lines; raise ValueError that says which line cannot be read."""
    lines = [each.strip() for each in block if each.strip()]
    if lines and lines[0].startswith("@"):
        if len(lines) > 1:
            raise ValueError(f"dòng “{lines[1]}” phải ở một đoạn riêng, sau đoạn {lines[0]}")
        return _insert(lines[0])
    sayings: list[Saying] = []
    while lines:
        line = lines.pop(0)
        items = []
        if line.startswith((LIST, BY_SIZE)) or line == FIRST:
            while lines and lines[0].startswith(ITEM.strip()):
                items.append(lines.pop(0).removeprefix("+").strip())
            if not items:
                raise ValueError(f"sau dòng “{line}” cần ít nhất một dòng bắt đầu bằng dấu +")
        sayings.append(_saying(line, items))
    return tuple(sayings)


def _saying(line: str, items: list[str]) -> Saying:
    if line == FIRST:
        return FirstOf(tuple(sentence(each) for each in items))
    for head, by_size in ((LIST, False), (BY_SIZE, True)):
        if line.startswith(head):
            return Listing(f"{line.removeprefix(head).strip()} ", tuple(segments(each) for each in items), by_size)
    if line.startswith("+"):
        raise ValueError(f"dòng “{line}” bắt đầu bằng dấu + mà không có dòng Liệt kê ở trên")
    return sentence(line)


def _insert(line: str) -> Insert:
    for (name, first), words in sorted(INSERTS.items(), key=lambda each: -len(each[1])):
        if line == words or line.startswith(f"{words} "):
            return Insert(name, f"{first} {line.removeprefix(words).strip()}".strip())
    known = ", ".join(INSERTS.values())
    raise ValueError(f"không có đoạn “{line}”; các đoạn máy viết: {known}")
