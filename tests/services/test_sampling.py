"""The sample province: the published totals, dealt out the same way each time."""

import pytest

from desktop.domain.periods import parse_period
from desktop.services import keeping, sampling
from desktop.services.sample_plan import reporting_units, shares
from tests.services.conftest import CODES, PERIOD


@pytest.fixture(scope="module")
def now():
    return shares(parse_period(PERIOD), "now").values()


def test_the_province_has_its_communes_and_townships():
    kinds = [unit.kind for unit in reporting_units()]
    assert (kinds.count("Xã"), kinds.count("Thị trấn"), len(kinds)) == (139, 14, 153)


def test_the_plan_holds_the_published_totals(now):
    period = parse_period(PERIOD)
    cases = [case for share in now for case in share.cases]
    within = [case for case in cases if period.first <= case.occurred <= period.last]
    assert len(within) == 207
    assert sum(case.solved is not None and period.first <= case.solved <= period.last for case in within) == 185
    assert sum(case.subjects for case in cases) == 403
    assert sum(share.regular_police for share in now) == 153


def test_nothing_is_solved_before_it_happened(now):
    assert all(case.solved is None or case.solved >= case.occurred for share in now for case in share.cases)


def test_the_same_unit_is_built_the_same_twice(tmp_path, sample_units, packages):
    for name in (sampling.UNITS, sampling.PACKAGES, sampling.BASE_PACKAGES):
        (tmp_path / name).mkdir()
    sampling.build_unit(str(tmp_path), CODES[0], PERIOD)
    (again,) = (tmp_path / sampling.PACKAGES).iterdir()
    assert again.read_bytes() == packages[0].read_bytes()
    digests = []
    for home in (tmp_path, sample_units):
        books = keeping.open_books(home / sampling.UNITS / CODES[0])
        digests.append(keeping.digest(books))
        books.close()
    assert digests[0] == digests[1]


def test_sample_books_are_marked_as_training(unit_copy):
    assert unit_copy.me.training
