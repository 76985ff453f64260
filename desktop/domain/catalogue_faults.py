"""What can be wrong with a catalogue, each with its file and line."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class FaultCode(StrEnum):
    """Kinds of faults in catalogue files."""

    AMBIGUOUS_LABEL = "ambiguous_label"
    BAD_BOUNDS = "bad_bounds"
    BAD_CODE = "bad_code"
    BAD_CONDITION = "bad_condition"
    BAD_DAYS = "bad_days"
    BAD_EXPRESSION = "bad_expression"
    BAD_SHEET = "bad_sheet"
    BAD_TEMPLATE = "bad_template"
    BAD_VERSION = "bad_version"
    BAD_WORD = "bad_word"
    COLUMN_MISSING = "column_missing"
    CYCLE = "cycle"
    DATE_ALONE = "date_alone"
    DUPLICATE = "duplicate"
    EXAMPLES_MISSING = "examples_missing"
    FILE_MISSING = "file_missing"
    FORMULA = "formula"
    KEY_MISSING = "key_missing"
    KEY_UNKNOWN = "key_unknown"
    LATER_FORMAT = "later_format"
    MEANING_CHANGED = "meaning_changed"
    NARROWED = "narrowed"
    NEW_REQUIRED = "new_required"
    NOT_A_DATE = "not_a_date"
    NOT_A_DAY = "not_a_day"
    NOT_A_FLAG = "not_a_flag"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_TIME = "not_a_time"
    NOT_NUMERIC = "not_numeric"
    NOT_TOML = "not_toml"
    NOT_WHOLE = "not_whole"
    OTHER_VERSION = "other_version"
    ROW_MISSING = "row_missing"
    ROW_REMOVED = "row_removed"
    SETTLED_DAY = "settled_day"
    SHEET_MISSING = "sheet_missing"
    TOO_EARLY = "too_early"
    TOO_SOON = "too_soon"
    TOO_STRICT = "too_strict"
    UNKNOWN_CHOICE = "unknown_choice"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_INDICATOR = "unknown_indicator"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_LIST = "unknown_list"
    UNKNOWN_SECTION = "unknown_section"
    WRONG_TYPE = "wrong_type"


@dataclass(frozen=True, order=True)
class CatalogueFault:
    """One fault: where it stands, at which entry, and the word that is wrong."""

    file: str
    line: int
    entry: str
    code: FaultCode
    value: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.entry}: {self.code} {self.value}".rstrip()


class CatalogueError(Exception):
    """A catalogue that cannot be used; carries all of its faults."""

    def __init__(self, faults: Iterable[CatalogueFault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))
