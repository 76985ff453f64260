"""Expected and received."""

import pytest

from desktop.base.errors import Trouble, UserError
from desktop.services import merging, progressing
from desktop.services.progressing import Standing
from tests.services.conftest import CODES, PERIOD


def test_who_has_reported_and_who_has_not(received):
    state = progressing.completeness(received, received.period(PERIOD))
    assert (state.expected, state.received, len(state.missing)) == (153, 3, 150)
    standings = {each.unit.code: each.standing for each in state.units}
    assert [standings[code] for code in CODES] == [Standing.CLEAN] * 3
    area = next(each.unit.parent_uid for each in state.units if each.unit.code == CODES[0])
    assert {each.unit.parent_uid for each in state.of_area(area)} == {area}


def test_an_undone_package_counts_as_missing_but_stays_listed(received):
    package = progressing.packages(received, received.period(PERIOD))[0]
    merging.undo(received, package.package_id)
    assert progressing.completeness(received, received.period(PERIOD)).received == 2
    again = progressing.find(received, package.code)
    assert (again.package_id, again.active) == (package.package_id, False)


def test_packages_of_another_period_are_not_listed(received):
    periods = [received.period(key) for key in ("2019-H1", PERIOD, "2020-Q1")]
    assert [len(progressing.packages(received, period)) for period in periods] == [3, 3, 0]


@pytest.mark.parametrize("spell", [str, str.lower, lambda code: code.replace("-", ""), lambda code: f" {code} "])
def test_a_code_is_found_however_it_is_spelled(spell, received):
    for package in progressing.packages(received):
        assert progressing.find(received, spell(package.code)) == package


def test_letters_that_are_misheard_are_forgiven(received):
    for package in progressing.packages(received):
        assert progressing.find(received, package.code.replace("0", "O").replace("1", "l")) == package


def test_too_little_of_an_id_names_nothing(received):
    package = progressing.packages(received)[0].package_id.hex()
    assert progressing.find(received, package[:8]).package_id.hex() == package
    for words in ("", package[:7], "0" * 64):
        with pytest.raises(UserError) as caught:
            progressing.find(received, words)
        assert caught.value.code is Trouble.PACKAGE_UNKNOWN
