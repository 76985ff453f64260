"""Parts that a sentence of their own tells: `Trong đó, …`; what became of cases: prosecuted, fined, pending."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice, takewhile
from typing import Final

from desktop.checking.arithmetic import slipped
from desktop.checking.claims import Claim, finding, mend
from desktop.checking.reading_figures import Mark, Role, Sense, Shape
from desktop.checking.scene import Scene, is_state, is_work, last_clause, same_unit
from desktop.domain.findings import ClaimKind, Finding, Verdict

_BEGINS: Final = re.compile(r"\W*(?:[Tt]rong\s(?:đó|số\snày)|[Cc]ụ\sthể|[Bb]ao\sgồm|[Gg]ồm)\b")
_LISTED: Final = 3
"""So many parts at least make a list."""
_MOST: Final = 12
_NEAREST: Final = 6
_PROSECUTED: Final = re.compile(r"\bkhởi\stố\b", re.IGNORECASE)
_FINED: Final = re.compile(r"\b(?:hành\schính|VPHC|xử\sphạt)\b", re.IGNORECASE)
_OTHERS: Final = re.compile(
    r"(?<!cơ\squan\s)(?<!đơn\svị\s)(?<!địa\sphương\s)(?<!nơi\s)\bkhác\b", re.IGNORECASE
)
"""`vi phạm khác: 2 vụ`: with these the list is complete."""
_GOES_ON: Final = re.compile(
    r"\b(?:đang|tiếp\stục)\s(?:tiếp\stục\s)?(?:điều\stra|xác\sminh|củng\scố|làm\srõ|giải\squyết|xử\slý|xem\sxét)",
    re.IGNORECASE,
)
_FOUND: Final = re.compile(r"phát\shiện|bắt|tiếp\snhận|thụ\slý|xử\slý|giải\squyết|xảy\sra", re.IGNORECASE)
_PEOPLE: Final = frozenset(["đối tượng", "bị can", "người", "nghi phạm", "bị cáo", "nghi can"])


def told_sums(scene: Scene) -> Iterator[Finding]:
    """Totals of earlier sentences that this one splits up, and cases that it says the fate of."""
    if _BEGINS.match(scene.words) and scene.earlier:
        yield from _list(scene)
    if "khởi tố" in scene.words and "đang" in scene.words:
        yield from _fates(scene)


def _list(scene: Scene) -> Iterator[Finding]:
    """`Trong đó, có 12 vụ …; 30 vụ …; 8 vụ …` behind `phát hiện 50 vụ`."""
    plain = [mark for mark in scene.marks if _is_plain(mark)]
    if plain and not is_work(last_clause(plain[0].before)):
        plain = list(takewhile(lambda mark: not is_work(last_clause(mark.before)), plain))
    if not plain or len(plain) > _MOST:
        return
    parts = [mark for mark in plain if same_unit(mark, plain[0]) or not mark.unit]
    before = [mark for mark in reversed(scene.earlier[0].marks) if _is_plain(mark) and same_unit(mark, plain[0])]
    whole = before[0] if before else None
    if whole is None or len(parts) < 2 or any(mark.role is Role.CHANGE for mark in scene.marks):
        return
    total = sum((part.value for part in parts), Decimal(0))
    exact = total == whole.value
    values = [part.value for part in parts]
    plausible = max(values) < whole.value <= total * 2 <= whole.value * 3
    complete = plausible and _OTHERS.search(parts[-1].before[-30:]) is not None
    sure = len(parts) >= _LISTED and (complete or slipped(whole.value, values))
    if exact or sure:
        yield _made(scene, whole, parts, exact)


def _is_plain(mark: Mark) -> bool:
    return is_state(mark) and mark.shape is Shape.COUNT and mark.sense is Sense.EXACT and not mark.step


def _fates(scene: Scene) -> Iterator[Finding]:
    """`khởi tố 16 vụ, 18 bị can; xử lý hành chính 2 vụ, 2 đối tượng; đang điều tra 4 vụ, 6 đối tượng`."""
    columns: list[tuple[Mark, list[Mark], Decimal]] = []
    for people in (False, True):
        fates = [_fate(scene, place) for place in range(len(scene.marks))]
        mine = [
            (mark, fate)
            for mark, fate in zip(scene.marks, fates, strict=True)
            if fate and _is_plain(mark) and (mark.unit in _PEOPLE) is people and (people or mark.unit.startswith("vụ"))
        ]
        if [fate for _, fate in mine] != ["prosecuted", "fined", "pending"]:
            continue
        parts = [mark for mark, _ in mine]
        if whole := _handled(scene, parts[0], people):
            columns.append((whole, parts, sum((part.value for part in parts), Decimal(0))))
    complete = any(total == whole.value for whole, _, total in columns)
    for whole, parts, total in columns:
        if complete or whole.value * 4 <= total * 5 <= whole.value * 10:
            yield _made(scene, whole, parts, total == whole.value)


def _fate(scene: Scene, place: int) -> str:
    """What became of the cases or people that a figure counts."""
    mark = scene.marks[place]
    lead = last_clause(mark.before)
    if (place and not lead.strip()) or mark.before.strip(" ") in (",", "/", "với", "và"):
        return _fate(scene, place - 1) if place else ""
    for name, pattern in (("pending", _GOES_ON), ("fined", _FINED), ("prosecuted", _PROSECUTED)):
        if pattern.search(lead):
            return name
    return ""


def _handled(scene: Scene, first: Mark, people: bool) -> Mark | None:
    """The count in front that the fates are of: the nearest one of cases, or of people."""
    at = scene.marks.index(first)
    before = [*scene.states(at), *islice(scene.told, _NEAREST)]
    for mark in before:
        if not _is_plain(mark):
            continue
        if (mark.unit in _PEOPLE) if people else mark.unit.startswith("vụ"):
            return mark if _FOUND.search(mark.before[-90:]) or mark.before.strip() in (",", "/", "với", "và") else None
    return None


def _made(scene: Scene, whole: Mark, parts: list[Mark], right: bool) -> Finding:
    total = sum((part.value for part in parts), Decimal(0))
    claim = Claim(ClaimKind.SUM, scene.sentence, whole, whole.start, parts[-1].stop, whole.unit)
    values = tuple(part.value for part in parts)
    made = finding(claim, Verdict.RIGHT, recomputed=total, numerator=total, parts=values)
    return made if right else replace(made, verdict=Verdict.WRONG, mend=mend(claim, total), certainty=Decimal("0.9"))
