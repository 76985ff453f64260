"""The report for a conference: slides, and PDF of what was written."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import replacing
from desktop.base.progress import Progress, Silent
from desktop.checking.checker import check
from desktop.domain.findings import Finding, Verdict
from desktop.domain.periods import Period
from desktop.domain.slides import Deck
from desktop.services import reporting
from desktop.services.books import Books
from desktop.wording.slides import deck


def write_slides(books: Books, period: Period, path: Path, progress: Progress | None = None) -> Path:
    """Write the slides; raise UserError when the extra is missing, nothing was reported or a headline is wrong."""
    from desktop.document import slides

    slides.require()
    facts, report = reporting.composed(books, period)
    made = deck(facts, report)
    if wrong := next(_wrong(made), None):
        raise UserError(Trouble.SLIDES_WRONG, path=str(path), name=path.name, text=wrong.text)
    with replacing(path) as part:
        slides.write(part, made, progress or Silent())
    return path


def _wrong(made: Deck) -> Iterator[Finding]:
    """What does not add up in the words that we made; each slide speaks for itself, its list is the writers' own."""
    for slide in made.slides:
        cards = (f"{card.label}: {card.value}, {card.change}" for card in slide.cards)
        found = check([slide.title, slide.lead, *cards])
        yield from (each for each in found if each.verdict is Verdict.WRONG)


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
