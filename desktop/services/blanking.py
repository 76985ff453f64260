"""A blank form for a unit that has no program: written at headquarters, filled by hand, read like any package."""

from pathlib import Path

from desktop import __version__
from desktop.base.errors import Trouble, UserError
from desktop.domain.catalogue import Aggregation, Catalogue, IndicatorKind
from desktop.domain.package import Cover
from desktop.domain.periods import Period, month_key
from desktop.domain.records import Values
from desktop.domain.system_kinds import DECLARATION, FIGURE, NARRATIVE, TASK
from desktop.domain.units import OfficialUnits, Unit, police_name
from desktop.domain.unsealed import Identified, blank_manifest
from desktop.services.books import Books
from desktop.services.covering import CHIEF, TRAINING

MANY, FEW = 300, 60
MANY_KINDS = frozenset({"case", "crime_report", "penalty", "patrol", "residence_check", "business_check", "duty"})
"""Kinds of which a unit has many in half a year."""
TASKS = 30
SITUATION = "TH"
"""The section under which a unit writes its texts."""


def write_blank(books: Books, unit_uid: str, period: Period, folder: Path) -> Path:
    """Write the form of one unit and period into `folder`, never over another; raise UserError when it cannot be."""
    if not folder.is_dir():
        raise UserError(Trouble.FOLDER_MISSING, path=str(folder), folder=str(folder), name=folder.name)
    from desktop.workbook.blank import write_blank as write

    unit = _unit_of(books, unit_uid)
    told = Identified(
        unit.uid, unit.code, unit.name, unit.scheme, period.key, period.calendar, training=books.me.training
    )
    manifest = blank_manifest(told, books.catalogue.version, __version__, books.clock())
    path = _free_path(folder, unit, period)
    return write(path, manifest, prepared_rows(books.catalogue, period), _cover(books, unit, period), books.catalogue)


def _unit_of(books: Books, unit_uid: str) -> Unit:
    official = OfficialUnits.load(books.me.scheme)
    unit_id = books.unit_ids.get(unit_uid)
    if unit_id is None or not books.units[unit_id].reports:
        known = official.by_uid.get(unit_uid)
        raise UserError(Trouble.WRONG_UNIT, unit=known.name if known else "", code=known.code if known else "")
    return official.by_uid[unit_uid]


def prepared_rows(catalogue: Catalogue, period: Period) -> dict[str, list[Values]]:
    """Empty rows of every kind; those known by a key with their key already written."""
    rows: dict[str, list[Values]] = {
        kind.code: [{} for _ in range(MANY if kind.code in MANY_KINDS else FEW)] for kind in catalogue.record_kinds
    }
    rows[FIGURE.code] = _figures(catalogue, period)
    rows[DECLARATION.code] = [{"period": period.key, "section": code} for code in catalogue.sections]
    rows[NARRATIVE.code] = [
        {"period": period.key, "section": SITUATION, "part": part.code}
        for part in catalogue.choices["narrative_part"].items
    ]
    rows[TASK.code] = [{} for _ in range(TASKS)]
    return {code: rows[code] for code in catalogue.kinds if code in rows}  # nobody explains or answers by hand


def _figures(catalogue: Catalogue, period: Period) -> list[Values]:
    """Typed figures of the core set: every month of flows, one month of stocks."""
    months = period.months
    wanted = {Aggregation.STOCK_END: months[-1:], Aggregation.STOCK_START: months[:1]}
    return [
        {"month": month_key(month), "indicator": indicator.code}
        for indicator in catalogue.core
        if indicator.kind is IndicatorKind.TYPED
        and indicator.asked_in(period.first.isoformat(), period.last.isoformat())
        for month in wanted.get(indicator.aggregation, months)
    ]


def _cover(books: Books, unit: Unit, period: Period) -> Cover:
    official = OfficialUnits.load(unit.scheme)
    return Cover(
        f"CÔNG AN {official.province_of(unit).name.upper()}",
        police_name(unit),
        period.label,
        f"số liệu từ {period.first:%d/%m/%Y} đến {period.last:%d/%m/%Y}",
        (),
        f"{CHIEF} {unit.kind}",
        place_and_day="........., ngày ..... tháng ..... năm .....",
        marks=(TRAINING,) if books.me.training else (),
    )


def _free_path(folder: Path, unit: Unit, period: Period) -> Path:
    """`BT_04_01273_2020-H1.xlsx`; a name that is taken is left alone."""
    province = OfficialUnits.load(unit.scheme).province_of(unit)
    stem = f"BT_{province.code}_{unit.code}_{period.key}"
    path, again = folder / f"{stem}.xlsx", 2
    while path.exists():
        path, again = folder / f"{stem}_{again}.xlsx", again + 1
    return path
