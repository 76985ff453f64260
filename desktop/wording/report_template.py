"""The report's sentences as reviewable text: read from `resources/report`, taken apart once.

`{TH.01}` is a slot, `[…|…]` a part that falls away when a figure in it is unknown (the second half stands for zero),
`||` parts a sentence from the one for zero.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from desktop.base.paths import resource

_PIECES = re.compile(r"\{([^{}]+)\}|\[([^\[\]]+)\]")
_SLOT = re.compile(r"(@[^:/]+|[A-Z]{2}[0-9. A-Z]+?)(?::([^/]+))?(?:/(.+))?")


@dataclass(frozen=True)
class Slot:
    """A place for a figure: indicators, what is said of them (empty: the value), another unit's name."""

    codes: tuple[str, ...]
    words: str = ""
    unit: str = ""

    @property
    def counts(self) -> bool:
        """Whether it prints a value, which may be zero."""
        return self.words == "" and not self.codes[0].startswith("@")


@dataclass(frozen=True)
class Option:
    """A part that may fall away; `zero` is said in its place when its figure is zero."""

    some: "Segments"
    zero: "Segments | None"


Segment = str | Slot | Option
Segments = tuple[Segment, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence, and the one that stands for it when its first figure is zero."""

    some: Segments
    zero: Segments | None = None


@dataclass(frozen=True)
class Listing:
    """Several parts under one lead; what is unknown or zero falls away."""

    lead: str
    items: tuple[Segments, ...]
    by_size: bool


@dataclass(frozen=True)
class FirstOf:
    """The first sentence that can be said."""

    sentences: tuple[Sentence, ...]


Saying = Sentence | Listing | FirstOf


@dataclass(frozen=True)
class Insert:
    """A paragraph that code writes: its name and what follows."""

    name: str
    rest: str


@dataclass(frozen=True)
class Part:
    """One heading with its paragraphs."""

    code: str
    heading: Segments
    paragraphs: tuple[Insert | tuple[Saying, ...], ...]


class TemplateFault(Exception):
    """A sentence of the template that cannot be read; says where."""


def parts() -> tuple[Part, ...]:
    """The template that comes with the program, read once."""
    return read(resource("report"))


@cache
def read(folder: Path) -> tuple[Part, ...]:
    """All parts of the files of a folder, in the order of their names."""
    return tuple(part for path in sorted(folder.glob("*.toml")) for part in _parts(path))


def _parts(path: Path) -> Iterator[Part]:
    for table in tomllib.loads(path.read_text(encoding="utf-8"))["part"]:
        try:
            paragraphs = tuple(_paragraph(each) for each in table.get("paragraphs", ()))
            yield Part(table["code"], segments(table["heading"]), paragraphs)
        except ValueError as error:
            raise TemplateFault(f"{path.name}, {table['code']}: {error}") from error


def _paragraph(written: Any) -> Insert | tuple[Saying, ...]:
    if isinstance(written, str):
        name, _, rest = written.removeprefix("@").partition(" ")
        return Insert(name, rest)
    return tuple(_saying(each) for each in written)


def _saying(written: Any) -> Saying:
    if isinstance(written, str):
        return sentence(written)
    if "first" in written:
        return FirstOf(tuple(sentence(each) for each in written["first"]))
    items = tuple(segments(each) for each in written["items"])
    return Listing(written["lead"], items, written.get("order") == "size")


def sentence(text: str) -> Sentence:
    """A sentence, with the one for zero behind `||`."""
    some, _, zero = (each.strip() for each in text.partition("||"))
    return Sentence(segments(some), segments(zero) if zero else None)


def segments(text: str) -> Segments:
    """The runs of a text: words, slots and optional parts."""
    return tuple(_segments(text))


def _segments(text: str) -> Iterator[Segment]:
    at = 0
    for match in _PIECES.finditer(text):
        if match.start() > at:
            yield _words(text[at : match.start()])
        yield _slot(match[1]) if match[1] else _option(match[2])
        at = match.end()
    if at < len(text):
        yield _words(text[at:])


def _words(text: str) -> str:
    if set(text) & set("{}[]|"):
        raise ValueError(f"unpaired bracket: {text!r}")
    return text


def _slot(text: str) -> Slot:
    match = _SLOT.fullmatch(text)
    if match is None:
        raise ValueError(f"unreadable slot: {text!r}")
    codes = (match[1],) if match[1].startswith("@") else tuple(match[1].split())
    return Slot(codes, match[2] or "", match[3] or "")


def _option(text: str) -> Option:
    some, bar, zero = text.partition("|")
    return Option(segments(some), segments(zero) if bar else None)


def slots(segments: Segments) -> Iterator[Slot]:
    """All slots of a text, optional parts included."""
    for segment in segments:
        if isinstance(segment, Slot):
            yield segment
        elif isinstance(segment, Option):
            yield from slots(segment.some)
            yield from slots(segment.zero or ())
