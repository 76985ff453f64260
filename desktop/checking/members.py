"""Members of a list with their shares: most of them vouch for the total that all of them are out of."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Final

from desktop.checking.arithmetic import HUNDRED, Span, holds, near, one_slip, quotient, span, wholes_between
from desktop.checking.claims import Claim, Reading, Strength, finding, judged, mend
from desktop.checking.reading import Sentence
from desktop.checking.reading_figures import Mark, Role, Sense, Shape
from desktop.checking.scene import is_state
from desktop.domain.findings import ClaimKind, Finding, Place, Verdict

_TIED: Final = re.compile(
    r"(?:[^\d;.()]{0,60}?\(\s*|[^\d;.()]{0,60}?,\s*(?=chiếm|đạt)|[^\d;.(),]{0,60}?\s(?=chiếm\s))"
    r"(?:chiếm\s|đạt\s|bằng\s|=\s?)?(?:tỷ\slệ\s|tỉ\slệ\s)?",
    re.IGNORECASE,
)
"""Between a count and its share: `khiển trách 28 (chiếm 45%)`, `29 đồng chí, đạt 20%`."""
_OF_ELSE: Final = re.compile(
    r"[^\d,;.()]{0,15}(?:so\s(?:với|sánh)|kế\shoạch|chỉ\stiêu|dự\stoán|cùng\skỳ|năm\strước|mục\stiêu)", re.IGNORECASE
)
_NARROWED: Final = re.compile(r"\b(?:trong\s(?:đó|số)|riêng|tăng|giảm)\b", re.IGNORECASE)
_LISTED: Final = 3
_AGREED: Final = 4
"""So many must agree where nothing but they speaks for a total."""


@dataclass(frozen=True)
class Member:
    """A count with its share right behind it."""

    sentence: Sentence
    part: Mark
    rate: Mark


def vouched(paragraphs: Sequence[Sequence[Sentence]], findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, with the shares of lists judged by the total that the lists agree on."""
    better: dict[Place, Finding] = {}
    for members, read in _runs(paragraphs):
        found = list(_judged(members, _totals(members, read))) or _slipped(members, read)
        better |= {each.claimed_at: each for each in (*found, *_untold(members, read))}
    for known in findings:
        other = better.pop(known.claimed_at, None)
        told = other is not None and other.kind is ClaimKind.SHARE and known.kind in (ClaimKind.RATE, ClaimKind.SHARE)
        yield replace(other, kind=known.kind) if other and told and _is_better(other, known) else known
    yield from better.values()


def _is_better(found: Finding, known: Finding) -> bool:
    """What a list says is surer than a guess, and than another base that stands farther off."""
    if known.verdict is Verdict.RIGHT:
        return found.verdict is Verdict.RIGHT and known.certainty < found.certainty
    if known.verdict is Verdict.CANNOT_CHECK:
        return found.verdict is not Verdict.CANNOT_CHECK
    return known.denominator != found.denominator and known.certainty <= found.certainty


_BACK: Final = 6
_WINDOW: Final = 12


def _runs(paragraphs: Sequence[Sequence[Sentence]]) -> Iterator[tuple[list[Member], list[Sentence]]]:
    """Members in a row of paragraphs, with their sentences and those before, the last first."""
    run: list[Member] = []
    read: list[Sentence] = []
    for paragraph in paragraphs:
        members = [member for sentence in paragraph for member in _members(sentence)]
        if run and not members:
            yield run, read[::-1]
            run, read = [], read[-_WINDOW:]
        run += members
        read += [sentence for sentence in paragraph if sentence.marks]
        if not run:
            del read[:-_WINDOW]
    if run:
        yield run, read[::-1]


def _members(sentence: Sentence) -> Iterator[Member]:
    for part, rate in pairwise(sentence.marks):
        if rate.shape is not Shape.PERCENT or part.shape is not Shape.COUNT or not is_state(part) or part.step:
            continue
        plain = rate.role is Role.STATE and not rate.sign and rate.sense is part.sense is Sense.EXACT
        if plain and _TIED.fullmatch(rate.before) and not _OF_ELSE.match(rate.after):
            yield Member(sentence, part, rate)


def _totals(members: list[Member], read: list[Sentence]) -> list[Decimal]:
    """Counts that may be the total, the nearest first: those told before or among the list, all of it together."""
    if len(members) < len(("one", "another")):
        return []
    told = [
        value
        for sentence in read
        for mark in reversed(sentence.marks)
        if is_state(mark) and not mark.step
        for value in (mark.value, mark.second)
        if value
    ]
    added = [sum((each.part.value for each in row), Decimal(0)) for row in _rows(members) if _is_whole(row)]
    least = min(member.part.value for member in members)
    return [value for value in dict.fromkeys([*told, *added]) if value > least]


def _rows(members: list[Member]) -> list[list[Member]]:
    """The members of each sentence."""
    rows: dict[int, list[Member]] = {}
    for member in members:
        rows.setdefault(id(member.sentence), []).append(member)
    return list(rows.values())


def _is_whole(row: list[Member]) -> bool:
    """Whether the shares of a list add up to a hundred, but for their rounding and one slip."""
    return len(row) >= _LISTED and near(sum((each.rate.value for each in row), Decimal(0)), HUNDRED)


def _fits(member: Member, total: Decimal) -> bool:
    part = member.part.value
    if total <= 0 or part >= total or abs(part * HUNDRED / total - member.rate.value) > 1:
        return False  # a quick look: exactness costs
    found = quotient(span(member.part), Span(total, total))
    return found is not None and bool(holds(member.rate, found))


