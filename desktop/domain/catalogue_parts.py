"""What a catalogue is made of: kinds, fields, choices, indicators, rules and sections."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from desktop.domain.records import Value


class FieldType(StrEnum):
    """What a field may hold."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"
    MONTH = "month"


NUMERIC = frozenset({FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY})
WORDY = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})


class IndicatorKind(StrEnum):
    """Where an indicator's values come from."""

    COUNTED = "counted"
    TYPED = "typed"
    RATIO = "ratio"
    FORMULA = "formula"
    TEXT = "text"
    HEADING = "heading"


class Aggregation(StrEnum):
    """How months and units are put together."""

    FLOW = "flow"
    STOCK_END = "stock_end"
    STOCK_START = "stock_start"
    RECOMPUTED = "recomputed"
    NONE = "none"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"


class Level(StrEnum):
    """How heavy a fault is (design §3.6)."""

    K = "K"
    E = "E"
    W = "W"
    Q = "Q"


def overlaps(valid_from: str | None, valid_to: str | None, first: str, last: str) -> bool:
    """Whether something is valid on any day between two ISO days."""
    return (valid_from or "") <= last and first <= (valid_to or "9999")


@dataclass(frozen=True)
class Choice:
    """One entry of a choice list; the code never changes its meaning."""

    code: str
    label: str
    english: str = ""
    parent: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChoiceList:
    """A list to choose from (danh sách lựa chọn)."""

    code: str
    name: str
    english: str
    items: tuple[Choice, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Choice]:
        """Entries by code."""
        return {item.code: item for item in self.items}

    @cached_property
    def _by_label(self) -> Mapping[str, str]:
        named = {word: item.code for item in self.items for word in (*item.synonyms, item.code)}
        return named | {item.label: item.code for item in self.items}

    def label(self, code: str) -> str:
        """Words of a code; an unknown code stays as it is."""
        item = self.by_code.get(code)
        return code if item is None else item.label

    def code_of(self, label: str) -> str | None:
        """Code of a label, a synonym or the code itself; None when unknown."""
        return self._by_label.get(label)

    def children_of(self, parent: str) -> tuple[Choice, ...]:
        """Entries that stand under an entry of the parent list."""
        return tuple(item for item in self.items if item.parent in (None, parent))


@dataclass(frozen=True)
class Field:
    """One field of a kind: an input, a column, a check."""

    name: str
    label: str
    english: str
    type: FieldType
    required: bool = False
    choices: str | None = None
    parent: str | None = None
    """Field whose choice narrows this one's choices (tội danh under nhóm tội phạm)."""
    unit: str | None = None
    decimals: int = 0
    minimum: Value | None = None
    maximum: Value | None = None
    hint: str = ""
    synonyms: tuple[str, ...] = ()
    default: Value | None = None
    width: int = 12
    group: str = ""
    valid_from: str | None = None
    valid_to: str | None = None
    """Last day on which it is asked; what was written in it stays readable."""

    def asked_in(self, first: str, last: str) -> bool:
        """Whether it is asked for on any day between two ISO days."""
        return overlaps(self.valid_from, self.valid_to, first, last)


@dataclass(frozen=True)
class Likeness:
    """What two records of a kind are compared by, to find one case told twice."""

    days: int
    """How far apart their days may lie."""
    choices: tuple[str, ...] = ()
    """Broad ones first: records that differ in the first one are not compared."""
    amounts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """A kind of row (loại bản ghi): what is recorded, in the order of work."""

    code: str
    name: str
    english: str
    short: str
    icon: str
    section: str | None
    sheet: str
    number_prefix: str
    date_field: str | None
    day_total: bool
    fields: tuple[Field, ...]
    listed: tuple[str, ...]
    system: bool = False
    likeness: Likeness | None = None
    """None where one case cannot be told twice, or nobody minds."""
    valid_from: str | None = None
    valid_to: str | None = None

    def asked_in(self, first: str, last: str) -> bool:
        """Whether it is recorded on any day between two ISO days."""
        return overlaps(self.valid_from, self.valid_to, first, last)

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """Fields by name."""
        return {each.name: each for each in self.fields}

    def field(self, name: str) -> Field:
        """The field of that name."""
        return self.by_name[name]


