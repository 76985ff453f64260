"""Every row of the table of packages (design §5): its verdict, its words, and what merging it does."""

import re
from dataclasses import replace
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from desktop.base.errors import Trouble, UserError
from desktop.domain.package import fingerprint
from desktop.services import (
    auditing,
    blanking,
    counting,
    exporting,
    freezing,
    keeping,
    merging,
    receiving,
    recording,
    succeeding,
    taking,
    verifying,
)
from desktop.services.arrivals import ACCEPT, Verdict
from desktop.services.books import Role
from tests.services.conftest import PERIOD
from tests.services.drafts import case
from tests.workbook.forging import forge

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def make_unit(tmp_path):
    """Makes books of a unit; of one code as many machines as asked for."""
    made = []

    def make(code="01495", scheme="2020", **identity):
        books = keeping.create(tmp_path / f"{code}-{len(made)}", Role.UNIT, code, scheme, "Trực ban", True)
        books.me = replace(books.me, **identity)
        made.append(books)
        return books

    yield make
    for books in made:
        books.close()


def send(books, out, cases=1, **values):
    for _ in range(cases):
        recording.record(books, case(**values))
    return exporting.export(books, books.period(PERIOD), out).path


def look(headquarters, path):
    batch = receiving.stage(headquarters, [path])
    (file,) = batch.files
    return batch, file


def bring(headquarters, path, accept="marked"):
    _, taken = taking.take(headquarters, [path], accept)
    assert auditing.faults(headquarters) == []
    return taken[0] if taken else None


def occurred(headquarters):
    return counting.summary(headquarters, headquarters.period(PERIOD)).line("TH.01").now.amount


def test_the_first_key_of_a_unit_is_shown_and_enrolled(headquarters, make_unit, out):
    unit = make_unit()
    path = send(unit, out)
    _, file = look(headquarters, path)
    assert (file.verdict, file.first_key, file.fingerprint) == (Verdict.CLEAN, True, fingerprint(unit.me.public_key))
    bring(headquarters, path, "clean")
    _, file = look(headquarters, send(unit, out))
    assert (file.verdict, file.first_key) == (Verdict.CLEAN, False)


def test_another_key_of_a_unit_waits_for_a_call(headquarters, make_unit, out):
    bring(headquarters, send(make_unit(), out))
    second = make_unit()
    path = send(second, out)
    _, file = look(headquarters, path)
    assert file.verdict is Verdict.NEW_KEY
    assert fingerprint(second.me.public_key) in file.note
    assert bring(headquarters, path, "clean") is None
    bring(headquarters, path)
    assert occurred(headquarters) == 2
    _, file = look(headquarters, send(second, out))
    assert file.verdict is Verdict.WARNED  # known by now, and still another machine


def test_a_key_that_another_unit_signs_with_is_refused(headquarters, make_unit, out):
    thief = make_unit("01290")
    bring(headquarters, send(thief, out))
    unit = make_unit("01495", public_key=thief.me.public_key, private_key=thief.me.private_key)
    _, file = look(headquarters, send(unit, out))
    assert (file.verdict, file.error.code) == (Verdict.RETURNED, Trouble.KEY_OF_OTHER_UNIT)


def test_a_signature_that_does_not_hold_is_refused(headquarters, make_unit, out):
    other = make_unit("01290")
    unit = make_unit("01495", private_key=other.me.private_key)
    _, file = look(headquarters, send(unit, out))
    assert (file.verdict, file.error.code) == (Verdict.RETURNED, Trouble.SIGNATURE_WRONG)


def unsigned(path, target):
    book = load_workbook(path)
    for row in book["_giaoban"].iter_rows():
        if row[0].value == "signature":
            row[1].value = None
    book.save(target)
    return target


def test_an_unsigned_package_waits_and_proves_no_key(headquarters, make_unit, out):
    path = unsigned(send(make_unit(), out), out / "không ký.xlsx")
    assert look(headquarters, path)[1].verdict is Verdict.UNSIGNED
    assert bring(headquarters, path, "clean") is None
    bring(headquarters, path)
    with headquarters.db.read() as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM known_key").scalar() == 0
        assert connection.exec_driver_sql("SELECT signature FROM package").scalar() == "absent"


