"""The index of words is the same by the steps and in a new database, and made anew where its triggers were lost."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine

from desktop.migrations import steps
from desktop.store import search_index
from desktop.store.database import Database

MADE = "SELECT name, sql FROM sqlite_master WHERE name LIKE 'record_search%' ORDER BY name"


@pytest.fixture
def database(tmp_path: Path):
    opened = Database.create(tmp_path / "giaoban.db")
    yield opened
    opened.close()


def made(connection):
    return [tuple(row) for row in connection.exec_driver_sql(MADE)]


def test_the_steps_make_the_same_index_as_a_new_database(database, tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'steps.db'}")
    with engine.begin() as connection:
        steps.build(connection)
        by_steps = made(connection)
    engine.dispose()
    with database.read() as connection:
        assert made(connection) == by_steps
    assert len(by_steps) >= 4


@pytest.mark.parametrize("trigger", ["record_search_added", "record_search_changed", "record_search_removed"])
def test_a_lost_trigger_is_made_anew_when_the_file_is_opened(database, trigger):
    with database.begin() as connection:
        connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        assert not search_index.fits(connection)
    database.close()
    again = Database.open(database.path)
    with again.read() as connection:
        assert search_index.fits(connection)
        assert search_index.stands(connection)
    again.close()
