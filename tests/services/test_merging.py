"""The state is f(active packages): idempotent, order-independent, undo exact, nothing unaccounted for."""

import itertools
import shutil

import pytest
from openpyxl import load_workbook

from desktop.base.errors import Trouble, UserError
from desktop.domain.likeness import gist
from desktop.domain.records import RecordDraft, parse_content
from desktop.services import auditing, counting, exporting, keeping, merging, receiving, recording
from desktop.services.arrivals import Verdict
from tests.services.conftest import CODES, PERIOD
from tests.services.drafts import case


def bring(books, *paths, accept_edits=False):
    """Stage and merge, as the command does; return the batch."""
    batch = receiving.stage(books, list(paths))
    for file in batch.files:
        if file.verdict not in (Verdict.RETURNED, Verdict.SKIPPED):
            merging.merge(books, file, accept_edits)
    receiving.discard(batch)
    return batch


def figure(books, code):
    return counting.summary(books, books.period(PERIOD)).line(code).now.amount


def test_importing_twice_is_importing_once(headquarters, packages):
    first = bring(headquarters, *packages)
    digest = keeping.digest(headquarters)
    again = bring(headquarters, *packages)
    assert keeping.digest(headquarters) == digest
    assert {file.verdict for file in again.files} == {Verdict.SAME}
    assert again.counts.unchanged == again.counts.read == first.counts.new > 300


def test_packages_bring_what_is_compared_with_other_units(headquarters, unit_copy, packages, tmp_path):
    bring(headquarters, *packages)
    bring(headquarters, *versions_of(unit_copy, tmp_path))  # the second one row by row
    with headquarters.db.read() as connection:
        told = connection.exec_driver_sql(
            "SELECT kind, content, gist FROM version JOIN record ON record.id = record_id"
        ).all()
    rules = {kind.code: kind.likeness for kind in headquarters.catalogue.record_kinds}
    compared = [(content, kept, rules[kind]) for kind, content, kept in told if rules.get(kind)]
    assert len(compared) > 20
    assert all(kept == gist(rule, parse_content(content)) for content, kept, rule in compared)
    assert all(kept is None for kind, _, kept in told if not rules.get(kind))


def test_order_and_names_decide_nothing(make_headquarters, packages, tmp_path):
    digests = set()
    for number, order in enumerate(itertools.permutations(packages)):
        books = make_headquarters()
        for place, path in enumerate(order):
            copy = tmp_path / f"Bản sao {number}{place} của báo cáo.xlsx"
            shutil.copy(path, copy)
            bring(books, copy)
        digests.add(keeping.digest(books))
    assert len(digests) == 1


def test_undone_is_never_imported(headquarters, packages):
    bring(headquarters, *packages[:2])
    before = keeping.digest(headquarters)
    (file,) = bring(headquarters, packages[2]).files
    merging.undo(headquarters, file.package_id)
    assert keeping.digest(headquarters) == before
    assert auditing.faults(headquarters) == []


def test_an_undone_package_comes_back_as_it_was(headquarters, packages):
    files = bring(headquarters, *packages).files
    digest = keeping.digest(headquarters)
    merging.undo(headquarters, files[0].package_id)
    assert keeping.digest(headquarters) != digest
    bring(headquarters, files[0].path)
    assert keeping.digest(headquarters) == digest


def test_undoing_twice_or_the_unknown_is_refused(headquarters, packages):
    (file,) = bring(headquarters, packages[0]).files
    merging.undo(headquarters, file.package_id)
    with pytest.raises(UserError) as caught:
        merging.undo(headquarters, file.package_id)
    assert caught.value.code is Trouble.NOTHING_TO_UNDO
    with pytest.raises(UserError) as caught:
        merging.undo(headquarters, b"\0" * 32)
    assert caught.value.code is Trouble.PACKAGE_UNKNOWN


def test_every_row_read_is_accounted_for_and_the_preview_is_what_happens(headquarters, packages):
    batch = receiving.stage(headquarters, packages)
    for file in batch.files:
        assert file.counts.adds_up
        assert merging.merge(headquarters, file).counts == file.counts
    receiving.discard(batch)
    assert auditing.faults(headquarters) == []


def versions_of(books, folder):
    """A unit's first package, and a second one after three changes."""
    period = books.period(PERIOD)
    first = exporting.export(books, period, folder).path
    with books.db.read() as connection:
        patrols = "SELECT uid FROM record WHERE kind = 'patrol' AND day >= '2019-12-15' ORDER BY uid"
        uids = [uid for (uid,) in connection.exec_driver_sql(patrols)]
    recording.record(books, case())
    recording.delete(books, uids[0], "ghi trùng")
    patrol = {"held_on": "2020-02-02", "patrol_kind": "dem", "officers": 9}
    recording.amend(books, uids[1], patrol)
    return first, exporting.export(books, period, folder).path