def test_a_blank_form_filled_by_hand_counts_with_a_mark(headquarters, out):
    unit = next(unit for unit in headquarters.reporting_units() if unit.code == "01495")
    form = blanking.write_blank(headquarters, unit.uid, headquarters.period(PERIOD), out)
    fill(form, out / "điền tay.xlsx")
    _, file = look(headquarters, out / "điền tay.xlsx")
    assert (file.verdict, file.note) == (Verdict.UNSEALED, "biểu điền tay, chưa niêm phong")
    assert (file.counts.new, file.counts.held) == (1, 0)
    bring(headquarters, out / "điền tay.xlsx")
    assert occurred(headquarters) == 1
    with headquarters.db.read() as connection:
        assert connection.exec_driver_sql("SELECT origin FROM package").scalar() == "blank_form"
    assert bring(headquarters, out / "điền tay.xlsx").verdict is Verdict.SAME


def fill(form, target, subjects=2):
    book = load_workbook(form)
    page = book["Vụ việc"]
    columns = {cell.value: cell.column for cell in page[1]}
    labels = {
        "group": "Trật tự xã hội",
        "offence": "Trộm cắp tài sản",
        "occurred_on": "02/03/2020",
        "status": "Đã làm rõ",
        "solved_on": "05/03/2020",
        "severity": "Ít nghiêm trọng",
        "subjects": subjects,
    }
    for name, value in labels.items():
        page.cell(3, columns[name], value)
    book.save(target)


def test_a_form_that_was_corrected_is_the_same_row_at_odds(headquarters, out):
    unit = next(unit for unit in headquarters.reporting_units() if unit.code == "01495")
    form = blanking.write_blank(headquarters, unit.uid, headquarters.period(PERIOD), out)
    for name, subjects in (("một.xlsx", 2), ("hai.xlsx", 3)):
        fill(form, out / name, subjects)
        bring(headquarters, out / name)
    assert occurred(headquarters) == 1  # never twice
    with headquarters.db.read() as connection:
        assert connection.exec_driver_sql("SELECT mark FROM record").scalar() == "conflict"


def stripped(path, target):
    """The visible sheets alone, as somebody copies them into a new file."""
    book = load_workbook(path)
    del book["_giaoban"]
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    book.save(target)
    return target


def test_a_file_that_lost_its_manifest_is_told_whose_it_is_and_marked_for_ever(headquarters, make_unit, out, tmp_path):
    unit = make_unit()
    path = stripped(send(unit, out), out / "mất.xlsx")
    _, file = look(headquarters, path)
    assert file.verdict is Verdict.UNIDENTIFIED
    assert file.note.endswith(".")
    with pytest.raises(UserError):
        merging.merge(headquarters, file)
    file = receiving.identify(headquarters, path, unit.me.unit_uid, PERIOD, tmp_path)
    assert (file.verdict, file.note) == (Verdict.UNSEALED, "nhận dạng tay, mất niêm phong")
    merging.merge(headquarters, file)
    assert occurred(headquarters) == 1
    with headquarters.db.read() as connection:
        assert connection.exec_driver_sql("SELECT origin FROM package").scalar() == "by_hand"
    assert auditing.faults(headquarters) == []


def test_a_package_for_a_frozen_period_is_a_supplement_with_its_effect(headquarters, make_unit, out):
    unit = make_unit()
    bring(headquarters, send(unit, out))
    period = headquarters.period(PERIOD)
    snapshot = freezing.freeze(headquarters, period)
    assert freezing.changes(headquarters, period) == []
    path = send(unit, out)
    _, file = look(headquarters, path)
    assert (file.verdict, file.note) == (Verdict.SUPPLEMENT, "kỳ đã chốt, nhận là bổ sung lần 1")
    assert bring(headquarters, path, "clean") is None
    bring(headquarters, path)
    changed = {each.indicator.code: each for each in freezing.changes(headquarters, period) if each.scope == "*"}
    assert (changed["TH.01"].signed.amount, changed["TH.01"].now.amount) == (1, 2)
    assert freezing.snapshots(headquarters, period) == [snapshot]
    _, file = look(headquarters, send(unit, out))
    assert file.note == "kỳ đã chốt, nhận là bổ sung lần 2"


