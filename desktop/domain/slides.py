"""Slides (trình chiếu) for the conference before they become a .pptx: few words, large figures, charts."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """Whether a change is for the better."""

    GOOD = "good"
    BAD = "bad"
    PLAIN = "plain"


@dataclass(frozen=True)
class Card:
    """One large figure with what it stands for and how it moved."""

    label: str
    value: str
    change: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class Series:
    """One row of values of a chart; None leaves a gap."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class SlideChart:
    """A chart that stays editable in PowerPoint: `bar` (lying), `column` or `line`."""

    shape: str
    names: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    decimals: int = 0


@dataclass(frozen=True)
class Slide:
    """One page: a heading, and what stands on it from top to bottom."""

    title: str
    lead: str = ""
    cards: tuple[Card, ...] = ()
    chart: SlideChart | None = None
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    bullets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Deck:
    """All pages; the first is made of the names, every other one carries the foot."""

    issuer: str
    title: str
    span: str
    foot: str
    training: str
    slides: tuple[Slide, ...]
