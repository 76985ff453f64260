"""The waiting catalogue is tried on a period that is held: whom its rules would warn, which figures would change."""

import json
from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from time import perf_counter

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress, Silent
from desktop.domain.calendars import shifted
from desktop.domain.catalogue import Catalogue, Indicator, Rule
from desktop.domain.catalogue_parts import Span
from desktop.domain.catalogue_rehearsal import DeadlineTrial, FigureTrial, Rehearsal, RuleTrial, Warned
from desktop.domain.counting import Counter, KindCounter, counts_within, unscaled
from desktop.domain.deadlines import MovedDeadline
from desktop.domain.periods import Period, period_of_month
from desktop.domain.records import Values, number_text, parse_content
from desktop.domain.rules import compile_kind, period_problems
from desktop.services import drafting, issuing
from desktop.services.books import Books
from desktop.services.collecting import collect
from desktop.services.drafting import Waiting
from desktop.services.placing import HISTORY

LABEL = "Đang chạy thử danh mục mới"
_ROWS = """
    SELECT unit_id, content FROM record JOIN version ON version.id = version_id
    WHERE kind = ? AND record.state = 'final' AND day BETWEEN ? AND ?
"""
_ALL = """
    SELECT unit_id, content FROM record JOIN version ON version.id = version_id
    WHERE kind = ? AND record.state = 'final'
"""
_SAVE = "UPDATE catalogue SET rehearsal = ? WHERE id = ?"


def rehearse(books: Books, period: Period, progress: Progress | None = None) -> Rehearsal:
    """Try the waiting version on a period and keep what came of it; raise UserError where none waits."""
    waiting = drafting.wanted(books)
    if not period.months:
        raise UserError(Trouble.UNKNOWN_PERIOD, key=period.key)
    begun = perf_counter()
    trial = _Trial(books, Catalogue.of_text(waiting.text), period, progress or Silent())
    rules, figures = trial.rules(waiting), trial.figures(waiting)
    deadlines = tuple(map(_deadline, issuing.moved(books, waiting, _since(books, period))))
    units, seconds = len(books.reporting_units()), round(perf_counter() - begun, 1)
    found = Rehearsal(period.key, units, books.clock(), seconds, rules, figures, deadlines)
    with books.db.begin() as connection:
        connection.exec_driver_sql(_SAVE, (json.dumps(found.told, ensure_ascii=False), waiting.id))
    return found


def _since(books: Books, period: Period) -> Period:
    """From when on it would hold, as it is offered first."""
    return next(iter(issuing.offered_periods(books, period)), period)


def _deadline(moved: MovedDeadline) -> DeadlineTrial:
    before, after = (each.isoformat() for each in (moved.before, moved.after))
    return DeadlineTrial(moved.report_type, moved.step, moved.period.key, moved.period.calendar, before, after)


