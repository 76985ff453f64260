"""The power goes at any moment of an officer's day: at most the field being typed is lost, and the books are whole."""

import json
import os
import secrets
import sys
from pathlib import Path
from random import Random

import pytest

from desktop.services import keeping, locking, safeguarding
from desktop.services.books import Role
from desktop.store import wrapping
from desktop.store.wrapping import Cost
from tests import forking
from tests.journeys.examining import Story
from tests.journeys.locker import PASSWORD

CUTS = {"plain": 8, "locked": 3}
"""Of each activity: 66 in all."""
LINES = {"type": 60, "save": 40, "export": 40, "export_apart": 40, "back_up": 60, "restore": 110}
"""About what two rounds of it tell."""
SPINS = 8_000
SEED = int(os.environ.get("GIAOBAN_SEED", "0")) or secrets.randbelow(10**9)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="fork and kill -9 are Linux's")


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lock: str) -> Story:
    """Books of a unit, plain or locked, an empty stick and a second place for backups."""
    books = keeping.create(tmp_path / "unit", Role.UNIT, "01495", "2020", "Trực ban", True)
    for name in ("stick", "usb"):
        (tmp_path / name).mkdir()
    second = safeguarding.choose_second(books.db, tmp_path / "usb")
    if lock == "locked":
        monkeypatch.setattr(wrapping, "USUAL", Cost(1, 1, 64))
        locking.lock(books, PASSWORD)
    books.close()
    return Story(tmp_path / "unit", tmp_path / "stick", second)


@pytest.mark.parametrize("lock", CUTS)
@pytest.mark.parametrize("activity", LINES)
def test_kills_at_random_moments_lose_at_most_the_field_being_typed(
    story: Story, tmp_path: Path, activity: str, lock: str
) -> None:
    print(f"GIAOBAN_SEED={SEED}")
    random = Random(f"{SEED} {activity} {lock}")
    for cut in range(CUTS[lock]):
        lines, spins = random.randrange(1, LINES[activity]), random.randrange(SPINS)
        print(f"cut {cut}: {lines} lines, {spins} spins")
        words = (activity, story.folder, story.stick, story.second, random.randrange(10**6))
        lines_told = forking.told_until_the_cut(lines, "tests.journeys.officer", *words, spins=spins)
        told = [json.loads(line) for line in lines_told]
        print("before the cut:", told[-3:])
        story.examine(told, tmp_path / f"other {cut}")
