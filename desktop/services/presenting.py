"""The report for a conference: slides, and PDF of what was written."""

import tempfile
from pathlib import Path

from desktop.base.paths import replacing
from desktop.base.progress import Progress, Silent
from desktop.domain.periods import Period
from desktop.services import reporting
from desktop.services.books import Books
from desktop.wording.slides import deck


def write_slides(books: Books, period: Period, path: Path, progress: Progress | None = None) -> Path:
    """Write the slides; raise UserError when the extra is missing or nothing was reported."""
    from desktop.document import slides

    slides.require()
    facts, report = reporting.composed(books, period)
    with replacing(path) as part:
        slides.write(part, deck(facts, report), progress or Silent())
    return path


def write_pdf(books: Books, period: Period, path: Path, progress: Progress | None = None) -> Path:
    """Write the report as PDF; raise UserError when LibreOffice is missing or nothing was reported."""
    from desktop.document import pdf

    pdf.office()
    with tempfile.TemporaryDirectory(prefix="giaoban-") as folder:
        report = reporting.write(books, period, Path(folder) / "bao-cao.docx", None, progress).path
        return pdf.convert(report, path, progress or Silent())


def as_pdf(source: Path, target: Path, progress: Progress | None = None) -> Path:
    """A finished .docx or .pptx as PDF."""
    from desktop.document import pdf

    return pdf.convert(source, target, progress or Silent())