def test_a_later_package_brings_new_changed_and_deleted(headquarters, unit_copy, tmp_path):
    first, second = versions_of(unit_copy, tmp_path)
    bring(headquarters, first)
    cases = figure(headquarters, "TH.01")
    (file,) = bring(headquarters, second).files
    assert (file.counts.new, file.counts.changed, file.counts.deleted) == (1, 1, 1)
    assert file.counts.adds_up
    assert figure(headquarters, "TH.01") == cases + 1
    assert auditing.faults(headquarters) == []


def test_an_older_package_changes_nothing(make_headquarters, unit_copy, tmp_path):
    first, second = versions_of(unit_copy, tmp_path)
    forth, back = make_headquarters(), make_headquarters()
    bring(forth, first)
    bring(forth, second)
    bring(back, second)
    current = figure(back, "TH.01")
    (file,) = bring(back, first).files
    assert file.verdict is Verdict.OLD
    assert "L02" in file.note or "L03" in file.note
    assert figure(back, "TH.01") == current
    assert keeping.digest(back) == keeping.digest(forth)


def test_undoing_the_newer_package_shows_the_older_one_again(headquarters, unit_copy, tmp_path):
    first, second = versions_of(unit_copy, tmp_path)
    bring(headquarters, first)
    before = keeping.digest(headquarters)
    (file,) = bring(headquarters, second).files
    merging.undo(headquarters, file.package_id)
    assert keeping.digest(headquarters) == before


def edited(path, folder, *, sheet="Vụ việc", header="Số đối tượng", value=77):
    """The package with one cell changed by hand in Excel."""
    book = load_workbook(path)
    page = book[sheet]
    column = next(cell.column for cell in page[2] if cell.value == header)
    cell = page.cell(3, column)
    before, cell.value = cell.value, value
    target = folder / f"sua tay {path.name}"
    book.save(target)
    return target, cell.coordinate, before


def with_cases(packages):
    return next(path for path in packages if "Vụ việc" in load_workbook(path).sheetnames)


def test_a_hand_edited_row_is_recognised_and_held(headquarters, packages, tmp_path):
    target, address, before = edited(with_cases(packages), tmp_path)
    (file,) = bring(headquarters, target).files
    assert file.verdict is Verdict.HAND_EDITED
    assert [(edit.sheet, edit.address, edit.before, edit.after) for edit in file.edits] == [
        ("Vụ việc", address, before, 77)
    ]
    assert file.counts.held == 1
    assert file.counts.adds_up
    with headquarters.db.read() as connection:
        held = connection.exec_driver_sql(
            "SELECT by_hand, content FROM package_row JOIN version ON version.id = version_id WHERE by_hand"
        ).all()
    assert held[0][0]
    assert '"subjects":77' in held[0][1]


def test_an_accepted_edit_counts_and_accepting_twice_creates_nothing(headquarters, packages, tmp_path):
    target, _, _ = edited(with_cases(packages), tmp_path)
    bring(headquarters, target, accept_edits=True)
    assert figure(headquarters, "TX.03") + figure(headquarters, "MA.02") >= 77
    digest = keeping.digest(headquarters)
    bring(headquarters, target, accept_edits=True)
    assert keeping.digest(headquarters) == digest
    assert auditing.faults(headquarters) == []


def test_an_edited_copy_beside_the_original_is_told_apart(headquarters, packages, tmp_path):
    original = with_cases(packages)
    target, _, _ = edited(original, tmp_path)
    bring(headquarters, original)
    before = figure(headquarters, "TX.03") + figure(headquarters, "MA.02")
    (file,) = bring(headquarters, target).files
    assert (file.counts.held, file.counts.new) == (1, 0)
    assert figure(headquarters, "TX.03") + figure(headquarters, "MA.02") == before
    merging.undo(headquarters, file.package_id)
    bring(headquarters, target, accept_edits=True)
    assert figure(headquarters, "TX.03") + figure(headquarters, "MA.02") > before


def test_a_file_that_may_not_come_in_is_not_merged(headquarters, packages, tmp_path):
    broken = tmp_path / "hong.xlsx"
    broken.write_bytes(packages[0].read_bytes()[:-5000])
    batch = receiving.stage(headquarters, [broken])
    with pytest.raises(UserError) as caught:
        merging.merge(headquarters, batch.files[0])
    assert caught.value.code is Trouble.NOT_MERGEABLE
    receiving.discard(batch)


