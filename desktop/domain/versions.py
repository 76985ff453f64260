"""Which change wrote a field last: dots beside the version vector, so that changes of two machines join by field.

A dot is one entry of a vector, `writer:n`: the n-th change that this writer made to the record. `_dots` holds the dot
of the record's making and, after it, those of the fields that were changed later: `a1.1:1;subjects=a1.1:2`. A version
whose vector covers a dot has seen that change. Rows that were changed only by their maker need none of it at first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop.domain.records import RowState, Value, Values, parse_vector

DOTS, CONFLICT, VECTOR, STATE = "_dots", "_conflict", "_vector", "_state"
META = frozenset({"_uid", VECTOR, STATE, "_number", "_author", "_at", "_reason", "_kind", DOTS, CONFLICT})
"""What the program itself notes of a row. `_count` is the officer's."""
HAND = "tay"
"""Begins the writer's name of people who edit a sealed workbook."""


def own_fields(values: Mapping[str, Value]) -> set[str]:
    """The fields that people fill."""
    return {name for name in values if name not in META}


def dot(writer: str, count: int) -> str:
    """The n-th change of a writer."""
    return f"{writer}:{count}"


def covers(vector: Mapping[str, int], change: str) -> bool:
    """Whether a version with this vector has seen a change; what no dot names, nobody has seen."""
    writer, _, count = change.rpartition(":")
    return bool(writer) and vector.get(writer, 0) >= int(count)


@dataclass
class Dots:
    """The change that wrote each field of one version."""

    made: str
    """The change of all fields that `later` does not name; '' where nobody knows."""
    later: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, values: Mapping[str, Value]) -> "Dots":
        """Those that the version notes; without a note its only writer's last change stands for all."""
        text = str(values.get(DOTS, ""))
        if text:
            made, *rest = text.split(";")
            return cls(made, dict(part.split("=", 1) for part in rest))
        vector = parse_vector(str(values.get(VECTOR, "")))
        return cls(dot(*next(iter(vector.items()))) if len(vector) == 1 else "")

    def __getitem__(self, name: str) -> str:
        return self.later.get(name, self.made)

    def set(self, names: Iterable[str], change: str) -> None:
        """Note one change of some fields."""
        self.later.update(dict.fromkeys(names, change))

    @property
    def text(self) -> str:
        """As it is stored."""
        later = (f"{name}={change}" for name, change in sorted(self.later.items()) if change != self.made)
        return ";".join((self.made, *later))


def changed_fields(before: Mapping[str, Value], after: Mapping[str, Value]) -> set[str]:
    """The fields, and the state, in which two versions differ."""
    names = own_fields(before) | own_fields(after) | {STATE}
    return {name for name in names if before.get(name) != after.get(name)}


def dots_after(before: Values | None, after: Values, writer: str) -> str:
    """The dots of a version that a writer makes of another one; its vector is in place. '' for a first version."""
    if before is None:
        return ""
    change = dot(writer, parse_vector(str(after[VECTOR]))[writer])
    if before.get(STATE) == RowState.DELETED:
        return Dots(change).text  # brought back: every field is written anew
    dots = Dots.of(before)
    gone = after.get(STATE) == RowState.DELETED
    dots.set({STATE} if gone else changed_fields(before, after), change)
    return dots.text
