"""What an old table's columns and words mean here: the map, as it is kept, remembered by head, and handed on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, Final

from desktop.domain.package import LaterFormat, is_later
from desktop.domain.text import fold

FIGURES: Final = "_figures"
"""A table of figures is no kind of record."""
SKIP: Final = ""
"""A sheet, or a column, that is not taken."""
UNIT, COUNT = "_unit", "_count"
INDICATOR, VALUE, MONTH = "_indicator", "_value", "_month"
"""Columns of a table of figures; a month's is `_month:3`."""
SWAP, KEEP = "swap", "keep"
FORMAT: Final = 1


class MapFault(ValueError):
    """A file that is no map of ours."""


@dataclass(frozen=True)
class SheetMap:
    """One table: its kind, the field of each column, values for all rows, words of choices, year or period."""

    kind: str
    columns: tuple[str, ...]
    constants: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By field: what a folded word means; '' leaves the cell blank."""
    days: Mapping[str, str] = field(default_factory=dict)
    """By field of days: SWAP or KEEP, where a person decided."""
    year: int | None = None
    period: str = ""

    def column_of(self, name: str) -> int | None:
        """The column of a field."""
        return self.columns.index(name) if name in self.columns else None

    def with_column(self, place: int, name: str) -> "SheetMap":
        """The map with another field for a column; a field has one column."""
        columns = [SKIP if each == name and name != SKIP else each for each in self.columns]
        columns[place] = name
        return replace(self, columns=tuple(columns))

    def with_constant(self, name: str, value: str) -> "SheetMap":
        """The map with one value of a field for all rows; '' takes it away."""
        rest = {key: each for key, each in self.constants.items() if key != name}
        return replace(self, constants=rest | ({name: value} if value else {}))

    def with_choice(self, name: str, word: str, code: str) -> "SheetMap":
        """The map with what a word means."""
        return replace(self, choices={**self.choices, name: {**self.choices.get(name, {}), fold(word): code}})

    def with_days(self, name: str, how: str) -> "SheetMap":
        """The map with what a person decided about day and month."""
        return replace(self, days={**self.days, name: how})


def shape_of(headers: Sequence[str]) -> str:
    """A name for the shape of a head: the same columns in the same order, however they are written."""
    return sha256("\x1f".join(map(fold, headers)).encode()).hexdigest()[:24]


def map_facts(made: SheetMap) -> dict[str, Any]:
    """The map as plain data."""
    return {
        "kind": made.kind,
        "columns": list(made.columns),
        "constants": dict(made.constants),
        "choices": {name: dict(words) for name, words in made.choices.items()},
        "days": dict(made.days),
        "year": made.year,
        "period": made.period,
    }


def map_of_facts(facts: Any) -> SheetMap:
    """The map of such data; raise MapFault for anything else."""
    try:
        year = facts.get("year")
        return SheetMap(
            str(facts["kind"]),
            tuple(map(str, facts["columns"])),
            {str(key): str(value) for key, value in facts.get("constants", {}).items()},
            {str(name): {str(k): str(v) for k, v in words.items()} for name, words in facts.get("choices", {}).items()},
            {str(key): str(value) for key, value in facts.get("days", {}).items()},
            None if year is None else int(year),
            str(facts.get("period", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise MapFault from error


def maps_text(maps: Mapping[str, SheetMap]) -> str:
    """Maps by the shape of their heads, as a small file for other units."""
    told = {"giaoban_map": FORMAT, "maps": {shape: map_facts(made) for shape, made in sorted(maps.items())}}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def parse_maps(text: str) -> dict[str, SheetMap]:
    """The maps of such a file; raise MapFault for anything else, LaterFormat for one of later programs."""
    try:
        told = json.loads(text)
    except ValueError as error:
        raise MapFault from error
    if isinstance(told, dict) and is_later(told.get("giaoban_map"), FORMAT):
        raise LaterFormat("")
    if not isinstance(told, dict) or told.get("giaoban_map") != FORMAT or not isinstance(told.get("maps"), dict):
        raise MapFault
    return {str(shape): map_of_facts(facts) for shape, facts in told["maps"].items()}
