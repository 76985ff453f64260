"""A report that came back from a writer → its named numbers and paragraphs, whoever saved it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn

from desktop.document import passages
from desktop.document.marks import Mark, check, is_ours, read_name, read_paragraph_name, short_period
from desktop.domain.report import OriginKind

_T, _SDT, _TAG = qn("w:t"), qn("w:sdt"), qn("w:tag")
_START, _END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_NAME, _ID, _VAL = qn("w:name"), qn("w:id"), qn("w:val")
_CELL: Final = qn("w:tc")
_PUT_IN: Final = tuple(
    qn(f"w:{name}")
    for name in (
        *("commentRangeStart", "commentRangeEnd", "commentReference"),
        *("footnoteReference", "endnoteReference", "drawing", "pict", "object"),
    )
)
"""What a person hangs on a paragraph without changing its words."""
_WORDS: Final = (_T, passages.HYPHEN)
"""A hyphen that does not break is a letter for us and an element for Word and LibreOffice."""


@dataclass(frozen=True)
class Figure:
    """A named number of a document: what its name says, what stands there now, and the nodes of its words."""

    mark: Mark
    name: str
    text: str
    nodes: tuple[Any, ...]

    @property
    def by_hand(self) -> bool:
        """Whether somebody typed something else there."""
        return check(self.text) != self.mark.check


@dataclass(frozen=True)
class Place:
    """A named number with its place among the passages of the document."""

    mark: Mark
    text: str
    by_hand: bool
    paragraph: int
    start: int
    in_table: bool
    owner: str
    """The key of the paragraph that it was made in."""


def places(data: bytes) -> list[Place]:
    """The named numbers of a document, in the coordinates of `passages.read`."""
    body = Document(BytesIO(data)).element.body
    found = []
    for number, paragraph in enumerate(passages._paragraphs(body)):
        in_table = next(paragraph.iterancestors(_CELL), None) is not None
        owner = next((key for key, _ in named(paragraph)), "")
        for each in figures(paragraph):
            start = _offset(paragraph, each.nodes[0]) if each.nodes else 0
            found.append(Place(each.mark, each.text, each.by_hand, number, start, in_table, owner))
    return found


def is_of_period(data: bytes, key: str) -> bool:
    """Whether most numbers of a document are of a period; one without numbers of ours is of any."""
    body = Document(BytesIO(data)).element.body
    found = [each.mark for paragraph in body.iter(qn("w:p")) for each in figures(paragraph)]
    periods = Counter(mark.period for mark in found if mark.kind is OriginKind.VALUE)
    return not periods or periods.most_common(1)[0][0] == short_period(key)


def _offset(paragraph: Any, wanted: Any) -> int:
    """Where a node's words begin among the composed words of its paragraph."""
    before = 0
    for node, words in passages._pieces(paragraph):
        if node is wanted:
            break
        before += len(words)
    whole = passages.composed(passages._raw(paragraph))[1]
    return next((at for at, raw in enumerate(whole) if raw >= before), 0)


def paragraph_keys(paper: Paper) -> list[str]:
    """The keys of all named paragraphs, in the order of reading."""
    return [key for paragraph in paper.element.body.iter(qn("w:p")) for key, _ in named(paragraph)]


def named(paragraph: Any) -> Iterator[tuple[str, str]]:
    """Key and check of every name that begins in this paragraph and holds some words of it."""
    for start in paragraph.iter(_START):
        found = read_paragraph_name(str(start.get(_NAME)))
        if found and _holds_words(paragraph, start):
            yield found


def _holds_words(paragraph: Any, start: Any) -> bool:
    """An empty name is what is left of a paragraph that was taken away."""
    begun = False
    for node in paragraph.iter(_START, _END, _T):
        if node is start:
            begun = True
        elif begun and node.tag == _END and node.get(_ID) == start.get(_ID):
            return False
        elif begun and node.tag == _T and node.text:
            return True
    return False


def is_untouched(paragraph: Any) -> bool:
    """Whether a named paragraph says what we wrote there, and nothing else: no remark, note or picture hangs on it."""
    if next(paragraph.iter(*_PUT_IN), None) is not None:
        return False
    text = words_of(paragraph)
    names = [str(each.get(_NAME)) for each in paragraph.iter(_START)]
    ours = [name for name in names if read_paragraph_name(name)]
    return len(ours) == 1 and is_ours(ours[0], text)


def words_of(paragraph: Any) -> str:
    """The words of a paragraph as a reader sees them."""
    return passages._raw(paragraph)


def figures(paragraph: Any) -> list[Figure]:
    """The named numbers of one paragraph, by their controls or by their bookmarks."""
    found = dict(_bookmarked(paragraph))
    for control in paragraph.iter(_SDT):
        name = next((str(each.get(_VAL)) for each in control.iter(_TAG) if read_name(str(each.get(_VAL)))), "")
        if name:
            found[name] = tuple(control.iter(*_WORDS))
    named = [_figure(name, nodes) for name, nodes in found.items() if nodes]
    return [each for each in named if each.text.strip()]


def _bookmarked(paragraph: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:
    open_: dict[str, tuple[str, list[Any]]] = {}
    for node in paragraph.iter(_START, _END, *_WORDS):
        if node.tag == _START:
            if read_name(str(node.get(_NAME))):
                open_[node.get(_ID)] = (node.get(_NAME), [])
        elif node.tag == _END:
            if node.get(_ID) in open_:
                name, nodes = open_.pop(node.get(_ID))
                yield name, tuple(nodes)
        else:
            for _, nodes in open_.values():
                nodes.append(node)


def _figure(name: str, nodes: tuple[Any, ...]) -> Figure:
    mark = read_name(name)
    assert mark is not None
    return Figure(mark, name, "".join(_words(node) for node in nodes), nodes)


def _words(node: Any) -> str:
    return "-" if node.tag == passages.HYPHEN else node.text or ""


def write(nodes: Iterable[Any], words: str) -> None:
    """Put other words into a number: all into its first run of words, with the look that it has."""
    for node in nodes:
        if node.tag == passages.HYPHEN:
            node.getparent().remove(node)
        else:
            node.text, words = words, ""
