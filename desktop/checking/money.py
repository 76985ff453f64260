"""Money, weights and areas of which some is gone: `thiệt hại 54,6 tỷ, đã thu hồi 24,3 tỷ, còn 30,3 tỷ đồng`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from desktop.checking.claims import Claim, as_printed, finding, mend
from desktop.checking.reading_figures import Mark, Role, Sense, Shape
from desktop.checking.scene import Scene
from desktop.domain.findings import ClaimKind, Finding, Verdict

_MEASURES: Final = frozenset(["đồng", "kg", "gam", "tấn", "tạ", "ha", "m²", "m³", "lít", "USD"])
_LEFT: Final = re.compile(
    r"(?:^|[,;.)]|\bvà\b)\s*(?:(?:hiện|vẫn|số\stiền|số|nay|tiền)\s)*còn\b(?:\s(?:lại|dư|nợ|thiếu|tồn|phải)\b)?[^\d,;.():]{0,25}$",
    re.IGNORECASE,
)
_SPENT: Final = re.compile(r"\bđã\s[^\d;.():]{2,45}$", re.IGNORECASE)
_ELSE: Final = re.compile(r"\b(?:trong\sđó|riêng|gồm|cùng\skỳ|mỗi|trị\sgiá|lãi|thêm)\b", re.IGNORECASE)
_FAR: Final = 2


def left_over(scene: Scene) -> Iterator[Finding]:
    """What is left of a sum, behind the sum and behind what was paid, spent or won back of it."""
    for at, left in enumerate(scene.marks):
        if left.unit not in _MEASURES or not _is_plain(left) or not _LEFT.search(left.before):
            continue
        spent: list[Mark] = []
        for mark in reversed(scene.marks[:at]):
            if mark.shape is Shape.PERCENT and "(" in mark.before:
                continue
            if not _is_plain(mark) or mark.unit != left.unit or _ELSE.search(mark.before):
                break
            if not _SPENT.search(mark.before):
                if spent and (found := _judged(scene, mark, spent, left)):
                    yield found
                break
            spent.append(mark)


def _is_plain(mark: Mark) -> bool:
    return mark.shape is Shape.COUNT and mark.role in (Role.STATE, Role.TARGET) and mark.sense is Sense.EXACT


def _judged(scene: Scene, whole: Mark, spent: list[Mark], left: Mark) -> Finding | None:
    gone = sum((mark.value for mark in spent), Decimal(0))
    rest = whole.value - gone
    loose = sum((mark.step for mark in (whole, left, *spent)), Decimal(0))
    if rest <= 0 or _ELSE.search(left.before):
        return None
    claim = Claim(ClaimKind.FLOW, scene.sentence, left, whole.start, left.stop, left.unit)
    scale = left.scale
    terms = (("received", whole.value / scale), *(("resolved", mark.value / scale) for mark in spent[:1]))
    made = replace(finding(claim, Verdict.RIGHT), recomputed=rest, numerator=rest, terms=terms)
    if abs(left.value - rest) <= loose:
        return as_printed(claim, made)
    if len(spent) > 1 or left.value > rest * _FAR or rest > left.value * _FAR:
        return None
    return as_printed(claim, replace(made, verdict=Verdict.WRONG, mend=mend(claim, rest), certainty=Decimal("0.9")))


_ANEW: Final = re.compile(r";\s*(?P<subject>[^;,.()]*t[ỷỉ]\slệ[^;,.()]*)$", re.IGNORECASE)
_OF_MONEY: Final = re.compile(r"tiền|vốn|thu\shồi|ngân|thiệt\shại|kinh\sphí|tài\ssản|giá\strị", re.IGNORECASE)


def speaks_anew(last: Mark, mark: Mark) -> bool:
    """`còn 15,5 tỷ đồng; tỷ lệ hòa giải thành 80%`: behind a semicolon a rate of something else than money."""
    anew = _ANEW.search(mark.before) if last.unit == "đồng" and mark.role is Role.STATE else None
    return anew is not None and not _OF_MONEY.search(anew["subject"])
