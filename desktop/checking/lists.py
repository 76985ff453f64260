"""Totals whose parts stand in a list below them, a paragraph each: `phát hiện 50 vụ, trong đó:` and dashes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from desktop.checking.arithmetic import slipped
from desktop.checking.claims import Claim, finding, mend
from desktop.checking.reading import Sentence
from desktop.checking.reading_figures import Mark, Sense, Shape
from desktop.checking.scene import is_state, same_unit
from desktop.domain.findings import ClaimKind, Finding, Verdict

_BULLET: Final = re.compile(r"\s*(?:(?P<sign>[-–—+*•●○▪■])|(?P<letter>[a-zđ])[.)]|\(?(?P<number>[#\d]{1,2})[.)])\s*")
_HEAD: Final = re.compile(
    r"\b(?P<all>gồm(?:\scó)?|chia\sra|phân\sra|phân\sloại(?:\snhư\ssau)?)|\b(?:trong\sđó|cụ\sthể|như\ssau)",
    re.IGNORECASE,
)
_OPEN: Final = re.compile(r"chủ\syếu|một\ssố|nổi\slên|điển\shình|đáng\schú\sý|v\.v|…|lượt", re.IGNORECASE)
_OTHERS: Final = re.compile(r"\bkhác\b", re.IGNORECASE)
_OVERLAP: Final = re.compile(r"\b(?:trong\sđó|riêng|tổng|cả|so\svới)\b", re.IGNORECASE)
_LISTED: Final = 3
_UNSIGNED: Final = "unsigned"


def listed(paragraphs: Sequence[Sequence[Sentence]]) -> Iterator[Finding]:
    """Every total that a list directly below splits up."""
    for at, paragraph in enumerate(paragraphs[:-1]):
        if paragraph and paragraph[0].text.rstrip().endswith(":") and (whole := _whole(paragraph[-1])):
            parts, clean = _parts(paragraphs, at, whole)
            if len(parts) > 1 and (found := _weighed(paragraph[-1], whole, parts, clean)):
                yield found


def _whole(sentence: Sentence) -> Mark | None:
    """What the list is of: the first count of the last clause in front of the colon that has any."""
    if not _HEAD.search(sentence.words[-60:]):
        return None
    plain = [mark for mark in sentence.marks if _is_plain(mark)]
    if not plain or plain[-1] is not sentence.marks[-1]:
        return None
    last = plain[-1]
    front = plain[-2] if len(plain) > 1 else None
    shares = front is not None and last.before.strip() in (",", "/", "với", "và")
    return front if shares else last


def _is_plain(mark: Mark) -> bool:
    exact = mark.shape is Shape.COUNT and mark.sense is Sense.EXACT and not mark.step
    return exact and is_state(mark) and mark.known


def _parts(paragraphs: Sequence[Sequence[Sentence]], at: int, whole: Mark) -> tuple[list[Mark], bool]:
    """The first count of each line below, and whether every line has one and says nothing that makes it doubtful."""
    kind = _bullet(paragraphs[at])
    own = ""
    parts: list[Mark] = []
    clean = True
    for paragraph in paragraphs[at + 1 :]:
        sort = _bullet(paragraph)
        own = own or sort
        if not sort or sort == kind or (sort != own and not parts):
            break
        if sort != own:
            continue  # a list inside the list
        mark = next((each for each in paragraph[0].marks if same_unit(each, whole) and _is_plain(each)), None)
        first = paragraph[0].marks[0] if paragraph[0].marks else None
        if mark is None or (first is not None and first is not mark and same_unit(first, whole)):
            clean = False
            continue
        clean = clean and not _OVERLAP.search(mark.before)
        parts.append(mark)
        if sort == _UNSIGNED and paragraph[0].source.rstrip().endswith("."):
            break
    return parts, clean


def _bullet(paragraph: Sequence[Sentence]) -> str:
    """What sort of sign a line begins with; a numbered list of Word's own shows none, its lines end with semicolons."""
    if not paragraph:
        return ""
    if found := _BULLET.match(paragraph[0].source):
        return found["sign"] or ("letter" if found["letter"] else "number")
    return _UNSIGNED if paragraph[0].source.rstrip().endswith((";", ".")) and len(paragraph) == 1 else ""


def _weighed(head: Sentence, whole: Mark, parts: list[Mark], clean: bool) -> Finding | None:
    values = [part.value for part in parts]
    total = sum(values, Decimal(0))
    claim = Claim(ClaimKind.SUM, head, whole, whole.start, whole.stop, whole.unit)
    made = replace(finding(claim, Verdict.RIGHT), recomputed=total, numerator=total, parts=tuple(values))
    if total == whole.value:
        return made
    words = head.words[whole.stop - head.start :]
    if not clean or _OPEN.search(words) or max(values) >= whole.value:
        return None
    cue = _HEAD.search(head.words[-60:])
    said = cue is not None and cue["all"] is not None
    complete = said or (len(parts) >= _LISTED and _OTHERS.search(parts[-1].before + parts[-1].after))
    close = whole.value * 4 <= total * 5 <= whole.value * 7
    if (complete and close) or (len(parts) >= _LISTED and slipped(whole.value, values)):
        return replace(made, verdict=Verdict.WRONG, mend=mend(claim, total), certainty=Decimal("0.9"))
    return None
