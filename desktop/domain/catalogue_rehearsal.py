"""What a waiting catalogue would have said of a period that is held already."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Warned:
    """A unit that a rule would warn, and how often."""

    uid: str
    name: str
    times: int


@dataclass(frozen=True)
class RuleTrial:
    """One new or changed rule, over everything that is held."""

    code: str
    message: str
    units: tuple[Warned, ...]

    @property
    def times(self) -> int:
        """How many rows and figures it would warn of."""
        return sum(each.times for each in self.units)


@dataclass(frozen=True)
class FigureTrial:
    """One indicator that is counted otherwise: the whole before and after ('' where it was not counted)."""

    code: str
    name: str
    before: str
    after: str
    units: int
    """Units whose own figure would be another one."""


@dataclass(frozen=True)
class DeadlineTrial:
    """A deadline that moves, of all periods that end with this one: moments in ISO, before and after."""

    report: str
    step: str
    period: str
    calendar: str
    before: str
    after: str


@dataclass(frozen=True)
class Rehearsal:
    """One rehearsal: of which period, over how many units, how long it took."""

    period: str
    units: int
    at: str
    seconds: float
    rules: tuple[RuleTrial, ...] = ()
    figures: tuple[FigureTrial, ...] = ()
    deadlines: tuple[DeadlineTrial, ...] = ()

    def without(self, code: str) -> "Rehearsal":
        """The same without a rule that warns nobody any more."""
        return replace(self, rules=tuple(each for each in self.rules if each.code != code))

    @property
    def moves_the_past(self) -> int:
        """How many deadlines had passed already: who came late would be told otherwise."""
        return sum(each.before < self.at for each in self.deadlines)

    @property
    def told(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)

    @staticmethod
    def of(told: Mapping[str, Any]) -> "Rehearsal":
        """As it was kept."""
        rules = tuple(
            RuleTrial(each["code"], each["message"], tuple(Warned(**unit) for unit in each["units"]))
            for each in told["rules"]
        )
        figures = tuple(FigureTrial(**each) for each in told["figures"])
        deadlines = tuple(DeadlineTrial(**each) for each in told.get("deadlines", ()))
        return Rehearsal(told["period"], told["units"], told["at"], told["seconds"], rules, figures, deadlines)
