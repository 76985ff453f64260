"""Template and facts → paragraphs: what is not known is left out, what is missing is said."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final
from zlib import crc32

from desktop.domain.report import Line, Origin, OriginKind, Paragraph, Piece, Style
from desktop.wording import numbers
from desktop.wording.report_facts import ReportFacts
from desktop.wording.report_inserts import inserted
from desktop.wording.report_phrases import and_joined, is_of_units
from desktop.wording.report_slots import Filled, fill
from desktop.wording.report_template import (
    FirstOf,
    Insert,
    Listing,
    Option,
    Part,
    Saying,
    Segment,
    Segments,
    Sentence,
    Slot,
)

NOTHING_TOLD = "Chưa đơn vị nào báo cáo số liệu của mục này."
NOTHING_WRITTEN = "Chưa có số liệu của mục này."
NOTHING = "khi không"
NAMED = 3
"""So many units are named inside a paragraph."""

CORRECTED = "corrected"
BASE_GAP = " (Có chỉ tiêu chưa đủ số cùng kỳ của các đơn vị.)"

Pieces = tuple[Piece, ...]


def paragraphs(facts: ReportFacts, parts: Iterable[Part]) -> tuple[Paragraph, ...]:
    """The whole text of the report."""
    told: set[tuple[str, ...]] = set()
    return tuple(_noted(facts, each, told) for part in parts for each in _of_part(facts, part))


def _of_part(facts: ReportFacts, part: Part) -> Iterator[Paragraph]:
    level = 2 if "." in part.code else 1
    style = Style.PART if level == 1 else Style.HEADING
    yield Paragraph(style, part.code, _all(facts, part.heading) or (), level, "head")
    body = [
        each if each.key else replace(each, key=_key(written, number))
        for written in part.paragraphs
        for number, each in enumerate(_written(facts, part.code, written))
    ]
    written = any(each.style in (Style.BODY, Style.ITEM) for each in body)
    yield from (each for each in body if not written or each.style is not Style.TO_WRITE)
    if part.paragraphs and level == 2 and not body:
        nothing = NOTHING_TOLD if facts.expected > 1 else NOTHING_WRITTEN
        yield Paragraph(Style.TO_WRITE, part.code, (Piece(nothing),), key="none")


def words(facts: ReportFacts, told: Segments) -> str:
    """A text with its slots filled."""
    return "".join(piece.text for piece in _all(facts, told) or ())


def told(facts: ReportFacts, saying: Sentence) -> Pieces:
    """One sentence; nothing when a figure that it needs is not known."""
    return _sentence(facts, saying)


def _key(written: Insert | tuple[Saying, ...], number: int) -> str:
    """What a paragraph is made of, not where it stands: parts may be put in another order."""
    return f"{crc32(repr(written).encode()) & 0xFFFFFF:06x}{number}"


def _written(facts: ReportFacts, code: str, written: Insert | tuple[Saying, ...]) -> Iterator[Paragraph]:
    if isinstance(written, Insert):
        yield from inserted(facts, code, written)
        return
    said = [pieces for saying in written if (pieces := _said(facts, saying))]
    if said:
        style = Style.ITEM if said[0][0].text.startswith("- ") else Style.BODY
        yield Paragraph(style, code, tuple(_shortened(facts, _spaced(said))))


def _spaced(said: list[Pieces]) -> Iterator[Piece]:
    for number, pieces in enumerate(said):
        if number:
            yield Piece(" ")
        yield from pieces


def _shortened(facts: ReportFacts, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The year of the base is said once a paragraph."""
    said = False
    for piece in pieces:
        named = facts.same_period in piece.text
        yield Piece(piece.text.replace(facts.same_period, "cùng kỳ"), piece.origin) if named and said else piece
        said = said or named


def _said(facts: ReportFacts, saying: Saying) -> Pieces:
    if isinstance(saying, Listing):
        return _listed(facts, saying)
    if isinstance(saying, FirstOf):
        return next((said for each in saying.sentences if (said := _sentence(facts, each))), ())
    return _sentence(facts, saying)


def _sentence(facts: ReportFacts, saying: Sentence | Option) -> Pieces:
    """Its words, or those for zero when its first figure is zero; nothing when a figure is not known."""
    subject = _subject(facts, saying.some)
    if subject and subject.zero:
        return _of_those_heard(facts, _all(facts, saying.zero or ()) or ())
    nothing = any(isinstance(each, Slot) and each.words == NOTHING for each in saying.some)
    said = _all(facts, saying.some) or ()
    return _of_those_heard(facts, said) if nothing or _is_of_units(facts, said) else said


