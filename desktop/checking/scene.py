"""Where a claim stands: its sentence, what was said before, which words say what a figure is about."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import chain
from typing import Final

from desktop.checking.reading import Sentence
from desktop.checking.reading_figures import Mark, Role, Shape

_CLAUSE: Final = re.compile(r",|;|:|\.|\(|\)|\[|\]|…|t(?<!\wt)rong đó\b|s(?<!\ws)o với\b")
"""Every member begins with a letter of its own: the search skips what begins with none of them."""
_COMPARED: Final = re.compile(
    r"so (?:sánh )?(?:với )?(?:con số |mức )?(?:cùng kỳ|tháng|kỳ|quý|năm|thời gian|tuần|giai đoạn)?[^,;.()]{0,45}?"
    r"(?:(?:năm|tháng) (?:trước|ngoái|liền kề|[#./]+)|liền kề|trước|cùng kỳ|[#./]{4,})",
    re.IGNORECASE,
)
_COMPARING: Final = re.compile(r"^\W*(?:[^\d,;.()]{0,25},\s*)?so\s(?:với|sánh|cùng)", re.IGNORECASE)
_IN_FULL: Final = re.compile(r"\W*cụ\sthể\W*(?:là\W*)?", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+")
_IDLE_WORDS: Final = """
    số vụ việc án người đối tượng bị can đã được là và với của các những cả cùng kỳ năm tháng trước ngoái nay
    qua đầu cuối so tỷ tỉ lệ đạt chiếm tổng toàn tỉnh huyện xã quốc nước địa bàn trên về có phát hiện xảy ra
    ghi nhận tiếp trong ngoài ngày đến từ tính lũy kế này đó phạm tội loại tình hình công an lực lượng cơ quan
    đơn vị thành trường hợp theo như thì mà nhưng tuy nhiên bao gồm liền kề thời gian quý giai đoạn cũng đang
    còn tương ứng bằng khoảng hơn gần vẫn đều lượt cụ thể hay nên rất một cho do để ở tại vào đi lên xuống mức
    con chỉ riêng chung phía thống kê báo cáo bình quân lần thứ đồng chí xấp xỉ ước dưới nhiều ít cao thấp
    tăng giảm thêm đương tức nữa tiêu kéo kiềm chế làm cơ bản tục liên tiếp đã bị