def test_a_package_of_signed_figures_is_not_undone_a_later_one_is(headquarters, make_unit, out):
    unit = make_unit()
    first = bring(headquarters, send(unit, out))
    freezing.freeze(headquarters, headquarters.period(PERIOD))
    later = bring(headquarters, send(unit, out))
    with pytest.raises(UserError) as caught:
        merging.undo(headquarters, first.package_id)
    assert caught.value.code is Trouble.PACKAGE_IN_USE
    merging.undo(headquarters, later.package_id)
    assert freezing.changes(headquarters, headquarters.period(PERIOD)) == []


def of_period(unit, key, folder, **days):
    recording.record(unit, case(**days))
    return exporting.export(unit, unit.period(key), folder, complete=False).path


@pytest.mark.parametrize(
    ("key", "days", "bound"),
    [
        ("2020-M07", {"occurred_on": "2020-07-02", "solved_on": "2020-07-05"}, False),
        ("2020-M07", {"occurred_on": "2020-05-20", "solved_on": "2020-07-05"}, True),
        ("2018-H1", {"occurred_on": "2018-03-02", "solved_on": "2018-03-05"}, False),
        ("2019-H1", {"occurred_on": "2019-03-02", "solved_on": "2019-03-05"}, True),
        ("2020-M03", {"occurred_on": "2020-03-02", "solved_on": "2020-03-05"}, True),
    ],
)
def test_only_packages_that_the_signed_report_stands_on_are_bound(headquarters, make_unit, out, key, days, bound):
    unit = make_unit()
    bring(headquarters, send(unit, out))
    other = bring(headquarters, of_period(unit, key, out, **days))
    period = headquarters.period(PERIOD)
    signed = freezing.freeze(headquarters, period)
    assert (other.package_id.hex() in signed.packages) is bound
    if bound:
        with pytest.raises(UserError) as caught:
            merging.undo(headquarters, other.package_id)
        assert caught.value.code is Trouble.PACKAGE_IN_USE
    else:
        merging.undo(headquarters, other.package_id)
    assert freezing.changes(headquarters, period) == []


def test_a_later_package_that_took_a_case_out_of_the_period_is_bound_too(headquarters, make_unit, out):
    unit = make_unit()
    uid = recording.record(unit, case()).uid
    recording.record(unit, case(occurred_on="2020-07-02", solved_on="2020-07-05"))
    bring(headquarters, exporting.export(unit, unit.period("2020-9T"), out, complete=False).path)
    recording.amend(unit, uid, case(occurred_on="2020-07-03", solved_on="2020-07-05").values)
    other = bring(headquarters, exporting.export(unit, unit.period("2020-M07"), out, complete=False).path)
    bring(headquarters, of_period(unit, PERIOD, out, occurred_on="2020-03-02", solved_on="2020-03-05"))
    freezing.freeze(headquarters, headquarters.period(PERIOD))
    with pytest.raises(UserError) as caught:
        merging.undo(headquarters, other.package_id)
    assert caught.value.code is Trouble.PACKAGE_IN_USE


def test_a_file_that_shows_other_figures_than_it_sealed_is_not_signed(headquarters, make_unit, out):
    unit = make_unit()
    path = send(unit, out)
    with ZipFile(path) as bundle:
        shown = re.findall(rb"<v>43[89][0-9]{2}</v>", bundle.read("xl/worksheets/sheet2.xml"))
    forge(path, shown[0], b"<v>43861</v>", unit.me.private_key, headquarters.catalogue)
    bring(headquarters, path)
    with pytest.raises(UserError) as caught:
        freezing.freeze(headquarters, headquarters.period(PERIOD))
    assert (caught.value.code, caught.value.facts["names"]) == (Trouble.CELLS_DIFFER, path.name)
    assert freezing.snapshots(headquarters, headquarters.period(PERIOD)) == []
    assert verifying.verify(path).seal == "edited"


