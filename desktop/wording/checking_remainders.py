"""What is left: `thụ lý 120 vụ, giải quyết 96 vụ, còn lại 24 vụ`, `giải quyết 19/33 vụ, 14 vụ còn lại đang xem xét`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import Final

from desktop.domain.findings import ClaimKind, Finding, Verdict
from desktop.wording.checking_claims import Claim, finding, mend
from desktop.wording.checking_scene import Scene, last_clause, same_unit
from desktop.wording.checking_wholes import has_occurred, is_done, is_total
from desktop.wording.reading_figures import Mark, Role, Sense, Shape

_LEFT: Final = re.compile(
    r"\b(?:còn\slại|còn\stồn|hiện\scòn|tồn\slại)\b[^\d,;.()]{0,40}$|(?<!\w)(?:[Cc]òn|[Tt]ồn)\s*$",
    re.IGNORECASE,
)
_LEFT_BEHIND: Final = re.compile(r"[^\d,;.()]{0,20}\b(?:còn\slại|còn\stồn)\b", re.IGNORECASE)
_GOES_ON: Final = re.compile(
    r"\s*[,;]\s*(?:còn\slại\s|hiện\s)?đang\s(?:tiếp\stục\s)?(?:được\s)?(?:thụ\slý\s|xem\sxét,?\s)*"
    r"(?:giải\squyết|xem\sxét|xác\sminh|xử\slý)\s*",
    re.IGNORECASE,
)
"""Right behind a pair: `giải quyết xong 1/23 vụ việc, đang tiếp tục giải quyết 22 vụ việc`."""
_ELSEWHERE: Final = re.compile(
    r"chuyển|đình\schỉ|ủy\sthác|trả\s(?:lại|hồ)|rút|nhập|tách|trùng|lưu|quá\shạn|phục\shồi|kỳ\strước|năm\strước",
    re.IGNORECASE,
)
"""Where else things may have gone, or come from."""
_NARROWER: Final = re.compile(r"\b(?:trong\sđó|riêng|gồm)\b", re.IGNORECASE)
_AMONG: Final = re.compile(r"\b(?:trong\sđó|riêng)\b", re.IGNORECASE)
_NEAREST: Final = 6


def remainders(scene: Scene) -> Iterator[Finding]:
    """Each count that is said to be left, against what there was and what was done of it."""
    for at, left in enumerate(scene.marks):
        if left.shape is not Shape.COUNT or left.role is not Role.STATE or left.sense is not Sense.EXACT or left.step:
            continue
        if _LEFT.search(left.before) or _LEFT_BEHIND.match(left.after):
            found = _of_pair(scene, at, left) or _of_two(scene, at, left)
        elif at and scene.marks[at - 1].shape is Shape.PAIR and _GOES_ON.fullmatch(left.before):
            found = _of_pair(scene, at, left)
        else:
            continue
        if found:
            yield found


def _of_pair(scene: Scene, at: int, left: Mark) -> Finding | None:
    """`đã giải quyết 19/33 vụ việc, 14 vụ còn lại`: the pair is the last count of its noun."""
    for place, mark in reversed(list(enumerate(scene.marks[:at]))):
        if mark.shape is Shape.PERCENT or mark.role is not Role.STATE:
            continue
        if mark.shape is Shape.PAIR and place and _AMONG.search(mark.before):
            continue  # an aside: … 22/25 vụ, trong đó Công an xã làm rõ 17/22 vụ; còn 03 vụ
        if mark.shape is Shape.PAIR and same_unit(mark, left) and is_done(mark) and mark.second is not None:
            return _weighed(scene, mark, mark.second, mark.value, left)
        if same_unit(mark, left):
            return None
    return None


def _of_two(scene: Scene, at: int, left: Mark) -> Finding | None:
    here = [mark for mark in scene.states(at) if _counts(mark, left)]
    told = list(islice((mark for mark in scene.told if _counts(mark, left)), _NEAREST))
    before = [*here, *told]
    if len(before) < 2 or _NARROWER.search(last_clause(left.before)):
        return None
    done, whole = before[0], before[1]
    if not is_done(done) or is_done(whole) or not (has_occurred(whole) or is_total(whole)):
        return None
    return _weighed(scene, whole, whole.value, done.value, left, done)


def _counts(mark: Mark, left: Mark) -> bool:
    return mark.shape is Shape.COUNT and same_unit(mark, left) and mark.sense is Sense.EXACT and not mark.step


def _weighed(
    scene: Scene, first: Mark, whole: Decimal, done: Decimal, left: Mark, second: Mark | None = None
) -> Finding | None:
    rest = whole - done
    told_here = first in scene.marks
    start = first.start if told_here else left.start
    claim = Claim(ClaimKind.FLOW, scene.sentence, left, start, left.stop, left.unit)
    terms = (("received", whole), ("resolved", done), ("pending", left.value))
    made = replace(finding(claim, Verdict.RIGHT), recomputed=rest, numerator=rest, terms=terms)
    if rest == left.value:
        return made
    words = (first.before[-30:] if second else "") + first.after + (second.after if second else "") + left.before
    if rest < 0 or _ELSEWHERE.search(words):
        return None
    return replace(made, verdict=Verdict.WRONG, mend=mend(claim, rest), certainty=Decimal("0.9"))
