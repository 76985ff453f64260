"""The checklist that looks only at what changed says the same as one that looks at everything."""

from datetime import date
from random import Random

import pytest

from desktop.domain.records import RecordDraft
from desktop.services import checked_rows, closing, exporting, keeping, recording, undoing
from tests.services.conftest import PERIOD
from tests.services.drafts import case

TODAY = date(2020, 6, 16)
STEPS = 60


def remembered(books):
    return closing.checklist(books, books.period(PERIOD), TODAY)


def anew(books):
    kept = books.remembered.pop("checked rows")
    found = remembered(books)
    books.remembered["checked rows"] = kept
    return found


def entered(books, random):
    day = random.choice(("2020-03-02", "2020-03-04", "2019-01-05"))
    draft = case(occurred_on=day, subjects=random.randrange(4))
    return recording.record(books, draft, final=False).uid


def changed(books, random, uids):
    uid = random.choice(uids)
    match random.randrange(5):
        case 0:
            recording.amend(books, uid, case(solved_on="2020-03-01").values, final=False)
        case 1:
            recording.amend(books, uid, case().values)
        case 2:
            recording.amend(books, uid, {"offence": "trom_cap"}, final=False)
        case 3:
            recording.delete(books, uid, "nhầm")
        case _:
            undoing.undo(books)


@pytest.mark.parametrize("seed", range(4))
def test_any_history_of_changes_is_followed(unit_books, seed):
    random, uids = Random(seed), []
    assert remembered(unit_books) == anew(unit_books)
    for _ in range(STEPS):
        if not uids or random.random() < 0.4:
            uids.append(entered(unit_books, random))
        else:
            changed(unit_books, random, uids)
        if random.random() < 0.4:
            assert remembered(unit_books) == anew(unit_books)
    recording.type_figure(unit_books, 202006, "CT.08.1", "value", 4)
    assert remembered(unit_books) == anew(unit_books)


def test_only_what_changed_is_looked_at(unit_books, monkeypatch):
    looked = []
    check = unit_books.check_of("case")
    uids = [recording.record(unit_books, case()).uid for _ in range(5)]
    remembered(unit_books)
    monkeypatch.setattr(unit_books, "_checks", {"case": Counted(check, looked)}, raising=False)
    recording.amend(unit_books, uids[0], case(subjects=9).values)
    looked.clear()
    assert remembered(unit_books).records == 5
    assert len(looked) == 1


class Counted:
    def __init__(self, check, looked):
        self.check, self.looked = check, looked

    def problems(self, values, **words):
        self.looked.append(values)
        return self.check.problems(values, **words)


def test_a_full_period_is_not_looked_at_while_a_window_waits(unit_books, monkeypatch):
    monkeypatch.setattr(checked_rows, "_SOME", checked_rows._SOME.replace(str(checked_rows.QUICK + 1), "4"))
    monkeypatch.setattr(checked_rows, "QUICK", 3)
    period = unit_books.period(PERIOD)
    for _ in range(5):
        recording.record(unit_books, case())
    assert not closing.is_quick(unit_books, period, TODAY) and not closing.is_small(unit_books, period)
    found = closing.checklist(unit_books, period, TODAY)
    assert closing.is_quick(unit_books, period, TODAY), "nothing was written since"
    assert closing.checklist(unit_books, period, TODAY) is found
    assert not closing.is_quick(unit_books, unit_books.period("2020-M03"), TODAY)
    recording.record(unit_books, case())
    assert not closing.is_quick(unit_books, period, TODAY)
    assert closing.checklist(unit_books, period, TODAY).records == found.records + 1


def test_an_import_makes_everything_be_looked_at_again(unit_books, tmp_path):
    from desktop.store import journal
    from desktop.store.journal import Entry

    recording.record(unit_books, case())
    remembered(unit_books)
    exporting.export(unit_books, unit_books.period(PERIOD), tmp_path, complete=False)
    with unit_books.db.read() as connection:
        known = unit_books.remembered["checked rows"]
        assert checked_rows._changed(connection, known, known.scope) == []
    with unit_books.db.begin() as connection:
        journal.note(connection, Entry("Trực ban", "merged"))
    with unit_books.db.read() as connection:
        assert checked_rows._changed(connection, known, known.scope) is None
    assert remembered(unit_books) == anew(unit_books)


def test_other_books_know_nothing(unit_books):
    recording.record(unit_books, RecordDraft("patrol", {"held_on": "2020-06-01"}), final=False)
    remembered(unit_books)
    again = keeping.open_books(unit_books.folder)
    assert again.remembered == {} and remembered(again) == remembered(unit_books)
    again.close()
