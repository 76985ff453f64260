"""What a change led to: the figures that say how things are now, the surest first."""

import re
from collections.abc import Iterator
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


def currents(scene: Scene, at: int, count: Mark) -> Iterator[tuple[Span, Decimal, Strength]]:
    """Figures that may be what the change led to, the surest first."""
    wanted = topics(count.subject) | topics(first_clause(count.after))
    here = [mark for mark in scene.states(at) if same_unit(mark, count)]
    told = list(islice((mark for mark in scene.told if same_unit(mark, count)), _NEAREST))
    above = list(islice((mark for mark in scene.told_above if same_unit(mark, count)), _NEAREST))
    close = [mark for sentence in scene.above[:3] for mark in sentence.marks]
    later = [mark for mark in scene.marks[at + 1 :] if mark.role is Role.STATE and same_unit(mark, count)]
    elliptic = Strength.SURE if scene.compares() or (wanted and len(told) == 1) else Strength.LIKELY
    resumed = _resumed(scene, count) if scene.compares() and not scene.earlier else Strength.GUESS
    near = next((sentence.marks for sentence in scene.earlier if any(mark in sentence.marks for mark in told)), ())
    left = [mark for mark in later if re.search(r"\b(?:còn|xuống|lên)\s*(?:còn\s*)?$", mark.before)]
    groups = ((left, Strength.SURE), (here, Strength.SURE), (told, elliptic), (above, resumed), (later, Strength.GUESS))
    for marks, most in groups:
        meant = _meant(wanted, marks)
        for mark in marks:
            fit = _fit(wanted, mark) if wanted else Strength.SURE
            strength = min(most, fit)
            if marks is above and fit is Strength.SURE and wanted and mark in close:
                strength = max(strength, Strength.LIKELY)
            if meant is not None:
                strength = max(most, Strength.LIKELY) if mark is meant and most else Strength.GUESS
            elif marks is told and mark not in near:
                strength = min(strength, Strength.LIKELY)
            if mark.shape is Shape.PAIR:
                yield span(mark, second=True), mark.second or _ZERO, strength
            yield span(mark), mark.value, strength
    yield from _sums(here)
    yield from _sums(told[:4])


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
    own = [(mark, topics(first_clause(mark.after))) for mark in marks]
    named = [mark for mark, words in own if words and words <= wanted]
    if len(marks) < 2 or not named or any(not words for _, words in own):
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
