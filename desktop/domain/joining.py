"""Versions of one record that know nothing of each other → the one that counts.

A pure function of the set of versions: no order of arrival, file name or clock decides. Where two machines changed
different fields, both changes hold; where they changed the same field, the value of the heavier version holds, and
`_conflict` names the field with all its values until a person decides. A deletion never wins against a change.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from desktop.domain.records import Order, RowState, Value, Values, compare, join, number_text, parse_vector, vector_text
from desktop.domain.versions import CONFLICT, DOTS, STATE, VECTOR, Dots, covers, dot, own_fields

Candidate = tuple[Value | None, str, int]
"""Value, dot, place of its version."""


class Mark(StrEnum):
    """What a person should know of a record: nothing, joined by itself, corrected here, to be decided."""

    NONE = ""
    JOINED = "joined"
    CORRECTED = "corrected"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Correction:
    """What headquarters says above a unit's row (điều chỉnh): values by field, None to empty one."""

    uid: str
    writer: str
    count: int
    seen: str
    """Vector of the version that the clerk looked at."""
    values: Mapping[str, Value | None]
    author: str = ""
    at: str = ""

    @property
    def change(self) -> str:
        """Its dot."""
        return dot(self.writer, self.count)


@dataclass(frozen=True)
class Joined:
    """The version that counts, and the one that the unit tells."""

    told: Values
    values: Values
    mark: Mark
    applied: tuple[str, ...] = field(default=())
    """Corrections in force, by uid."""


def newest(versions: Iterable[Values]) -> list[Values]:
    """Those that no other one has seen."""
    kept: list[Values] = []
    for version in versions:
        orders = [compare(str(version[VECTOR]), str(other[VECTOR])) for other in kept]
        if Order.OLDER in orders:
            continue
        kept = [other for other, order in zip(kept, orders, strict=True) if order is not Order.NEWER]
        kept.append(version)
    return kept


def settle(versions: Sequence[Values], corrections: Iterable[Correction] = ()) -> Joined:
    """The version that counts of all that are told, heaviest first, with the corrections above it."""
    heads = newest(versions)
    told = heads[0] if len(heads) == 1 else _join(heads)
    values, applied = _corrected(told, corrections)
    if CONFLICT in values:
        mark = Mark.CONFLICT
    elif applied:
        mark = Mark.CORRECTED
    else:
        mark = Mark.JOINED if len(heads) > 1 and told is values else Mark.NONE
    return Joined(told, values, mark, applied)


def conflict_of(values: Mapping[str, Value]) -> dict[str, list[Value | None]]:
    """The values that stand against each other, by field."""
    text = str(values.get(CONFLICT, ""))
    return json.loads(text, parse_float=Decimal) if text else {}


def without_conflict(values: Values, names: Iterable[str]) -> Values:
    """The row after these fields were decided."""
    left = {name: each for name, each in conflict_of(values).items() if name not in set(names)}
    rest = {name: value for name, value in values.items() if name != CONFLICT}
    return rest | ({CONFLICT: _conflict_text(left)} if left else {})


def _join(heads: Sequence[Values]) -> Values:
    living = [version for version in heads if version.get(STATE) != RowState.DELETED]
    if not living:
        return heads[0] | {VECTOR: join(str(version[VECTOR]) for version in heads)}
    first = living[0]
    vectors = [parse_vector(str(version[VECTOR])) for version in living]
    dots = [Dots.of(version) for version in living]
    joined: Values = {name: value for name, value in first.items() if name[0] == "_" and name != CONFLICT}
    noted = Dots(dots[0].made)
    conflicts = {STATE: [RowState.DELETED.value, str(first[STATE])]} if len(living) < len(heads) else {}
    found: dict[str, list[Value | None]] = dict(conflicts)  # type: ignore[arg-type]
    for name in sorted({STATE}.union(*map(own_fields, living))):
        each = [(version.get(name), dots[at][name], at) for at, version in enumerate(living)]
        left = [one for one in each if not _superseded(one, each, vectors)] or each
        value, change, _ = left[0]
        if value is not None:
            joined[name] = value
        noted.set((name,), change)
        against = _against(name, left, living)
        if len(against) > 1:
            found.setdefault(name, against)
    joined |= {VECTOR: join(str(version[VECTOR]) for version in heads), DOTS: noted.text}
    return joined | ({CONFLICT: _conflict_text(found)} if found else {})


def _superseded(one: Candidate, each: Sequence[Candidate], vectors: Sequence[Mapping[str, int]]) -> bool:
    """Whether another version has seen this change of the field and has a later one."""
    _, change, at = one
    return any(
        other != change and covers(vectors[place], change) and not covers(vectors[at], other)
        for _, other, place in each
        if place != at
    )


def _against(name: str, left: Sequence[Candidate], living: Sequence[Values]) -> list[Value | None]:
    """The different values of a field that stand against each other, those of an older conflict too."""
    values: list[Value | None] = []
    for value, _, at in left:
        for one in (value, *conflict_of(living[at]).get(name, ())):
            if one not in values:
                values.append(one)
    return values


def _corrected(told: Values, corrections: Iterable[Correction]) -> tuple[Values, tuple[str, ...]]:
    """The told version with every correction that the unit has not seen yet."""
    vector = parse_vector(str(told[VECTOR]))
    unseen = [one for one in corrections if not covers(vector, one.change)]
    if not unseen:
        return told, ()
    values, dots, conflicts = dict(told), Dots.of(told), conflict_of(told)
    for one in sorted(unseen, key=lambda each: (each.count, each.uid)):
        seen = parse_vector(one.seen)
        for name, value in one.values.items():
            if value == values.get(name) or covers(seen, dots[name]) or dots[name].startswith(f"{one.writer}:"):
                _put(values, name, value)
                dots.set((name,), one.change)
                conflicts.pop(name, None)
            else:  # the unit changed it meanwhile: its word holds until somebody decides
                conflicts[name] = [values.get(name), value]
        vector[one.writer] = max(vector.get(one.writer, 0), one.count)
        values |= {"_author": one.author, "_at": one.at}
    values |= {VECTOR: vector_text(vector), DOTS: dots.text}
    values.pop(CONFLICT, None)
    return values | ({CONFLICT: _conflict_text(conflicts)} if conflicts else {}), tuple(one.uid for one in unseen)


def _put(values: Values, name: str, value: Value | None) -> None:
    if value is None:
        values.pop(name, None)
    else:
        values[name] = value


def _conflict_text(conflicts: Mapping[str, Sequence[Value | None]]) -> str:
    """As it is stored: one text for equal conflicts."""

    def plain(value: Value | None) -> Any:
        return float(number_text(value)) if isinstance(value, Decimal) else value

    ordered = {name: sorted(map(plain, conflicts[name]), key=_rank) for name in sorted(conflicts)}
    return json.dumps(ordered, ensure_ascii=False, separators=(",", ":"))


def _rank(value: Any) -> tuple[str, str]:
    return type(value).__name__, str(value)
