"""A catalogue's tables ↔ the rows of its sheets."""

from collections.abc import Iterator, Mapping
from typing import Any

from desktop.domain.catalogue_columns import BY_PART, PARTS, SHARED, SheetPlan
from desktop.domain.catalogue_files import Tables
from desktop.domain.catalogue_source import (
    CHOICES,
    COMMON,
    DEADLINES,
    RULES,
    SECTIONS,
    THROUGH,
    TOP,
    Source,
    deadline_tables,
    indicator_file,
    kind_file,
    tidy,
)
from desktop.domain.catalogue_words import REPORTS, STEPS

Row = dict[str, Any]
"""Stored values by column."""
Rows = Mapping[str, list[Row]]
"""Rows by part."""
Key = tuple[str, ...]
_ICON, _CUT = "file-text", 31


def key_of(row: Row, plan: SheetPlan) -> Key:
    """What names a row."""
    return tuple(str(row.get(each, "")) for each in plan.keys)


def flatten(source: Tables) -> dict[str, list[Row]]:
    """The rows of all sheets, in the order of the tables."""
    rows = {
        "kinds": [_row("kinds", code, source[kind_file(code)]) for code in source[TOP]["kinds"]],
        "fields": list(_fields(source)),
        "lists": [_row("lists", code, table) for code, table in source[CHOICES].items()],
        "choices": [
            _row("choices", code, item) | {"list": name}
            for name, table in source[CHOICES].items()
            for code, item in table.get("items", {}).items()
        ],
        "indicators": [
            _row("indicators", code, table)
            for section in source[SECTIONS]
            for code, table in source.get(indicator_file(section), {}).items()
        ],
        "rules": [_row("rules", code, table) for code, table in source[RULES].items()],
        "sections": [_row("sections", code, table) for code, table in source[SECTIONS].items()],
    }
    told = deadline_tables(source)
    rows["days"] = [_row("days", day, table) | {"day": day} for day, table in sorted(told["days"].items())]
    rows["deadlines"] = [
        _row("deadlines", step, table) | {"report": report, "step": step}
        for report, steps in told["deadlines"].items()
        for step, table in steps.items()
    ]
    return {part: rows[part] for part in PARTS}


def _fields(source: Tables) -> Iterator[Row]:
    for code, table in source[COMMON].items():
        yield _row("fields", code, table) | {"kind": SHARED}
    for kind in source[TOP]["kinds"]:
        for code, table in source[kind_file(kind)]["fields"].items():
            if isinstance(table, dict):
                yield _row("fields", code, table) | {"kind": kind}
            else:
                yield {"kind": kind, "code": code, "common": True}


def _row(part: str, code: str, table: Mapping[str, Any]) -> Row:
    """What of a table stands on the sheet; nested keys are named with a dot."""
    row: Row = {"code": code}
    for column in BY_PART[part].columns:
        value: Any = table
        for key in column.key.split("."):
            value = value.get(key) if isinstance(value, Mapping) else None
        if value is not None:
            row[column.key] = value
    return row


def build(base: Tables, rows: Rows) -> Source:
    """Tables of the rows; what stands on no sheet is taken over from the tables that they were made of."""
    sections = {row["code"]: _table("sections", row, base[SECTIONS].get(row["code"])) for row in rows["sections"]}
    for table in sections.values():
        table.setdefault("rows", 0)
    kinds = {row["code"]: row for row in rows["kinds"]}
    source: Source = {
        TOP: {**base[TOP], "kinds": list(kinds)},
        SECTIONS: sections,
        CHOICES: _choices(rows),
        COMMON: {row["code"]: _table("fields", row) for row in rows["fields"] if row.get("kind") == SHARED},
        RULES: {row["code"]: _table("rules", row, base[RULES].get(row["code"])) for row in rows["rules"]},
        DEADLINES: _deadlines(deadline_tables(base), rows),
    }
    for code, row in kinds.items():
        table = _table("kinds", row, base.get(kind_file(code)))
        table["fields"] = dict(_kind_field(each) for each in rows["fields"] if each.get("kind") == code)
        source[kind_file(code)] = table
    for section in sections:
        old = base.get(indicator_file(section), {})
        source[indicator_file(section)] = {
            row["code"]: _table("indicators", row, old.get(row["code"]))
            for row in rows["indicators"]
            if row["code"].partition(".")[0] == section
        }
    return tidy(source)


def _kind_field(row: Row) -> tuple[str, Any]:
    return row["code"], "common" if row.get("common") else _table("fields", row)


def _deadlines(old: Mapping[str, Any], rows: Rows) -> dict[str, Any]:
    """Deadlines, days off, and through which year these are known: later ones are the program's."""
    days = {row["day"]: _table("days", row) for row in sorted(rows["days"], key=lambda row: str(row["day"]))}
    deadlines: dict[str, Any] = {}
    places = {words: place for place, words in enumerate((*REPORTS, *STEPS))}
    for row in sorted(rows["deadlines"], key=lambda row: (places[row["report"]], places[row["step"]])):
        before = old["deadlines"].get(row["report"], {}).get(row["step"])
        deadlines.setdefault(row["report"], {})[row["step"]] = _table("deadlines", row, before)
    year, known = int(old[THROUGH]), {day[:4] for day in days}
    while str(year + 1) in known:
        year += 1
    return {"deadlines": deadlines, "days": days, THROUGH: str(year)}


def _choices(rows: Rows) -> dict[str, Any]:
    lists = {row["code"]: _table("lists", row) for row in rows["lists"]}
    for code, table in lists.items():
        items = {each["code"]: _table("choices", each) for each in rows["choices"] if each.get("list") == code}
        table["items"] = items
    return lists


def _table(part: str, row: Row, old: Mapping[str, Any] | None = None) -> dict[str, Any]:
    plan = BY_PART[part]
    own = {column.key.partition(".")[0] for column in plan.columns}
    table: dict[str, Any] = {key: value for key, value in (old or {}).items() if key not in own and key != "fields"}
    for column in plan.columns:
        value = row.get(column.key)
        if column.key in plan.keys or column.key == "common" or value is None:
            continue
        first, _, second = column.key.partition(".")
        if second:
            table.setdefault(first, {})[second] = value
        else:
            table[first] = value
    return _completed(part, table)


def _completed(part: str, table: dict[str, Any]) -> dict[str, Any]:
    """Names that nobody typed are those that stand beside them."""
    named = table.get("name") or table.get("label") or table.get("note")
    if named and part != "rules":
        table.setdefault("english", named)
    if named and part in ("kinds", "indicators"):
        table.setdefault("short", named)
    if named and part == "kinds":
        table.setdefault("sheet", named[:_CUT])
        table.setdefault("icon", _ICON)
    return table
