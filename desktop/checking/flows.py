"""What moves on: crime reports from one period to the next, months that add up to lũy kế, all three criteria."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import chain, product, takewhile
from typing import Final

from desktop.checking.claims import Claim, finding, mend
from desktop.checking.reading_figures import Mark, Role, Sense, Shape
from desktop.checking.scene import Scene, about, is_state, same_unit, topics
from desktop.domain.findings import ClaimKind, Finding, Verdict

_REPORTS: Final = frozenset({"tin", "tin báo", "nguồn tin", "tố giác", "đơn", "đơn thư", "vụ việc", "hồ sơ"})
_MEMBERS: Final = {
    "carried": r"kỳ\strước|năm\strước|tháng\strước|chuyển\ssang|chuyển\squa|tồn|\bcũ\b",
    "transferred": r"chuyển\s(?:cho\s|đến\s)?(?:cơ\squan|đơn\svị|nơi|công\san)|theo\sthẩm\squyền|chuyển\sđi"
    r"|chuyển(?=\s*$)",
    "suspended": r"tạm\sđình\schỉ",
    "pending": r"đang\s(?:tiếp\stục\s)?(?:được\s)?(?:giải\squyết|xác\sminh|điều\stra|xem\sxét|xử\slý)|còn\slại|"
    r"chưa\sgiải\squyết|tồn\scuối|chuyển\s(?:sang\s)?kỳ\ssau",
    "resolved": r"(?:đã\s|được\s)?giải\squyết|làm\srõ|xử\slý\sxong|hoàn\sthành",
    "received": r"tiếp\snhận|thụ\slý|phát\ssinh|nhận\sđược|nhận\smới|mới",
}
_MEMBER: Final = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _MEMBERS.items()}
_TOTAL: Final = re.compile(r"tổng\ssố|tổng\scộng|phải\sgiải\squyết", re.IGNORECASE)
_OTHERWISE: Final = re.compile(
    r"trong\sđó\s(?:có\s)?(?:khởi\stố|quá\shạn)|tạm\sđình\schỉ|không\skhởi\stố|phục\shồi|khởi\stố", re.IGNORECASE
)


_PARTED: Final = re.compile(r"[;,.()]|\d")


def flows(scene: Scene) -> Iterator[Finding]:
    """Carried over + received − transferred − resolved = pending, where one sentence tells enough of them."""
    members: dict[str, list[Mark]] = {name: [] for name in _MEMBERS}
    totals: list[Mark] = []
    strangers = False
    for mark in scene.marks:
        if (
            not is_state(mark)
            or mark.shape is not Shape.COUNT
            or mark.unit not in _REPORTS
            or mark.sense is not Sense.EXACT
        ):
            continue
        lead = _PARTED.split(mark.before)[-1]
        if _TOTAL.search(lead):
            totals.append(mark)
        elif name := _member(mark, lead):
            members[name].append(mark)
        else:
            strangers = True
    received, resolved, pending = members["received"], members["resolved"], members["pending"]
    if len(received) + len(totals) < 1 or len(received) > 1 or len(resolved) != 1 or len(pending) != 1:
        return
    yield from (found for found in _weigh(scene, members, totals) if found.verdict is Verdict.RIGHT or not strangers)


def _member(mark: Mark, lead: str) -> str:
    for words in (lead, mark.after[:25] if mark.after.lstrip()[:1] not in (",", ";", "(") else ""):
        for name, pattern in _MEMBER.items():
            if pattern.search(words):
                return name
    return ""


def _weigh(scene: Scene, members: dict[str, list[Mark]], totals: list[Mark]) -> Iterator[Finding]:
    resolved, pending = members["resolved"][0], members["pending"][0]
    incoming = [mark.value for mark in (*members["received"], *totals)]
    extra = [mark.value for name in ("carried", "transferred", "suspended") for mark in members[name]]
    every = [mark for name in _MEMBERS for mark in members[name]] + totals
    if any(not same_unit(mark, pending) and mark.unit not in _REPORTS for mark in every):
        return
    found = {
        start + sum((sign * value for sign, value in zip(signs, extra, strict=True)), Decimal(0)) - resolved.value
        for start in incoming
        for signs in product((-1, 0, 1), repeat=min(len(extra), 4))
        if len(extra) <= 4
    }
    first, last = min(every, key=lambda mark: mark.start), max(every, key=lambda mark: mark.start)
    claim = Claim(ClaimKind.FLOW, scene.sentence, pending, first.start, last.stop, pending.unit)
    terms = tuple((name, mark.value) for name, marks in members.items() for mark in marks)
    expected = _expected(members, totals)
    made = finding(claim, Verdict.RIGHT, recomputed=expected, numerator=expected, terms=terms)
    if pending.value in found:
        yield made if expected == pending.value else replace(made, recomputed=pending.value, numerator=pending.value)
    elif expected >= 0 and not _OTHERWISE.search(_between(scene, resolved, pending)) and _plain(members, totals):
        yield replace(made, verdict=Verdict.WRONG, mend=mend(claim, expected), certainty=Decimal("0.9"))


def _plain(members: dict[str, list[Mark]], totals: list[Mark]) -> bool:
    return all(len(members[name]) <= 1 for name in _MEMBERS) and len(totals) <= 1 and not members["suspended"]


def _between(scene: Scene, resolved: Mark, pending: Mark) -> str:
    return scene.sentence.text[min(resolved.stop, pending.stop) : max(resolved.start, pending.start)]


def _expected(members: dict[str, list[Mark]], totals: list[Mark]) -> Decimal:
    def of(name: str) -> Decimal:
        return sum((mark.value for mark in members[name]), Decimal(0))

    incoming = totals[0].value if totals else of("received") + of("carried")
    return incoming - of("transferred") - of("resolved")


_SO_FAR: Final = re.compile(r"\b(?:lũy\skế|luỹ\skế|cộng\sdồn)\b", re.IGNORECASE)
_ALL_FALL: Final = re.compile(
    r"(?P<verb>[Gg]iảm|[Tt]ăng)\s(?:cả|đều|trên\scả|sâu\scả)\s(?:(?:0?3|[#]{1,2}|ba)\s)?(?:tiêu\schí|mặt|chỉ\ssố)",
    re.IGNORECASE,
)
_CRITERIA: Final = ("vụ", "người chết", "người bị thương")


def cumulative(scene: Scene) -> Iterator[Finding]:
    """Lũy kế is never less than the month that it holds."""
    for at, mark in enumerate(scene.marks):
        lead = re.split(r"[;.]", mark.before)[-1]
        if mark.shape is not Shape.COUNT or not mark.known or mark.role is not Role.STATE or not _SO_FAR.search(lead):
            continue
        if mark.sense is not Sense.EXACT:
            continue
        month = next((each for each in scene.states(at) if same_unit(each, mark) and each.shape is Shape.COUNT), None)
        if month is None or _SO_FAR.search(month.before):
            continue
        if any(same_unit(each, mark) for each in scene.marks[scene.marks.index(month) + 1 : at]):
            continue
        if month.sense is not Sense.EXACT or topics(_SO_FAR.split(lead)[-1]) - about(month):
            continue
        claim = Claim(ClaimKind.CUMULATIVE, scene.sentence, mark, month.start, mark.stop, mark.unit)
        right = mark.value >= month.value
        yield replace(
            finding(claim, Verdict.RIGHT if right else Verdict.WRONG),
            numerator=mark.value,
            denominator=month.value,
            certainty=Decimal("0.9"),
        )


def criteria(scene: Scene, following: tuple[Mark, ...]) -> Iterator[Finding]:
    """`giảm cả 3 tiêu chí`: accidents, dead and injured must all be told as falls."""
    text = scene.sentence.words
    found = _ALL_FALL.search(text)
    if not found:
        return
    wanted = -1 if found["verb"].lower() == "giảm" else 1
    moves = _moves(chain(_of_all(scene.marks), _of_all(following)))
    if len(moves) < 2:
        return
    start = scene.sentence.start + found.start()
    against = [mark for mark in moves.values() if mark.direction != wanted]
    if against and len(moves) < len(_CRITERIA):
        return
    whole = Mark(
        Shape.COUNT, start, scene.sentence.start + found.end(), scene.sentence.start + found.end(), Decimal(3), 0
    )
    claim = Claim(ClaimKind.CRITERIA, scene.sentence, whole, whole.start, whole.end, "tiêu chí", wanted < 0)
    held = Decimal(len(moves) - len(against))
    yield replace(
        finding(claim, Verdict.WRONG if against else Verdict.RIGHT), numerator=held, denominator=Decimal(len(moves))
    )


_NARROWER: Final = re.compile(
    r"\b(?:riêng|trong\sđó|tuy\snhiên|một\ssố|đường\s(?:sắt|thủy|thuỷ)|hàng\shải|địa\sphương)\b",
    re.IGNORECASE,
)


def _of_all(marks: tuple[Mark, ...]) -> Iterator[Mark]:
    """The figures up to where the text goes on to a part of it all."""
    return takewhile(lambda mark: not _NARROWER.search(mark.before), marks)


def _moves(marks: Iterable[Mark]) -> dict[str, Mark]:
    """The first change of each criterion."""
    moves: dict[str, Mark] = {}
    for mark in marks:
        if mark.role is Role.CHANGE and mark.shape is Shape.COUNT:
            unit = "vụ" if mark.unit.startswith("vụ") else mark.unit
            if unit in _CRITERIA and mark.value:
                moves.setdefault(unit, mark)
    return moves
