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
    Segments,
    Sentence,
    Slot,
)

NOTHING_TOLD = "Chưa đơn vị nào báo cáo số liệu của mục này."
NAMED = 3
"""So many units are named inside a sentence."""

Pieces = tuple[Piece, ...]


def paragraphs(facts: ReportFacts, parts: Iterable[Part]) -> tuple[Paragraph, ...]:
    """The whole text of the report."""
    told: set[str] = set()
    return tuple(_noted(facts, each, told) for part in parts for each in _of_part(facts, part))


def _of_part(facts: ReportFacts, part: Part) -> Iterator[Paragraph]:
    level = 1 if "." not in part.code else 2
    heading = _required(facts, _segments_of(part)) or ()
    yield Paragraph(Style.PART if level == 1 else Style.HEADING, part.code, heading, level)
    body = [each for written in part.paragraphs for each in _written(facts, part.code, written)]
    yield from body
    if part.paragraphs and level == 2 and not body:
        yield Paragraph(Style.TO_WRITE, part.code, (Piece(NOTHING_TOLD),))


def _segments_of(part: Part) -> Segments:
    from desktop.wording.report_template import segments

    return segments(part.heading)


def _written(
    facts: ReportFacts, code: str, written: Insert | tuple[Saying, ...]
) -> Iterator[Paragraph]:
    if isinstance(written, Insert):
        yield from inserted(facts, code, written)
        return
    said = [pieces for saying in written if (pieces := _said(facts, saying))]
    if not said:
        return
    item = said[0][0].text.startswith("- ")
    yield Paragraph(Style.ITEM if item else Style.BODY, code, _shortened(facts, tuple(_spaced(said))))


def _spaced(said: list[Pieces]) -> Iterator[Piece]:
    for number, pieces in enumerate(said):
        if number:
            yield Piece(" ")
        yield from pieces


def _shortened(facts: ReportFacts, pieces: Pieces) -> Pieces:
    """The year of the base is said once a paragraph."""
    first, kept = True, []
    for piece in pieces:
        if piece.text != facts.same_period:
            kept.append(piece)
            continue
        kept.append(piece if first else Piece("cùng kỳ"))
        first = False
    return tuple(kept)


def _said(facts: ReportFacts, saying: Saying) -> Pieces:
    if isinstance(saying, Listing):
        return _listed(facts, saying)
    if isinstance(saying, FirstOf):
        return next((said for each in saying.sentences if (said := _sentence(facts, each))), ())
    return _sentence(facts, saying)


def _sentence(facts: ReportFacts, sentence: Sentence) -> Pieces:
    subject = next((each for each in sentence.some if isinstance(each, Slot) and each.counts), None)
    filled = fill(facts, subject) if subject else None
    if filled and filled.zero:
        return (_required(facts, sentence.zero) or ()) if sentence.zero else ()
    return _required(facts, sentence.some) or ()


def _required(facts: ReportFacts, segments: Segments) -> Pieces | None:
    """All segments in words; None when one that must be there is not known."""
    pieces: list[Piece] = []
    for segment in segments:
        if isinstance(segment, Option):
            pieces += _optional(facts, segment)
            continue
        said = (Piece(segment),) if isinstance(segment, str) else _slot(facts, segment)
        if said is None:
            return None
        pieces += said
    return tuple(pieces)


def _slot(facts: ReportFacts, slot: Slot) -> Pieces | None:
    filled = fill(facts, slot)
    return None if filled is None else filled.pieces


def _optional(facts: ReportFacts, option: Option) -> Pieces:
    subject = next((each for each in option.some if isinstance(each, Slot) and each.counts), None)
    filled = fill(facts, subject) if subject else None
    if filled and filled.zero:
        return (_required(facts, option.zero) or ()) if option.zero else ()
    return _required(facts, option.some) or ()


def _listed(facts: ReportFacts, listing: Listing) -> Pieces:
    found = [(size, said) for item in listing.items if (said := _item(facts, item, size := _size(facts, item)))]
    if not found:
        return ()
    if listing.by_size:
        found.sort(key=lambda each: -each[0].size)
    pieces: list[Piece] = [Piece(listing.lead)]
    for number, (_, said) in enumerate(found):
        pieces += [Piece("; "), *said] if number else said
    return (*pieces, Piece("."))


def _size(facts: ReportFacts, item: Segments) -> Filled:
    subject = next(each for each in item if isinstance(each, Slot) and each.counts)
    return fill(facts, subject) or Filled((), zero=True)


def _item(facts: ReportFacts, item: Segments, size: Filled) -> Pieces | None:
    return None if size.zero else _required(facts, item)


def _noted(facts: ReportFacts, paragraph: Paragraph, told: set[str]) -> Paragraph:
    """Behind the first figure of an indicator that reporting units left blank, who they are."""
    pieces: list[Piece] = []
    for piece in paragraph.pieces:
        pieces.append(piece)
        origin = piece.origin
        if origin and origin.kind in (OriginKind.VALUE, OriginKind.FRACTION):
            line = facts.lines[origin.indicators[0]]
            if line.missing and line.indicator.code not in told:
                told.add(line.indicator.code)
                names = and_joined(line.missing, NAMED)
                pieces.append(Piece(f" (chưa tính {len(line.missing)} đơn vị chưa báo cáo: {names})"))
    return Paragraph(paragraph.style, paragraph.part, tuple(pieces), paragraph.level)
