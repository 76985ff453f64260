"""Official units (đơn vị hành chính) of 2020 and of 2025, found by code or by a few letters of their name.

A unit's `uid` is ours and opaque: administrative codes were reused when the units were reorganised on
1 July 2025 (Quyết định 19/2025/QĐ-TTg), so a code means something only together with its scheme.
"""

import csv
from collections import defaultdict
from functools import cache, cached_property
from heapq import nsmallest
from itertools import islice
from typing import NamedTuple, Protocol

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import resource
from desktop.domain.text import fold

SCHEMES = ("2020", "2025")
PROVINCE, DISTRICT, COMMUNE = "province", "district", "commune"
NATION, NATION_CODE = "nation", "00"


class Unit(NamedTuple):
    """One official unit."""

    uid: str
    scheme: str
    code: str
    name: str
    level: str
    kind: str
    parent_uid: str | None
    lat: float
    lon: float
    area: str
    """The district that a commune of 2020 lies in; '' elsewhere."""


class Successor(NamedTuple):
    """Where a unit of 2020 went: `share` is `whole` or `part`, the note `main` marks the larger part."""

    to_uid: str
    share: str
    note: str


class Named(Protocol):
    """Anything with an official name."""

    @property
    def name(self) -> str:
        """The name with its kind in front: `Xã Đàm Thủy`."""


def police_name(unit: Named) -> str:
    """What its police call themselves: `Công an xã Đàm Thủy`; those of the whole country are the Ministry."""
    if unit.name == "Toàn quốc":
        return "Bộ Công an"
    return f"Công an {unit.name[0].lower()}{unit.name[1:]}"


def short_name(unit: Named) -> str:
    """The name without its kind, as tables show it: `Đàm Thủy`; a number keeps its kind: `Phường 2`."""
    for kind in _KINDS:
        rest = unit.name.removeprefix(kind)
        if rest != unit.name:
            return unit.name if rest.isdecimal() else rest
    return unit.name


_KINDS = ("Xã ", "Phường ", "Thị trấn ", "Đặc khu ", "Huyện ", "Quận ", "Thị xã ", "Thành phố ", "Tỉnh ")


def nation(scheme: str) -> Unit:
    """The whole country, whose headquarters collects from the provinces; it stands in no official list."""
    return Unit(f"VIETNAM{scheme[2:]}0", scheme, NATION_CODE, "Toàn quốc", NATION, "Toàn quốc", None, 16.0, 106.0, "")