def _judged(members: list[Member], totals: list[Decimal]) -> Iterator[Finding]:
    """Each member against the total that most of them are right of."""
    fitting = {total: [each for each in members if _fits(each, total)] for total in totals}
    taken: set[int] = set()
    for total in sorted(totals, key=lambda each: -len(fitting[each])):
        fits = [each for each in fitting[total] if id(each) not in taken]
        if not _agree(fits, total):
            break
        of_another = {id(each) for other in totals if other != total for each in fitting[other]}
        for member in members:
            lost = id(member) not in of_another and _is_of(member, members, fits, total)
            if id(member) not in taken and (member in fits or lost):
                taken.add(id(member))
                yield _finding(member, total)


def _agree(fits: list[Member], total: Decimal) -> bool:
    """Whether so many are right of one total that it is no chance; whole per cents come out more easily."""
    exact = sum(bool(each.rate.places) for each in fits)
    apart = len({each.part.value for each in fits})
    led = apart > 1 and len(fits) == apart and all(_leads(each.sentence, total, fits[0].part) for each in fits)
    return led or (apart >= _LISTED and (exact >= _LISTED or len(fits) >= _AGREED))


def _leads(sentence: Sentence, total: Decimal, part: Mark) -> bool:
    """Whether the last count in front of the list is the total: `xếp loại 320 đảng viên: xuất sắc 48 (15%)`."""
    front = [mark for mark in sentence.marks if mark.start < part.start and mark.shape is Shape.COUNT]
    return bool(front) and front[-1].value == total and is_state(front[-1])


def _is_of(member: Member, members: list[Member], fits: list[Member], total: Decimal) -> bool:
    """Whether a member that misses the total surely belongs to those that are right of it."""
    found = quotient(span(member.part), Span(total, total))
    if found is None or found.middle >= HUNDRED or _NARROWED.search(member.part.before):
        return False
    if member.part.known and all(each.part.unit != member.part.unit for each in fits):
        return False
    beside = sum(each.sentence is member.sentence for each in fits)
    row = sum(each.sentence is member.sentence for each in members)
    if beside > 1 and beside * 3 >= (row - 1) * 2:
        return True
    return len(fits) * 4 >= (len(members) - 1) * 3 and near(member.rate.value, found.middle, member.rate.places)


def _slipped(members: list[Member], read: list[Sentence]) -> Iterator[Finding]:
    """All members of a sentence agree on a total, and the one that was told is a slip of the pen away from it."""
    for row in _rows(members):
        exact = sum(bool(each.rate.places) for each in row)
        led = _led_by(row, read) if exact >= _LISTED else None
        if led is None or any(_fits(each, led[1].value) for each in row):
            continue
        meant = [total for total in _meant(row) if one_slip(led[1].value, total)]
        if meant and all(_fits(each, meant[0]) for each in row):
            yield _finding(row[0], led[1].value)


def _untold(members: list[Member], read: list[Sentence]) -> Iterator[Finding]:
    """A complete list is right of its own sum, and the total in front of it is a slip of the pen away from that."""
    for row in _rows(members):
        total = sum((each.part.value for each in row), Decimal(0))
        led = _led_by(row, read) if _is_whole(row) and all(_fits(each, total) for each in row) else None
        if led is None or led[1].value == total or not one_slip(led[1].value, total):
            continue
        sentence, told = led
        claim = Claim(ClaimKind.SUM, sentence, told, told.start, told.stop, told.unit)
        made = replace(finding(claim, Verdict.WRONG), recomputed=total, numerator=total, certainty=Decimal("0.9"))
        yield replace(made, parts=tuple(each.part.value for each in row), mend=mend(claim, total))


def _led_by(row: list[Member], before: list[Sentence]) -> tuple[Sentence, Mark] | None:
    """The count that a list follows: the last one in front that has no share itself, or of the sentence before."""
    first = row[0].sentence
    for sentence in (first, *[each for each in before if _is_before(each, first)][:_BACK]):
        shares = {id(member.part) for member in _members(sentence)}
        counts = [mark for mark in sentence.marks if _is_plain(mark) and id(mark) not in shares]
        if fronts := [mark for mark in counts if sentence is not first or mark.start < row[0].part.start]:
            return sentence, fronts[-1]
    return None


def _is_before(one: Sentence, other: Sentence) -> bool:
    return (one.paragraph, one.start) < (other.paragraph, other.start)


def _is_plain(mark: Mark) -> bool:
    return mark.shape is Shape.COUNT and is_state(mark) and mark.sense is Sense.EXACT and not mark.step


def _meant(row: list[Member]) -> Iterator[Decimal]:
    """The whole numbers that the narrowest share of a list may be out of."""
    sharpest = min(row, key=lambda each: each.part.value / each.rate.value**2 if each.rate.value else Decimal("Inf"))
    return wholes_between(sharpest.rate, sharpest.part.value)


def _finding(member: Member, total: Decimal) -> Finding:
    sentence, part, rate = member.sentence, member.part, member.rate
    end = rate.end + (sentence.text[rate.end : rate.end + 1] == ")")
    claim = Claim(ClaimKind.SHARE, sentence, rate, part.start, end, part.unit)
    found = quotient(span(part), Span(total, total))
    assert found is not None
    return judged(claim, [Reading(part.value, total, found, Strength.SURE)])