"""
"""Words that tell no subject from another."""
_IDLE: Final = frozenset(_IDLE_WORDS.split())


@dataclass
class Scene:
    """One sentence and what stands before it, nearest first."""

    sentence: Sentence
    earlier: list[Sentence] = field(default_factory=list)
    above: list[Sentence] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    """Beginnings of the figures that already belong to a claim."""
    corrected: dict[int, Decimal] = field(default_factory=dict)
    """What wrong rates should be, by their beginnings: what builds on them is not wrong once more."""

    split: set[int] = field(default_factory=set)
    """Beginnings of the figures that a total is split into."""

    words: str = field(init=False)
    """The sentence in small letters, for a quick look whether some words are in it."""
    marks: tuple[Mark, ...] = field(init=False)
    """The figures of the sentence."""

    def __post_init__(self) -> None:
        self.words = self.sentence.small
        self.marks = self.sentence.marks

    def states(self, before: int) -> Iterator[Mark]:
        """Figures of the sentence that say how things are, up to a mark, the nearest first."""
        return (mark for mark in reversed(self.marks[:before]) if is_state(mark))

    @cached_property
    def before(self) -> list[Sentence]:
        """The sentences before; of the first in its paragraph, and in a row of lines, those of the paragraph above."""
        if self.earlier or not self.above:
            return self.earlier
        return [each for each in self.above if each.paragraph == self.above[0].paragraph]

    @cached_property
    def told(self) -> tuple[Mark, ...]:
        """Those of the sentences before, in this paragraph."""
        return _states(self.earlier)

    @cached_property
    def told_above(self) -> tuple[Mark, ...]:
        """Those of the paragraphs before."""
        return _states(self.above)

    def compares(self) -> bool:
        """Whether the sentence begins by comparing with an earlier period, or says more of one that does."""
        if not self.marks:
            return False
        lead = self.sentence.text[self.sentence.start : self.marks[0].start]
        if _IN_FULL.match(lead) and self.earlier:
            last = self.earlier[0]
            return bool(_COMPARING.search(last.text[last.start :][:120]))
        return bool(_COMPARING.search(lead[:120]))


def says(words: str, cues: Iterable[str]) -> bool:
    """A quick look whether one of several words is there."""
    for cue in cues:  # noqa: SIM110 - a loop of its own takes half as long as `any`
        if cue in words:
            return True
    return False


def _states(sentences: list[Sentence]) -> tuple[Mark, ...]:
    return tuple(chain.from_iterable(sentence.states for sentence in sentences))


def is_state(mark: Mark) -> bool:
    """Whether a mark counts something as it is now."""
    return mark.shape is not Shape.PERCENT and mark.role is Role.STATE


_SHORT: Final = {
    "tngt": frozenset(["tai", "nạn", "giao", "thông"]),
    "ttxh": frozenset(["trật", "tự", "xã", "hội"]),
    "pphs": frozenset(["phạm", "pháp", "hình", "sự"]),
    "atgt": frozenset(["an", "toàn", "giao", "thông"]),
    "cccd": frozenset(["căn", "cước", "công", "dân"]),
}
"""Abbreviations of reports, in small letters."""
_SEXES: Final = frozenset(["nam", "nữ"])
_PERSON_NOUNS: Final = """
    người|đối tượng|bị can|bị cáo|nhân khẩu|cán bộ|đồng chí|học sinh|trẻ em|em|nạn nhân|đảng viên|đại biểu|hội viên|trẻ|
    cháu|đoàn viên|thành viên|học viên|phạm nhân|công dân|lao động|giáo viên|công nhân|chiến sĩ|nghi phạm|cử tri
"""
PERSONS: Final = frozenset(noun.strip() for noun in _PERSON_NOUNS.split("|"))


_WORK: Final = re.compile(
    r"\b(?:đã|bắt(?:\sgiữ)?|khởi\stố|làm\srõ|khám\sphá|điều\stra|xử\slý|thu\sgiữ|phạt|giải\squyết)\b", re.IGNORECASE
)


def is_work(lead: str) -> bool:
    """Whether words tell what was done: with all members of a list, unless it is one of outcomes."""
    return bool(_WORK.search(lead))


def same_unit(one: Mark, other: Mark) -> bool:
    """`vụ` and `vụ cháy` are one; the dead, the injured and people in general are three."""
    first, second = one.unit, other.unit
    return bool(first) if first == second else _one_noun(first, second)


@lru_cache(maxsize=4096)
def _one_noun(first: str, second: str) -> bool:
    if not first or not second:
        return False
    if (first in _SEXES and second in PERSONS) or (second in _SEXES and first in PERSONS):
        return True
    return first.startswith(f"{second} ") != second.startswith(f"{first} ") and "người" not in (first, second)


@lru_cache(maxsize=4096)
def topics(words: str) -> frozenset[str]:
    """The words that tell one subject from another."""
    small = words.lower()
    found = frozenset(_WORD.findall(_COMPARED.sub(" ", small) if "so " in small else small))
    for short in found & _SHORT.keys():
        found |= _SHORT[short]
    return found - _IDLE - _SHORT.keys()


def about(mark: Mark) -> frozenset[str]:
    """What a figure is about: the clause around it, with the noun phrases that a comma continues."""
    return topics(_last(mark.before, 2)) | topics(first_clause(mark.after)) | topics(mark.unit)


@lru_cache(maxsize=4096)
def first_clause(after: str) -> str:
    """The words that still belong to the figure in front."""
    return _CLAUSE.split(after, maxsplit=1)[0]


def last_clause(before: str) -> str:
    """The words that lead to the figure behind."""
    return _last(before, 1)


@lru_cache(maxsize=4096)
def _last(before: str, clauses: int) -> str:
    return " ".join(_CLAUSE.split(before)[-clauses:])
