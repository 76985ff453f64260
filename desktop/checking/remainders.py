"""What is left: `thụ lý 120 vụ, giải quyết 96 vụ, còn lại 24 vụ`, `giải quyết 19/33 vụ, 14 vụ còn lại đang xem xét`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from desktop.checking.claims import Claim, finding, mend
from desktop.checking.families import leaves_none
from desktop.checking.reading_figures import Mark, Role, Sense, Shape
from desktop.checking.scene import Scene, about, first_clause, last_clause, same_unit, topics
from desktop.checking.wholes import GENERIC, has_occurred, is_done, is_total
from desktop.domain.findings import ClaimKind, Finding, Verdict

_LEFT: Final = re.compile(
    r"\b(?:còn\slại|còn\stồn|hiện\scòn|vẫn\scòn|hiện\svẫn\scòn|tồn\slại)\b[^\d,;.()]{0,40}$|(?<!\w)(?<!xuống\s)(?<!giảm\s)(?<!chỉ\s)(?<!lên\s)(?:[Cc]òn|[Tt]ồn)\s*$",
    re.IGNORECASE,
)
_LEFT_BEHIND: Final = re.compile(r"[^\d,;.()]{0,20}\b(?:còn\slại|còn\stồn)\b", re.IGNORECASE)
_GOES_ON: Final = re.compile(
    r"\b(?:đang\s(?:tiếp\stục\s)?(?:được\s)?(?:thụ\slý|xem\sxét|giải\squyết|xác\sminh|xử\slý|điều\stra)|chưa\s[^\W\d]+"
    r"|tiếp\stục\s(?:giải\squyết|xác\sminh))\b[^\d,;.()]{0,20}$",
    re.IGNORECASE,
)
"""Behind a pair: `giải quyết xong 1/23 vụ việc, đang tiếp tục giải quyết 22 vụ việc`, `chưa thi hành 88 quyết định`."""
_LATE: Final = re.compile(r"\b(?:quá|trễ)\shạn\s*(?=\s\S*$|$)", re.IGNORECASE)
_IN_TIME: Final = re.compile(r"\b(?:đúng|trước)\s(?:và\s(?:đúng|trước)\s)?hạn\b", re.IGNORECASE)
_OUTCOME: Final = re.compile(
    r"truy\stố|đình\schỉ|giải\squyết|thành\b|xét\sxử|khởi\stố|xử\slý|thi\shành|kết\sthúc\sđiều\stra|làm\srõ|hoàn\sthành",
    re.IGNORECASE,
)
_ELSEWHERE: Final = re.compile(
    r"chuyển|đình\schỉ|ủy\sthác|trả\s(?:lại|hồ)|rút|nhập|tách|trùng|lưu|quá\shạn|phục\shồi|kỳ\strước|năm\strước",
    re.IGNORECASE,
)
"""Where else things may have gone, or come from."""
_STILL_IS: Final = re.compile(r"(.*\w)\s(?:hiện\s)?còn\s*$", re.IGNORECASE)
_NARROWER: Final = re.compile(r"\b(?:trong\sđó|riêng|gồm)\b", re.IGNORECASE)
_OF_ALL: Final = re.compile(r"(?:^|[.;]\s)\W*trong\s(?:tổng\s)?(?:số\s)?$", re.IGNORECASE)
"""`Trong 318 người …, có 281 …, 14 …; còn lại 23`."""
_LACKING: Final = re.compile(r"[^\d,;.()]{0,20}\bchưa\s", re.IGNORECASE)
_STILL: Final = frozenset(["thời", "hạn", "xác", "minh", "xem", "xét", "điều", "tra", "tiếp", "tục"])
_RESUMES: Final = re.compile(
    r"[\W\d]*(?:hiện\s(?:còn|đang|nay)|còn\s(?:lại|tồn)|tuy\snhiên|số\scòn\slại)\b", re.IGNORECASE
)
_BESIDE: Final = frozenset(["/", "với", "-", "–"])
_BACK: Final = 2
"""So many sentences before may tell what there was."""
_MOST: Final = 5


@dataclass(frozen=True)
class _Account:
    """What there was, what was done of it, and what is said to be left."""

    whole: Mark
    total: Decimal
    done: list[Mark]
    spent: Decimal
    left: Mark

    @property
    def rest(self) -> Decimal:
        return self.total - self.spent


def remainders(scene: Scene) -> Iterator[Finding]:
    """Each count that is said to be left, against what there was and what was done of it."""
    for at, left in enumerate(scene.marks):
        if left.shape is not Shape.COUNT or left.role is not Role.STATE or left.sense is not Sense.EXACT or left.step:
            continue
        if account := _account(scene, at, left):
            claim = Claim(ClaimKind.FLOW, scene.sentence, left, _start(scene, account), left.stop, left.unit)
            if made := _weighed(scene, claim, account):
                yield made


def _start(scene: Scene, account: _Account) -> int:
    return account.whole.start if account.whole in scene.marks else account.left.start


def _account(scene: Scene, at: int, left: Mark) -> _Account | None:
    lead = _lead(scene, at)
    said = bool(_LEFT.search(lead) or _LEFT_BEHIND.match(left.after))
    if not (said or _GOES_ON.search(lead) or _LATE.search(lead)):
        return None
    pair = _pair(scene, at, left)
    late = pair is not None and bool(_LATE.search(lead) and _IN_TIME.search(pair.before))
    if pair is not None and pair.second is not None and (said or late or _GOES_ON.search(lead)):
        return _Account(pair, pair.second, [pair], pair.value, left)
    return _told(scene, at, left, said) if said or _GOES_ON.search(lead) else None


def _lead(scene: Scene, at: int) -> str:
    """The words in front of a count; of `còn lại 6 vụ/14 bị can` the second shares those of the first."""
    before = scene.marks[at].before
    return scene.marks[at - 1].before if at and before.strip() in _BESIDE else before


def _pair(scene: Scene, at: int, left: Mark) -> Mark | None:
    """`đã giải quyết 19/33 vụ việc, 14 vụ còn lại`: the pair is the last count of its noun, asides left out."""
    front = _without_asides(scene.marks[:at])
    for mark in reversed(front):
        if mark.shape is Shape.PAIR:
            named = same_unit(mark, left) or (not mark.unit and left.unit in last_clause(mark.before))
            return mark if named and (is_done(mark) or _LACKING.match(left.after)) else None
        if same_unit(mark, left):
            return None
    told = scene.before if _RESUMES.match(scene.sentence.words) else scene.earlier
    before = told[0].marks if told and not front else ()
    pairs = [mark for mark in before if mark.shape is Shape.PAIR and mark.role is Role.STATE]
    if len(pairs) == 1 and same_unit(pairs[0], left) and is_done(pairs[0]):
        own = topics(first_clause(left.after)) - GENERIC - _STILL - {left.unit}
        return pairs[0] if not own or own & about(pairs[0]) else None
    return None


def _without_asides(marks: tuple[Mark, ...]) -> list[Mark]:
    """The states that are not told in brackets or behind `trong đó`."""
    kept: list[Mark] = []
    depth = 0
    aside = False
    for place, mark in enumerate(marks):
        depth += mark.before.count("(") - mark.before.count(")")
        aside = (aside and ";" not in mark.before) or (bool(_NARROWER.search(mark.before)) and place > 0)
        if depth <= 0 and not aside and mark.role is Role.STATE and mark.shape is not Shape.PERCENT:
            kept.append(mark)
    return kept


def _told(scene: Scene, at: int, left: Mark, said: bool) -> _Account | None:
    """Whole and parts in words: back from what is left to the count of what there was."""
    clause = last_clause(left.before)
    if _NARROWER.search(clause) or _is_level(clause, left):
        return None
    told = scene.before if _RESUMES.match(scene.sentence.words) else scene.earlier
    rows = [_without_asides(scene.marks[:at]), *(_without_asides(each.marks) for each in told[:_BACK])]
    done: list[Mark] = []
    for mark in (each for row in rows for each in reversed(row) if _counts(each, left)):
        lead = _shared_lead(scene, mark)
        of_all = bool(_OF_ALL.search(mark.before))
        if not done and is_total(mark) and mark.value > left.value:
            return _behind(rows, mark, left)
        if of_all or has_occurred(mark) or is_total(mark) or (mark.value > left.value and "thụ lý" in lead.lower()):
            if not done or (is_done(mark) and not has_occurred(mark)):
                return None
            handled = all(is_done(each) or _OUTCOME.search(_shared_lead(scene, each)) for each in done)
            one = len(done) == 1 and mark in scene.marks and "giải quyết" in _shared_lead(scene, done[0]).lower()
            one = one and not any(not each.unit for each in rows[0])  # tạm đình chỉ 09, đang giải quyết 17
            closed = said or leaves_none(done) or (one and "giải quyết" in last_clause(left.before).lower())
            account = _Account(mark, mark.value, done[::-1], sum((each.value for each in done), Decimal(0)), left)
            return account if (closed and (handled or of_all)) or account.rest == left.value else None
        done.append(mark)
        if len(done) > _MOST:
            return None
    return None


def _is_level(clause: str, left: Mark) -> bool:
    """`hộ nghèo còn 112 hộ`: what is counted stands in front, so it fell to that and nothing was done with it."""
    subject = _STILL_IS.match(clause)
    return bool(subject and left.unit and re.search(rf"\b{re.escape(left.unit)}\b", subject[1].lower()))


def _behind(rows: list[list[Mark]], whole: Mark, left: Mark) -> _Account | None:
    """`3.954 cơ sở (63,5%) trên tổng số 6.227 cơ sở hoàn thành; còn 2.273 cơ sở`: the total stands behind its part."""
    row = next((each for each in rows if whole in each), [])
    front = [mark for mark in row[: row.index(whole)] if _counts(mark, left)]
    if len(front) != 1 or front[0].value > whole.value:
        return None
    return _Account(whole, whole.value, front, front[0].value, left)


def _shared_lead(scene: Scene, mark: Mark) -> str:
    """The words that lead to a count, or to the one beside it."""
    for row in (scene.marks, *(sentence.marks for sentence in scene.before)):
        if mark in row:
            return last_clause(_lead_in(row, row.index(mark)))
    return last_clause(mark.before)


def _lead_in(row: tuple[Mark, ...], at: int) -> str:
    return row[at - 1].before if at and row[at].before.strip() in _BESIDE else row[at].before


def _counts(mark: Mark, left: Mark) -> bool:
    return mark.shape is Shape.COUNT and same_unit(mark, left) and mark.sense is Sense.EXACT and not mark.step


def _with_those_behind(scene: Scene, left: Mark) -> Iterator[Decimal]:
    """What is left together with the counts that go on telling of it."""
    total = left.value
    for mark in scene.marks[scene.marks.index(left) + 1 :]:
        if _counts(mark, left) and mark.role is Role.STATE:
            yield left.value + mark.value
            total += mark.value
            yield total


def _weighed(scene: Scene, claim: Claim, account: _Account) -> Finding | None:
    left, rest = account.left, account.rest
    terms = (("received", account.total), ("resolved", account.spent), ("pending", left.value))
    made = replace(finding(claim, Verdict.RIGHT), recomputed=rest, numerator=rest, terms=terms)
    if rest == left.value:
        return made
    words = account.whole.before[-30:] + first_clause(account.whole.after) + left.before + left.after
    done = [each for each in account.done if each is not account.whole]
    words += "".join(_shared_lead(scene, each) + first_clause(each.after) for each in done)
    if rest in _with_those_behind(scene, left):
        return None  # còn 5 vụ đang truy bắt, 3 vụ chưa rõ đối tượng: both are left
    listed = len(account.done) > 1
    if rest < 0 or (not listed and _ELSEWHERE.search(_LATE.sub(" ", words))):
        return None
    if listed and abs(rest - left.value) * 4 > account.total:
        return None
    return replace(made, verdict=Verdict.WRONG, mend=mend(claim, rest), certainty=Decimal("0.9"))