def test_the_sums_of_the_units_are_the_sum_of_the_province(headquarters, packages):
    bring(headquarters, *packages)
    period = headquarters.period(PERIOD)
    units = counting.by_unit(headquarters, period, ["TH.01", "PT.10"])
    for code in ("TH.01", "PT.10"):
        assert figure(headquarters, code) == sum(each.figures[code].amount or 0 for each in units)
    assert counting.summary(headquarters, period).received == len(CODES)


@pytest.fixture
def one_accident(unit_books, tmp_path):
    """A package whose only traffic accident is the only answer of its section."""
    accident = {"occurred_on": "2020-03-02", "road": "duong_bo", "accident_class": "tai_san"}
    recording.record(unit_books, RecordDraft("traffic_accident", accident))
    recording.record(unit_books, case())
    return exporting.export(unit_books, unit_books.period(PERIOD), tmp_path, complete=False).path


@pytest.mark.usefixtures("read_here")
def test_an_accepted_edit_of_a_sections_only_row_leaves_the_section_answered(headquarters, one_accident, tmp_path):
    target, _, _ = edited(one_accident, tmp_path, sheet="Tai nạn giao thông", header="Thiệt hại (đồng)", value=500)
    bring(headquarters, target)
    assert figure(headquarters, "GT.01") is None
    bring(headquarters, target, accept_edits=True)
    assert (figure(headquarters, "GT.01"), figure(headquarters, "GT.04")) == (1, 500)
    with headquarters.db.read() as connection:
        assert connection.exec_driver_sql("SELECT rows_held FROM package").scalars().all() == [0]
    assert auditing.faults(headquarters) == []


@pytest.mark.usefixtures("read_here")
def test_a_copy_without_a_sheet_takes_no_figures_away(headquarters, unit_books, one_accident, tmp_path):
    bring(headquarters, one_accident)
    second = exporting.export(unit_books, unit_books.period(PERIOD), tmp_path, complete=False).path
    book = load_workbook(second)
    del book["Tai nạn giao thông"]
    book.save(tmp_path / "thiếu trang.xlsx")
    (file,) = bring(headquarters, tmp_path / "thiếu trang.xlsx").files
    assert file.verdict is Verdict.HAND_EDITED
    assert figure(headquarters, "GT.01") == 1
    assert auditing.faults(headquarters) == []


@pytest.mark.usefixtures("read_here")
def test_accepted_edits_and_the_original_live_together(make_headquarters, one_accident, tmp_path):
    target, _, _ = edited(one_accident, tmp_path, value=9)
    books = make_headquarters()
    bring(books, target, accept_edits=True)
    accepted = figure(books, "TX.03")
    (original,) = bring(books, one_accident).files
    assert original.counts.older == 1
    assert figure(books, "TX.03") == accepted == 9
    merging.undo(books, original.package_id)
    assert figure(books, "TX.03") == 9
    assert auditing.faults(books) == []


@pytest.mark.usefixtures("read_here")
def test_a_figure_moved_by_hand_to_another_month_is_held(headquarters, unit_books, tmp_path):
    for month in (202005, 202006):
        recording.type_figure(unit_books, month, "PT.06", "value", month - 202000)
    path = exporting.export(unit_books, unit_books.period(PERIOD), tmp_path, complete=False).path
    target, _, _ = edited(path, tmp_path, sheet="Chỉ tiêu", header="Tháng", value="06/2020")
    bring(headquarters, target, accept_edits=True)
    (file,) = bring(headquarters, target, accept_edits=True).files
    assert file.counts.held == 1
    bring(headquarters, path)
    assert figure(headquarters, "PT.06") == 11
    assert auditing.faults(headquarters) == []


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("final", [True, False])
def test_what_left_the_period_after_the_package_leaves_the_figures(headquarters, unit_books, tmp_path, final):
    uid = recording.record(unit_books, case()).uid
    recording.record(unit_books, case())
    bring(headquarters, exporting.export(unit_books, unit_books.period("2020-M03"), tmp_path, complete=False).path)
    moved = {**case().values, "occurred_on": "2020-07-02", "solved_on": "2020-07-03"}
    recording.amend(unit_books, uid, moved, final)
    (file,) = bring(
        headquarters, exporting.export(unit_books, unit_books.period(PERIOD), tmp_path, complete=False).path
    ).files
    assert (file.counts.changed, file.counts.held) == (1, 0)
    assert figure(headquarters, "TH.01") == 1
    assert auditing.faults(headquarters) == []
