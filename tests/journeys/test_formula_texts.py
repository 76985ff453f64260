"""Texts that look like formulas, links or commands go from a unit to the report and are never anything else."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from desktop.base.progress import Silent
from desktop.domain.records import parse_content
from desktop.services import exporting, recording, reporting, taking
from desktop.services.books import Books
from tests import resaving
from tests.document.paper_room import words_on
from tests.services.conftest import headquarters, make_headquarters, read_here, unit_books
from tests.services.drafts import case

__all__ = ["headquarters", "make_headquarters", "read_here", "unit_books"]

TEXTS = (
    '=HYPERLINK("http://x","Bấm vào đây")',
    "=cmd|' /C calc'!A0",
    "=1+1",
    "+84 là đầu số",
    "-2+3",
    "@SUM(A1)",
    "50% số hộ",
    "{=1+1}",
    '{ DDEAUTO c:\\\\windows "calc" }',
)


def untouched(path: Path) -> Path:
    return path


def resaved(path: Path) -> Path:
    return resaving.save(path, path.parent / "resaved")


WAYS = [untouched, *([resaved] if resaving.INSTALLED else [])]


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("way", WAYS)
def test_they_arrive_equal_and_evaluate_nowhere(
    unit_books: Books, headquarters: Books, tmp_path: Path, way: Callable[[Path], Path]
) -> None:
    period = unit_books.period("2020-H1")
    for text in TEXTS:
        recording.record(unit_books, case(summary=text))
    recording.write_narrative(unit_books, period.key, "TH", "situation", "\n".join(TEXTS))
    sent = exporting.export(unit_books, period, tmp_path, complete=False)
    (batch, merged) = taking.take(headquarters, [way(sent.path)], accept="all", progress=Silent())
    assert [file.edits for file in batch.files] == [()]
    assert len(merged) == 1
    with headquarters.db.read() as connection:
        rows = connection.exec_driver_sql("SELECT content FROM version")
        told = [parse_content(content) for (content,) in rows]
    assert sorted(str(values["summary"]) for values in told if "summary" in values) == sorted(TEXTS)
    assert ["\n".join(TEXTS)] == [values["text"] for values in told if "text" in values]
    report, annex = tmp_path / "report.docx", tmp_path / "annex.xlsx"
    reporting.write(headquarters, period, report, annex, Silent())
    assert {each.data_type for sheet in load_workbook(annex) for line in sheet for each in line} <= {"n", "s"}
    words = words_on(report)
    assert all(text.split(maxsplit=1)[0] in words for text in TEXTS)
    with ZipFile(report) as bundle:
        commands = [name for name in bundle.namelist() if b"DDEAUTO" in bundle.read(name)]
        assert commands == ["word/document.xml"]
        assert b"instrText" not in bundle.read("word/document.xml")
