"""The open books: database, catalogue and who writes in them."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from desktop.domain.catalogue import Catalogue
from desktop.domain.counting import Counter
from desktop.domain.periods import Period, parse_period
from desktop.domain.rules import KindCheck, compile_kind
from desktop.store import journal, tables
from desktop.store.database import Database


class Right(StrEnum):
    """What an officer may do, each with all before it (nhập liệu, phê duyệt, quản trị)."""

    ENTRY = "entry"
    APPROVE = "approve"
    ADMINISTER = "administer"


class Role(StrEnum):
    """What the install is for (đơn vị, cấp trên)."""

    UNIT = "unit"
    HEADQUARTERS = "hq"


@dataclass(frozen=True)
class Identity:
    """Who writes in these books: the unit, the officer and this install of the program."""

    role: Role
    unit_uid: str
    unit_code: str
    unit_name: str
    police_name: str
    scheme: str
    officer: str
    install: str
    epoch: int
    public_key: str
    private_key: str = field(repr=False)
    training: bool = False
    calendar: str = "nd09"

    @property
    def writer(self) -> str:
        """This install in version vectors."""
        return f"{self.install[:12]}.{self.epoch}"


@dataclass(frozen=True)
class UnitRow:
    """A unit as the books hold it."""

    id: int
    uid: str
    code: str
    name: str
    level: str
    kind: str
    parent_uid: str | None
    lat: float | None
    lon: float | None
    phone: str
    reports: bool
    population: int | None = None
    """People living there; None where nobody told it."""


@dataclass
class Books:
    """What every journey needs."""

    db: Database
    catalogue: Catalogue
    me: Identity
    folder: Path
    clock: Callable[[], str] = journal.now
    """What a new version says of its moment; shown, never deciding."""
    before_close: Callable[[], None] = lambda: None
    right: Right = Right.ADMINISTER
    """What the officer who unlocked these books may do; everything in plain ones."""
    officer_id: str = ""
    """Who unlocked them, as the key file calls him; '' in plain ones."""
    renewed: str = ""
    """Why these books began a new epoch when they were opened (renewing.Renewal); '' when they did not."""
    catalogue_text: str = ""
    """The catalogue in force as one text, for children and replies; '' is the one that comes with the program."""

    @cached_property
    def counter(self) -> Counter:
        """What rows add to figures, under this catalogue and calendar."""
        return Counter(self.catalogue, self.me.calendar)

    def check_of(self, kind: str) -> KindCheck:
        """The check of one kind's rows, made once."""
        if kind not in self._checks:
            self._checks[kind] = compile_kind(self.catalogue, kind)
        return self._checks[kind]

    @cached_property
    def _checks(self) -> dict[str, KindCheck]:
        return {}

    @cached_property
    def remembered(self) -> dict[str, Any]:
        """What a journey keeps between two looks, by its name."""
        return {}

    def use_catalogue(self, catalogue: Catalogue, text: str) -> None:
        """Work with another catalogue from now on; whatever was made of the one before is forgotten."""
        self.catalogue, self.catalogue_text = catalogue, text
        for name in ("counter", "_checks", "remembered"):
            self.__dict__.pop(name, None)

    @cached_property
    def units(self) -> dict[int, UnitRow]:
        """All units of these books by their id, in the order of the official list."""
        with self.db.read() as connection:
            rows = connection.execute(select(tables.unit).order_by(tables.unit.c.id)).mappings()
            return {row["id"]: _unit_row(dict(row)) for row in rows}

    @cached_property
    def unit_ids(self) -> dict[str, int]:
        """Ids by the units' own uids."""
        return {unit.uid: unit.id for unit in self.units.values()}

    def forget_units(self) -> None:
        """Read the units anew when they are next asked for."""
        self.__dict__.pop("units", None)
        self.__dict__.pop("unit_ids", None)

    @property
    def own_unit_id(self) -> int:
        """The id of the unit whose books these are."""
        return self.unit_ids[self.me.unit_uid]

    def reporting_units(self) -> list[UnitRow]:
        """The units that are expected to report here."""
        return [unit for unit in self.units.values() if unit.reports]

    def period(self, key: str) -> Period:
        """The period of that key in our calendar; raise UserError for a key that means nothing."""
        return parse_period(key, self.me.calendar)

    def close(self) -> None:
        """Close the database, after whatever must be done before."""
        self.before_close()
        self.db.close()


def _unit_row(row: dict[str, Any]) -> UnitRow:
    row["reports"] = bool(row["reports"])
    row.pop("scheme")
    return UnitRow(**row)


def read_setting(connection: Connection, key: str, default: Any = None) -> Any:
    """One setting of the books."""
    text = connection.execute(select(tables.setting.c.value).where(tables.setting.c.key == key)).scalar()
    return default if text is None else json.loads(text)


def write_setting(connection: Connection, key: str, value: Any) -> None:
    """Keep one setting."""
    connection.exec_driver_sql(
        "INSERT INTO setting(key, value) VALUES (?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (key, json.dumps(value, ensure_ascii=False)),
    )
