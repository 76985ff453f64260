"""Whom a task can be given to: everybody, an area, one unit; as choices of a picker."""

from desktop.kit.inputs import Choice
from desktop.services import assigning, counting
from desktop.services.books import Books
from desktop.wording import conference as words

ALL = "all"


def choices(books: Books) -> list[Choice]:
    """Everybody first, then areas, then units."""
    units = books.reporting_units()
    found = [Choice(ALL, words.everybody(len(units)))]
    found += [
        Choice(assigning.for_area(area.uid), words.group(area.name, len(ids))) for area, ids in counting.areas(books)
    ]
    names = [unit.name for unit in units]
    by_uid = {unit.uid: unit.name for unit in books.units.values()}
    for unit in units:
        twin = names.count(unit.name) > 1
        name = f"{unit.name} ({by_uid.get(unit.parent_uid or '', unit.code)})" if twin else unit.name
        found.append(Choice(assigning.for_unit(unit.uid), name, unit.code))
    return found


def audience_of(key: str | None) -> str:
    """The audience that a choice means."""
    return "" if key in (None, ALL) else str(key)


def key_of(audience: str) -> str:
    """The choice that means an audience."""
    return audience or ALL
