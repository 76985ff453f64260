"""What the sample province lived through: the published totals dealt out to units, months and offences.

Everything follows from the words and totals in `resources/sample` and from fixed seeds: the same sample each time.
"""

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from desktop.base.paths import resource
from desktop.domain.periods import Period, period_of_month
from desktop.domain.records import Values
from desktop.domain.units import OfficialUnits, Unit

SERIOUS = ("giet_nguoi", "cuop", "hiep_dam", "xam_hai_tre_em", "co_y_gay_thuong_tich", "cuop_giat")
DRUGS = ("mua_ban_ma_tuy", "tang_tru_ma_tuy", "van_chuyen_ma_tuy", "to_chuc_su_dung")
ECONOMY = ("buon_lau", "gian_lan_thuong_mai", "hang_cam", "kt_khac")
ENVIRONMENT = ("khai_thac_lam_san", "khai_thac_khoang_san", "an_toan_thuc_pham", "huy_hoai_rung")


@cache
def told() -> dict[str, Any]:
    """The totals and words of the sample."""
    return tomllib.loads(resource("sample", "cao-bang.toml").read_text(encoding="utf-8"))


@dataclass
class Case:
    """One case before it becomes a record."""

    unit: str
    offence: str
    occurred: date
    serious: bool = False
    solved: date | None = None
    subjects: int = 0


@dataclass
class UnitShare:
    """What one unit has of the province's events in one period."""

    cases: list[Case] = field(default_factory=list)
    drugs: int = 0
    economy: int = 0
    environment: int = 0
    accidents: int = 0
    fires: int = 0
    regular_police: bool = False


def reporting_units() -> list[Unit]:
    """The communes and townships that report (139 xã, 14 thị trấn), in the order of the official list."""
    official = OfficialUnits.load(told()["scheme"])
    return [unit for unit in official.communes_of(official.by_code(told()["province"])) if unit.kind != "Phường"]


def weight(unit: Unit) -> int:
    """How busy a unit is; townships more than communes, the rest by its code."""
    return (5 if unit.kind == "Thị trấn" else 1) + int(unit.code) % 4


def shares(period: Period, year: str) -> dict[str, UnitShare]:
    """The events of one period dealt out to all units, by their codes."""
    facts, random = told()["years"][year], Random(f"giaoban {period.key}")
    units = reporting_units()
    dealt = {unit.code: UnitShare() for unit in units}
    for case in _cases(facts, period, units, random):
        dealt[case.unit].cases.append(case)
    for name in ("drugs", "economy", "environment", "accidents", "fires"):
        for unit in random.choices(units, [weight(each) for each in units], k=facts[name]):
            setattr(dealt[unit.code], name, getattr(dealt[unit.code], name) + 1)
    for unit in random.sample(units, facts["regular_police"]):
        dealt[unit.code].regular_police = True
    return dealt


def _cases(facts: dict[str, Any], period: Period, units: list[Unit], random: Random) -> list[Case]:
    offences = [offence for offence, count in facts["offences"].items() for _ in range(count)]
    months = [month for month, count in zip(period.months, facts["cases_by_month"], strict=True) for _ in range(count)]
    places = _places(facts, units, random)
    random.shuffle(offences)
    random.shuffle(months)
    cases = [
        Case(place, offence, day_in(period_of_month(month, period.calendar), random))
        for place, offence, month in zip(places, offences, months, strict=True)
    ]
    _mark_serious(cases, facts)
    _solve(cases, facts, period, random)
    earlier = _earlier(facts, period, units, random)
    _deal_subjects([*cases, *earlier], facts["subjects"], random)
    return [*cases, *earlier]


def _places(facts: dict[str, Any], units: list[Unit], random: Random) -> list[str]:
    official = OfficialUnits.load(told()["scheme"])
    places: list[str] = []
    for area_code, count in zip(told()["areas"], facts["cases_by_area"], strict=True):
        area = official.by_code(area_code)
        inside = [unit for unit in units if unit.parent_uid == area.uid]
        places += [unit.code for unit in random.choices(inside, [weight(each) for each in inside], k=count)]
    return places


