"""Readings of one claim → its finding: right when any reading is, wrong only where no other reading is thinkable."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from typing import Any, Final

from desktop.checking.arithmetic import Span, holds, near, nearest_rates
from desktop.checking.reading import Sentence
from desktop.checking.reading_figures import Mark, Sense
from desktop.domain.findings import ClaimKind, Doubt, Finding, Mend, Operands, Place, Verdict
from desktop.domain.numbers import format_number, half_up, plain

SIGNS: Final = "+-−–\N{NON-BREAKING HYPHEN}\N{HYPHEN}\N{FIGURE DASH}"
_WAY_OFF: Final = 20
"""A figure that is so many times too large or too small was read wrongly, not written wrongly."""


class Strength(IntEnum):
    """How surely a reading is what the writer meant."""

    GUESS = 0
    LIKELY = 1
    SURE = 2
    TOLD = 3
    """Both figures stand beside the claim."""


_CERTAINTY: Final = {
    Strength.GUESS: Decimal("0.3"),
    Strength.LIKELY: Decimal("0.8"),
    Strength.SURE: Decimal("0.95"),
    Strength.TOLD: Decimal("0.99"),
}


@dataclass(slots=True)
class Reading:
    """One way to take a claim: its operands and what they give in per cent."""

    part: Decimal
    whole: Decimal
    found: Span
    strength: Strength


@dataclass(slots=True)
class Claim:
    """A figure of the text and the words around it that claim it."""

    kind: ClaimKind
    sentence: Sentence
    mark: Mark
    start: int
    end: int
    unit: str = ""
    falls: bool = False

    def place(self, start: int, end: int) -> Place:
        """Characters of the claim's paragraph."""
        return Place(self.sentence.paragraph, start, end)


def judged(claim: Claim, readings: Iterable[Reading], doubt: Doubt = Doubt.NO_BASE) -> Finding:
    """What becomes of a claim; without readings it cannot be checked, and `doubt` says why."""
    tried: list[tuple[Reading, bool | None]] = []
    by_chance = False
    for each in readings:
        fits = holds(claim.mark, each.found)
        if fits and (each.strength is not Strength.GUESS or claim.mark.places):
            return _with(claim, each, Verdict.RIGHT)
        by_chance = by_chance or bool(fits)
        tried.append((each, fits))
    if not tried:
        return finding(claim, Verdict.CANNOT_CHECK, doubt=doubt)
    if by_chance and max(each.strength for each, _ in tried) < Strength.SURE:
        return finding(claim, Verdict.CANNOT_CHECK, doubt=Doubt.UNSURE)
    most = max(each.strength for each, _ in tried)
    best = min((each for each, _ in tried if each.strength is most), key=lambda each: _distance(claim.mark, each))
    if any(fits is None and each.strength is not Strength.GUESS for each, fits in tried):
        return _with(claim, best, Verdict.CANNOT_CHECK, doubt=Doubt.VAGUE)
    if _proved(claim.mark, best):
        return _wrong(claim, best)
    return finding(claim, Verdict.CANNOT_CHECK, doubt=Doubt.UNSURE)


def _distance(mark: Mark, reading: Reading) -> Decimal:
    return abs(reading.found.middle - mark.value)


def _proved(mark: Mark, reading: Reading) -> bool:
    found = reading.found.middle
    match reading.strength:
        case Strength.TOLD:
            return reading.found.exact or not near(mark.value, found) or mark.sense is Sense.EXACT
        case Strength.SURE:
            close = found * _WAY_OFF >= mark.value and found <= mark.value * _WAY_OFF
            rough = not reading.found.exact and abs(mark.value - found) < max(found / 5, Decimal(10))
            return not rough and (close or near(mark.value, found, mark.places))
        case Strength.LIKELY:
            return reading.found.exact and near(mark.value, found, mark.places)
    return False


def finding(claim: Claim, verdict: Verdict, **facts: Any) -> Finding:
    """A claim with its verdict and what else is known of it."""
    mark, end = claim.mark, _closed(claim)
    return Finding(
        claim.kind,
        verdict,
        claim.place(claim.start, end),
        claim.sentence.source[claim.start : end],
        claim.sentence.source[mark.start : mark.end],
        claim.place(mark.start, mark.end),
        mark.value,
        falls=claim.falls,
        unit=claim.unit,
        **facts,
    )


