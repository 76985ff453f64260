"""A report in a writer's hands + the same report of today → his words, today's numbers, and a list of what changed.

Paragraphs are known by their names. One that nobody touched becomes today's; in one that somebody worked on only the
numbers change, also in what was parted from it, copied or put into a table; words without a name are a person's and
stay where they are. What a person took out stays out. The looks that a person gave stay where the same words are said.
"""

import re
from copy import deepcopy
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn

from desktop.document import reading
from desktop.document.memory import remember, remembered
from desktop.document.numbering import give_fresh_names, name_as, set_words
from desktop.document.reading import Figure
from desktop.document.renewal_tables import annexes, renew_tables
from desktop.domain.report_renewal import Renewal, Renewed, place_of_key

_P, _TABLE = qn("w:p"), qn("w:tbl")
_DIGITS = re.compile(r"[\d.,]+")


def renewed(data: bytes, fresh: Paper) -> tuple[Paper, list[Renewed]]:
    """The document of the writer with today's numbers; raises what the library raises on a damaged one."""
    paper = Document(BytesIO(data))
    told: list[Renewed] = []
    _renew_text(paper, fresh, told)
    _refresh_others(paper, fresh, told)
    renew_tables(paper, fresh, told)
    give_fresh_names(paper)
    remember(paper, dict.fromkeys([*remembered(paper), *reading.paragraph_keys(fresh)]))
    return paper, told


def is_ours(data: bytes) -> bool:
    """Whether a document carries names of ours."""
    return bool(reading.paragraph_keys(Document(BytesIO(data))))


def _by_key(paper: Paper) -> dict[str, Any]:
    """Each named paragraph; of one that was copied, the first."""
    found: dict[str, Any] = {}
    for paragraph in paper.element.body.iter(_P):
        for key, _ in reading.named(paragraph):
            found.setdefault(key, paragraph)
    return found


def _renew_text(paper: Paper, fresh: Paper, told: list[Renewed]) -> None:
    old, new, known = _by_key(paper), _by_key(fresh), set(remembered(paper))
    for key, paragraph in old.items():
        if not reading.is_untouched(paragraph) or paragraph.getparent() is not paper.element.body:
            _refresh(key, paragraph, new, told)
        elif key in new:
            _replace(key, paragraph, new[key], told)
        else:
            told.append(Renewed(Renewal.DROPPED, place_of_key(key), before=reading.words_of(paragraph)))
            _take_out(paragraph)
    standing = _by_key(paper)
    before: Any = None
    for key, paragraph in new.items():
        if key in standing:
            before = _child_of_body(standing[key])
        elif key in known:
            told.append(Renewed(Renewal.LEFT_OUT, place_of_key(key), before=reading.words_of(paragraph)))
        elif before is not None:
            added = deepcopy(paragraph)
            before.addnext(added)
            before = added
            told.append(Renewed(Renewal.ADDED, place_of_key(key), after=reading.words_of(paragraph)))


def _child_of_body(paragraph: Any) -> Any:
    """The paragraph, or the table that a person has put it into."""
    while paragraph.getparent().tag != qn("w:body"):
        paragraph = paragraph.getparent()
    return paragraph


def _refresh_others(paper: Paper, fresh: Paper, told: list[Renewed]) -> None:
    """Numbers of ours in paragraphs that are no longer ours: they belong to the named one before them."""
    new, ours = _by_key(fresh), set(annexes(paper).values())
    done, key = set(_by_key(paper).values()), ""
    for paragraph in list(paper.element.body.iter(_P)):
        key = next((name for name, _ in reading.named(paragraph)), key)
        if paragraph not in done and ours.isdisjoint(paragraph.iterancestors(_TABLE)):
            _refresh(key, paragraph, new, told)


def _take_out(paragraph: Any) -> None:
    """A paragraph that ends a section of the document keeps its place, without words."""
    if paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
        paragraph.getparent().remove(paragraph)
    else:
        for child in list(paragraph):
            if child.tag != qn("w:pPr"):
                paragraph.remove(child)


def _replace(key: str, old: Any, new: Any, told: list[Renewed]) -> None:
    """Nobody touched it: it becomes today's, and keeps its looks where the same words are said."""
    if reading.words_of(old) == reading.words_of(new):
        return
    befores, afters = reading.figures(old), reading.figures(new)
    place = place_of_key(key)
    if [each.mark.key for each in befores] == [each.mark.key for each in afters] and _skeleton(
        old, befores
    ) == _skeleton(new, afters):
        for before, after in zip(befores, afters, strict=True):
            _change(place, before, after, told)
            set_words(before, after)
        name_as(old, new)
        return
    told.append(Renewed(Renewal.REWORDED, place, reading.words_of(old), reading.words_of(new)))
    for before in befores:
        if same := _same(before, afters):
            _change(place, before, same, told)
    old.addprevious(deepcopy(new))
    old.getparent().remove(old)


def _skeleton(paragraph: Any, figures: list[Figure]) -> str:
    """The words without the numbers."""
    numbers = {node for each in figures for node in each.nodes}
    return "".join("" if node in numbers else node.text or "" for node in paragraph.iter(qn("w:t")))


def _refresh(key: str, paragraph: Any, new: dict[str, Any], told: list[Renewed]) -> None:
    """Somebody worked on it: numbers that are still ours become today's, one typed over stays."""
    near = reading.figures(new[key]) if key in new else []
    far = [each for other in new.values() for each in reading.figures(other)]
    for figure in reading.figures(paragraph):
        after = _same(figure, near) or _same(figure, far)
        if after is None:
            continue
        if figure.text == after.text:
            set_words(figure, after)
        elif figure.by_hand:
            codes = figure.mark.indicators
            told.append(Renewed(Renewal.BY_HAND, place_of_key(key), figure.text, after.text, codes))
        else:
            _change(place_of_key(key), figure, after, told)
            set_words(figure, after)


def _same(figure: Figure, among: list[Figure]) -> Figure | None:
    """The same number of today; one that is told in several ways, in the way it is told here."""
    found = [each for each in among if each.mark.key == figure.mark.key]
    alike = [each for each in found if _DIGITS.sub("#", each.text) == _DIGITS.sub("#", figure.text)]
    return next(iter(alike or found), None)


def _change(place: str, before: Figure, after: Figure, told: list[Renewed]) -> None:
    if before.text != after.text:
        told.append(Renewed(Renewal.REFRESHED, place, before.text, after.text, before.mark.indicators))
