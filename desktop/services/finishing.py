"""The finished report → what is still wrong in it → mended, or kept with a reason → its figures frozen."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress, Silent
from desktop.checking.reading import read
from desktop.checking.recognising import mentions
from desktop.domain.findings import Finding, Mend, Mention, Place, StoredVerdict, Verdict
from desktop.domain.inspection import Issue, IssueKind, Reasons
from desktop.domain.numbers import format_number
from desktop.domain.periods import Period
from desktop.services import freezing, reviewing
from desktop.services.books import Books
from desktop.services.freezing import Snapshot
from desktop.services.papers import SIGNED, keep_paper
from desktop.services.reporting import composed
from desktop.services.reviewing import Text
from desktop.wording.report_inserts import GAP, MATERIAL_LEAD
from desktop.wording.report_text import NOTHING_TOLD, NOTHING_WRITTEN

FEW, NEAR = 2, 10
"""A figure that is two off, or within a tenth of the stored one, is taken for an older one of the same."""
STEPS = ("Đọc báo cáo", "So với số liệu", "Soát số liệu")


@dataclass(frozen=True)
class Inspected:
    """A finished report with what is against it; `gaps` are places that nobody has written yet, `material` those
    where what units told still waits to be chosen from."""

    text: Text
    issues: tuple[Issue, ...]
    gaps: tuple[str, ...]
    material: tuple[str, ...]
    numbers: int
    """How many numbers were looked at."""

    def open_issues(self, reasons: Reasons) -> list[Issue]:
        """Those that are kept for no reason."""
        return [each for each in self.issues if not reasons.get(each.name, "").strip()]


def inspect(books: Books, period: Period, path: Path, progress: Progress | None = None) -> Inspected:
    """Check a .docx against the figures of today and against itself; each wrong number is one issue."""
    from desktop.document import inspection, reading
    from desktop.document import report as document

    watched = progress or Silent()
    watched.step(STEPS[0], 0, len(STEPS))
    text = reviewing.open_file(path)
    watched.step(STEPS[1], 1, len(STEPS))
    if not text.is_word:
        raise UserError(Trouble.REPORT_NOT_OURS, path=str(path), name=path.name)
    if not reading.is_of_period(text.data, period.key):
        raise UserError(Trouble.REPORT_OTHER_PERIOD, path=str(path), name=path.name, period=period.key)
    fresh = document.made(composed(books, period)[1], watched)
    differing = inspection.differences(text.data, fresh)
    watched.step(STEPS[2], 2, len(STEPS))
    mended = reviewing.word(path, inspection.written_over(text.data, fresh)) if differing else text
    review = reviewing.review(mended, books, period)
    issues = [
        Issue(
            IssueKind.BY_HAND if each.by_hand else IssueKind.STALE,
            each.place,
            each.said,
            each.now,
            each.indicators,
            mend=Mend(each.place, each.now),
        )
        for each in differing
    ]
    issues += _besides(review.findings, _mentions(books, period, mended))
    issues.sort(key=lambda each: (each.place.paragraph, each.place.start))
    gaps, material = _starting(text, GAP, NOTHING_TOLD, NOTHING_WRITTEN), _starting(text, MATERIAL_LEAD)
    return Inspected(text, tuple(issues), gaps, material, len(review.findings) + len(review.mentions))


def _besides(findings: Iterable[Finding], figures: Iterable[Mention]) -> Iterator[Issue]:
    """What is wrong in words that are not ours; a number that is wrong in two ways is told once."""
    told: list[Place] = []
    for each in findings:
        if each.verdict is Verdict.WRONG:
            told.append(each.claimed_at)
            now = each.mend.text if each.mend else ""
            yield Issue(IssueKind.ARITHMETIC, each.claimed_at, each.claimed, now, (), each, each.mend)
    for one in figures:
        if one.holds is StoredVerdict.OTHER and one.stored is not None and not _within(one.place, told):
            yield Issue(IssueKind.STORED, one.place, one.text, format_number(one.stored), (one.code,))


def _mentions(books: Books, period: Period, text: Text) -> list[Mention]:
    """The figures of every paragraph; one far from the stored figure may speak of one place only, so it is let be."""
    found = [each for paragraph in read(passage.text for passage in text.passages) for each in mentions([paragraph])]
    compared = reviewing.beside_stored(books, period, found) if period.months else []
    return [each for each in compared if each.stored is not None and _near(abs(each.stored - each.value), each.stored)]


def _near(apart: Decimal, stored: Decimal) -> bool:
    return apart <= FEW or apart * NEAR <= stored


def _within(place: Place, others: list[Place]) -> bool:
    return any(
        each.paragraph == place.paragraph and each.start < place.end and place.start < each.end for each in others
    )


def _starting(text: Text, *leads: str) -> tuple[str, ...]:
    return tuple(passage.text.rstrip("./") for passage in text.passages if passage.text.startswith(leads))


def mend(inspected: Inspected, issues: Iterable[Issue], target: Path) -> Path:
    """Write a copy in which these issues are put right; the original stays."""
    return reviewing.save(inspected.text, [each.mend for each in issues if each.mend], target)


def sign(books: Books, period: Period, path: Path, reasons: Reasons, progress: Progress | None = None) -> Snapshot:
    """Freeze the figures behind a finished report, and keep the report; raise UserError while issues are open."""
    found = inspect(books, period, path, progress)
    if left := found.open_issues(reasons):
        raise UserError(Trouble.REPORT_NOT_CLEAN, count=len(left), name=path.name)
    snapshot = freezing.freeze(books, period)
    kept = {each.name: reasons[each.name] for each in found.issues}
    facts = {"snapshot": snapshot.uid.hex(), "kept": kept}
    keep_paper(books, SIGNED, period.key, path.name, found.text.data, json.dumps(facts, ensure_ascii=False))
    return snapshot
