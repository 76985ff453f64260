"""How many times as many: `414 vụ, gấp 3 lần cùng kỳ (138 vụ)`, where both figures stand in the text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from desktop.domain.findings import ClaimKind, Finding, Verdict
from desktop.domain.numbers import half_up
from desktop.wording.checking_arithmetic import Span, quotient, span
from desktop.wording.checking_claims import Claim, finding, mend
from desktop.wording.checking_scene import Scene, is_state, same_unit
from desktop.wording.reading_figures import Mark, Role, Sense, Shape

_TIMES: Final = re.compile(r"\b(?:tăng\s|cao\s|nhiều\s|lớn\s)?(?P<as>gấp)(?:\shơn)?\s*$|\btăng\s*$", re.IGNORECASE)
_BASE: Final = re.compile(r"[^\d;.()]{0,80}\(\s*(?:từ\s)?|[^\d;.()]{0,40}(?:là|từ)\s*")
_HUNDRED: Final = Decimal(100)


def times(scene: Scene) -> Iterator[Finding]:
    """Each count of times against the two figures that it lies between."""
    for at, mark in enumerate(scene.marks):
        said = _TIMES.search(mark.before) if mark.unit == "lần" and mark.shape is Shape.COUNT else None
        if said is None or mark.sense is not Sense.EXACT or mark.value <= 1:
            continue
        now, base = _figures(scene, at)
        if now is None or base is None:
            continue
        if found := quotient(span(now), span(base)):
            yield _weighed(scene, mark, found, now, base, either=not said["as"])


def _figures(scene: Scene, at: int) -> tuple[Mark | None, Mark | None]:
    """What it is now and what it was: `414 vụ, gấp 3 lần cùng kỳ (138 vụ)`, `tăng 2,5 lần (từ 8 vụ lên 20 vụ)`."""
    behind = scene.marks[at + 1 : at + 3]
    base = behind[0] if behind and behind[0].shape is Shape.COUNT and _BASE.fullmatch(behind[0].before[3:]) else None
    if base is None or base.sense is not Sense.EXACT:
        return None, None
    moved = behind[1] if len(behind) > 1 and re.fullmatch(r"[^\d,;.()]{0,20}\slên\s*", behind[1].before) else None
    now = moved or next((mark for mark in scene.states(at) if mark.unit != "lần"), None)
    if now is None or now.sense is not Sense.EXACT or not is_state(now) or base.role is Role.CHANGE:
        return None, None
    return (now, base) if same_unit(now, base) or not (base.unit and now.unit) else (None, None)


def _weighed(scene: Scene, mark: Mark, found: Span, now: Mark, base: Mark, either: bool) -> Finding:
    """`tăng 3 lần` says three times as many to some, three times more to others."""
    claim = Claim(ClaimKind.TIMES, scene.sentence, mark, min(now.start, mark.start), base.stop, "lần")
    low, high = (half_up(each / _HUNDRED, mark.places) for each in (found.low, found.high))
    right = low <= mark.value <= high or (either and low - 1 <= mark.value <= high - 1)
    meant = half_up(found.middle / _HUNDRED, mark.places)
    made = replace(
        finding(claim, Verdict.RIGHT if right else Verdict.WRONG),
        recomputed=mark.value if right else meant,
        numerator=now.value,
        denominator=base.value,
    )
    return made if right else replace(made, mend=mend(claim, meant), certainty=Decimal("0.95"))
