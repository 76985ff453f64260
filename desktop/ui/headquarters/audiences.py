"""Whom a task can be given to: everybody, an area, one unit; as choices of a picker."""

from collections import Counter

from desktop.kit.inputs import Choice
from desktop.services import assigning, counting
from desktop.services.books import Books
from desktop.ui.headquarters.standings import short_area
from desktop.ui.retold import retold
from desktop.wording import conference as words

ALL = "all"


def choices(books: Books) -> list[Choice]:
    """Everybody first, then areas, then units."""
    units = books.reporting_units()
    found = [Choice(ALL, retold(words.everybody(len(units))))]
    for area, ids in counting.areas(books):
        found.append(Choice(assigning.for_area(area.uid), retold(words.group(area.name, len(ids)))))
    names = names_of(books)
    found += [Choice(assigning.for_unit(unit.uid), names[unit.uid], unit.code) for unit in units]
    return found


def names_of(books: Books) -> dict[str, str]:
    """Names of the reporting units by their uids; those that share one have their area behind it."""
    units = books.reporting_units()
    shared = Counter(unit.name for unit in units)
    areas = {unit.uid: unit.name for unit in books.units.values()}
    return {
        unit.uid: f"{unit.name} ({short_area(areas.get(unit.parent_uid or '', unit.code))})"
        if shared[unit.name] > 1
        else unit.name
        for unit in units
    }


def audience_of(key: str | None) -> str:
    """The audience that a choice means."""
    return "" if key in (None, ALL) else str(key)


def key_of(audience: str) -> str:
    """The choice that means an audience."""
    return audience or ALL