class OfficialUnits:
    """All units of one scheme, in the order of the official list."""

    def __init__(self, scheme: str, units: list[Unit]) -> None:
        self.scheme = scheme
        self.by_uid = {unit.uid: unit for unit in units}
        self._by_code = {unit.code: unit for unit in units}

    @staticmethod
    @cache
    def load(scheme: str) -> "OfficialUnits":
        """The units of `2020` or `2025`, read once."""
        if scheme not in SCHEMES:
            raise UserError(Trouble.UNKNOWN_SCHEME, scheme=scheme, known=", ".join(SCHEMES))
        return OfficialUnits(scheme, _read(scheme))

    def by_code(self, code: str) -> Unit:
        """The unit of an administrative code; raise UserError when the scheme has none."""
        found = self._by_code.get(code.strip())
        if found is None:
            raise UserError(Trouble.UNKNOWN_UNIT, code=code, scheme=self.scheme)
        return found

    def provinces(self) -> list[Unit]:
        """All provinces."""
        return self._children[None]

    def areas_of(self, province: Unit) -> list[Unit]:
        """The districts of a province; none since 2025."""
        return [unit for unit in self._children[province.uid] if unit.level == DISTRICT]

    def communes_of(self, unit: Unit) -> list[Unit]:
        """All communes of a province or of a district."""
        found: list[Unit] = []
        for child in self._children[unit.uid]:
            found += [child] if child.level == COMMUNE else self.communes_of(child)
        return found

    def province_of(self, unit: Unit) -> Unit:
        """The province that holds the unit."""
        while unit.parent_uid is not None:
            unit = self.by_uid[unit.parent_uid]
        return unit

    def search(
        self, words: str, province_code: str | None = None, limit: int = 50, elsewhere: bool = True
    ) -> list[Unit]:
        """Units whose name has words beginning so, accents or not, or whose code begins so; best first.

        Units of the given province stand before those `elsewhere`; within, a name typed in full, then a name
        that begins so, then one with such a whole word; equals by name.
        """
        wanted = fold(words).removeprefix("cong an ")
        if not wanted:
            return list(islice(self._of_province(province_code), limit))
        home = {unit.uid for unit in self._of_province(province_code)} if province_code else set()
        tokens = [f" {token}" for token in wanted.split()]
        found = (
            (unit.uid not in home, _rank(unit, name, wanted), name, unit)
            for unit, name in self._names
            if (elsewhere or unit.uid in home)
            and (all(token in name for token in tokens) or unit.code.startswith(wanted))
        )
        return [entry[-1] for entry in nsmallest(limit, found)]

    def _of_province(self, code: str | None) -> list[Unit]:
        if code is None:
            return self.provinces()
        province = self.by_code(code)
        return [*self.communes_of(province), *self.areas_of(province), province]

    @cached_property
    def _names(self) -> list[tuple[Unit, str]]:
        """Folded names, a blank before every word."""
        return [(unit, f" {fold(unit.name)}") for unit in self.by_uid.values()]

    @cached_property
    def _children(self) -> dict[str | None, list[Unit]]:
        children: dict[str | None, list[Unit]] = defaultdict(list)
        for unit in self.by_uid.values():
            children[unit.parent_uid].append(unit)
        return children


def _rank(unit: Unit, name: str, wanted: str) -> int:
    """0 for the name or code in full, then names beginning so: communes before the units above them."""
    short = name[len(unit.kind) + 2 :]
    if wanted in (short, name[1:], unit.code):
        return 0
    if short.startswith(wanted) or name[1:].startswith(wanted):
        whole = f"{short} ".startswith(f"{wanted} ")
        return 1 if whole else 2
    return 3 if f" {wanted} " in f"{name} " else 4


def _read(scheme: str) -> list[Unit]:
    """The lines of one scheme; the district's name is filled in for its communes."""
    with resource("units", "units.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(line for line in file if line.startswith(scheme)))
    districts = {row[1]: row[3] for row in lines if row[4] == DISTRICT}
    return [
        Unit(uid, scheme, code, name, level, kind, up or None, float(lat), float(lon), districts.get(up, ""))
        for _, uid, code, name, level, kind, up, lat, lon in lines
    ]


@cache
def province_code(scheme: str, uid: str) -> str:
    """Code of the province that holds a unit, found without keeping the eleven thousand others in memory."""
    with resource("units", "units.csv").open(encoding="utf-8", newline="") as file:
        wanted = (line for line in file if line.startswith(scheme) and (f",{COMMUNE}," not in line or uid in line))
        above = {row[1]: (row[2], row[6]) for row in csv.reader(wanted)}
    code, parent = above[uid]
    while parent:
        code, parent = above[parent]
    return code


@cache
def _successions() -> dict[str, list[Successor]]:
    found: dict[str, list[Successor]] = defaultdict(list)
    with resource("units", "succession_2025.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["from_uid"]].append(Successor(row["to_uid"], row["share"], row["note"]))
    return found


def succession(uid: str) -> list[Successor]:
    """The units of 2025 that a commune of 2020 went to, the main one first; none for any other unit."""
    return sorted(_successions().get(uid, []), key=lambda successor: successor.note != "main")


def predecessors(uid: str) -> list[str]:
    """The communes of 2020 that went to a unit of 2025, wholly or in part."""
    return _predecessors().get(uid, [])


@cache
def _predecessors() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for old, new in _successions().items():
        for uid in dict.fromkeys(to.to_uid for to in new):
            found[uid].append(old)
    return found
