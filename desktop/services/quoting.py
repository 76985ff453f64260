"""What units wrote of situation and outlook, gathered for whoever writes the report: picked, named, copied."""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.periods import Period
from desktop.services.books import Books, read_setting, write_setting
from desktop.services.reporting_facts import picked_key, told
from desktop.store import journal
from desktop.store.journal import Entry
from desktop.wording.report_facts import Told


@dataclass(frozen=True)
class Gathered:
    """All notes of one section."""

    section: str
    name: str
    notes: tuple[Told, ...]


def gathered(books: Books, period: Period) -> list[Gathered]:
    """By section in the order of the report, inside by part and unit."""
    return list(_sections(books, [each for each in told(books, period) if not each.own]))


def _sections(books: Books, notes: list[Told]) -> Iterator[Gathered]:
    order = {part: number for number, part in enumerate(PARTS)}
    for code, section in books.catalogue.sections.items():
        found = [each for each in notes if each.section == code]
        if found:
            found.sort(key=lambda each: (order.get(each.part, len(order)), each.unit))
            yield Gathered(code, section.name, tuple(found))


PARTS = ("situation", "assessment", "outlook", "next_tasks", "proposal")


def pick(books: Books, period: Period, uid: str, wanted: bool) -> None:
    """Put a note into the report, or take it out again."""
    key = picked_key(period)
    with books.db.begin() as connection:
        now = [each for each in read_setting(connection, key, []) if each != uid]
        write_setting(connection, key, [*now, uid] if wanted else now)
        action = "note picked" if wanted else "note left"
        journal.note(connection, Entry(books.me.officer, action), period=period.key, note=uid)


def quotation(note: Told) -> str:
    """The note as it is copied: with its unit."""
    return f"Theo Công an {note.unit}: {' '.join(note.text.split())}"
