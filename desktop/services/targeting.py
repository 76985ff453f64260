"""Targets (chỉ tiêu phấn đấu) that headquarters sets itself, above those of the catalogue; what another one changes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.domain.catalogue import Catalogue, Direction, Indicator, IndicatorKind
from desktop.domain.figures import Figure
from desktop.domain.periods import Period
from desktop.domain.records import number_text
from desktop.domain.text import clean
from desktop.services import counting
from desktop.services.books import Books, read_setting, write_setting
from desktop.services.rights import Act, require
from desktop.store import journal
from desktop.store.journal import Entry

SETTING = "targets"
ACTION = "target changed"
WORDLESS = (IndicatorKind.TEXT, IndicatorKind.HEADING)
Targets = Mapping[str, str | None]
"""By indicator: the number, None where there is to be none."""


@dataclass(frozen=True)
class Effect:
    """What a target says of a period, before and after."""

    figure: Figure
    met: bool | None
    """By the whole; None where there is no target or no figure."""
    would_meet: bool | None
    units: int
    """Units with a figure."""
    units_met: int
    units_would: int


def with_targets(connection: Connection, catalogue: Catalogue) -> Catalogue:
    """The catalogue with the targets that were set here."""
    told: Targets = read_setting(connection, SETTING, {})
    known = {code: each for code, each in told.items() if code in catalogue.indicators}
    if not known:
        return catalogue
    changed = {
        code: replace(catalogue.indicators[code], target=None if value is None else Decimal(value))
        for code, value in known.items()
    }
    return replace(catalogue, indicators={**catalogue.indicators, **changed})


def change(books: Books, code: str, target: Decimal | None, reason: str) -> None:
    """Set a target, or none; raise UserError without a reason, or where the number means nothing."""
    require(books, Act.CORRECT)
    indicator = books.catalogue.indicators[code]
    if not clean(reason).strip():
        raise UserError(Trouble.REASON_NEEDED)
    if target is not None and (target < 0 or (indicator.per_cent and target > 100)):
        raise UserError(Trouble.TARGET_OUT_OF_RANGE, name=indicator.short, unit=indicator.unit)
    before = indicator.target
    if before == target:
        return
    with books.db.begin() as connection:
        told: Targets = read_setting(connection, SETTING, {})
        write_setting(connection, SETTING, {**told, code: _text(target)})
        facts = {"indicator": code, "before": _text(before), "after": _text(target), "reason": clean(reason).strip()}
        journal.note(connection, Entry(books.me.officer, ACTION), books.clock(), **facts)
        books.catalogue = with_targets(connection, books.catalogue)


def _text(target: Decimal | None) -> str | None:
    return None if target is None else number_text(target)


def effect(books: Books, period: Period, code: str, target: Decimal | None) -> Effect:
    """How the whole and the units stand to the target of now, and to another one."""
    indicator = books.catalogue.indicators[code]
    figure = counting.summary(books, period).line(code).now
    amounts = [each.figures[code].amount for each in counting.by_unit(books, period, (code,))]
    known = [amount for amount in amounts if amount is not None]
    return Effect(
        figure,
        met(indicator, figure.amount, indicator.target),
        met(indicator, figure.amount, target),
        len(known),
        sum(bool(met(indicator, amount, indicator.target)) for amount in known),
        sum(bool(met(indicator, amount, target)) for amount in known),
    )


def met(indicator: Indicator, amount: Decimal | None, target: Decimal | None) -> bool | None:
    """Whether an amount meets a target; None where one of the two is not known."""
    if amount is None or target is None:
        return None
    return amount <= target if indicator.direction is Direction.DOWN else amount >= target
