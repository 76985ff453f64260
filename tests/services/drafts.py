"""Records as a unit writes them, and how they are found again."""

from desktop.domain.records import RecordDraft, Values
from desktop.services import browsing, recording
from desktop.services.browsing import Filter


def case(**values: object) -> RecordDraft:
    """A case that is right in every field."""
    right: Values = {
        "group": "TTXH",
        "offence": "trom_cap",
        "occurred_on": "2020-03-02",
        "status": "lam_ro",
        "solved_on": "2020-03-05",
        "severity": "IT",
        "subjects": 2,
    }
    return RecordDraft("case", {**right, **values})  # type: ignore[dict-item]


def case_in_hamlet(**values):
    """The same with its hamlet."""
    return case(**{"hamlet": "Bản Rạ", **values})


def patrol(day, **values):
    return RecordDraft("patrol", {"held_on": day, "patrol_kind": "dem", "route": "Bản Giốc – Bản Gun", **values})


def put(books, draft, final=True):
    return recording.record(books, draft, final)


def found(books, **wanted):
    return browsing.rows(books, browsing.ids(books, Filter(**wanted)))
