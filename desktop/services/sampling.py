"""The sample province: units write their books by the same journeys as the form, export, and headquarters merges.

For training only: the packages carry the training mark, and only a training headquarters accepts them.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress
from desktop.domain.periods import Period, parse_period
from desktop.domain.records import RecordDraft, derived_uid
from desktop.services import counting, exporting, keeping, progressing, recording, sample_tasks, taking
from desktop.services.books import Books, Role
from desktop.services.closing import checklist
from desktop.services.readers import Readers
from desktop.services.sample_plan import reporting_units, shares, told
from desktop.services.sample_records import drafts

MARKER = "tinh-mau.txt"
UNITS, PACKAGES, BASE_PACKAGES, HEADQUARTERS = "don-vi", "goi", "goi-cung-ky", "tinh"
CHILDREN = 2
TIMEOUT_S = 120
MEMORY_MB = 2000


@dataclass(frozen=True)
class Made:
    """The finished sample."""

    folder: Path
    summary: counting.Summary
    completeness: progressing.Completeness
    records: int
    report: Path
    annex: Path

    def facts(self) -> dict[str, Any]:
        """For machines."""
        return {
            "folder": str(self.folder),
            "packages": str(self.folder / PACKAGES),
            "headquarters": str(self.folder / HEADQUARTERS),
            "report": str(self.report),
            "annex": str(self.annex),
            "records": self.records,
            "received": self.completeness.received,
            "expected": self.completeness.expected,
            "figures": {code: self.summary.line(code).now.amount for code in ("TH.01", "TX.01", "TX.03", "XD.01.1")},
        }

    def words(self) -> str:
        """The headline figures and where everything lies."""
        from desktop.services.wordily import line_words

        lines = [line_words(self.summary.line(code)) for code in ("TH.01", "TX.04", "TX.03", "XD.01", "GT.01")]
        state = self.completeness
        return "\n".join(
            [
                f"Tỉnh mẫu Cao Bằng, {self.summary.period.label}: {state.received}/{state.expected} đơn vị đã gửi.",
                *(f"  {line}" for line in lines),
                f"Gói của các đơn vị: {self.folder / PACKAGES}",
                f"Dữ liệu cấp trên:   {self.folder / HEADQUARTERS}",
                f"Báo cáo:            {self.report}",
                f"Phụ lục:            {self.annex}",
                "Số liệu của từng đơn vị là hư cấu, chỉ dùng để huấn luyện.",
            ]
        )


def make(folder: Path, units: int | None, period_key: str, progress: Progress) -> Made:
    """Build the sample province in `folder`; raise UserError when something else is there."""
    from desktop.services import reporting

    folder = folder.resolve()
    _refuse_other_periods(period_key)
    _clear(folder)
    _build_units(folder, units, period_key, progress)
    books = keeping.create(
        folder / HEADQUARTERS, Role.HEADQUARTERS, told()["province"], told()["scheme"], "Tổng hợp", True
    )
    if units is not None:
        keeping.limit_units(books, [unit.uid for unit in reporting_units()[:units]])
    for name in (BASE_PACKAGES, PACKAGES):
        taking.take(books, [folder / name], progress=progress)
    period = books.period(period_key)
    sample_tasks.hold(books, period)
    report, annex = folder / f"bao-cao-{period_key}.docx", folder / f"phu-luc-{period_key}.xlsx"
    reporting.write(books, period, report, annex, progress)
    made = Made(
        folder,
        counting.summary(books, period),
        progressing.completeness(books, period),
        _record_count(books, period),
        report,
        annex,
    )
    books.close()
    return made


def _refuse_other_periods(key: str) -> None:
    """The published totals are those of half-years."""
    if len(parse_period(key).months) != len(told()["years"]["now"]["cases_by_month"]):
        raise UserError(Trouble.SAMPLE_PERIOD, period=key)


def _clear(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARKER).is_file():
            raise UserError(Trouble.SAMPLE_DIR_NOT_EMPTY, path=str(folder), folder=str(folder), name=folder.name)
        shutil.rmtree(folder)
    for name in (UNITS, PACKAGES, BASE_PACKAGES):
        (folder / name).mkdir(parents=True, exist_ok=True)
    words = "Tỉnh mẫu của chương trình Giao Ban. Số liệu từng đơn vị là hư cấu, chỉ để huấn luyện.\n"
    (folder / MARKER).write_text(words, encoding="utf-8")


def _build_units(folder: Path, units: int | None, period_key: str, progress: Progress) -> None:
    codes = [unit.code for unit in reporting_units()[:units]]
    jobs = [(str(folder), code, period_key) for code in codes]
    with Readers(CHILDREN, "desktop.services.sampling:build_unit", TIMEOUT_S, MEMORY_MB) as readers:
        for done, (_, result) in enumerate(readers.run(jobs, progress), 1):
            if isinstance(result, UserError):
                raise result
            progress.step("Đang ghi sổ và xuất gói của các đơn vị", done, len(jobs))


def _record_count(books: Books, period: Period) -> int:
    with books.db.read() as connection:
        kinds = ",".join(f"'{kind.code}'" for kind in books.catalogue.record_kinds)
        statement = f"SELECT COUNT(*) FROM record WHERE kind IN ({kinds}) AND day BETWEEN ? AND ?"
        days = (period.first.isoformat(), period.last.isoformat())
        return int(connection.exec_driver_sql(statement, days).scalar() or 0)


def build_unit(folder: str, code: str, period_key: str) -> int:
    """One unit's books and its two packages, made in a child process; return the number of records."""
    home = Path(folder)
    books = keeping.create(home / UNITS / code, Role.UNIT, code, told()["scheme"], "Trực ban", True, seed=f"mau/{code}")
    now = books.period(period_key)
    written = 0
    for period, year, target in (
        (now.same_period_last_year(), "before", home / BASE_PACKAGES),
        (now, "now", home / PACKAGES),
    ):
        written += _live(books, period, year)
        exporting.export(books, period, target)
    books.close()
    return written


