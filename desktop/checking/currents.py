"""What a change led to: the figures that say how things are now, the surest first."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Final

from desktop.checking.arithmetic import Span, span
from desktop.checking.claims import Strength
from desktop.checking.reading_figures import Mark, Role, Shape
from desktop.checking.scene import Scene, about, first_clause, is_state, same_unit, topics

_NEAREST: Final = 12
"""So many figures of other sentences are tried."""
_ZERO: Final = Decimal(0)
_LED_TO: Final = re.compile(r"\b(?:còn|xuống|lên)\s*(?:còn\s*)?$")


def currents(scene: Scene, at: int, count: Mark) -> Iterator[tuple[Span, Decimal, Strength]]:
    """Figures that may be what the change led to, the surest first."""
    wanted = topics(count.subject) | topics(first_clause(count.after))
    later = [mark for mark in scene.marks[at + 1 :] if mark.role is Role.STATE and same_unit(mark, count)]
    left = [mark for mark in later if _LED_TO.search(mark.before)]
    yield from _weighed(wanted, left, Strength.SURE)
    here = [mark for mark in scene.states(at) if same_unit(mark, count)]
    yield from _weighed(wanted, here, Strength.SURE)
    told = list(islice((mark for mark in scene.told if same_unit(mark, count)), _NEAREST))
    elliptic = Strength.SURE if scene.compares() or (wanted and len(told) == 1) else Strength.LIKELY
    near = next((sentence.marks for sentence in scene.earlier if any(mark in sentence.marks for mark in told)), ())
    yield from _weighed(wanted, told, elliptic, far=[mark for mark in told if mark not in near])
    above = list(islice((mark for mark in scene.told_above if same_unit(mark, count)), _NEAREST))
    resumed = _resumed(scene, count) if scene.compares() and not scene.earlier else Strength.GUESS
    close = [mark for sentence in scene.above[:3] for mark in sentence.marks]
    yield from _weighed(wanted, above, resumed, close=close)
    yield from _weighed(wanted, later, Strength.GUESS)
    yield from _sums(here)
    yield from _sums(told[:4])


def _weighed(
    wanted: frozenset[str], marks: list[Mark], most: Strength, far: Sequence[Mark] = (), close: Sequence[Mark] = ()
) -> Iterator[tuple[Span, Decimal, Strength]]:
    """Figures of one neighbourhood; those far off are never sure, of those close by each that fits is likely."""
    meant = _meant(wanted, marks)
    for mark in marks:
        fit = _fit(wanted, mark) if wanted else Strength.SURE
        strength = min(most, fit)
        if fit is Strength.SURE and wanted and mark in close:
            strength = max(strength, Strength.LIKELY)
        if meant is not None:
            strength = max(most, Strength.LIKELY) if mark is meant and most else Strength.GUESS
        elif mark in far:
            strength = min(strength, Strength.LIKELY)
        if mark.shape is Shape.PAIR:
            yield span(mark, second=True), mark.second or _ZERO, strength
        yield span(mark), mark.value, strength


def _sums(marks: list[Mark]) -> Iterator[tuple[Span, Decimal, Strength]]:
    """Two or three counts of one noun together: 12 vụ cháy, 3 vụ nổ."""
    counts = [mark for mark in marks if mark.shape is Shape.COUNT]
    for number in range(2, min(len(counts), 4) + 1):
        total = span(counts[0])
        for mark in counts[1:number]:
            total = total + span(mark)
        yield total, total.middle, Strength.GUESS


def _resumed(scene: Scene, count: Mark) -> Strength:
    """`Xảy ra 96 vụ.` and, in a paragraph of its own, `So với tháng trước, giảm 7 vụ`."""
    if not scene.above:
        return Strength.LIKELY
    nearest = scene.above[0]
    paragraph = [mark for sentence in scene.above if sentence.paragraph == nearest.paragraph for mark in sentence.marks]
    told = [mark for mark in nearest.marks if is_state(mark) and same_unit(mark, count)]
    told = told or [mark for mark in paragraph if is_state(mark) and same_unit(mark, count)]
    told = [mark for mark in told if mark.shape is Shape.COUNT] or told
    follows = nearest.paragraph == scene.sentence.paragraph - 1
    return Strength.SURE if len(told) == 1 or (told and follows) else Strength.LIKELY


def _meant(wanted: frozenset[str], marks: list[Mark]) -> Mark | None:
    """Of several counts the one whose own words are all in the change: `123 đối tượng nguy hiểm` beside all 329."""
    if len(marks) < 2:
        return None
    own = [(mark, topics(first_clause(mark.after))) for mark in marks]
    named = [mark for mark, words in own if words and words <= wanted]
    if not named or any(not words for _, words in own):
        return None
    sizes = {id(mark): len(words) for mark, words in own}
    most = max(sizes[id(mark)] for mark in named)
    best = [mark for mark in named if sizes[id(mark)] == most]
    return best[0] if len(best) == 1 else None


def _fit(wanted: frozenset[str], mark: Mark) -> Strength:
    shared = len(wanted & about(mark))
    if not shared:
        return Strength.GUESS
    return Strength.SURE if shared * 2 >= len(wanted) else Strength.LIKELY
