"""What was collected of a period: figures of one unit, and of several together with those that stand behind them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TypeVar

from desktop.domain.catalogue import Indicator, IndicatorKind
from desktop.domain.counting import asked_months, unscaled
from desktop.domain.figures import BLANK, STATE_OF_LETTER, Evaluation, Figure, State
from desktop.domain.periods import Period
from desktop.services.books import Books
from desktop.services.linking import Later
from desktop.services.reaching import Behind
from desktop.services.totalling import NOT_FOUND, Covered, Found, month_bits

_T = TypeVar("_T")


@dataclass
class Collected:
    """Everything stored of one period."""

    books: Books
    period: Period
    sums: dict[tuple[int, str], Found]
    covered: dict[tuple[int, str], Covered]
    later: dict[str, list[Later]] = field(default_factory=dict)
    """What later tellings of linked cases add, by indicator: a sum of several units may leave them out."""
    behind: Mapping[int, Behind] = field(default_factory=dict)
    """Reporters that are not simply one unit: headquarters below, and who reports for another one."""
    stored: tuple[Indicator, ...] | None = None
    """The stored indicators that were asked for; all of them where nobody said which."""
    _known: dict[str, dict[int, Figure]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def figure(self, unit_id: int, indicator: Indicator) -> Figure:
        """One unit's figure of a typed or counted indicator."""
        figure = self.figures(indicator).get(unit_id)
        return self._blank(unit_id) if figure is None else figure

    def figures(self, indicator: Indicator) -> dict[int, Figure]:
        """The figures of a typed or counted indicator by unit; units that told nothing are left out."""
        known = self._known.get(indicator.code)
        if known is None:
            known = self._known[indicator.code] = self._made(indicator)
        return known

    def _made(self, indicator: Indicator) -> dict[int, Figure]:
        found, covered = self.by_code.get(indicator.code, {}), self.by_section.get(indicator.section, {})
        needed, left_out = self.needed[indicator.code], self.left_out
        if indicator.kind is IndicatorKind.COUNTED:
            return {
                unit_id: _together(
                    found.get(unit_id, NOT_FOUND)[0], letter, left_out(unit_id, indicator, months == needed)
                )
                for unit_id, (months, letter, _, _) in covered.items()
            }
        made = {}
        for unit_id in found.keys() | {unit_id for unit_id, each in covered.items() if each[2] | each[3]}:
            amount, letter, whole = _typed(found.get(unit_id), covered.get(unit_id), needed)
            made[unit_id] = _together(amount, letter, left_out(unit_id, indicator, whole))
        return made

    def left_out(self, unit_id: int, indicator: Indicator, whole: bool) -> int:
        """Units behind a reporter that are not in its figure: all of them where it has not told the whole."""
        behind = self.behind.get(unit_id)
        if behind is None:
            return int(not whole)
        return behind.left_out(indicator, self.period.months) if whole else behind.expected

    def units_behind(self, ids: Iterable[int]) -> int:
        """How many units these reporters stand for."""
        return sum(self.behind[each].expected if each in self.behind else 1 for each in ids)

    def _blank(self, unit_id: int) -> Figure:
        behind = self.behind.get(unit_id)
        return BLANK if behind is None else Figure(State.BLANK, None, behind.expected)

    @cached_property
    def needed(self) -> Mapping[str, int]:
        """The months that must be answered, by indicator: the ends for stocks, all of them else."""
        indicators = self.books.catalogue.indicators
        return {code: month_bits(asked_months(each, self.period.months)) for code, each in indicators.items()}

    def evaluate(self, units: Iterable[int]) -> Evaluation:
        """All figures of these units together."""
        ids, indicators = tuple(units), self.books.catalogue.indicators
        if len(ids) == 1 and ids[0] not in self._told and ids[0] not in self.behind:
            return self._silent
        count = self.units_behind(ids)
        if len(ids) == 1:
            told = self._by_unit.get(ids[0], {})
            return Evaluation(self.books.catalogue, lambda code: self.figure(ids[0], indicators[code]), count, told)
        scope = Scope(self, ids)
        return Evaluation(self.books.catalogue, lambda code: scope.figure(indicators[code]), count)

    @cached_property
    def _by_unit(self) -> dict[int, dict[str, Figure]]:
        """The figures of the few indicators that were asked for, by unit: together they are made faster."""
        stored = self.stored or ()
        blank = {indicator.code: BLANK for indicator in stored}
        figures = {unit_id: blank.copy() for unit_id in self._told}
        for unit_id in self.behind:
            figures[unit_id] = {indicator.code: self._blank(unit_id) for indicator in stored}
        for indicator in stored:
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
    def answered(self) -> set[int]:
        """Those, and the units that one of them reports for."""
        return self.reporting | {unit_id for unit_id, each in self.behind.items() if each.by in self.reporting}

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
        self._whole: dict[tuple[str, int], tuple[set[int], str]] = {}
        self._set = frozenset(ids)
        self._behind = self._set & collected.behind.keys()

    def figure(self, indicator: Indicator) -> Figure:
        """The figure of a typed or counted indicator: blanks left out and counted as missing."""
        found = _within(self._collected.by_code.get(indicator.code, {}), self._set)
        covered = self._section(indicator.section)
        needed = self._collected.needed[indicator.code]
        if indicator.kind is IndicatorKind.COUNTED:
            return self._counted(indicator, found, covered, needed)
        return self._typed(indicator, found, covered, needed)

    def _section(self, code: str) -> dict[int, Covered]:
        if code not in self._sections:
            self._sections[code] = _within(self._collected.by_section.get(code, {}), self._set)
        return self._sections[code]

    def _counted(
        self, indicator: Indicator, found: dict[int, Found], covered: dict[int, Covered], needed: int
    ) -> Figure:
        """Counted amounts hold where the section was answered; elsewhere nobody has said so.

        What several of these units tell counts once.
        """
        whole, letter = self._answered_whole(indicator.section, covered, needed)
        missing = self._missing(indicator, whole)
        amount = sum([each[0] for unit_id, each in found.items() if unit_id in covered])
        later = self._collected.later.get(indicator.code, ())
        amount -= sum(each.amount for each in later if each.is_out(covered))
        return _together(amount, letter, missing)

    def _answered_whole(self, section: str, covered: dict[int, Covered], needed: int) -> tuple[set[int], str]:
        """Units that answered a section for all months needed, and the strongest letter: alike for its indicators."""
        key = section, needed
        if key not in self._whole:
            whole = {unit_id for unit_id, each in covered.items() if each[0] == needed}
            self._whole[key] = whole, max((each[1] for each in covered.values()), default="")
        return self._whole[key]

    def _missing(self, indicator: Indicator, whole: Set[int]) -> int:
        """Units that are not in it, those behind the reporters too."""
        simple = len(self._set - self._behind) - len(whole - self._behind)
        return simple + sum(self._collected.left_out(each, indicator, each in whole) for each in self._behind)

    def _typed(self, indicator: Indicator, found: dict[int, Found], covered: dict[int, Covered], needed: int) -> Figure:
        amount, letters, whole = 0, {""}, set()
        rest = covered.keys() - found.keys()
        for unit_id, (told, months, letter) in found.items():
            if needed & ~months:
                rest.add(unit_id)
                continue
            amount += told
            letters.add(letter)
            whole.add(unit_id)
        for unit_id in rest:
            each = _typed(found.get(unit_id), covered.get(unit_id), needed)
            amount += each[0]
            letters.add(each[1])
            if each[2]:
                whole.add(unit_id)
        return _together(amount, max(letters), self._missing(indicator, whole))


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
