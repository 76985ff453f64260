"""Figures → half-year report: the outline for the screen, the .docx and its annex workbook from one source."""

from dataclasses import dataclass
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import replacing
from desktop.base.progress import Progress, Silent
from desktop.domain.periods import Period
from desktop.domain.report import Paragraph, Report, Table, Traced, traced
from desktop.services import templating
from desktop.services.books import Books, Role
from desktop.services.reporting_facts import gather, has_figures
from desktop.wording.report import annex as annex_of
from desktop.wording.report import compose
from desktop.wording.report_facts import ReportFacts

__all__ = ["Written", "composed", "gather", "preview", "write"]

STEPS = ("Lấy số liệu", "Ghi báo cáo", "Ghi phụ lục")


@dataclass(frozen=True)
class Written:
    """The files of a report, and every number in it with its origin."""

    path: Path
    annex: Path | None
    figures: tuple[Traced, ...]
    expected: int
    received: int
    missing: tuple[str, ...]


def preview(books: Books, period: Period) -> list[Paragraph]:
    """The report as plain paragraphs: outline, text and marked figures, the very ones that are written."""
    return list(compose(gather(books, period), templating.wording(books)).paragraphs)


def write(
    books: Books,
    period: Period,
    path: Path,
    annex: Path | None = None,
    progress: Progress | None = None,
) -> Written:
    """Write the report to `path`, its annex beside it if asked for; raise UserError when nothing was reported."""
    from desktop.document import report as document

    watched = progress or Silent()
    watched.step(STEPS[0], 0, len(STEPS))
    facts, report = composed(books, period)
    watched.step(STEPS[1], 1, len(STEPS))
    with replacing(path) as part:
        document.write(part, report, watched)
    if annex is not None:
        watched.step(STEPS[2], 2, len(STEPS))
        _write_annex(annex, annex_of(facts, report), report.training, watched)
    return Written(path, annex, traced(report), facts.expected, facts.received, facts.silent)


def composed(books: Books, period: Period) -> tuple[ReportFacts, Report]:
    """The report of today; raise UserError when nothing was reported."""
    facts = gather(books, period)
    if not has_figures(facts):
        nothing = Trouble.NO_RECORDS if books.me.role is Role.UNIT else Trouble.REPORT_NEEDS_DATA
        raise UserError(nothing, period=period.key)
    return facts, compose(facts, templating.wording(books))


def _write_annex(path: Path, tables: tuple[Table, ...], training: str, progress: Progress) -> None:
    from desktop.workbook import annex

    with replacing(path) as part:
        annex.write(part, tables, training, progress)