@dataclass(frozen=True)
class _Trial:
    """One catalogue against what the books hold of one period."""

    books: Books
    catalogue: Catalogue
    period: Period
    progress: Progress

    def rules(self, waiting: Waiting) -> tuple[RuleTrial, ...]:
        """Each new or changed rule with the units that it would warn."""
        wanted = drafting.rules_in(waiting.changes)
        tried = tuple(
            replace(rule, valid_from=None, valid_to=None, span=Span())
            for rule in self.catalogue.rules_now
            if rule.code in wanted
        )
        alone = replace(self.catalogue, rules=tried)
        found: dict[str, Tally[int]] = defaultdict(Tally)
        self._of_rows(alone, found)
        self._of_figures(alone, found)
        return tuple(RuleTrial(each.code, each.message, tuple(self._warned(found[each.code]))) for each in tried)

    def _warned(self, times: Tally[int]) -> Iterable[Warned]:
        units = self.books.units
        return (Warned(units[id].uid, units[id].name, count) for id, count in times.most_common())

    def _of_rows(self, alone: Catalogue, found: dict[str, Tally[int]]) -> None:
        codes = {rule.code for rule in alone.rules}
        kinds = [kind for kind in alone.record_kinds if alone.rules_for(kind.code)]
        today = self.books.clock()[:10]
        for kind in kinds:
            check = compile_kind(alone, kind.code)
            for unit_id, values in self._rows(kind.code, _ROWS, self.period):
                if check.quick(values, today, self.period):
                    continue
                for problem in check.problems(values, today, self.period):
                    if problem.rule in codes:
                        found[problem.rule][unit_id] += 1

    def _rows(self, kind: str, statement: str, period: Period | None = None) -> Iterable[tuple[int, Values]]:
        days = (period.first.isoformat(), period.last.isoformat()) if period else ()
        expected = {unit.id for unit in self.books.reporting_units()}
        with self.books.db.read() as connection:
            rows = connection.exec_driver_sql(statement, (kind, *days)).all()
        for unit_id, content in self.progress.over(rows, LABEL, len(rows)):
            if unit_id in expected:
                yield unit_id, parse_content(content)

    def _of_figures(self, alone: Catalogue, found: dict[str, Tally[int]]) -> None:
        if not alone.period_rules:
            return
        known, codes = self.books.catalogue.indicators, _read_by(alone.period_rules, alone)
        months = self.period.months
        history = [shifted(months[0], -step) for step in range(HISTORY, 0, -1)]
        asked = {month: period_of_month(month, self.period.calendar) for month in (*history, *months)}
        monthly = {
            month: collect(self.books, each, within=self.period if month in months else None, codes=codes)
            for month, each in self.progress.over(asked.items(), LABEL, len(asked))
        }
        whole = collect(self.books, self.period, codes=codes)
        units = self.books.reporting_units()
        for unit in self.progress.over(units, LABEL, len(units)):
            by_month = {month: each.evaluate([unit.id]) for month, each in monthly.items()}
            total = whole.evaluate([unit.id])

            def value_of(code: str, month: int, by_month=by_month) -> Decimal | None:  # type: ignore[no-untyped-def]
                return by_month[month].of(code).amount if code in known and month in by_month else None

            def total_of(code: str, total=total) -> Decimal | None:  # type: ignore[no-untyped-def]
                return total.of(code).amount if code in known else None

            for problem in period_problems(alone, value_of, months, history, total_of):
                found[problem.rule][unit.id] += 1

    def figures(self, waiting: Waiting) -> tuple[FigureTrial, ...]:
        """Each indicator that is counted otherwise, before and after."""
        indicators = (self.catalogue.indicators[code] for code in sorted(drafting.counts_in(waiting.changes)))
        return tuple(self._figure(each) for each in indicators if each.count is not None)

    def _figure(self, new: Indicator) -> FigureTrial:
        assert new.count is not None
        old = self.books.catalogue.indicators.get(new.code)
        rows: dict[int, list[Values]] = defaultdict(list)
        for unit_id, values in self._rows(new.count.kind, _ALL):
            rows[unit_id].append(values)
        after = self._amounts(self.catalogue, replace(new, valid_from=None, valid_to=None, earlier=()), rows)
        before = self._amounts(self.books.catalogue, old, rows) if old is not None else {}
        changed = sum(before.get(unit) != after.get(unit) for unit in {*before, *after})
        told = _told(before) if old is not None else ""
        return FigureTrial(new.code, new.name, told, _told(after), changed)

    def _amounts(self, catalogue: Catalogue, indicator: Indicator, rows: dict[int, list[Values]]) -> dict[int, int]:
        counter = Counter(replace(catalogue, indicators={}), self.period.calendar).only(indicator)
        found = {unit: self._amount(indicator, counter, values) for unit, values in rows.items()}
        return {unit: amount for unit, amount in found.items() if amount}

    def _amount(self, indicator: Indicator, counter: KindCounter, rows: list[Values]) -> int:
        totals: dict[tuple[str, str, int, int], int] = defaultdict(int)
        counter.add_all(totals, rows)
        return sum(
            amount
            for (_, breakdown, month, origin), amount in totals.items()
            if not breakdown and counts_within(indicator, self.period.months, month, origin)
        )


def _told(amounts: dict[int, int]) -> str:
    return number_text(unscaled(sum(amounts.values())))


def _read_by(rules: Iterable[Rule], catalogue: Catalogue) -> list[str]:
    """Everything that rules over figures look at."""
    codes: list[str] = []
    for rule in rules:
        for _, code in (*rule.left, *rule.right):
            codes += [each.code for each in catalogue.core] if code == "@any" else [code]
    return codes