def test_a_unit_that_brings_its_own_package_saved_again_changes_nothing(make_unit, out):
    unit = make_unit()
    path = send(unit, out)
    book = load_workbook(path)
    book.save(path)
    merged = bring(unit, path)
    assert (merged.counts.read, merged.counts.unchanged) == (1, 1)
    with unit.db.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM package").scalar() == 1


def test_nothing_received_is_nothing_to_freeze(headquarters):
    with pytest.raises(UserError) as caught:
        freezing.freeze(headquarters, headquarters.period(PERIOD))
    assert caught.value.code is Trouble.REPORT_NEEDS_DATA


def test_files_of_another_period_are_nothing_to_freeze(received):
    with pytest.raises(UserError) as caught:
        freezing.freeze(received, received.period("2021-H1"))
    assert caught.value.code is Trouble.REPORT_NEEDS_DATA
    assert freezing.snapshots(received, received.period("2021-H1")) == []


@pytest.fixture
def reorganised(tmp_path):
    """A headquarters that collects from the units of 2025."""
    books = keeping.create(tmp_path / "hq2025", Role.HEADQUARTERS, "04", "2025", "Tổng hợp", True)
    yield books
    books.close()


def test_a_merged_unit_is_asked_about_once_and_remembered(reorganised, make_unit, out):
    unit = make_unit("01495")
    path = send(unit, out)
    _, file = look(reorganised, path)
    assert file.verdict is Verdict.MOVED_UNIT
    assert file.note.startswith(f"{unit.me.unit_name} đã sáp nhập, nay thuộc ")
    assert bring(reorganised, path, "marked") is None
    succeeding.choose_successor(reorganised, unit.me.unit_uid, file.successors[0])
    receiving.judge_again(reorganised, file)
    assert (file.verdict, file.unit_name) == (
        Verdict.CLEAN,
        reorganised.units[reorganised.unit_ids[file.successors[0]]].name,
    )
    bring(reorganised, path, "clean")
    rows = counting.by_unit(reorganised, reorganised.period(PERIOD), ["TH.01"])
    assert {row.key for row in rows if row.figures["TH.01"].amount} == {file.successors[0]}


def test_whoever_takes_all_takes_the_main_successor(reorganised, make_unit, out):
    bring(reorganised, send(make_unit("01495"), out), "all")
    assert occurred(reorganised) == 1


def test_a_unit_is_given_to_no_stranger(reorganised, make_unit):
    stranger = reorganised.reporting_units()[0]
    with pytest.raises(UserError) as caught:
        succeeding.choose_successor(reorganised, make_unit("01290").me.unit_uid, stranger.uid)
    assert caught.value.code is Trouble.NO_SUCCESSOR


@pytest.mark.parametrize("moment", ["2049-01-01T00:00:00", "2003-01-01T00:00:00"])
def test_a_wrong_clock_changes_nothing_but_a_remark(headquarters, make_unit, out, moment):
    unit = make_unit()
    unit.clock = lambda: moment
    path = send(unit, out)
    _, file = look(headquarters, path)
    assert (file.verdict, file.note) == (Verdict.CLEAN, f"đồng hồ máy đơn vị ghi 01/01/{moment[:4]}")
    bring(headquarters, path, "clean")
    assert occurred(headquarters) == 1


def test_acceptance_grows_from_clean_to_all():
    assert ACCEPT["clean"] < ACCEPT["marked"] <= ACCEPT["all"]
    assert ACCEPT["all"].isdisjoint({Verdict.RETURNED, Verdict.SKIPPED, Verdict.UNIDENTIFIED, Verdict.MOVED_UNIT})
