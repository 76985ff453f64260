"""What the checks have against a row or a figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from enum import StrEnum
from hashlib import sha256

from desktop.domain.catalogue_parts import Level
from desktop.domain.records import Value, value_text


class Fault(StrEnum):
    """What can be wrong with a single value, whatever the catalogue's rules say."""

    BAD_COUNT = "bad_count"
    CONTROL_CHARACTERS = "control_characters"
    DATE_RANGE = "date_range"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_DATE = "not_a_date"
    NOT_A_FLAG = "not_a_flag"
    NOT_A_MONTH = "not_a_month"
    NOT_A_NUMBER = "not_a_number"
    NOT_TEXT = "not_text"
    NOT_WHOLE = "not_whole"
    PERSONAL_DATA = "personal_data"
    REQUIRED = "required"
    RETIRED_CHOICE = "retired_choice"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    TOO_MANY_DECIMALS = "too_many_decimals"
    TOO_SMALL = "too_small"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_INDICATOR = "unknown_indicator"
    WRONG_PARENT = "wrong_parent"


@dataclass(frozen=True)
class Problem:
    """One problem: the fault or rule, how heavy, where, the facts of its sentence, the inputs it was found in."""

    rule: str
    level: Level
    field: str | None
    facts: Mapping[str, Value] = made(default_factory=dict)
    inputs_hash: str = ""
    kind: str | None = None
    month: int | None = None
    """Reporting month of a problem with figures; `field` is then the indicator."""
    since: str = ""
    """From which day on the wording of the rule holds that it breaks; '' from the beginning."""


def inputs_hash(rule: str, inputs: Iterable[tuple[str, Value | None]]) -> str:
    """Short hash of a rule and what it looked at: a reason holds for exactly these inputs."""
    parts = [rule]
    parts += [f"{name}={'' if value is None else value_text(value)}" for name, value in sorted(inputs)]
    return sha256("\n".join(parts).encode()).hexdigest()[:16]
