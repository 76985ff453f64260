"""Template and facts → paragraphs: what is not known is left out, what is missing is said."""

from collections.abc import Iterable, Iterator

from desktop.domain.report import OriginKind, Paragraph, Piece, Style
from desktop.wording.report_facts import ReportFacts
from desktop.wording.report_inserts import inserted
from desktop.wording.report_phrases import and_joined
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
NAMED = 3
"""So many units are named inside a paragraph."""

Pieces = tuple[Piece, ...]


def paragraphs(facts: ReportFacts, parts: Iterable[Part]) -> tuple[Paragraph, ...]:
    """The whole text of the report."""
    told: set[tuple[str, ...]] = set()
    return tuple(_noted(facts, each, told) for part in parts for each in _of_part(facts, part))


def _of_part(facts: ReportFacts, part: Part) -> Iterator[Paragraph]:
    level = 2 if "." in part.code else 1
    style = Style.PART if level == 1 else Style.HEADING
    yield Paragraph(style, part.code, _all(facts, part.heading) or (), level)
    body = [each for written in part.paragraphs for each in _written(facts, part.code, written)]
    written = any(each.style in (Style.BODY, Style.ITEM) for each in body)
    yield from (each for each in body if not written or each.style is not Style.TO_WRITE)
    if part.paragraphs and level == 2 and not body:
        nothing = NOTHING_TOLD if facts.expected > 1 else NOTHING_WRITTEN
        yield Paragraph(Style.TO_WRITE, part.code, (Piece(nothing),))


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
        return _all(facts, saying.zero or ()) or ()
    return _all(facts, saying.some) or ()


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
    """Behind the paragraph, once a part, the reporting units that have left its figures blank."""
    names = _missing(facts, paragraph)
    if not names or (paragraph.part, *names) in told:
        return paragraph
    told.add((paragraph.part, *names))
    note = f" (Có chỉ tiêu chưa tính {len(names)} đơn vị chưa báo cáo: {and_joined(names, NAMED)}.)"
    return Paragraph(paragraph.style, paragraph.part, (*paragraph.pieces, Piece(note)), paragraph.level)


def _missing(facts: ReportFacts, paragraph: Paragraph) -> tuple[str, ...]:
    origins = [piece.origin for piece in paragraph.pieces if piece.origin]
    stated = [each for each in origins if each.kind in (OriginKind.VALUE, OriginKind.FRACTION)]
    names = (name for each in stated for code in each.indicators for name in facts.lines[code].missing)
    return tuple(dict.fromkeys(names))
