"""Stored figures of a period, unit by unit, out of the month totals."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TypeVar

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.domain.catalogue import Catalogue, Indicator, IndicatorKind
from desktop.domain.counting import asked_months, unscaled
from desktop.domain.figures import BLANK, STATE_OF_LETTER, Evaluation, Figure, State
from desktop.domain.periods import Period
from desktop.services import linking, totalling
from desktop.services.adjusting import adjusted, adjusted_sections
from desktop.services.answering_sections import own_letters
from desktop.services.books import Books, Role
from desktop.services.linking import Later
from desktop.services.totalling import NOT_FOUND, Covered, Found, month_bits

_T = TypeVar("_T")
FEW = 12  # indicators are sought one by one


@dataclass
class Collected:
    """Everything stored of one period."""

    books: Books
    period: Period
    sums: dict[tuple[int, str], Found]
    covered: dict[tuple[int, str], Covered]
    later: dict[str, list[Later]] = field(default_factory=dict)
    """What later tellings of linked cases add, by indicator: a sum of several units may leave them out."""
    stored: tuple[Indicator, ...] | None = None
    """The stored indicators that were asked for; all of them where nobody said which."""
    _known: dict[str, dict[int, Figure]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def figure(self, unit_id: int, indicator: Indicator) -> Figure:
        """One unit's figure of a typed or counted indicator."""
        return self.figures(indicator).get(unit_id, BLANK)

    def figures(self, indicator: Indicator) -> dict[int, Figure]:
        """The figures of a typed or counted indicator by unit; units that told nothing are left out."""
        known = self._known.get(indicator.code)
        if known is None:
            known = self._known[indicator.code] = self._made(indicator)
        return known

    def _made(self, indicator: Indicator) -> dict[int, Figure]:
        found, covered = self.by_code.get(indicator.code, {}), self.by_section.get(indicator.section, {})
        needed = self.needed[indicator.code]
        if indicator.kind is IndicatorKind.COUNTED:
            return {
                unit_id: _together(found.get(unit_id, NOT_FOUND)[0], letter, int(months != needed))
                for unit_id, (months, letter, _, _) in covered.items()
            }
        made = {}
        for unit_id in found.keys() | {unit_id for unit_id, each in covered.items() if each[2] | each[3]}:
            amount, letter, whole = _typed(found.get(unit_id), covered.get(unit_id), needed)
            made[unit_id] = _together(amount, letter, int(not whole))
        return made

    @cached_property
    def needed(self) -> Mapping[str, int]:
        """The months that must be answered, by indicator: the ends for stocks, all of them else."""
        indicators = self.books.catalogue.indicators
        return {code: month_bits(asked_months(each, self.period.months)) for code, each in indicators.items()}

    def evaluate(self, units: Iterable[int]) -> Evaluation:
        """All figures of these units together."""
        ids, indicators = tuple(units), self.books.catalogue.indicators
        if len(ids) == 1 and ids[0] not in self._told:
            return self._silent
        if len(ids) == 1:
            told = self._by_unit.get(ids[0], {})
            return Evaluation(self.books.catalogue, lambda code: self.figure(ids[0], indicators[code]), 1, told)
        scope = Scope(self, ids)
        return Evaluation(self.books.catalogue, lambda code: scope.figure(indicators[code]), len(ids))

    @cached_property
    def _by_unit(self) -> dict[int, dict[str, Figure]]:
        """The figures of the few indicators that were asked for, by unit: together they are made faster."""
        blank = {indicator.code: BLANK for indicator in self.stored or ()}
        figures: dict[int, dict[str, Figure]] = defaultdict(blank.copy)
        for indicator in self.stored or ():
            for unit_id, figure in self.figures(indicator).items():
                figures[unit_id][indicator.code] = figure
        return figures

    @cached_property
    def _told(self) -> set[int]:
        """Units of which anything is known in this period."""
        return {unit_id for unit_id, _ in self.sums} | self.reporting

    @cached_property
    def _silent(self) -> Evaluation:
        """What is made of nothing: the same for every unit that said nothing."""
        return Evaluation(self.books.catalogue, lambda _: BLANK, 1)

    @cached_property
    def reporting(self) -> set[int]:
        """Units that have answered for the period; cases that others tell of from before are no answer."""
        return {unit_id for unit_id, _ in self.covered}

    @cached_property
    def by_code(self) -> dict[str, dict[int, Found]]:
        """What was found, by indicator and unit."""
        found: dict[str, dict[int, Found]] = defaultdict(dict)
        for (unit_id, code), each in self.sums.items():
            found[code][unit_id] = each
        return found

    @cached_property
    def by_section(self) -> dict[str, dict[int, Covered]]:
        """What was answered, by section and unit."""
        found: dict[str, dict[int, Covered]] = defaultdict(dict)
        for (unit_id, section), each in self.covered.items():
            found[section][unit_id] = each
        return found


