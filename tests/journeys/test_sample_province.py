"""The sample province, in small: what headquarters says holds against recounting, repeating and the very cells."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.domain.numbers import format_number, percent
from desktop.domain.periods import Period, parse_period
from desktop.services import auditing, keeping, sampling, taking, tracing
from desktop.services.arrivals import Verdict
from desktop.services.books import Books
from desktop.services.sample_plan import UnitShare, reporting_units, shares
from tests import resaving

PERIOD, UNITS = "2020-H1", 4


@pytest.fixture
def made(sample: sampling.Made) -> sampling.Made:
    """Four units and their headquarters; look, do not touch."""
    return sample


@pytest.fixture
def books(made: sampling.Made, tmp_path: Path) -> Iterator[Books]:
    """The headquarters' books, a copy of one's own."""
    shutil.copytree(made.folder / sampling.HEADQUARTERS, tmp_path / "copy")
    books = keeping.open_books(tmp_path / "copy")
    yield books
    books.close()


def packages(made: sampling.Made) -> list[Path]:
    return sorted((made.folder / sampling.PACKAGES).iterdir())


def occurred(share: UnitShare, first: str) -> int:
    return sum(case.occurred.isoformat() >= first for case in share.cases)


def solved(share: UnitShare, first: str) -> int:
    return sum(case.solved is not None and case.occurred.isoformat() >= first for case in share.cases)


def subjects(share: UnitShare) -> int:
    return sum(case.subjects for case in share.cases)


@pytest.mark.parametrize(
    ("key", "year", "told"),
    [("2020-H1", "now", (207, 185, 403, 153, "89,4")), ("2019-H1", "before", (217, 187, 391, 98, "86,2"))],
)
def test_the_whole_province_deals_out_the_published_totals(key, year, told):
    period = parse_period(key)
    dealt, first = shares(period, year).values(), period.first.isoformat()
    cases, cleared = sum(occurred(each, first) for each in dealt), sum(solved(each, first) for each in dealt)
    people, regular = sum(map(subjects, dealt)), sum(each.regular_police for each in dealt)
    rate = format_number(percent(Decimal(cleared), Decimal(cases)))
    assert (cases, cleared, people, regular, rate) == told
    assert len(dealt) == 153


def test_headquarters_says_what_its_units_lived_through(made):
    period = parse_period(PERIOD)
    dealt, first = shares(period, "now"), period.first.isoformat()
    mine = [dealt[unit.code] for unit in reporting_units()[:UNITS]]
    facts = made.facts()
    assert (facts["received"], facts["expected"]) == (UNITS, UNITS)
    assert facts["figures"] == {
        "TH.01": sum(occurred(each, first) for each in mine),
        "TX.01": sum(solved(each, first) for each in mine),
        "TX.03": sum(map(subjects, mine)),
        "XD.01.1": sum(each.regular_police for each in mine),
    }


def test_every_figure_equals_its_recount(books):
    assert auditing.faults(books) == []


def test_all_packages_again_in_another_order_under_other_names_change_nothing(made, books, tmp_path):
    before = keeping.digest(books)
    for place, path in enumerate(reversed(packages(made))):
        shutil.copy(path, tmp_path / f"{place} bao cao moi.xlsx")
    batch, merged = taking.take(books, sorted(tmp_path.glob("*.xlsx")))
    assert [file.verdict for file in batch.files] == [Verdict.SAME] * UNITS
    assert len(merged) == UNITS
    assert (batch.counts.changed, batch.counts.unchanged) == (0, batch.counts.read)
    assert keeping.digest(books) == before


def test_another_order_from_the_beginning_makes_the_same_books(made, books, tmp_path):
    folders = (made.folder / sampling.PACKAGES, made.folder / sampling.BASE_PACKAGES)
    files = [path for folder in folders for path in sorted(folder.iterdir(), reverse=True)]
    assert digest_of(tmp_path / "again", books, files) == keeping.digest(books)


def digest_of(folder: Path, like: Books, files: list[Path]) -> str:
    """The state of new books that take these files one by one."""
    books = keeping.create(folder, like.me.role, like.me.unit_code, like.me.scheme, "Ca 2", True)
    keeping.limit_units(books, [unit.uid for unit in like.reporting_units()])
    for file in files:
        taking.take(books, [file])
    digest = keeping.digest(books)
    books.close()
    return digest


def said(value: object, source: tracing.Source, period: Period) -> bool:
    """Whether a cell holds the amount, or the day on which one was counted."""
    if isinstance(value, datetime):
        return period.holds(value.date())
    return Decimal(str(value or 0)) == source.amount


if resaving.INSTALLED:

    def test_a_package_saved_by_libreoffice_is_the_same_package(made, books, tmp_path):
        before = keeping.digest(books)
        saved = resaving.save(packages(made)[0], tmp_path / "saved")
        assert saved.read_bytes() != packages(made)[0].read_bytes()
        batch, _ = taking.take(books, [saved])
        assert [(file.verdict, file.counts.changed) for file in batch.files] == [(Verdict.SAME, 0)]
        assert keeping.digest(books) == before
        only = [digest_of(tmp_path / file.parent.name, books, [file]) for file in (saved, packages(made)[0])]
        assert only[0] == only[1]
