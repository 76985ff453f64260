"""The figure checker on a report of 100 pages, beside a scan that only finds `a/b … c%` and divides."""

import re
from pathlib import Path

from docx import Document

from tests.bench.cells import Work
from tests.checking import claims_room

PAGE = 2_800
"""Letters on a page of a report."""
PAIR = re.compile(r"(\d[\d.]*)/(\d[\d.]*)\D{0,60}?(\d+(?:,\d+)?)\s?%")


def make(path: Path, pages: int) -> Path:
    """A report of so many pages, made of the marked texts over and over."""
    lines = [text.words for name in ("practised.txt", "unseen.txt", "silent.txt") for text in claims_room.texts(name)]
    document, letters = Document(), 0
    while letters < pages * PAGE:
        for line in lines:
            document.add_paragraph(line)
            letters += len(line)
            if letters >= pages * PAGE:
                break
    document.save(str(path))
    return path


def check(path: str) -> Work:
    """Open the file, read it, judge every claim."""
    from desktop.services import reviewing

    return lambda: len(reviewing.review(reviewing.open_file(Path(path))).findings)


def judge(path: str) -> Work:
    """The judging alone, on words that lie in memory."""
    from desktop.services import reviewing

    text = reviewing.open_file(Path(path))
    return lambda: len(reviewing.review(text).findings)


def scan(path: str) -> Work:
    """What a script of twenty lines would do: only pairs with a rate right behind them."""
    return lambda: sum(len(PAIR.findall(paragraph.text)) for paragraph in Document(path).paragraphs)


def read(path: str) -> Work:
    """The words alone."""
    return lambda: sum(len(paragraph.text) for paragraph in Document(path).paragraphs)