@dataclass(frozen=True)
class Section:
    """One of the twenty groups of indicators, with its place in the grid and in the report."""

    code: str
    name: str
    english: str
    order: int
    report_part: str
    tab: str


@dataclass(frozen=True)
class Condition:
    """A test on one field: `group = TTXH`, `severity in RNT DBNT`, `solved_on present`."""

    field: str
    op: str
    value: Value | tuple[Value, ...] = ""


@dataclass(frozen=True)
class CountRule:
    """How records make a figure: which kind, by which date, which of them, and how much each."""

    kind: str
    date_field: str
    filter: tuple[Condition, ...] = ()
    value: str = "count"
    origin_field: str | None = None
    origin: str | None = None
    breakdown_fields: Mapping[str, str] = field(default_factory=dict)


Expression = tuple[tuple[int, str], ...]
"""Signed terms: indicator codes, field names or `@units`."""


@dataclass(frozen=True)
class Indicator:
    """One line of the figures (chỉ tiêu)."""

    code: str
    name: str
    short: str
    english: str
    unit: str
    kind: IndicatorKind
    aggregation: Aggregation
    direction: Direction
    section: str
    decimals: int = 0
    core: bool = False
    target: Decimal | None = None
    breakdowns: tuple[str, ...] = ()
    definition: str = ""
    counted_example: str = ""
    not_counted_example: str = ""
    count: CountRule | None = None
    numerator: Expression | None = None
    denominator: Expression | None = None
    per_cent: bool = False
    parent: str | None = None
    earlier: tuple[tuple[int, CountRule], ...] = ()
    """How it was counted in the months before each of these (yyyymm), the earliest first."""
    valid_from: str | None = None
    valid_to: str | None = None

    def asked_in(self, first: str, last: str) -> bool:
        """Whether it is asked for on any day between two ISO days."""
        return overlaps(self.valid_from, self.valid_to, first, last)

    @cached_property
    def stored(self) -> bool:
        """Whether its values are kept (typed or counted) and not made from others."""
        return self.kind in (IndicatorKind.TYPED, IndicatorKind.COUNTED)

    @property
    def terms(self) -> Expression:
        """Everything that its formula reads."""
        return (self.numerator or ()) + (self.denominator or ())


@dataclass(frozen=True)
class Span:
    """When one wording of a rule is the one in force; open at both ends for a rule that was never changed."""

    first: str = ""
    last: str = "9999"
    first_month: int = 0
    end_month: int = 999999
    """The first reporting month in which it is in force no more."""

    def holds_in(self, month: int) -> bool:
        """Whether it is the one of a reporting month."""
        return self.first_month <= month < self.end_month


@dataclass(frozen=True)
class Rule:
    """A check kept as data: `left op right`, under conditions, with its sentence."""

    code: str
    level: Level
    scope: str
    """row, month or period."""
    kind: str | None
    left: Expression
    op: str
    message: str
    right: Expression = ()
    values: tuple[Value, ...] = ()
    when: tuple[Condition, ...] = ()
    missing: str = "skip_any"
    tolerance: Decimal = Decimal(0)
    fix: str = ""
    valid_from: str | None = None
    valid_to: str | None = None
    span: Span = Span()

    @property
    def former(self) -> bool:
        """Whether it is what the rule was before it was changed: that goes on for the periods of that time."""
        return self.span.end_month != Span().end_month

    def holds_on(self, first: str, last: str) -> bool:
        """Whether it is in force on any day between two ISO days."""
        of_this_time = overlaps(self.span.first, self.span.last, first, last)
        return of_this_time and overlaps(self.valid_from, self.valid_to, first, last)

    @property
    def place(self) -> str:
        """Field or indicator at which the fault is shown."""
        return self.left[0][1]
