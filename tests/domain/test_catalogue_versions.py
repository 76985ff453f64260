"""Versions of the catalogue: their order by number, and the two that are still accepted."""

import pytest

from desktop.domain.catalogue import Catalogue, catalogue_age
from desktop.domain.catalogue_versions import is_newer


@pytest.mark.parametrize(("place", "age"), [(0, 0), (1, 1), (2, 2)])
def test_the_version_in_force_and_the_two_before_have_an_age(place: int, age: int) -> None:
    catalogue = Catalogue.load()
    assert catalogue_age((catalogue.version, *catalogue.previous)[place]) == age


@pytest.mark.parametrize("version", ["1999.1", "2099.1", "", "2020"])
def test_all_others_have_none(version: str) -> None:
    assert catalogue_age(version) is None


@pytest.mark.parametrize(
    ("version", "newer"),
    [("2020.10", True), ("2021.1", True), ("2020.9", False), ("2020.1", False), ("2019.99", False)],
)
def test_versions_compare_by_number(version: str, newer: bool) -> None:
    assert is_newer(version, "2020.9") is newer
