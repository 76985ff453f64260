"""Names and ids of a document that was put together from two: none twice, each true to its words."""

from dataclasses import replace
from typing import Any

from docx.document import Document as Paper
from docx.oxml.ns import qn

from desktop.document import reading
from desktop.document.marks import Names, check, read_name, read_paragraph_name
from desktop.document.reading import Figure

_START, _END, _NAME, _ID = qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:name"), qn("w:id")


def set_words(figure: Figure, after: Figure) -> None:
    """Other words into the first node of a number, with the look that it has; its name vouches for them."""
    name = Names().again(replace(figure.mark, check=""), check(after.text))
    _rename(figure, name)
    reading.write(figure.nodes, after.text)


def name_as(paragraph: Any, other: Any) -> None:
    """The name of another paragraph for one that says the same now."""
    names = [str(each.get(_NAME)) for each in other.iter(_START)]
    name = next(each for each in names if read_paragraph_name(each))
    for node in paragraph.iter(_START):
        if read_paragraph_name(str(node.get(_NAME))):
            node.set(_NAME, name)


def _rename(figure: Figure, name: str) -> None:
    paragraph = next(figure.nodes[0].iterancestors(qn("w:p")))
    for node in paragraph.iter(_START, qn("w:tag")):
        attribute = _NAME if node.tag == _START else qn("w:val")
        if node.get(attribute) == figure.name:
            node.set(attribute, name)


def give_fresh_names(paper: Paper) -> None:
    """Number all bookmarks anew, ends with their starts, and all names of numbers with their tags."""
    names, ids = Names(), {}
    for paragraph in paper.element.body.iter(qn("w:p")):
        for figure in reading.figures(paragraph):
            _rename(figure, names.again(figure.mark, figure.mark.check))
    open_: dict[str, str] = {}
    for node in paper.element.body.iter(_START, _END):
        if node.tag == _START:
            ids[node] = str(names.next_id())
            open_[node.get(_ID)] = ids[node]
            node.set(_ID, ids[node])
        elif node.get(_ID) in open_:
            node.set(_ID, open_.pop(node.get(_ID)))
    _drop_second_names(paper)


def _drop_second_names(paper: Paper) -> None:
    """A paragraph that a person copied carries its name twice: the first one keeps it."""
    seen: set[str] = set()
    for node in list(paper.element.body.iter(_START)):
        name = str(node.get(_NAME))
        if name not in seen or read_name(name):
            seen.add(name)
            continue
        _remove(paper, node)


def _remove(paper: Paper, start: Any) -> None:
    for node in list(paper.element.body.iter(_END)):
        if node.get(_ID) == start.get(_ID):
            node.getparent().remove(node)
    start.getparent().remove(start)
