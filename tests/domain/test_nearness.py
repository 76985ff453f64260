from dataclasses import dataclass

import pytest

from desktop.domain.nearness import NEAREST, kilometres, neighbours


@dataclass(frozen=True)
class Unit:
    id: int
    lat: float | None
    lon: float | None
    level: str = "commune"


ROW = [Unit(n, 22.0, 105 + n / 10) for n in range(30)]


def test_a_degree_is_as_long_as_on_a_map():
    assert kilometres(Unit(1, 22.0, 105.0), Unit(2, 23.0, 105.0)) == pytest.approx(111.2)
    assert kilometres(Unit(1, 22.0, 105.0), Unit(2, 22.0, 106.0)) == pytest.approx(103.1, abs=0.1)
    assert kilometres(Unit(1, None, None), Unit(2, 22.0, 106.0)) is None


def test_neighbours_are_the_nearest_and_both_know_it():
    near = neighbours(ROW)
    assert near[0] == frozenset(range(1, NEAREST + 1))
    assert all(one in near[other] for one, others in near.items() for other in others)
    assert all(one not in others for one, others in near.items())


def test_units_without_a_place_or_above_the_communes_are_near_to_all():
    near = neighbours([*ROW, Unit(90, None, None), Unit(91, 22.0, 105.0, "province")])
    every = {unit.id for unit in ROW}
    assert (near[90], near[91]) == (every | {91}, every | {90})
    assert {90, 91} <= near[29]
