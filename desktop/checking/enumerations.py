"""Enumerations that split a count: behind a bracket, a colon, `gồm`, `trong đó`, or under a heading of their own.

`sums` judges what says that it is all of it; here a list speaks for itself: it is all of the count when it
misses it by less than half of its smallest member, or when its kinds leave no other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from desktop.checking.arithmetic import holds, quotient, slipped, span
from desktop.checking.claims import Claim, as_printed, finding, mend
from desktop.checking.families import family_of, is_complete, is_followed, may_hold
from desktop.checking.reading import Sentence
from desktop.checking.reading_figures import Mark, Role, Sense, Shape
from desktop.checking.scene import PERSONS, Scene, first_clause, is_state, is_work, last_clause, same_unit, says
from desktop.checking.words import goes_on
from desktop.domain.findings import ClaimKind, Finding, Verdict

_CUE: Final = re.compile(
    r"(?P<bracket>\()(?:[^\d,;.():]{0,40}:)?[^\d,;.():]{0,45}$"
    r"|(?P<all>\b(?:bao\s)?gồm(?:\scó)?\b|\bchia\sra\b|\bphân\sra\b):?[^\d;.():]{0,60}$"
    r"|(?P<among>\btrong\sđó\b),?:?\s?[^\d;.():]{0,60}$"
    r"|(?P<colon>:)[^\d;.():]{0,60}$",
    re.IGNORECASE,
)
_SHARES: Final = ("(", "chiếm", "đạt", "tỷ lệ")
_CUES: Final = ("(", ":", "gồm", "ong đó", "hia ra", "hân ra", "GỒM", "ong số")
"""A quick look before the long one."""
_HEADING: Final = re.compile(
    r"\W*(?:trong\s(?:đó|số)|cụ\sthể|gồm|bao\sgồm|(?:phân\s)?theo\s|về\s|hình\sthức|nguyên\snhân|nạn\snhân|đối\stượng\s"
    r"|phân\sloại|kết\squả\sxếp\sloại|cơ\scấu|lĩnh\svực)[^\d;.()]{0,60}(?:[:,]|\bcó\b)[^\d;.()]{0,60}$",
    re.IGNORECASE,
)
"""A sentence that begins with one of these splits a count of a sentence before."""
_OF_THESE: Final = re.compile(r"(?:^|[.;]\s?)\W*trong\s(?:tổng\s)?(?:số\s)?$", re.IGNORECASE)
"""`Trong số 626 bị can, nam 83 bị can, nữ 543 bị can`."""
_OPEN: Final = re.compile(
    r"v\.v|…|\.\.\.|vân\svân|chủ\syếu|một\ssố|nổi\slên|điển\shình|đáng\schú\sý|liên\squan|như\s|nhất\slà|phổ\sbiến",
    re.IGNORECASE,
)
_AND_SO_ON: Final = re.compile(r"[^\d;()]{0,40}(?:…|\.\.\.|v\.v)")
_INSIDE: Final = re.compile(r"\b(?:trong\sđó|riêng|gồm|so\svới|tổng|cả|còn)\b", re.IGNORECASE)
"""Words in front of a member that make it something else than one part beside others."""
_OTHERS: Final = re.compile(r"(?<!cơ\squan\s)(?<!đơn\svị\s)(?<!nơi\s)\bkhác\b", re.IGNORECASE)
_BESIDE: Final = frozenset(["/", "với", ",", "-", "–"])
_CLASSIFIERS: Final = frozenset(["khẩu", "chiếc", "cái", "con", "cây", "quả", "bộ", "viên", "căn", "tờ", "cuốn"])
_PER: Final = re.compile(r"/\s?[^\W\d]")
"""`295 tỷ đồng cho nhà xây mới (60 triệu đồng/căn)`: a price is no part."""
_MOST: Final = 12
_NEAREST: Final = 3


@dataclass(frozen=True)
class _List:
    """Members in a row, what led to them, and whether nothing in them makes them doubtful."""

    first: int
    cue: str
    parts: list[Mark]
    clean: bool
    ends: bool = True
    """Whether nothing more of it follows, and nothing is said of its last member alone."""

    @property
    def values(self) -> list[Decimal]:
        return [part.value for part in self.parts]

    @property
    def total(self) -> Decimal:
        return sum(self.values, Decimal(0))

    @property
    def loose(self) -> Decimal:
        """What rounding may have taken away or added."""
        return sum((part.step for part in self.parts), Decimal(0))


def enumerations(scene: Scene) -> Iterator[Finding]:
    """Counts that a list behind them splits up."""
    for members in _lists(scene):
        wholes = list(_wholes(scene, members))
        exact = next((each for each in wholes if abs(each[1].value - members.total) <= _room(each[1], members)), None)
        if exact:
            scene.split |= {part.start for part in members.parts}
            yield _made(*exact, members, right=True)
        elif wholes and _is_missed(scene, wholes[0][1], members):
            yield _made(*wholes[0], members, right=False)


def _is_missed(scene: Scene, whole: Mark, members: _List) -> bool:
    """Whether a list that does not add up was surely meant to be all of a count."""
    if _told_elsewhere(scene, members) or _is_of_vague(scene, whole, members) or _is_vouched(scene, whole, members):
        return False
    return _is_all(whole, members) or _is_measured(scene, whole, members)


def _is_of_vague(scene: Scene, whole: Mark, members: _List) -> bool:
    """`còn 30,3 tỷ đồng; thiệt hại khoảng 54,6 tỷ đồng (…)`: the list is of the rough figure right in front."""
    between = [mark for mark in scene.marks[: members.first] if mark.start > whole.start]
    return any(same_unit(mark, whole) and mark.sense is not Sense.EXACT and is_state(mark) for mark in between)


def _told_elsewhere(scene: Scene, members: _List) -> bool:
    """`52 đại biểu trúng cử trong 88 người ứng cử (18 nữ, 34 nam)`: it is of the 52."""
    front = scene.marks[: members.first]
    return any(mark.value == members.total and mark.shape is not Shape.PERCENT for mark in front)


def _is_vouched(scene: Scene, whole: Mark, members: _List) -> bool:
    """`32 người, trong đó nữ 11 người, chiếm 34,4%; tái cử 17 người, chiếm 53,1%`: the shares are right of it."""
    shares = [(part, mark) for part, mark in pairwise(scene.marks) if part in members.parts and is_share(mark)]
    shares = [(part, mark) for part, mark in shares if mark.shape is Shape.PERCENT]
    return len(shares) == len(members.parts) and all(_is_share_of(part, mark, whole) for part, mark in shares)


def _is_share_of(part: Mark, share: Mark, whole: Mark) -> bool:
    found = quotient(span(part), span(whole))
    return found is not None and bool(holds(share, found))


def _lists(scene: Scene) -> Iterator[_List]:
    """The lists of a sentence, each column of theirs for itself."""
    for start, mark in enumerate(scene.marks):
        cue = _cue(scene, start) if mark.shape is Shape.COUNT and _counts(mark) else ""
        members = _members(scene, start, cue) if cue else None
        if members is None:
            continue
        yield members
        if column := _second(scene, members):
            yield column


def _second(scene: Scene, members: _List) -> _List | None:
    """The counts right behind each member: `kinh tế 28 vụ/200 đối tượng; môi trường 22 vụ/31 đối tượng`."""
    places = {mark.start: place for place, mark in enumerate(scene.marks)}
    behind = [places[part.start] + 1 for part in members.parts]
    if behind[-1] >= len(scene.marks):
        return None
    parts = [scene.marks[place] for place in behind]
    fits = all(
        _counts(mark) and mark.shape is Shape.COUNT and mark.known and mark.before.strip() in _BESIDE for mark in parts
    )
    if not fits or len({mark.unit for mark in parts}) != 1 or parts[0].unit == members.parts[0].unit:
        return None
    return _List(behind[0], members.cue, parts, members.clean and all(mark.sense is Sense.EXACT for mark in parts))


def _cue(scene: Scene, start: int) -> str:
    """What leads to a list: the last bracket, colon or word before its first member."""
    lead = scene.marks[start].before
    if start and "rong" in scene.marks[start - 1].before.lower() and _OF_THESE.search(scene.marks[start - 1].before):
        return "among"
    if start == 0 and _HEADING.match(scene.sentence.words[: scene.marks[0].start - scene.sentence.start]):
        return "heading" if scene.before else ""
    if not start or not says(lead, _CUES):
        return ""
    found = _CUE.search(lead)
    return (found.lastgroup or "") if found else ""


def _members(scene: Scene, start: int, cue: str) -> _List | None:
    """The counts of one noun, or of none, up to the end of the list."""
    first = scene.marks[start]
    parts = [first]
    clean = first.sense is Sense.EXACT
    last = start
    works = is_work(last_clause(first.before))
    for place in range(start + 1, len(scene.marks)):
        mark = scene.marks[place]
        if not works and is_work(last_clause(mark.before)) and not _OTHERS.search(last_clause(mark.before)):
            break
        if _is_over(scene, parts, place, cue):
            break
        if mark.shape is Shape.PERCENT and is_share(mark):
            last = place
            continue
        if _PER.match(mark.after):
            continue
        if not _counts(mark) or mark.shape is Shape.PAIR:
            clean = False
            break
        if _one_noun(mark, first) and mark.shape is Shape.COUNT and mark.known == first.known:
            clean = clean and mark.sense is Sense.EXACT and not _INSIDE.search(last_clause(mark.before))
            parts.append(mark)
            last = place
        elif mark.before.strip() not in _BESIDE:
            break
    if not 1 < len(parts) <= _MOST:
        return None
    text, stop = scene.sentence.text, scene.marks[last].stop
    words = text[first.start - len(last_clause(first.before)) : stop]
    goes_on = _OPEN.search(words) or _AND_SO_ON.match(text, stop)
    return _List(start, cue, parts, clean and not goes_on, not is_followed(text, parts[-1].stop))


def _one_noun(one: Mark, other: Mark) -> bool:
    return one.unit == other.unit or {one.unit, other.unit} == {"nam", "nữ"}


_YEAR: Final = re.compile(r"\bnăm\s#{4}\s*:?\s*$", re.IGNORECASE)


def _counts(mark: Mark) -> bool:
    """Whether a figure says how things are; of a list of years each is one of several, no base."""
    return mark.role is Role.STATE or (mark.role is Role.BASE and bool(_YEAR.search(mark.before)))


def is_share(mark: Mark) -> bool:
    """Whether a per cent stands behind a member as its share."""
    return mark.role is Role.STATE and not mark.sign and says(mark.before, _SHARES)


def _is_over(scene: Scene, parts: list[Mark], place: int, cue: str) -> bool:
    """Whether the list has ended before a figure: its bracket is closed, or a semicolon parts it from others."""
    between = scene.sentence.text[parts[0].start : scene.marks[place].start]
    if cue == "bracket" and _closes(between):
        return True
    own = scene.sentence.text[parts[0].stop : parts[-1].start]
    return len(parts) > 1 and ";" in scene.marks[place].before.rsplit(")", 1)[-1] and ";" not in own


def _closes(words: str) -> bool:
    """Whether a bracket closes in words that was opened before them."""
    depth = 0
    for letter in words:
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return True
    return False


def _wholes(scene: Scene, members: _List) -> Iterator[tuple[Sentence, Mark]]:
    """What the list may be of: the nearest counts in front that its members can be parts of."""
    rows: list[tuple[Sentence, tuple[Mark, ...]]] = []
    if members.cue == "heading":
        rows += [(sentence, _outside_brackets(sentence)) for sentence in scene.before[:_NEAREST]]
    else:
        rows.append((scene.sentence, scene.marks[: members.first]))
    for sentence, marks in rows:
        fits = [mark for mark in reversed(marks) if _may_split(mark, members, scene)]
        yield from ((sentence, mark) for mark in fits[:_NEAREST])


def _outside_brackets(sentence: Sentence) -> tuple[Mark, ...]:
    words = sentence.text
    return tuple(
        mark
        for mark in sentence.marks
        if words.count("(", sentence.start, mark.start) <= words.count(")", sentence.start, mark.start)
    )


def _may_split(mark: Mark, members: _List, scene: Scene) -> bool:
    """Whether a count is of the noun of the members; those without a noun are of whatever stands in front."""
    first = members.parts[0]
    told = is_state(mark) or (mark.role is Role.BASE and _in_one_bracket(scene, mark, members))
    if not told or mark.sense is not Sense.EXACT or not (mark.known or not mark.unit):
        return False
    people = {mark.unit, first.unit} <= PERSONS and family_of(members.parts) is not None
    if people or same_unit(mark, first) or (first.unit and first.unit in _nouns(mark)):
        return mark.value > max(members.values) or members.cue == "bracket" or family_of(members.parts) is not None
    if first.unit or mark.shape is Shape.PAIR or any(part.places for part in members.parts):
        return False
    front = [each for each in scene.marks[: members.first] if each.shape is not Shape.PERCENT]
    directly = members.cue == "heading" or front[-1:] == [mark]
    return directly and mark.value > min(members.values)


def _in_one_bracket(scene: Scene, base: Mark, members: _List) -> bool:
    """`118 vụ (năm 2022 có 97 vụ, gồm …)`: what was before is split up where it is told."""
    if members.cue == "heading":
        return False
    lead = scene.sentence.text[scene.sentence.start : base.start]
    between = scene.sentence.text[base.stop : members.parts[0].start]
    return lead.count("(") > lead.count(")") and not _closes(between)


def _nouns(mark: Mark) -> list[str]:
    """The words that name what is counted; behind `chiếc` or `khẩu` the thing itself stands in the words around."""
    if mark.unit in _CLASSIFIERS or not mark.known:
        return f"{last_clause(mark.before)} {mark.unit} {first_clause(mark.after)}".lower().split()
    return mark.unit.split()


def _room(whole: Mark, members: _List) -> Decimal:
    return whole.step + members.loose


def _is_all(whole: Mark, members: _List) -> bool:
    """Whether a list that does not add up is surely meant to."""
    apart = abs(members.total - whole.value)
    if not may_hold(whole, members.parts):
        return False
    if not members.clean or apart <= _room(whole, members) * 2 or max(members.values) > whole.value * 2:
        return False
    if members.cue != "colon" and any(_YEAR.search(part.before) for part in members.parts):
        return False  # 2.118 người (năm 2021: 1.406; năm 2022: 1.790): other years, not parts
    if any(goes_on(part, whole) for part in members.parts):
        return False
    exceeds = members.total > whole.value
    if family := family_of(members.parts):
        least = whole.value * (1 if members.cue == "colon" else 3)
        return exceeds or (members.ends and is_complete(family, members.parts) and members.total * 4 >= least)
    if exceeds and len(members.parts) == 2 and apart * 2 > min(members.values):
        return False  # 20 thôn, gồm 12 thôn khó khăn và 18 thôn có đồng bào dân tộc: some are both
    if members.total > whole.value * (3 if members.cue == "bracket" else Decimal("1.5")):
        return False
    if members.total * 3 < whole.value * 2:
        return False
    last = members.parts[-1]
    if _OTHERS.search(last.before) or _OTHERS.match(last.after.lstrip()):
        return True
    if members.cue == "bracket" and exceeds and (len(members.parts) > 2 or members.parts[0].unit):
        return True
    if len(members.parts) < 3:
        return False
    if members.cue == "all" and (re.search(r"\bvà\b", last.before) or members.total * 4 >= whole.value * 3):
        return True
    if members.cue == "bracket" and members.total * 4 >= whole.value * 3:
        return True
    close = apart * 10 <= whole.value and apart * 2 <= min(members.values)
    return close or slipped(whole.value, members.values)


def _is_measured(scene: Scene, whole: Mark, members: _List) -> bool:
    """Money, weights and areas with decimals behind their total: nearly all of it is all of it."""
    apart = abs(members.total - whole.value)
    front = [mark for mark in scene.marks[: members.first] if mark.shape is not Shape.PERCENT][-1:]
    if members.cue not in ("bracket", "all") or front != [whole] or not members.clean:
        return False
    marks = (whole, *members.parts)
    measured = all(mark.step and mark.known for mark in marks) and len({mark.unit for mark in marks}) == 1
    said = "".join(last_clause(part.before).lower() for part in members.parts)
    return measured and _room(whole, members) * 2 < apart and apart * 4 <= whole.value and not _AMONG_THEM.search(said)


_AMONG_THEM: Final = re.compile(
    r"\bnhất\b|\bmỗi\b|trị\sgiá|tương\sđương|khoảng|bình\squân|đã\s|còn\s|gốc|lãi|tăng|giảm|so\s"
)
"""The highest and the lowest, each one, what is left: figures beside the whole that are no parts of it."""


def _made(sentence: Sentence, whole: Mark, members: _List, right: bool) -> Finding:
    claim = Claim(ClaimKind.SUM, sentence, whole, whole.start, _end(sentence, whole, members), whole.unit)
    total = members.total
    made = finding(claim, Verdict.RIGHT, recomputed=total, numerator=total, parts=tuple(members.values))
    if not right:
        made = replace(made, verdict=Verdict.WRONG, mend=mend(claim, total), certainty=Decimal("0.9"))
    return as_printed(claim, made)


def _end(sentence: Sentence, whole: Mark, members: _List) -> int:
    stop = members.parts[-1].stop
    return stop if whole in sentence.marks and members.parts[0] in sentence.marks else whole.stop
