"""The whole report with its annexes over two years of records, written, made again and checked."""

from pathlib import Path

from desktop.services import finishing, keeping, reporting, rewriting, taking
from desktop.services.books import Books
from tests.bench.making import PERIOD
from tests.bench.with_giaoban import Work


def add_year(folder: str, home: str) -> Work:
    """Merge the packages of the year before into books that have those of this year; their keys are other ones."""
    books = keeping.open_books(Path(home))

    def add() -> int:
        _, merged = taking.take(books, [Path(folder)], "marked")
        assert len(merged) == len(list(Path(folder).glob("*.xlsx"))), "the year before is part of the work"
        return sum(each.counts.new for each in merged)

    return add


def write(home: str, target: str) -> Work:
    """Text, two annexes on paper, six sheets with charts: how many numbers are traced."""
    books = opened(home)
    paper = Path(target)
    return lambda: len(
        reporting.write(books, books.period(PERIOD), paper, paper.with_suffix(".xlsx")).figures
    )


def again(home: str, target: str) -> Work:
    """The same paper made again with today's figures."""
    books, paper = opened(home), Path(target)
    return lambda: len(rewriting.rewrite(books, books.period(PERIOD), paper, paper.with_name("again.docx")).changes)


def check(home: str, target: str) -> Work:
    """The finished paper beside the figures and against itself."""
    books = opened(home)
    return lambda: len(finishing.inspect(books, books.period(PERIOD), Path(target)).issues)


def opened(home: str) -> Books:
    return keeping.open_books(Path(home))