def as_printed(claim: Claim, found: Finding) -> Finding:
    """A finding whose figures are told as the text tells them: in `tỷ`, not in đồng."""
    scale = claim.mark.scale
    if scale == 1:
        return found

    def told(value: Decimal | None) -> Decimal | None:
        return None if value is None else plain(value / scale)

    return replace(
        found,
        recomputed=told(found.recomputed),
        numerator=told(found.numerator),
        denominator=told(found.denominator),
        parts=tuple(plain(each / scale) for each in found.parts),
        nearest=tuple(
            replace(each, numerator=plain(each.numerator / scale), denominator=plain(each.denominator / scale))
            for each in found.nearest
        ),
    )


def unsure(found: Finding) -> Finding:
    """A finding that is taken back: nothing is said of the figure but that it stands there."""
    return replace(
        found,
        verdict=Verdict.CANNOT_CHECK,
        doubt=Doubt.UNSURE,
        recomputed=None,
        numerator=None,
        denominator=None,
        mend=None,
        nearest=(),
    )


def _closed(claim: Claim) -> int:
    """The end of a claim with the bracket that it opened, or without one that it did not open."""
    source = claim.sentence.source
    words = source[claim.start : claim.end]
    opened = words.count("(") - words.count(")")
    if opened > 0 and source[claim.end : claim.end + 1] == ")":
        return claim.end + 1
    return claim.end - 1 if opened < 0 and words.endswith(")") else claim.end


def _with(claim: Claim, reading: Reading, verdict: Verdict, **facts: Any) -> Finding:
    return finding(
        claim,
        verdict,
        recomputed=half_up(reading.found.middle, claim.mark.places),
        numerator=plain(reading.part),
        denominator=plain(reading.whole),
        certainty=_CERTAINTY[reading.strength],
        **facts,
    )


def _wrong(claim: Claim, reading: Reading) -> Finding:
    mended = mend(claim, half_up(reading.found.middle, claim.mark.places))
    return _with(claim, reading, Verdict.WRONG, nearest=_nearest(claim, reading), mend=mended)


def _nearest(claim: Claim, reading: Reading) -> tuple[Operands, ...]:
    if claim.kind in (ClaimKind.RATE, ClaimKind.SHARE, ClaimKind.CHANGE):
        return tuple(nearest_rates(claim.mark, reading.part, reading.whole))
    return ()


_TURNED: Final = {
    "tăng": "giảm", "giảm": "tăng", "nhiều hơn": "ít hơn", "ít hơn": "nhiều hơn", "cao hơn": "thấp hơn",
    "thấp hơn": "cao hơn",
}  # fmt: skip


def turned(claim: Claim) -> Mend | None:
    """The claim's verb the other way round, where the claim begins with it."""
    words = claim.sentence.source[claim.start : claim.end]
    for verb, other in _TURNED.items():
        if words.lower().startswith(verb):
            text = other.capitalize() if words[0].isupper() else other
            return Mend(claim.place(claim.start, claim.start + len(verb)), text)
    return None


def resigned(claim: Claim) -> Mend | None:
    """The per cent with the other sign or verb in front of it."""
    source, mark = claim.sentence.source, claim.mark
    written = source[mark.start : mark.end]
    if written[0] in SIGNS:
        sign = "-" if written[0] == "+" else "+"
        return Mend(claim.place(mark.start, mark.end), sign + written[1:])
    lead = source[claim.start : mark.start]
    verb = max(_TURNED, key=lambda each: lead.lower().rfind(each))
    at = lead.lower().rfind(verb)
    if at < 0:
        return None
    start = claim.start + at
    return Mend(claim.place(start, start + len(verb)), _TURNED[verb])


def _scale_of(written: str) -> str:
    """The words behind the last digit: ` tỷ` of `26,4 tỷ`."""
    last = max(place for place, letter in enumerate(written) if letter.isdigit())
    return written[last + 1 :]


def mend(claim: Claim, value: Decimal, mark: Mark | None = None) -> Mend:
    """The figure as it should be, in the writer's own style."""
    mark = mark or claim.mark
    written = claim.sentence.source[mark.start : mark.end]
    value = value / mark.scale
    places = mark.places if value != half_up(value, 0) or mark.places else 0
    number = format_number(value, places)
    if "." in written and "," not in written and mark.places:
        number = number.replace(".", "").replace(",", ".")
    head = written[0] if written[0] in SIGNS else ""
    tail = written[len(written.rstrip(" %")) :] if "%" in written else _scale_of(written) if mark.scale > 1 else ""
    return Mend(claim.place(mark.start, mark.end), head + number + tail)
