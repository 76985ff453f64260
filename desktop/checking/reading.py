"""Text → paragraphs → sentences with their figures; everything else about the text stays as it was written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from desktop.checking.reading_figures import Mark, Role, Shape, marks_of
from desktop.checking.reading_masks import masked
from desktop.checking.reading_roles import give_roles, order_years

_PLAIN: Final = str.maketrans(
    "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{FULLWIDTH PERCENT SIGN}\N{SMALL PERCENT SIGN}"
    "\N{FRACTION SLASH}\N{DIVISION SLASH}\N{FULLWIDTH SOLIDUS}\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
    "\N{THIN SPACE}\N{FIGURE SPACE}\t",
    "---%%///     ",
)
"""Signs that look like others, one for one: places in the text stay the same."""
_ODD: Final = re.compile("[" + "".join(map(chr, _PLAIN)) + "]")
_SOFT: Final = "\N{SOFT HYPHEN}"
_SOFTENED: Final = re.compile(rf"\d[\d.,]*(?:{_SOFT}[\d.,]+)+")
"""A number with a hyphen that does not show is none that can be read with certainty."""
MOST_FIGURES: Final = 60
_GLANCE: Final = 40
"""So many letters show whether a paragraph is in capitals."""
_ASIDE: Final = re.compile(
    r"(?<=\w|%)\s(?P<open>[-–—])\s(?=(?:tăng|giảm|từ|so\s|cùng\skỳ|đạt|chiếm|tỷ\slệ|tỉ\slệ|gồm|bằng|trong\sđó|nhiều|ít|cao"
    r"|thấp|[+-]?\d+(?:,\d+)?\s?%|\d[\d.]*/\d)[^-–—;()]*\d)[^-–—;()]{3,90}?\s?(?P<close>[-–—])(?=\s|[,;.]|$)"
    r"|(?<=\w|%)\s(?P<begin>[-–—])\s(?=[^-–—()]*\d)[^-–—()]{3,200}?\s(?P<end>[-–—])(?=[,;.:]|$)",
    re.IGNORECASE,
)
"""An aside between two dashes is read as one in brackets."""
_SENTENCE_END: Final = re.compile(
    r"[.!?…](?<!\.\.\.[.!?…])(?:[”\"’')]?\s+(?=[A-ZÀ-ỸĐ“\"(\d#])"
    r"|(?<=\.)\s+(?=(?:[•●▪■+*–-]|[a-zđ]\))\s+[A-ZÀ-ỸĐ])"  # bullets of a text that lost its line ends
    r"|(?<=[a-zà-ỹ%)]\.)(?=[A-ZÀ-ỸĐ][a-zà-ỹ]))"
)


@dataclass(eq=False)
class Sentence:
    """One sentence of a paragraph; places count from the paragraph's beginning."""

    paragraph: int
    start: int
    end: int
    text: str
    """The whole paragraph, with hidden non-figures."""
    marks: tuple[Mark, ...]
    source: str = ""
    """The whole paragraph as written."""

    @cached_property
    def words(self) -> str:
        """The sentence itself."""
        return self.text[self.start : self.end]

    @cached_property
    def small(self) -> str:
        """The sentence in small letters."""
        return self.words.lower()

    @cached_property
    def states(self) -> tuple[Mark, ...]:
        """The figures that say how things are, the last first."""
        marks = reversed(self.marks)
        return tuple(mark for mark in marks if mark.role is Role.STATE and mark.shape is not Shape.PERCENT)


def read(paragraphs: Iterable[str]) -> list[list[Sentence]]:
    """The sentences of each paragraph."""
    return [list(sentences(number, text)) for number, text in enumerate(paragraphs)]


def sentences(number: int, text: str) -> Iterator[Sentence]:
    """The sentences of one paragraph with their figures in their roles."""
    plain = text.translate(_PLAIN) if _ODD.search(text) else text
    if _SOFT in plain:
        plain = _SOFTENED.sub(lambda found: "#" * len(found[0]), plain)
    shown = masked(plain) if any(map(str.isdigit, text)) else text
    words = _in_small(_bracketed(shown))
    marks = marks_of(words)
    start = 0
    for end in _ends(shown, marks):
        count = next((n for n, mark in enumerate(marks) if mark.start >= end), len(marks))
        inside, marks = marks[:count], marks[count:]
        _cut(inside, start, end, words)
        give_roles(inside)
        order_years(inside, text)
        yield Sentence(number, start, end, words, tuple(inside), text)
        start = end


def _bracketed(shown: str) -> str:
    """Asides between dashes in brackets, letter for letter."""
    if shown.count(" -") + shown.count(" –") + shown.count(" —") < len("ab"):
        return shown
    letters = list(shown)
    for found in _ASIDE.finditer(shown):
        opened, closed = ("open", "close") if found["open"] else ("begin", "end")
        letters[found.start(opened)], letters[found.start(closed)] = "(", ")"
    return "".join(letters)


def _in_small(words: str) -> str:
    """A paragraph in capitals in small letters, with what only then is seen to be no figure hidden."""
    begin = words[:_GLANCE]
    if begin.islower() or sum(map(str.isupper, begin)) * 2 < sum(map(str.isalpha, begin)):
        return words
    small = words.lower()
    return masked(small) if len(small) == len(words) else words


def _ends(shown: str, marks: list[Mark]) -> list[int]:
    """Where sentences end; one with very many figures is a list, and is cut into pieces."""
    ends = [*(found.end() for found in _SENTENCE_END.finditer(shown)), len(shown)]
    cuts: list[int] = []
    since, at = 0, 0
    for mark in marks:
        while mark.start >= ends[at]:
            since, at = 0, at + 1
        since += 1
        if since > MOST_FIGURES:
            cuts.append(mark.start)
            since = 1
    return sorted({*ends, *cuts})


def _cut(marks: list[Mark], start: int, end: int, shown: str) -> None:
    """The words around the first and the last figure end with the sentence."""
    if marks:
        marks[0].before = shown[start : marks[0].start]
        marks[-1].after = shown[marks[-1].stop : end]