def day_in(period: Period, random: Random) -> date:
    """A day of the period."""
    return period.first + timedelta(days=random.randrange((period.last - period.first).days + 1))


def _mark_serious(cases: list[Case], facts: dict[str, Any]) -> None:
    able = sorted((case for case in cases if case.offence in SERIOUS), key=lambda case: SERIOUS.index(case.offence))
    for case in able[: facts["serious"]]:
        case.serious = True


def _solve(cases: list[Case], facts: dict[str, Any], period: Period, random: Random) -> None:
    serious = [case for case in cases if case.serious]
    others = [case for case in cases if not case.serious]
    chosen = serious[: facts["serious_solved"]] + random.sample(others, facts["solved"] - facts["serious_solved"])
    for case in chosen:
        case.solved = min(case.occurred + timedelta(days=random.choice((0, 0, 1, 1, 2, 3, 5, 8, 13, 21))), period.last)


def _earlier(facts: dict[str, Any], period: Period, units: list[Unit], random: Random) -> list[Case]:
    """Cases that occurred before the period and were solved in it."""
    return [
        Case(
            unit.code,
            "trom_cap",
            period.first - timedelta(days=random.randrange(5, 120)),
            solved=day_in(period, random),
        )
        for unit in random.sample(units, facts["solved_earlier"])
    ]


def _deal_subjects(cases: list[Case], total: int, random: Random) -> None:
    """One subject or more to each solved case, gamblers in groups, so that the sum is the published one."""
    solved = [case for case in cases if case.solved]
    for case in solved:
        case.subjects = 1
    rest = total - len(solved)
    gambling = [case for case in solved if case.offence == "danh_bac"]
    for place in range(rest):
        pool = gambling if gambling and place % 5 else solved
        random.choice(pool).subjects += 1


def case_values(case: Case, random: Random) -> Values:
    """A case as the officer types it."""
    words = told()["words"]
    values: Values = {
        "group": "TTXH",
        "offence": case.offence,
        "occurred_on": case.occurred.isoformat(),
        "detected_on": case.occurred.isoformat(),
        "status": "lam_ro" if case.solved else "dang_dieu_tra",
        "severity": random.choice(("RNT", "RNT", "DBNT")) if case.serious else random.choice(("IT", "IT", "NT")),
        "hamlet": random.choice(words["hamlets"]),
        "summary": random.choice(words[_WORDS.get(case.offence, "other")]),
    }
    if case.solved:
        values |= {"solved_on": case.solved.isoformat(), "subjects": case.subjects}
        if case.serious or random.random() < 0.7:
            values |= {"prosecuted_on": case.solved.isoformat(), "accused": max(1, case.subjects - random.randrange(2))}
        if random.random() < 0.2:
            values["tip"] = "x"
    return values | _harm(case, random)


_WORDS = {"trom_cap": "theft", "co_y_gay_thuong_tich": "injury", "danh_bac": "gambling", "lua_dao": "fraud"}


def _harm(case: Case, random: Random) -> Values:
    if case.offence == "giet_nguoi":
        return {"deaths": 1, "scene_secured": "x"}
    if case.offence == "co_y_gay_thuong_tich":
        return {"injured": random.choice((1, 1, 1, 2))}
    if case.offence in ("trom_cap", "lua_dao", "cuop", "cuop_giat"):
        damage = random.randrange(5, 400) * 100_000
        values: Values = {"damage": damage}
        if case.offence == "lua_dao" and random.random() < 0.4:
            values["online"] = "x"
        if case.solved and random.random() < 0.6:
            values["recovered"] = damage if random.random() < 0.5 else damage // 200_000 * 100_000
        return values
    return {}
