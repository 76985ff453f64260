"""Texts of our own with every judged figure marked, and how the checker does on them.

`[[100%]]` is right, `[[88,9%|89,4]]` is wrong and should be 89,4 (`|x`: wrong, with no single figure to put instead),
`[[36,5%|?]]` cannot be checked from the text. Each line is a text of its own; `#` begins a heading.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.checking.checker import check
from desktop.domain.findings import Finding, Verdict
from desktop.domain.numbers import format_number

FOLDER = Path(__file__).with_name("claims")
_MARK = re.compile(r"\[\[([^]|]+)(?:\|([^]]+))?\]\]")


@dataclass(frozen=True)
class Marked:
    """One judged figure: where it stands, what the checker must say."""

    line: int
    start: int
    words: str
    verdict: Verdict
    should_be: str


@dataclass(frozen=True)
class Text:
    """One line without its marks."""

    line: int
    words: str
    claims: tuple[Marked, ...]

    def findings(self) -> list[Finding]:
        """What the checker finds in it."""
        return check(self.words.split("\\n"))

    def is_at(self, found: Finding, marked: Marked) -> bool:
        """Whether a finding judges a marked figure; `\\n` in a line parts its paragraphs."""
        before = self.words.split("\\n")[: found.claimed_at.paragraph]
        start = sum(len(each) + len("\\n") for each in before) + found.claimed_at.start
        end = start + found.claimed_at.end - found.claimed_at.start
        return start <= marked.start < end or start == marked.start


def texts(name: str) -> list[Text]:
    """The marked texts of one file."""
    return list(_texts((FOLDER / name).read_text(encoding="utf-8")))


def _texts(content: str) -> Iterator[Text]:
    for number, line in enumerate(content.splitlines(), 1):
        if line and not line.startswith("#"):
            yield _text(number, line)


def _text(number: int, line: str) -> Text:
    words, claims, last = "", [], 0
    for found in _MARK.finditer(line):
        words += line[last : found.start()]
        note = found[2] or ""
        verdict = Verdict.RIGHT if not note else Verdict.CANNOT_CHECK if note == "?" else Verdict.WRONG
        claims.append(Marked(number, len(words), found[1], verdict, note))
        words += found[1]
        last = found.end()
    return Text(number, words + line[last:], tuple(claims))


@dataclass
class Score:
    """How the checker did: false alarms are the worse error."""

    caught: list[Marked]
    missed: list[Marked]
    alarms: list[tuple[int, Finding]]
    misnamed: list[tuple[Marked, Finding]]
    confirmed: int = 0

    @property
    def recall(self) -> float:
        """The share of the wrong figures that were called wrong."""
        return len(self.caught) / max(1, len(self.caught) + len(self.missed))


def score(name: str) -> Score:
    """The checker's findings against the marks."""
    result = Score([], [], [], [])
    for text in texts(name):
        wrong = [found for found in text.findings() if found.verdict is Verdict.WRONG]
        right = [found for found in text.findings() if found.verdict is Verdict.RIGHT]
        expected = [each for each in text.claims if each.verdict is Verdict.WRONG]
        marked_right = [each for each in text.claims if each.verdict is Verdict.RIGHT]
        result.confirmed += sum(any(text.is_at(found, each) for found in right) for each in marked_right)
        for found in wrong:
            marked = next((each for each in expected if text.is_at(found, each)), None)
            if marked is None:
                result.alarms.append((text.line, found))
            elif marked.should_be != "x" and not _names(found, marked):
                result.misnamed.append((marked, found))
        for each in expected:
            hit = any(text.is_at(found, each) for found in wrong)
            (result.caught if hit else result.missed).append(each)
    return result


def _names(found: Finding, marked: Marked) -> bool:
    if found.recomputed is None:
        return False
    places = len(marked.should_be.partition(",")[2])
    return format_number(found.recomputed, places) == marked.should_be
