"""A unit with two laptops: what both wrote is joined, here and at headquarters, in whatever order it comes."""

import itertools
import shutil

import pytest

from desktop.domain.joining import Mark
from desktop.domain.records import RecordDraft, parse_content
from desktop.services import auditing, counting, deciding, exporting, keeping, merging, receiving, recording
from desktop.services.arrivals import Verdict
from desktop.services.books import Role
from tests.services.conftest import PERIOD
from tests.services.drafts import case

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.fixture
def laptops(tmp_path):
    """Two laptops of one unit, each with books of its own."""
    made = [keeping.create(tmp_path / name, Role.UNIT, "01495", "2020", name, True) for name in ("mot", "hai")]
    yield made
    for books in made:
        books.close()


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def send(books, out):
    """Export, under a name of its own."""
    done = exporting.export(books, books.period(PERIOD), out)
    target = out / f"{books.me.install}-{done.sequence}-{done.code}.xlsx"
    return done.path.rename(target)


def bring(books, path):
    batch = receiving.stage(books, [path])
    (file,) = batch.files
    merged = merging.merge(books, file)
    receiving.discard(batch)
    assert file.counts == merged.counts
    assert file.counts.adds_up
    assert auditing.faults(books) == []
    return file


def cases(books):
    with books.db.read() as connection:
        statement = (
            "SELECT uid, content FROM record JOIN version ON version.id = version_id"
            " WHERE kind = 'case' AND state = 'final' ORDER BY uid"
        )
        return {uid: parse_content(content) for uid, content in connection.exec_driver_sql(statement)}


def common(laptops, out, number):
    """So many cases that both laptops have."""
    one, two = laptops
    uids = [recording.record(one, case(subjects=2)).uid for _ in range(number)]
    file = bring(two, send(one, out))
    assert file.verdict is Verdict.NEW_KEY
    assert cases(two) == cases(one)
    return uids


def amend(books, uid, **values):
    own = {name: value for name, value in cases(books)[uid].items() if name[0] != "_"}
    recording.amend(books, uid, own | values)


def test_thirty_common_cases_seven_and_five_more_one_flag_one_conflict(laptops, out, make_headquarters):
    one, two = laptops
    uids = common(laptops, out, 30)
    for books, number in ((one, 7), (two, 5)):
        for _ in range(number):
            recording.record(books, case())
    amend(one, uids[0], subjects=4)
    amend(two, uids[0], hamlet="Bản Giốc")
    amend(one, uids[1], subjects=6)
    amend(two, uids[1], subjects=9)
    packages = send(one, out), send(two, out)
    there = []
    for order in itertools.permutations(packages):
        headquarters = make_headquarters()
        for path in order:
            bring(headquarters, path)
        assert len(cases(headquarters)) == 42
        assert [each.uid for each in deciding.conflicts(headquarters)] == [uids[1]]
        assert [each.uid for each in deciding.conflicts(headquarters, Mark.JOINED)] == [uids[0]]
        joined = cases(headquarters)[uids[0]]
        assert (joined["subjects"], joined["hamlet"]) == (4, "Bản Giốc")
        there.append(headquarters)
    assert keeping.digest(there[0]) == keeping.digest(there[1])
    figure = counting.summary(there[0], there[0].period(PERIOD)).line("TH.01").now
    assert figure.amount == 42


def test_the_laptops_agree_after_merging_each_other_and_deciding(laptops, out, headquarters):
    one, two = laptops
    (uid,) = common(laptops, out, 1)
    amend(one, uid, subjects=6)
    amend(two, uid, subjects=9)
    first, second = send(one, out), send(two, out)
    bring(one, second)
    bring(two, first)
    assert cases(one) == cases(two)
    (conflict,) = deciding.conflicts(two)
    assert conflict.fields == ("subjects",)
    assert sorted(side.values["subjects"] for side in conflict.sides) == [6, 9]
    assert conflict.before is not None
    assert conflict.before["subjects"] == 2
    deciding.decide(two, uid, {"subjects": 9})
    assert deciding.conflicts(two) == []
    assert cases(two)[uid]["subjects"] == 9
    decided = send(two, out)
    bring(one, decided)
    assert cases(one) == cases(two)
    for path in (decided, first, second):
        bring(headquarters, path)
    assert deciding.conflicts(headquarters) == []
    assert cases(headquarters)[uid]["subjects"] == 9


def test_an_undecided_conflict_stays_one_on_its_way_up(laptops, out, headquarters):
    one, two = laptops
    (uid,) = common(laptops, out, 1)
    amend(one, uid, subjects=6)
    amend(two, uid, subjects=9)
    bring(one, send(two, out))
    assert len(deciding.conflicts(one)) == 1
    done = exporting.export(one, one.period(PERIOD), out, complete=False)
    bring(headquarters, done.path)
    assert [each.uid for each in deciding.conflicts(headquarters)] == [uid]
    amend(one, uid, hamlet="Bản Giốc")
    assert len(deciding.conflicts(one)) == 1
    amend(one, uid, subjects=7)
    assert deciding.conflicts(one) == []


