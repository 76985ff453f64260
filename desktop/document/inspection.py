"""A writer's report beside the report of today: where a named number says something else."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn

from desktop.document import reading
from desktop.domain.findings import Place


@dataclass(frozen=True)
class Difference:
    """One number: what the paper says, what the figures say; typed over by somebody, or of another day."""

    place: Place
    said: str
    now: str
    by_hand: bool
    indicators: tuple[str, ...]


def differences(data: bytes, fresh: Paper) -> list[Difference]:
    """Every named number that is not what the figures give today, in the coordinates of `passages.read`."""
    today = _figures(fresh)
    rows = _rows(fresh)
    found = []
    for each in reading.places(data):
        now = today.get((each.owner, *each.mark.key)) or today.get(("", *each.mark.key))
        if each.in_table:
            now = rows.get(each.mark.key, now)
        if now is not None and _plain(now) != _plain(each.text):
            place = Place(each.paragraph, each.start, each.start + len(each.text))
            found.append(Difference(place, each.text, now, each.by_hand, each.mark.indicators))
    return found


def written_over(data: bytes, fresh: Paper) -> bytes:
    """The same paper with today's numbers in all of those places, to see what is wrong besides."""
    paper = Document(BytesIO(data))
    today, rows = _figures(fresh), _rows(fresh)
    for paragraph in paper.element.body.iter(qn("w:p")):
        owner = next((key for key, _ in reading.named(paragraph)), "")
        in_table = next(paragraph.iterancestors(qn("w:tc")), None) is not None
        for figure in reading.figures(paragraph):
            key = figure.mark.key
            now = rows.get(key) if in_table else today.get((owner, *key)) or today.get(("", *key))
            if now is not None:
                reading.write(figure.nodes, now)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _figures(fresh: Paper) -> dict[tuple[Any, ...], str]:
    """The numbers of the text by paragraph and name, and by name alone where it stands only once."""
    found: dict[tuple[Any, ...], str] = {}
    alone: dict[tuple[Any, ...], set[str]] = {}
    for paragraph in fresh.element.body.iterchildren(qn("w:p")):
        owner = next((key for key, _ in reading.named(paragraph)), "")
        for each in reading.figures(paragraph):
            found.setdefault((owner, *each.mark.key), each.text)
            alone.setdefault(each.mark.key, set()).add(each.text)
    return found | {("", *key): texts.pop() for key, texts in alone.items() if len(texts) == 1}


def _rows(fresh: Paper) -> dict[tuple[Any, ...], str]:
    """The numbers of the annexes by name; one that stands in both annexes says the same there."""
    found: dict[tuple[Any, ...], str] = {}
    for cell in fresh.element.body.iter(qn("w:tc")):
        for paragraph in cell.iterchildren(qn("w:p")):
            for each in reading.figures(paragraph):
                found.setdefault(each.mark.key, each.text)
    return found


def _plain(text: str) -> str:
    return " ".join(text.replace("\u2011", "-").split())
