"""What stands in the grid."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

from desktop.kit.marks import Mark


class ValueState(Enum):
    """The five states of a value; a blank is never a zero."""

    VALUE = auto()
    ZERO = auto()
    DECLARED = auto()
    NOT_APPLICABLE = auto()
    BLANK = auto()


FIXED = {ValueState.DECLARED: "0*", ValueState.NOT_APPLICABLE: "–", ValueState.BLANK: "·", ValueState.ZERO: "0"}


@dataclass(frozen=True)
class GridValue:
    """One value as shown; partial ones have a dashed line under them."""

    text: str = ""
    state: ValueState = ValueState.VALUE
    partial: bool = False
    moved: Literal["", "up", "down"] = ""
    """How the value of the open month stands to this ghost."""

    def shown(self) -> str:
        """What is written."""
        return FIXED.get(self.state, self.text)


@dataclass(frozen=True)
class OpenValue:
    """The value of the open month with what it is compared to."""

    value: GridValue
    before: GridValue
    last_year: GridValue
    derived: bool = False
    verdict: Literal["", "warned", "wrong"] = ""
    mark: Mark | None = None
    editable: bool = True


@dataclass(frozen=True)
class GridLine:
    """One figure through the months."""

    key: object
    name: str
    unit: str
    months: tuple[GridValue, ...]
    open: OpenValue
    total: GridValue
    last_year: GridValue


@dataclass(frozen=True)
class GridHeads:
    """Titles of the columns."""

    months: tuple[str, ...] = ()
    open: str = ""
    dates: str = ""
    before: str = ""
    same: str = "cùng kỳ"
    value: str = "số liệu"
    total: str = ""
    last_year: str = "Cùng kỳ"
    name: str = "Chỉ tiêu"
    unit: str = "Đơn vị tính"
