"""Rows of words in columns of one width, for a screen that knows only letters."""

from collections.abc import Sequence

GAP = "  "


def aligned(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset(), indent: str = "") -> list[str]:
    """One line a row; the columns named in `right` end under each other, the others begin so."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        (indent + GAP.join(_fitted(words, widths[at], at in right) for at, words in enumerate(row))).rstrip()
        for row in rows
    ]


def _fitted(words: str, width: int, right: bool) -> str:
    return words.rjust(width) if right else words.ljust(width)