class Scope:
    """Some units together: their figures without making one for each unit."""

    def __init__(self, collected: Collected, ids: tuple[int, ...]) -> None:
        self._collected, self.ids = collected, ids
        self._sections: dict[str, dict[int, Covered]] = {}
        self._set = frozenset(ids)

    def figure(self, indicator: Indicator) -> Figure:
        """The figure of a typed or counted indicator: blanks left out and counted as missing."""
        found = _within(self._collected.by_code.get(indicator.code, {}), self._set)
        covered = self._section(indicator.section)
        needed = self._collected.needed[indicator.code]
        if indicator.kind is IndicatorKind.COUNTED:
            return self._counted(found, covered, needed, self._collected.later.get(indicator.code, ()))
        return self._typed(found, covered, needed)

    def _section(self, code: str) -> dict[int, Covered]:
        if code not in self._sections:
            self._sections[code] = _within(self._collected.by_section.get(code, {}), self._set)
        return self._sections[code]

    def _counted(
        self, found: dict[int, Found], covered: dict[int, Covered], needed: int, later: Iterable[Later]
    ) -> Figure:
        """Counted amounts hold where the section was answered; elsewhere nobody has said so.

        What several of these units tell counts once.
        """
        missing = len(self._set) - sum(each[0] == needed for each in covered.values())
        amount = sum(each[0] for unit_id, each in found.items() if unit_id in covered)
        amount -= sum(each.amount for each in later if each.is_out(covered))
        letter = max((each[1] for each in covered.values()), default="")
        return _together(amount, letter, missing)

    def _typed(self, found: dict[int, Found], covered: dict[int, Covered], needed: int) -> Figure:
        amount, letters, whole = 0, {""}, 0
        for unit_id in found.keys() | covered.keys():
            each = _typed(found.get(unit_id), covered.get(unit_id), needed)
            amount += each[0]
            letters.add(each[1])
            whole += each[2]
        return _together(amount, max(letters), len(self._set) - whole)


def _typed(found: Found | None, covered: Covered | None, needed: int) -> tuple[int, str, bool]:
    """Amount, letter and completeness of a typed figure: months that nobody typed may stand declared."""
    amount, months, letter = found or NOT_FOUND
    rest = needed & ~months
    if not rest or covered is None:
        return amount, letter, not rest
    _, _, none, outside = covered
    if rest & none:
        letter = max(letter, "d")
    elif rest & outside:
        letter = max(letter, "a")
    return amount, letter, not rest & ~(none | outside)


def _within(found: dict[int, _T], ids: frozenset[int]) -> dict[int, _T]:
    return found if len(found) == len(ids & found.keys()) else {each: found[each] for each in ids & found.keys()}


@lru_cache(maxsize=50_000)
def _together(amount: int, letter: str, missing: int) -> Figure:
    """The same small figures come again and again."""
    if not letter:
        return Figure(State.BLANK, None, missing)
    state = State.VALUE if amount else STATE_OF_LETTER[letter]
    if state is State.NOT_APPLICABLE:
        return Figure(state, None, missing)
    if state is State.VALUE and not amount:
        state = State.ZERO
    return Figure(state, unscaled(amount), missing)


def collect(
    books: Books,
    period: Period,
    unit_ids: Iterable[int] | None = None,
    within: Period | None = None,
    codes: Iterable[str] | None = None,
) -> Collected:
    """The stored figures of a period, of all reporting units or of those asked for; all of them, or what `codes` read.

    A unit knows its sections as answered over the whole reporting period: `within` names it when a month is asked for.
    """
    if not period.months:
        raise UserError(Trouble.UNKNOWN_PERIOD, key=period.key)  # days of a campaign fill no months
    with books.db.read() as connection:
        units, wanted = _units_clause(unit_ids), None if codes is None else stored_terms(books.catalogue, codes)
        which, sections = _codes_clause(wanted), _sections_clause(wanted)
        stocks = totalling.stock_months(books.catalogue, period.months)
        sums = totalling.sums(connection, books.catalogue, period.months, f"{units} {which}", stocks)
        totalling.add_origins(connection, books.catalogue, period, f"{units} {which}", sums)
        covered = _answers(connection, books, period, f"{units} {sections}", within or period)
        _adjust(connection, books, period, unit_ids, (sums, covered))
        later = later_by_indicator(connection, books, period, linking.later(connection, period.months))
    return Collected(books, period, sums, covered, later, None if wanted is None else tuple(wanted))


