"""A catalogue as its bare tables: out of files, into one text and back, tidied so that equal ones look equal."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zlib import compress, decompressobj, error

from desktop.base.paths import resource
from desktop.domain.catalogue_faults import CatalogueError
from desktop.domain.catalogue_files import CatalogueFile, Faults, Tables
from desktop.domain.catalogue_versions import MOST_PREVIOUS, version_key

TOP, SECTIONS, CHOICES, COMMON, RULES, DEADLINES = (
    "catalogue.toml", "sections.toml", "choices.toml", "common_fields.toml", "rules.toml", "deadlines.toml",
)  # fmt: skip
EARLIER = "earlier"
THROUGH = "through"
MOST_BYTES = 8 << 20
Source = dict[str, dict[str, Any]]
"""Tables by file name."""


def kind_file(code: str) -> str:
    """Where a kind stands."""
    return f"kinds/{code}.toml"


def indicator_file(section: str) -> str:
    """Where the indicators of a section stand."""
    return f"indicators/{section}.toml"


@cache
def _shipped(folder: Path) -> str:
    return source_text(_read(folder))


def shipped() -> Source:
    """The tables that come with the program."""
    return parse_source(_shipped(resource("catalogue")))


def deadline_tables(source: Tables) -> dict[str, Any]:
    """Deadlines and days off of a catalogue; what its text says nothing of is the program's.

    A text of an earlier program has neither; one of today tells through which year it knows the days off.
    """
    own, ours = source.get(DEADLINES, {}), _deadlines(resource("catalogue"))
    through = str(own.get(THROUGH, ""))
    later = {day: told for day, told in ours["days"].items() if day[:4] > through}
    days = dict(sorted({**own.get("days", {}), **later}.items()))
    deadlines = own.get("deadlines", ours["deadlines"])
    return {"deadlines": deadlines, "days": days, THROUGH: max(through, max(ours["days"])[:4])}


@cache
def _deadlines(folder: Path) -> dict[str, Any]:
    """This one file alone: children that read another catalogue need no more of the program's."""
    return _tidy(CatalogueFile(folder, DEADLINES, Faults()).tables)


def _read(folder: Path) -> Source:
    faults = Faults()
    names = [TOP, SECTIONS, CHOICES, COMMON, RULES, DEADLINES]
    found = {name: CatalogueFile(folder, name, faults).tables for name in names}
    more = [kind_file(code) for code in found[TOP]["kinds"]] + [indicator_file(code) for code in found[SECTIONS]]
    found |= {name: CatalogueFile(folder, name, faults).tables for name in more}
    if faults.found:
        raise CatalogueError(faults.found)
    return tidy(found)


def tidy(tables: Tables) -> Source:
    """Without keys that say nothing: `core = false`, an empty list, a text without words."""
    return {name: _tidy(table) for name, table in tables.items()}


def _tidy(table: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: _tidy(value) if _is_loose(key, value) else value for key, value in table.items()}
    return {key: value for key, value in kept.items() if value is not False and value not in ("", [], {})}


def _is_loose(key: str, value: Any) -> bool:
    """Tables are tidied, but for ways of counting that held earlier: there nothing says as much as something."""
    return isinstance(value, dict) and key != EARLIER


def source_text(source: Tables) -> str:
    """One text: what is kept in the books, sent to the units and hashed."""
    return json.dumps(source, ensure_ascii=False, separators=(",", ":"), default=_plain)


def parse_source(text: str) -> Source:
    """The tables of such a text; raise ValueError for anything else."""
    found = json.loads(text, parse_float=Decimal)
    if not isinstance(found, dict) or not all(isinstance(table, dict) for table in found.values()):
        raise ValueError("not a catalogue")
    return found


def packed(text: str) -> str:
    """A text as letters that travel in a reply: a quarter of its length."""
    return b64encode(compress(text.encode(), 9)).decode()


def unpacked(letters: str) -> str:
    """The text again; raise ValueError for letters that hold none, or far too much."""
    inflater = decompressobj()
    try:
        data = inflater.decompress(b64decode(letters, validate=True), MOST_BYTES)
    except error as wrong:
        raise ValueError("not packed") from wrong
    if not inflater.eof:
        raise ValueError("cut off")
    return data.decode()


def version_of(source: Tables) -> str:
    """The version that the tables name."""
    return str(source[TOP]["version"])


def as_next_version(source: Source) -> Source:
    """The same tables under the number after theirs, which becomes the first of those before."""
    top = source[TOP]
    year, number = version_key(str(top["version"])) or (2020, 0)
    previous = [str(top["version"]), *map(str, top.get("previous", ()))][:MOST_PREVIOUS]
    return {**source, TOP: {**top, "version": f"{year}.{number + 1}", "previous": previous}}


def _plain(value: object) -> int | float:
    """A decimal as JSON writes it; people type fewer digits than a float holds."""
    assert isinstance(value, Decimal)
    return int(value) if value == value.to_integral_value() else float(value)
