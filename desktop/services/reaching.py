"""How many units stand behind each reporter of a period: one, those that its headquarters told of, or those it covers.

What was told of the very period holds; of other spans the months that packages tell are put together. A headquarters
that has told nothing yet stands for the units it told of last, or for those of the official list.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from desktop.domain.catalogue import Indicator
from desktop.domain.counting import asked_months
from desktop.domain.periods import Period
from desktop.domain.reach import WHOLE, Reach, parse_reach
from desktop.domain.units import COMMUNE, SCHEMES, OfficialUnits
from desktop.services.books import Books, Role, UnitRow, read_setting
from desktop.services.completing import COVERED

_PACKAGES = """
    SELECT unit_id, period, sequence, package_id, manifest FROM package
    WHERE active AND head AND NOT sent AND unit_id IN ({units}) ORDER BY unit_id, period, sequence, package_id
"""
_CAME = "SELECT DISTINCT unit_id FROM package WHERE active AND head AND NOT sent AND period = ?"


@dataclass(frozen=True)
class Behind:
    """The units behind one reporter: how many, how many of them told something, who is left out of what."""

    expected: int
    received: int
    told: tuple[tuple[Reach, tuple[int, ...] | None], ...] = ()
    """What packages say, with the months that they speak of; None for a package of the very period."""
    by: int | None = None
    """The reporter that answers for this one."""

    def left_out(self, indicator: Indicator, months: tuple[int, ...]) -> int:
        """Units that are not in a sum of these months."""
        asked = {str(month) for month in asked_months(indicator, months)}
        counts = (
            reach.left_out(indicator.code, (WHOLE,) if within is None else asked & set(map(str, within)))
            for reach, within in self.told
        )
        return max(counts, default=0)

    @property
    def silent(self) -> tuple[str, ...]:
        """Uids of units that told nothing."""
        return tuple(dict.fromkeys(uid for reach, _ in self.told for uid in reach.silent))


def behind(connection: Connection, books: Books, period: Period, within: Period | None = None) -> dict[int, Behind]:
    """By reporter, where it is not simply one unit for itself."""
    if books.me.role is not Role.HEADQUARTERS:
        return {}
    above = [unit for unit in books.units.values() if unit.reports and unit.level != COMMUNE]
    told = _told(connection, above) if above else {}
    found = {unit.id: _behind(books, unit, told.get(unit.id, []), period) for unit in above}
    return _covered(connection, books, within or period, found)


def _told(connection: Connection, units: Iterable[UnitRow]) -> dict[int, list[tuple[str, str, Reach]]]:
    listed = ",".join(str(unit.id) for unit in units)
    found: dict[int, list[tuple[str, str, Reach]]] = defaultdict(list)
    for unit_id, key, _, _, manifest in connection.exec_driver_sql(_PACKAGES.format(units=listed)):
        fields = json.loads(manifest) if '"below":"' in manifest else {}
        reach = parse_reach(str(fields.get("below", "")))
        if reach is not None:
            found[unit_id].append((key, str(fields["calendar"]), reach))
    return found


def _behind(books: Books, unit: UnitRow, told: list[tuple[str, str, Reach]], period: Period) -> Behind:
    spans = [(key, books.period(key).months, reach) for key, calendar, reach in told if calendar == period.calendar]
    own = [reach for key, _, reach in spans if key == period.key]
    if own:
        return Behind(own[-1].expected, own[-1].received, ((own[-1], None),))
    near = [(months, reach) for _, months, reach in spans if set(months) & set(period.months)]
    if near:
        last = max(near, key=lambda each: each[0][-1])[1]
        return Behind(last.expected, last.received, tuple((reach, months) for months, reach in near))
    if spans:
        return Behind(max(spans, key=lambda each: each[1][-1])[2].expected, 0)
    return Behind(_official(unit), 0)


def _official(unit: UnitRow) -> int:
    """Communes of the official list under a unit; one for a unit that the list does not know."""
    for scheme in SCHEMES:
        official = OfficialUnits.load(scheme)
        if unit.uid in official.by_uid:
            return len(official.communes_of(official.by_uid[unit.uid])) or 1
    return 1


def _covered(connection: Connection, books: Books, period: Period, found: dict[int, Behind]) -> dict[int, Behind]:
    """A unit that reports for another one stands for both, as long as that one sends nothing itself."""
    by_uid: Mapping[str, str] = read_setting(connection, COVERED, {}).get(period.key, {})
    if not by_uid:
        return found
    came = set(connection.exec_driver_sql(_CAME, (period.key,)).scalars())
    pairs = [(books.unit_ids.get(uid), books.unit_ids.get(by)) for uid, by in by_uid.items()]
    moved = {one: by for one, by in pairs if one is not None and by is not None and one not in came}
    more = Counter(by for by in moved.values() if by not in moved)
    for one, by in moved.items():
        if by not in moved:  # of two that cover each other nobody reports
            found[one] = Behind(0, 0, by=by)
    for by, count in more.items():
        own = found.get(by, Behind(1, 1))
        found[by] = replace(own, expected=own.expected + count, received=own.received + count)
    return found
