"""Random histories of several machines, corrections, undo and acceptance: only the set counts, and nothing vanishes."""

import os
import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from desktop.base.errors import Refused, UserError
from desktop.domain.records import parse_content
from desktop.services import (
    auditing,
    correcting,
    deciding,
    exporting,
    keeping,
    merging,
    progressing,
    receiving,
    recording,
)
from desktop.services.arrivals import UNMERGEABLE
from desktop.services.books import Role
from tests.services import world
from tests.services.conftest import PERIOD
from tests.services.drafts import case

SEVERAL = settings(max_examples=int(os.environ.get("N", "15")), suppress_health_check=list(HealthCheck), deadline=None)
CODES = ("01495", "01495", "01290")
"""Two machines of one unit, one of another."""


@pytest.fixture(scope="module")
def templates(tmp_path_factory):
    """Empty books, to be copied; files are read in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(receiving, "Readers", world.Here)
        folder = tmp_path_factory.mktemp("templates")
        for number, code in enumerate(CODES):
            keeping.create(folder / f"unit{number}", Role.UNIT, code, "2020", "Trực ban", True).close()
        keeping.create(folder / "hq", Role.HEADQUARTERS, "04", "2020", "Tổng hợp", True).close()
        yield folder


@contextmanager
def opened(templates, names):
    """Fresh copies of these books."""
    import shutil

    with tempfile.TemporaryDirectory() as home:
        books = [
            keeping.open_books(Path(shutil.copytree(templates / name, Path(home) / str(place))))
            for place, name in enumerate(names)
        ]
        try:
            yield books, Path(home)
        finally:
            for each in books:
                each.close()


MACHINES, PLACES, VALUES = st.integers(0, 2), st.integers(0, 5), st.integers(0, 4)
FIELDS = st.sampled_from(("subjects", "damage", "injured"))
ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("record"), MACHINES, VALUES),
        st.tuples(st.just("record"), MACHINES, VALUES),
        st.tuples(st.just("amend"), MACHINES, PLACES, FIELDS, VALUES),
        st.tuples(st.just("amend"), MACHINES, PLACES, FIELDS, VALUES),
        st.tuples(st.just("delete"), MACHINES, PLACES),
        st.tuples(st.just("figure"), MACHINES, VALUES),
        st.tuples(st.just("send"), MACHINES),
        st.tuples(st.just("send"), MACHINES),
        st.tuples(st.just("edit"), PLACES, VALUES),
        st.tuples(st.just("swap"), st.sampled_from((0, 1)), PLACES),
    ),
    min_size=8,
    max_size=22,
)


class Machines:
    """Three laptops that live through a history, and every package that left them."""

    def __init__(self, books, home):
        self.books, self.home = books, home
        self.packages = []

    def live(self, actions):
        for name, *rest in actions:
            getattr(self, name)(*rest)
        for machine in range(3):
            self.send(machine)

    def uids(self, machine):
        statement = "SELECT uid FROM record WHERE kind = 'case' AND state <> 'deleted' ORDER BY uid"
        with self.books[machine].db.read() as connection:
            return connection.exec_driver_sql(statement).scalars().all()

    def record(self, machine, subjects):
        recording.record(self.books[machine], case(subjects=subjects))

    def amend(self, machine, place, field, value):
        uids = self.uids(machine)
        if uids:
            uid = uids[place % len(uids)]
            recording.amend(self.books[machine], uid, own(self.books[machine], uid) | {field: value})

    def delete(self, machine, place):
        uids = self.uids(machine)
        if uids:
            recording.delete(self.books[machine], uids[place % len(uids)], "ghi trùng")

    def figure(self, machine, value):
        recording.type_figure(self.books[machine], 202003, "MA.08", "value", value)

    def send(self, machine):
        books = self.books[machine]
        try:
            done = exporting.export(books, books.period(PERIOD), self.home, complete=False)
        except UserError:
            return  # nothing to send yet
        self.packages.append(done.path.rename(self.home / f"{len(self.packages)}.xlsx"))

    def edit(self, place, value):
        """Somebody changes one cell of a package in Excel."""
        if not self.packages:
            return
        book = load_workbook(self.packages[place % len(self.packages)])
        if "Vụ việc" not in book.sheetnames:
            return
        page = book["Vụ việc"]
        column = next(cell.column for cell in page[2] if cell.value == "Số đối tượng")
        page.cell(3, column).value = value
        self.packages.append(self.home / f"{len(self.packages)}.xlsx")
        book.save(self.packages[-1])

    def swap(self, machine, place):
        """One laptop merges what the other machines of its unit told."""
        if self.packages:
            bring(self.books[machine], self.packages[place % len(self.packages)])


def own(books, uid):
    statement = "SELECT content FROM record JOIN version ON version.id = version_id WHERE uid = ?"
    with books.db.read() as connection:
        values = parse_content(connection.exec_driver_sql(statement, (uid,)).scalar_one())
    return {name: value for name, value in values.items() if name[0] != "_"}


def bring(books, path, accept=False):
    """Look, check that the rows add up and that the preview is what happens, and merge."""
    batch = receiving.stage(books, [path])
    (file,) = batch.files
    try:
        if file.verdict in UNMERGEABLE:
            return None
        preview = merging.preview(books, file, accept) if file.stage else file.counts
        counts = merging.merge(books, file, accept).counts
        assert counts.adds_up
        assert counts.read == file.rows_read
        if file.stage is not None and file.verdict.value not in ("same", "hand_edited"):
            assert counts == preview
        return file.package_id
    finally:
        receiving.discard(batch)


def versions_of(books):
    """Every content that was ever brought, by record."""
    statement = "SELECT hash FROM version WHERE source = 0"
    with books.db.read() as connection:
        return Counter(connection.exec_driver_sql(statement).scalars())


@given(actions=ACTIONS, data=st.data())
@SEVERAL
def test_any_order_gives_one_state_and_importing_twice_is_importing_once(templates, actions, data):
    with opened(templates, ("unit0", "unit1", "unit2", "hq", "hq")) as (books, home):
        machines = Machines(books[:3], home)
        machines.live(actions)
        one, other = books[3:]
        for path in machines.packages:
            bring(one, path)
        again = (
            [*machines.packages, *data.draw(st.lists(st.sampled_from(machines.packages), max_size=3))]
            if machines.packages
            else []
        )
        for path in data.draw(st.permutations(again)):
            bring(other, path)
        assert keeping.digest(one) == keeping.digest(other)
        assert versions_of(one) == versions_of(other)
        assert auditing.faults(one) == auditing.faults(other) == []


@given(actions=ACTIONS, data=st.data())
@SEVERAL
def test_undo_is_exact_in_any_order_and_redo_brings_all_back(templates, actions, data):
    with opened(templates, ("unit0", "unit1", "unit2", "hq")) as (books, home):
        machines, headquarters = Machines(books[:3], home), books[3]
        machines.live(actions)
        cut = data.draw(st.integers(0, len(machines.packages)))
        for path in machines.packages[:cut]:
            bring(headquarters, path)
        before = keeping.digest(headquarters)
        known = {each.package_id for each in progressing.packages(headquarters)}
        for path in machines.packages[cut:]:
            bring(headquarters, path)
        after, told = keeping.digest(headquarters), versions_of(headquarters)
        added = [each.package_id for each in progressing.packages(headquarters) if each.package_id not in known]
        for package in data.draw(st.permutations(added)):
            merging.undo(headquarters, package)
        assert keeping.digest(headquarters) == before
        assert versions_of(headquarters) == told  # nothing is physically lost
        for package in data.draw(st.permutations(added)):
            merging.redo(headquarters, package)
        assert keeping.digest(headquarters) == after
        assert auditing.faults(headquarters) == []


@given(actions=ACTIONS, data=st.data())
@SEVERAL
def test_corrections_decisions_and_acceptance_are_members_of_the_set_too(templates, actions, data):
    with opened(templates, ("unit0", "unit1", "unit2", "hq")) as (books, home):
        machines, headquarters = Machines(books[:3], home), books[3]
        machines.live(actions)
        cut = data.draw(st.integers(0, len(machines.packages)))
        for path in machines.packages[:cut]:
            bring(headquarters, path)
        made = correct_some(headquarters, data)
        for conflict in deciding.conflicts(headquarters):
            side = data.draw(st.sampled_from(conflict.sides))
            deciding.decide(headquarters, conflict.uid, {name: side.values.get(name) for name in conflict.fields})
        assert deciding.conflicts(headquarters) == []
        for path in machines.packages[cut:]:
            bring(headquarters, path, data.draw(st.booleans()))
        before = keeping.digest(headquarters)
        shuffle(headquarters, data)
        assert keeping.digest(headquarters) == before
        for uid in made:
            correcting.withdraw(headquarters, uid)
        assert auditing.faults(headquarters) == []


def correct_some(headquarters, data):
    made = []
    with headquarters.db.read() as connection:
        statement = "SELECT uid FROM record WHERE kind = 'case' AND state = 'final' ORDER BY uid"
        uids = connection.exec_driver_sql(statement).scalars().all()
    for uid in data.draw(st.lists(st.sampled_from(uids), max_size=3)) if uids else []:
        try:
            made.append(correcting.correct(headquarters, uid, {"subjects": data.draw(VALUES)}, "đối chiếu hồ sơ"))
        except Refused:
            continue
    return made


def shuffle(headquarters, data):
    """Take everything out and put it back in another order, as it was accepted."""
    statement = "SELECT package_id, accepted FROM package WHERE active ORDER BY package_id"
    with headquarters.db.read() as connection:
        members = connection.exec_driver_sql(statement).all()
    for package, _ in data.draw(st.permutations(members)):
        merging.undo(headquarters, package)
    for package, accepted in data.draw(st.permutations(members)):
        merging.redo(headquarters, package, bool(accepted))


def test_all_orders_of_three_units_and_two_versions(templates):
    with opened(templates, ("unit0", "unit1", "unit2")) as (books, home):
        machines = Machines(books, home)
        for machine in range(3):
            machines.record(machine, machine)
            machines.send(machine)
            machines.amend(machine, 0, "damage", 1000)
            machines.record(machine, 3)
            machines.send(machine)
        with opened(templates, ["hq"]) as ((one,), _):
            members = [bring(one, path) for path in machines.packages]
            for package in members:
                merging.undo(one, package)
            raw = one.db.engine.raw_connection()  # no power fails here
            raw.driver_connection.execute("PRAGMA synchronous=OFF")
            raw.close()
            assert len(set(walk(one, frozenset(members)))) == 1


def walk(books, left):
    """The state after every order in which these packages can come in."""
    if not left:
        yield keeping.digest(books)
    for package in sorted(left):
        merging.redo(books, package)
        yield from walk(books, left - {package})
        merging.undo(books, package)
