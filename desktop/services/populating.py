"""How many people live in the units: read from two columns that were copied out of Excel."""

from dataclasses import dataclass

from desktop.domain.numbers import NumberRefused, parse_number
from desktop.domain.text import clean, fold
from desktop.services.books import Books, UnitRow
from desktop.store import journal
from desktop.store.journal import Entry

MOST_PEOPLE = 10_000_000


@dataclass(frozen=True)
class Told:
    """How many units were told, and the lines that could not be used."""

    taken: int
    refused: tuple[str, ...]


def take(books: Books, text: str) -> Told:
    """Lines of `code or name TAB people`; a unit that is named twice or not at all keeps what it had."""
    found: dict[int, int] = {}
    refused: list[str] = []
    for line in text.splitlines():
        cells = [words for cell in line.split("\t") if (words := clean(cell).strip())]
        if not cells:
            continue
        unit, people = _unit(books, cells), _people(cells[-1])
        if unit is None or people is None or unit.id in found:
            refused.append(" ".join(cells))
        else:
            found[unit.id] = people
    if found:
        with books.db.begin() as connection:
            rows = [(people, unit_id) for unit_id, people in found.items()]
            connection.exec_driver_sql("UPDATE unit SET population = ? WHERE id = ?", rows)
            journal.note(connection, Entry(books.me.officer, "told population"), units=len(found))
        books.forget_units()
    return Told(len(found), tuple(refused))


def _unit(books: Books, cells: list[str]) -> UnitRow | None:
    """By its code, or by a name that only one unit has; an area beside the name tells two of a name apart."""
    words = {fold(cell) for cell in cells[:-1]}
    units = [unit for unit in books.reporting_units() if unit.code in words]
    if not units:
        units = [unit for unit in books.reporting_units() if fold(unit.name) in words]
    if len(units) > 1:
        areas = {unit.uid: fold(unit.name) for unit in books.units.values()}
        units = [unit for unit in units if areas.get(unit.parent_uid or "") in words]
    return units[0] if len(units) == 1 else None


def _people(text: str) -> int | None:
    try:
        people = parse_number(text)
    except NumberRefused:
        return None
    return int(people) if people == people.to_integral_value() and 0 < people <= MOST_PEOPLE else None
