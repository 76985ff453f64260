"""The sentence bank (câu mẫu): sentences for any indicator, made from the figures like those of the report."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from desktop.base.paths import resource
from desktop.domain.report import Paragraph, Piece, Style
from desktop.wording.report_facts import ReportFacts
from desktop.wording.report_template import sentence, slots
from desktop.wording.report_text import told

OF_ALL = frozenset({"compared", "short", "side-by-side", "direction", "missing"})
"""Sentences that suit counts and rates alike."""
PLACES = ("X", "Y", "Z")
_PLACE = re.compile(r"\b[XYZ]\b")


@dataclass(frozen=True)
class Pattern:
    """One sentence with places for indicators."""

    code: str
    group: str
    text: str
    known: tuple[str, ...]
    """Indicators that it suits, for the example."""
    example: str

    @property
    def places(self) -> int:
        """How many indicators it names."""
        return len(set(_PLACE.findall(self.text)))


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns in the order of the file."""
    content = tomllib.loads(resource("report", "bank", "patterns.toml").read_text(encoding="utf-8"))
    return tuple(
        Pattern(each["code"], each["group"], each["text"], tuple(each["with"]), each["example"])
        for each in content["pattern"]
    )


def said(facts: ReportFacts, pattern: Pattern, codes: Sequence[str]) -> Paragraph | None:
    """The sentence for these indicators; None where a figure that it needs is not known."""
    named = dict(zip(PLACES, codes, strict=False))
    if len(codes) < pattern.places or not all(code in facts.lines for code in codes):
        return None
    filled = sentence(_PLACE.sub(lambda place: named[place[0]], pattern.text))
    pieces = told(facts, filled) if list(slots(filled.some)) else ()
    return Paragraph(Style.BODY, "", tuple(_capital(pieces))) if pieces else None


def _capital(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for number, piece in enumerate(pieces):
        text = piece.text
        yield Piece(text[:1].upper() + text[1:], piece.origin) if number == 0 else piece


def offers(facts: ReportFacts, codes: Sequence[str]) -> list[tuple[Pattern, Paragraph]]:
    """What can be said of these indicators, in the order of the bank."""
    fitting = (each for each in patterns() if each.places == len(codes) and _fits(facts, each, codes[0]))
    texts: set[str] = set()
    found = []
    for pattern in fitting:
        paragraph = said(facts, pattern, codes)
        if paragraph is not None and paragraph.text not in texts:
            texts.add(paragraph.text)
            found.append((pattern, paragraph))
    return found


def _fits(facts: ReportFacts, pattern: Pattern, code: str) -> bool:
    """What is said of counts is rarely said of rates."""
    if pattern.code in OF_ALL or code not in facts.lines:
        return True
    return facts.lines[code].indicator.per_cent is facts.lines[pattern.known[0]].indicator.per_cent
