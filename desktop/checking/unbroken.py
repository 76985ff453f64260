"""Lines that a page broke → the paragraphs they were, and places in these back to places in the lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from desktop.domain.findings import Finding, Mend, Mention, Place

_NARROWEST, _WIDEST = 30, 130
"""So wide is a page; where lines are longer nothing was broken, where they are shorter it is a list."""
_LINES: Final = 2
_ENDED: Final = re.compile(r"[.;:!?…][”\"’')]?\s*$")
_NEW: Final = re.compile(r"\s*(?:[-–—+*•●▪■]\s|\(?\d{1,2}(?:\.\d+)*[.)]\s|[a-zđ][.)]\s|[IVX]+\.\s)")


@dataclass(frozen=True)
class Block:
    """Lines in a row that are one paragraph: the first line, and where each begins in the paragraph."""

    first: int
    starts: tuple[int, ...]
    text: str

    def line(self, place: int) -> int:
        """The number of the line, within the block, that holds a letter."""
        return max(number for number, start in enumerate(self.starts) if start <= place)

    def back(self, place: Place, at: int) -> Place:
        """A place of the paragraph in the line of the letter `at`."""
        line = self.line(at)
        begin = self.starts[line]
        end = self.starts[line + 1] - 1 if line + 1 < len(self.starts) else len(self.text)
        start, stop = max(place.start, begin) - begin, min(place.end, end) - begin
        return Place(self.first + line, start, max(start, stop))


def blocks(lines: Sequence[str]) -> list[Block]:
    """The paragraphs of a text; each line is one where no page has broken them."""
    width = max(map(len, lines), default=0)
    full = [_is_full(line, after, width) for line, after in pairwise(lines)]
    open_ends = [
        bool(line.strip()) and bool(after.strip()) and not _ENDED.search(line) for line, after in pairwise(lines)
    ]
    broken = sum(one and two for one, two in zip(full, open_ends, strict=True))
    if not _NARROWEST <= width <= _WIDEST or broken < _LINES or broken * 10 < sum(open_ends) * 7:
        return [Block(number, (0,), line) for number, line in enumerate(lines)]
    made: list[Block] = []
    for number, line in enumerate(lines):
        if number and open_ends[number - 1] and full[number - 1] and not _NEW.match(line):
            last = made[-1]
            made[-1] = Block(last.first, (*last.starts, len(last.text) + 1), f"{last.text} {line}")
        else:
            made.append(Block(number, (0,), line))
    return made


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether the next word would not have stood in a line any more."""
    word = after.split(maxsplit=1)[:1]
    return bool(word) and len(line) + 1 + len(word[0]) >= width


def in_lines(found: Finding, made: Sequence[Block]) -> Finding:
    """A finding with its places in the lines."""
    block, at = made[found.claimed_at.paragraph], found.claimed_at.start
    if len(block.starts) == 1 and block.first == found.claimed_at.paragraph:
        return found
    return replace(
        found,
        place=block.back(found.place, at),
        claimed_at=block.back(found.claimed_at, at),
        mend=_mended(found.mend, block),
        turn=_mended(found.turn, block),
    )


def _mended(mend: Mend | None, block: Block) -> Mend | None:
    return None if mend is None else replace(mend, place=block.back(mend.place, mend.place.start))


def named_in_lines(mention: Mention, made: Sequence[Block]) -> Mention:
    """A figure of the text with its place in the lines."""
    return replace(mention, place=made[mention.place.paragraph].back(mention.place, mention.place.start))