_RATES: Final = (OriginKind.FRACTION, OriginKind.RATE)


def _is_of_units(facts: ReportFacts, pieces: Pieces) -> bool:
    """Whether a sentence tells a rate out of all units, the silent ones among them."""
    rates = [each.origin for each in pieces if each.origin and each.origin.kind in _RATES]
    return any(is_of_units(facts.lines[code]) for origin in rates for code in origin.indicators)


def _of_those_heard(facts: ReportFacts, pieces: Pieces) -> Pieces:
    """That nothing happened, or how many of all units, is told only of the units that have reported."""
    if not facts.silent or not pieces or not pieces[-1].text.endswith("."):
        return pieces
    last = Piece(f"{pieces[-1].text[:-1]} (theo các đơn vị đã báo cáo).", pieces[-1].origin)
    return (*pieces[:-1], last)


def _subject(facts: ReportFacts, segments: Segments) -> Filled | None:
    first = next((each for each in segments if isinstance(each, Slot) and each.counts), None)
    return fill(facts, first) if first else None


def _all(facts: ReportFacts, segments: Segments) -> Pieces | None:
    """All segments in words; None when one that must be there is not known."""
    said = [_segment(facts, segment) for segment in segments]
    return None if None in said else tuple(piece for pieces in said if pieces for piece in pieces)


def _segment(facts: ReportFacts, segment: Segment) -> Pieces | None:
    if isinstance(segment, str):
        return (Piece(segment),)
    if isinstance(segment, Option):
        return _sentence(facts, segment)
    filled = fill(facts, segment)
    return None if filled is None else filled.pieces


def _listed(facts: ReportFacts, listing: Listing) -> Pieces:
    sized = [(item, subject) for item in listing.items if (subject := _subject(facts, item)) and not subject.zero]
    if listing.by_size:
        sized.sort(key=lambda each: each[1].size, reverse=True)
    items = [said for item, _ in sized if (said := _all(facts, item))]
    joined = tuple(piece for number, said in enumerate(items) for piece in ((Piece("; "), *said) if number else said))
    return (Piece(listing.lead), *joined, Piece(".")) if items else ()


def _noted(facts: ReportFacts, paragraph: Paragraph, told: set[tuple[str, ...]]) -> Paragraph:
    """Behind the paragraph, once a part: who has left its figures blank, and that a base is not whole."""
    notes = []
    names = _missing(facts, paragraph)
    if names and (paragraph.part, *names) not in told:
        told.add((paragraph.part, *names))
        count = numbers.count(len(names), "đơn vị", leading_zero=True)
        notes.append(f" (Có chỉ tiêu chưa tính {count} chưa báo cáo: {and_joined(names, NAMED)}.)")
    if _base_missing(facts, paragraph) and (paragraph.part, BASE_GAP) not in told:
        told.add((paragraph.part, BASE_GAP))
        notes.append(BASE_GAP)
    pieces = (*paragraph.pieces, *(Piece(note) for note in notes), *_corrected(facts, paragraph, told))
    return replace(paragraph, pieces=pieces)


def _corrected(facts: ReportFacts, paragraph: Paragraph, told: set[tuple[str, ...]]) -> Iterator[Piece]:
    """What the units say of figures that headquarters corrected, once a part."""
    for line in _lines(facts, paragraph, (OriginKind.VALUE, OriginKind.FRACTION)):
        code = line.indicator.code
        said = facts.noted.get(code) if line.indicator.stored else None
        if said and (paragraph.part, CORRECTED, code) not in told:
            told.add((paragraph.part, CORRECTED, code))
            origin = Origin(OriginKind.TOLD, (code,), facts.period.key, line.now.amount)
            yield from (Piece(f" ({line.indicator.name}: "), Piece(said, origin), Piece(".)"))


def _missing(facts: ReportFacts, paragraph: Paragraph) -> tuple[str, ...]:
    stated = _lines(facts, paragraph, (OriginKind.VALUE, OriginKind.FRACTION, OriginKind.RATE))
    return tuple(dict.fromkeys(name for line in stated for name in line.missing))


def _base_missing(facts: ReportFacts, paragraph: Paragraph) -> bool:
    silent = facts.expected - facts.base_received
    return any(line.base.missing > silent for line in _lines(facts, paragraph, (OriginKind.CHANGE,)))


def _lines(facts: ReportFacts, paragraph: Paragraph, kinds: tuple[OriginKind, ...]) -> Iterator[Line]:
    for piece in paragraph.pieces:
        if piece.origin and piece.origin.kind in kinds:
            yield from (facts.lines[code] for code in piece.origin.indicators)