def test_a_decision_above_both_holds_until_a_unit_has_seen_it(laptops, out, headquarters):
    one, two = laptops
    (uid,) = common(laptops, out, 1)
    amend(one, uid, subjects=6)
    amend(two, uid, subjects=9)
    for books in laptops:
        bring(headquarters, send(books, out))
    before = keeping.digest(headquarters)
    deciding.decide(headquarters, uid, {"subjects": 9})
    assert deciding.conflicts(headquarters) == []
    assert cases(headquarters)[uid]["subjects"] == 9
    assert before != keeping.digest(headquarters)
    for books in laptops:  # both go on without knowing of it
        amend(books, uid, damage=1_000_000)
        bring(headquarters, send(books, out))
    assert deciding.conflicts(headquarters) == []
    assert cases(headquarters)[uid]["subjects"] == 9
    assert cases(headquarters)[uid]["damage"] == 1_000_000


def test_decide_all_like_this_takes_the_same_machine(laptops, out, headquarters):
    uids = common(laptops, out, 3)
    for uid in uids:
        amend(laptops[0], uid, subjects=6)
        amend(laptops[1], uid, subjects=9)
    for books in laptops:
        bring(headquarters, send(books, out))
    first, *others = deciding.conflicts(headquarters)
    assert len(others) == 2
    side = next(at for at, each in enumerate(first.sides) if each.values["subjects"] == 9)
    assert deciding.decide_like(headquarters, first, side, others) == 3
    assert deciding.conflicts(headquarters) == []
    assert {values["subjects"] for values in cases(headquarters).values()} == {9}


def test_deleted_on_one_laptop_changed_on_the_other_waits_for_a_person(laptops, out, headquarters):
    one, two = laptops
    uids = common(laptops, out, 8)  # of each the heavier version decides by its hash which sheet comes first
    for uid in uids:
        recording.delete(one, uid, "ghi trùng")
        amend(two, uid, subjects=9)
    for books in laptops:
        bring(headquarters, send(books, out))
    conflicts = deciding.conflicts(headquarters)
    assert {conflict.fields for conflict in conflicts} == {("_state",)}
    assert {values["subjects"] for values in cases(headquarters).values()} == {9}
    for conflict in conflicts:
        deciding.decide(headquarters, conflict.uid, {"_state": "deleted"})
    assert cases(headquarters) == {}
    assert auditing.faults(headquarters) == []


def test_a_cloned_disk_is_noticed_as_two_packages_of_one_number(laptops, out, headquarters, tmp_path):
    one, _ = laptops
    recording.record(one, case())
    clone = keeping.open_books(shutil.copytree(one.folder, tmp_path / "nhân bản"))  # the whole disk: marker and all
    for books, subjects in ((one, 3), (clone, 5)):
        recording.record(books, case(subjects=subjects))
    bring(headquarters, send(one, out))
    file = bring(headquarters, send(clone, out))
    clone.close()
    assert file.verdict is Verdict.FORKED
    assert "hai bản khác nhau cùng số L01" in file.note
    assert len(cases(headquarters)) == 3


def test_only_packages_of_the_own_unit_come_into_its_books(laptops, out, tmp_path):
    other = keeping.create(tmp_path / "khác", Role.UNIT, "01290", "2020", "Trực ban", True)
    recording.record(other, case())
    path = send(other, out)
    other.close()
    (file,) = receiving.stage(laptops[0], [path]).files
    assert file.verdict is Verdict.RETURNED
    assert "Máy của đơn vị chỉ gộp gói của chính đơn vị" in file.note


def test_a_package_of_this_very_machine_is_known(laptops, out):
    recording.record(laptops[0], case())
    (file,) = receiving.stage(laptops[0], [send(laptops[0], out)]).files
    assert (file.verdict, file.note) == (Verdict.SAME, "gói do chính máy này xuất, 0 thay đổi")


def test_numbers_of_two_laptops_part_ways(laptops, out):
    one, two = sorted(laptops, key=lambda books: books.me.install)
    recording.record(one, case())
    recording.record(two, case())
    for here, there in ((one, two), (two, one)):
        bring(there, send(here, out))
    assert recording.record(one, case()).number.endswith("-0002")
    assert recording.record(two, case()).number.endswith("-1001")


def test_what_came_from_the_other_laptop_can_be_found_and_taken_out_again(laptops, out):
    one, two = laptops
    recording.record(one, case(hamlet="Bản Giốc"))
    before = keeping.digest(two)
    file = bring(two, send(one, out))
    with two.db.read() as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM record WHERE searched LIKE '%ban gioc%'").scalar() == 1
    merging.undo(two, file.package_id)
    assert keeping.digest(two) == before
    merging.redo(two, file.package_id)
    assert len(cases(two)) == 1


def test_a_record_made_again_under_an_old_uid_keeps_its_versions(laptops, out):
    one, two = laptops
    recorded = recording.record(one, case())
    file = bring(two, send(one, out))
    merging.undo(two, file.package_id)
    draft = case(subjects=8)
    recording.record(two, RecordDraft(draft.kind, draft.values, recorded.uid))
    merging.redo(two, file.package_id)
    assert len(deciding.conflicts(two)) == 1
    assert auditing.faults(two) == []
