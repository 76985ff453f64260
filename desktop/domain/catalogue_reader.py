"""Catalogue folder → checked parts; every fault is named with its file and line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop.domain.catalogue_checks import check
from desktop.domain.catalogue_deadlines import read_timetable
from desktop.domain.catalogue_faults import CatalogueError, FaultCode
from desktop.domain.catalogue_figures import read_indicators
from desktop.domain.catalogue_files import CatalogueFile, Entry, Faults, Shape, Shelf, names_under
from desktop.domain.catalogue_parts import Choice, ChoiceList, Field, FieldType, Kind, Likeness, Rule, Section
from desktop.domain.catalogue_places import Places
from desktop.domain.catalogue_rules import read_rules
from desktop.domain.catalogue_source import DEADLINES, deadline_tables
from desktop.domain.catalogue_versions import wrong_versions
from desktop.domain.deadlines import Timetable
from desktop.domain.system_kinds import SYSTEM_CHOICES, SYSTEM_KINDS

_TOP: Shape = {"version": (str, True), "previous": (list, False), "kinds": (list, True)}
_SECTION: Shape = {
    "name": (str, True),
    "english": (str, True),
    "report_part": (str, True),
    "tab": (str, True),
    "rows": (int, True),
}
_LIST: Shape = {"name": (str, True), "english": (str, True), "parents": (str, False), "items": (dict, True)}
_CHOICE: Shape = {
    "label": (str, True),
    "english": (str, True),
    "parent": (str, False),
    "valid_from": (str, False),
    "valid_to": (str, False),
    "synonyms": (list, False),
}
_KIND: Shape = {
    "name": (str, True),
    "english": (str, True),
    "short": (str, True),
    "icon": (str, True),
    "section": (str, True),
    "sheet": (str, True),
    "number_prefix": (str, True),
    "date_field": (str, True),
    "day_total": (bool, False),
    "listed": (list, True),
    "fields": (dict, True),
    "likeness": (dict, False),
    "valid_from": (str, False),
    "valid_to": (str, False),
}
_LIKENESS: Shape = {
    "days": (int, True),
    "choices": (list, False),
    "amounts": (list, False),
    "words": (list, False),
}
_FIELD: Shape = {
    "label": (str, True),
    "english": (str, True),
    "type": (str, True),
    "required": (bool, False),
    "choices": (str, False),
    "parent": (str, False),
    "unit": (str, False),
    "decimals": (int, False),
    "minimum": (object, False),
    "maximum": (object, False),
    "hint": (str, False),
    "synonyms": (list, False),
    "default": (object, False),
    "width": (int, False),
    "group": (str, False),
    "valid_from": (str, False),
    "valid_to": (str, False),
}


@dataclass(frozen=True)
class Parts:
    """What the files say, ready to become a catalogue."""

    version: str
    kinds: Mapping[str, Kind]
    choices: Mapping[str, ChoiceList]
    indicators: Mapping[str, Any]
    rules: tuple[Rule, ...]
    sections: Mapping[str, Section]
    timetable: Timetable
    previous: tuple[str, ...] = ()


def read(folder: Shelf) -> Parts:
    """Read and check a catalogue, a folder or its tables; raise CatalogueError with every fault."""
    faults, places = Faults(), Places()
    top = CatalogueFile(folder, "catalogue.toml", faults).top
    head = top.check(_TOP)
    _check_folder(folder, "kinds", head.get("kinds", []), top, "kinds")
    sections = _sections(CatalogueFile(folder, "sections.toml", faults), places)
    _check_folder(folder, "indicators", sections, top, "")
    choices = _choices(CatalogueFile(folder, "choices.toml", faults), places)
    choices["section"] = _section_choices(sections.values())
    kinds = _kinds(folder, head.get("kinds", []), faults, places)
    files = [CatalogueFile(folder, f"indicators/{code}.toml", faults) for code in sections]
    indicators = read_indicators(files, kinds, places)
    rules = read_rules(CatalogueFile(folder, "rules.toml", faults), kinds, places)
    held = folder if isinstance(folder, Path) else {DEADLINES: deadline_tables(folder)}
    timetable = read_timetable(CatalogueFile(held, DEADLINES, faults))
    version, previous = head.get("version", ""), tuple(head.get("previous", ()))
    for wrong in wrong_versions(version, previous) if version else ():
        top.fault(FaultCode.BAD_VERSION, wrong, "version" if wrong == version else "previous")
    parts = Parts(version, kinds, choices, indicators, rules, sections, timetable, previous)
    check(parts, places)
    if faults.found:
        raise CatalogueError(faults.found)
    return parts


def _check_folder(folder: Shelf, under: str, known: Iterable[str], top: Entry, key: str) -> None:
    """Note files that nothing asks for: they would be left out in silence."""
    for stem in sorted(names_under(folder, under) - set(known)):
        top.fault(FaultCode.ROW_MISSING, f"{under}/{stem}.toml", key)


def _sections(file: CatalogueFile, places: Places) -> dict[str, Section]:
    sections: dict[str, Section] = {}
    for order, entry in enumerate(file.entries(), 1):
        values = entry.check(_SECTION)
        places.put("section", entry.code, entry)
        places.rows[entry.code] = values.pop("rows", 0)
        texts = {key: values.get(key, "") for key in ("name", "english", "report_part", "tab")}
        sections[entry.code] = Section(code=entry.code, order=order, **texts)
    return sections


def _section_choices(sections: Iterable[Section]) -> ChoiceList:
    items = tuple(Choice(each.code, each.name, each.english) for each in sections)
    return ChoiceList("section", "Mục", "Section", items)


def _choices(file: CatalogueFile, places: Places) -> dict[str, ChoiceList]:
    lists = {each.code: each for each in SYSTEM_CHOICES}
    for entry in file.entries():
        values = entry.check(_LIST)
        if entry.code in lists or entry.code == "section":
            entry.fault(FaultCode.DUPLICATE, entry.code)
        places.put("list", entry.code, entry)
        places.parents[entry.code] = values.get("parents")
        items = tuple(_choice(item) for item in file.entries(entry.code, "items")) if "items" in values else ()
        lists[entry.code] = ChoiceList(entry.code, values.get("name", ""), values.get("english", ""), items)
    return lists


def _choice(entry: Entry) -> Choice:
    values = entry.check(_CHOICE)
    values["synonyms"] = tuple(values.get("synonyms", ()))
    return Choice(code=entry.code, label=values.pop("label", entry.code), **values)


def _kinds(folder: Shelf, codes: list[str], faults: Faults, places: Places) -> dict[str, Kind]:
    common = CatalogueFile(folder, "common_fields.toml", faults)
    shared = {entry.code: _field(entry) for entry in common.entries()}
    for entry in common.entries():
        places.put("common", entry.code, entry)
    files = {code: CatalogueFile(folder, f"kinds/{code}.toml", faults) for code in codes}
    kinds = {code: _kind(code, file, shared, places) for code, file in files.items()}
    return kinds | {kind.code: kind for kind in SYSTEM_KINDS}


def _kind(code: str, file: CatalogueFile, shared: dict[str, Field], places: Places) -> Kind:
    values = file.top.check(_KIND) if file.tables else {}
    places.put("kind", code, file.top)
    fields = tuple(_fields(code, file, shared, places)) if values.pop("fields", None) else ()
    texts = {key: values.get(key, "") for key in ("name", "english", "short", "icon", "sheet", "number_prefix")}
    return Kind(
        code=code,
        section=values.get("section"),
        date_field=values.get("date_field"),
        day_total=values.get("day_total", False),
        fields=fields,
        listed=tuple(values.get("listed", ())),
        likeness=_likeness(file) if "likeness" in values else None,
        valid_from=values.get("valid_from"),
        valid_to=values.get("valid_to"),
        **texts,
    )


def _likeness(file: CatalogueFile) -> Likeness:
    values = Entry(file, ("likeness",), file.tables["likeness"], file.top.faults).check(_LIKENESS)
    named = {key: tuple(values.get(key, ())) for key in ("choices", "amounts", "words")}
    return Likeness(values.get("days", 0), **named)


def _fields(kind: str, file: CatalogueFile, shared: dict[str, Field], places: Places) -> Iterable[Field]:
    for name, table in file.tables["fields"].items():
        entry = Entry(file, ("fields", name), table if isinstance(table, dict) else {}, file.top.faults)
        places.put("field", f"{kind}.{name}", entry)
        if isinstance(table, dict):
            yield _field(entry)
        elif table == "common" and name in shared:
            yield shared[name]
        else:
            entry.fault(FaultCode.UNKNOWN_FIELD, table)


def _field(entry: Entry) -> Field:
    values = entry.check(_FIELD)
    kind = entry.word(values, "type", FieldType, FieldType.TEXT)
    values["synonyms"] = tuple(values.get("synonyms", ()))
    base = Field(entry.code, values.pop("label", entry.code), values.pop("english", ""), kind)
    values.pop("type", None)
    return replace(base, **{key: _number(value) for key, value in values.items()})


def _number(value: Any) -> Any:
    """Whole Decimals as int, as row values are."""
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value