def _live(books: Books, period: Period, year: str) -> int:
    """One period of a unit: records, figures, texts, declarations, reasons."""
    code = books.me.unit_code
    share = shares(period, year)[code]
    random = Random(f"giaoban {code} {period.key}")
    # a fixed clock: the same sample each time, written the day after the period
    books.clock = lambda: f"{period.last + timedelta(days=1)}T08:00:00"
    rows = [
        RecordDraft(draft.kind, draft.values, derived_uid("sample", code, period.key, str(place)))
        for place, draft in enumerate(drafts(share, period, random))
    ]
    recording.record_many(books, rows)
    recording.type_figures(books, list(_figures(period, share.regular_police, random)))
    _write_texts(books, period, random)
    if year == "now":
        sample_tasks.work(books, period)
    _declare_rest(books, period)
    _explain_rest(books, period)
    return len(rows)


_STOCKS = {"MA.08": (0, 6), "CT.02": (3, 60), "NN.01": (2, 14), "PC.05": (4, 20), "PT.01": (2, 9)}
_FLOWS = {"TX.12": (0, 1), "CT.08.1": (4, 40), "CT.08.2": (3, 30), "PT.06": (1, 8)}
_LATER = ("CT.09.1", "CT.09.2")
"""Electronic identity did not exist in 2020: not applicable."""


def _figures(period: Period, regular: bool, random: Random) -> Iterator[tuple[int, str, int | None]]:
    stocks = {code: random.randint(*span) for code, span in _STOCKS.items()}
    for place, month in enumerate(period.months):
        if place == 0:
            yield month, "TB.02", random.choice((0, 0, 0, 0, 1))
        for code, value in stocks.items():
            yield month, code, value + (place // 3 if code in ("CT.02", "PT.01") else 0)
        yield month, "TB.06", 0
        yield month, "XD.01.1", int(regular)
        for code, span in _FLOWS.items():
            yield month, code, random.randint(*span)
        for code in _LATER:
            yield month, code, None


def _write_texts(books: Books, period: Period, random: Random) -> None:
    words = told()["words"]
    recording.write_narrative(books, period.key, "TH", "situation", random.choice(words["situations"]))
    recording.write_narrative(books, period.key, "TH", "outlook", random.choice(words["outlooks"]))


def _declare_rest(books: Books, period: Period) -> None:
    for section in checklist(books, period).undeclared:
        recording.declare(books, period.key, section.code, "none", "Trưởng Công an xã")


def _explain_rest(books: Books, period: Period) -> None:
    for placed in checklist(books, period).problems:
        if placed.explained is None and placed.problem.level.value == "W":
            recording.explain(books, period.key, placed.subject, placed.problem, "Đã kiểm tra với sổ, số liệu đúng.")