def stored_terms(catalogue: Catalogue, codes: Iterable[str]) -> list[Indicator]:
    """The stored indicators that these are made from, each once."""
    found: dict[str, Indicator] = {}
    for code in codes:
        indicator = catalogue.indicators.get(code)
        if indicator is not None and indicator.stored:
            found[code] = indicator
        elif indicator is not None:
            found |= {each.code: each for each in stored_terms(catalogue, (term for _, term in indicator.terms))}
    return list(found.values())


def _codes_clause(wanted: Sequence[Indicator] | None) -> str:
    """The totals of a few indicators are sought one by one; of many all are read, which is quicker."""
    if wanted is None or len(wanted) > FEW:
        return ""
    return f"AND indicator IN ({','.join(repr(each.code) for each in wanted) or 'NULL'})"


def _sections_clause(wanted: Sequence[Indicator] | None) -> str:
    if wanted is None or len(wanted) > FEW:
        return ""
    return f"AND section IN ({','.join(sorted({repr(each.section) for each in wanted})) or 'NULL'})"


def _adjust(
    connection: Connection,
    books: Books,
    period: Period,
    unit_ids: Iterable[int] | None,
    into: tuple[dict[tuple[int, str], Found], dict[tuple[int, str], Covered]],
) -> None:
    """Amounts that headquarters puts above those of a unit take their place, month by month."""
    (sums, covered), wanted = into, None if unit_ids is None else set(unit_ids)
    for (unit_id, code), amounts in adjusted(connection, books, period.months).items():
        indicator = books.catalogue.indicators.get(code)
        if indicator is None or (wanted is not None and unit_id not in wanted):
            continue
        for month in set(amounts).intersection(asked_months(indicator, period.months)):
            told = told_amount(connection, books, period, (unit_id, code, month))
            amount, months, _ = sums.get((unit_id, code), NOT_FOUND)
            bit = month_bits((month,))
            sums[unit_id, code] = (amount - told + amounts[month], months | bit, "v")
            before = covered.get((unit_id, indicator.section), (0, "", 0, 0))
            covered[unit_id, indicator.section] = (before[0] | bit, max(before[1], "v"), *before[2:])


def told_amount(connection: Connection, books: Books, period: Period, key: tuple[int, str, int]) -> int:
    """What a unit itself says of one indicator in one month of a period, in thousandths."""
    unit_id, code, month = key
    units = f"{_units_clause((unit_id,))} AND indicator = '{code}'"
    sums = totalling.sums(connection, books.catalogue, (month,), units, {})
    totalling.add_origins(connection, books.catalogue, period, units, sums, (month,))
    return sums.get((unit_id, code), NOT_FOUND)[0]


def answering(books: Books, period: Period, indicator: Indicator, unit_ids: Iterable[int]) -> list[int]:
    """Those of these units whose rows count for an indicator: they have answered for its section."""
    ids = list(unit_ids)
    units = f"{_units_clause(ids)} AND section = '{indicator.section}'"
    with books.db.read() as connection:
        covered = _answers(connection, books, period, units, period)
        above = adjusted_sections(connection, books, period)
    return [each for each in ids if (each, indicator.section) in covered or (each, indicator.section) in above]


def _answers(
    connection: Connection, books: Books, period: Period, units: str, within: Period
) -> dict[tuple[int, str], Covered]:
    if books.me.role is Role.UNIT:
        return _own_coverage(connection, books, period, within)
    return totalling.coverage(connection, period.months, units)


def _units_clause(unit_ids: Iterable[int] | None) -> str:
    if unit_ids is None:
        return "AND unit_id IN (SELECT id FROM unit)"  # the key of totals begins with the unit
    return f"AND unit_id IN ({','.join(str(int(each)) for each in unit_ids)})"


def _months(months: Iterable[int]) -> str:
    return ",".join(str(int(month)) for month in months)


def later_by_indicator(
    connection: Connection, books: Books, period: Period, lines: Iterable[Later]
) -> dict[str, list[Later]]:
    """Later tellings by the indicators that count them in this period.

    Where headquarters itself has said how much a unit's month is, nothing is taken off it.
    """
    by_code: dict[str, list[Later]] = defaultdict(list)
    above = adjusted(connection, books, period.months)
    for each in lines:
        if each.month not in above.get((each.unit_id, each.indicator), ()):
            by_code[each.indicator].append(each)
    indicators = books.catalogue.indicators
    return {
        code: linking.counted_later(told, indicators[code], asked_months(indicators[code], period.months))
        for code, told in by_code.items()
        if code in indicators
    }


def _own_coverage(
    connection: Connection, books: Books, period: Period, within: Period
) -> dict[tuple[int, str], Covered]:
    unit_id, months = books.own_unit_id, month_bits(period.months)
    letters = own_letters(connection, books, within)
    return {(unit_id, section): totalling.covered({letter: months}) for section, letter in letters.items()}
