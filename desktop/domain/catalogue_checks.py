"""Checks over a whole catalogue: nothing refers to what is not there, nothing is said twice."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from desktop.domain import catalogue_indicator_checks, catalogue_rule_checks
from desktop.domain.catalogue_faults import FaultCode
from desktop.domain.catalogue_parts import (
    NUMERIC,
    WORDY,
    ChoiceList,
    Field,
    FieldType,
    Indicator,
    Kind,
    Rule,
    Section,
)
from desktop.domain.catalogue_places import Places
from desktop.domain.system_kinds import RESERVED_SHEETS, SYSTEM_KINDS

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
_SHEET = re.compile(r"[^\[\]:*?/\\']{1,31}\Z")


class Parts(Protocol):
    """The parts of a catalogue, as read."""

    @property
    def kinds(self) -> Mapping[str, Kind]: ...
    @property
    def choices(self) -> Mapping[str, ChoiceList]: ...
    @property
    def indicators(self) -> Mapping[str, Indicator]: ...
    @property
    def rules(self) -> tuple[Rule, ...]: ...
    @property
    def sections(self) -> Mapping[str, Section]: ...


def check(parts: Parts, places: Places) -> None:
    """Note every fault that shows only when all files are read."""
    for choices in parts.choices.values():
        _check_list(choices, parts.choices, places)
    for kind in parts.kinds.values():
        _check_kind(kind, parts, places)
    _check_sheets(parts.kinds.values(), places)
    catalogue_indicator_checks.check(parts, places)
    catalogue_rule_checks.check(parts, places)


def _check_list(choices: ChoiceList, lists: Mapping[str, ChoiceList], places: Places) -> None:
    known = _parent_codes(choices.code, lists, places)
    words = _Words("list", choices.code, places)
    for item in choices.items:
        if not _CODE.match(item.code):
            places.fault("list", choices.code, FaultCode.BAD_CODE, item.code, f"items.{item.code}")
        if item.parent is not None and item.parent not in known:
            places.fault("list", choices.code, FaultCode.UNKNOWN_CHOICE, item.parent, f"items.{item.code}")
        words.claim(item.code, (item.label, *item.synonyms), f"items.{item.code}")


def _parent_codes(code: str, lists: Mapping[str, ChoiceList], places: Places) -> Iterable[str]:
    parent = places.parents.get(code)
    if parent is None:
        return ()
    if parent not in lists:
        places.fault("list", code, FaultCode.UNKNOWN_LIST, parent, "parents")
        return ()
    return lists[parent].by_code


class _Words:
    """Words that must lead back to one owner only, because files are read by them."""

    def __init__(self, part: str, code: str, places: Places) -> None:
        self._part, self._code, self._places = part, code, places
        self._owners: dict[str, str] = {}

    def claim(self, owner: str, words: Iterable[str], key: str) -> None:
        """Note words that belong to another owner already."""
        for word in words:
            if self._owners.setdefault(word.casefold(), owner) != owner:
                self._places.fault(self._part, self._code, FaultCode.AMBIGUOUS_LABEL, word, key)


def _check_kind(kind: Kind, parts: Parts, places: Places) -> None:
    if kind.system:
        return
    words = _Words("kind", kind.code, places)
    for key, fault, value in _kind_faults(kind, parts):
        places.fault("kind", kind.code, fault, value, key)
    for field in kind.fields:
        words.claim(field.name, (field.label, *field.synonyms), f"fields.{field.name}")
        for key, fault, wrong in _field_faults(field, kind, parts.choices):
            places.fault("field", f"{kind.code}.{field.name}", fault, wrong, key)


def _kind_faults(kind: Kind, parts: Parts) -> Iterator[tuple[str, FaultCode, str]]:
    if not _NAME.match(kind.code):
        yield "", FaultCode.BAD_CODE, kind.code
    if kind.section not in parts.sections:
        yield "section", FaultCode.UNKNOWN_SECTION, kind.section or ""
    date = kind.by_name.get(kind.date_field or "")
    if date is None:
        yield "date_field", FaultCode.UNKNOWN_FIELD, kind.date_field or ""
    elif date.type is not FieldType.DATE or not date.required:
        yield "date_field", FaultCode.NOT_A_DATE, date.name
    for name in kind.listed:
        if name not in kind.by_name:
            yield "listed", FaultCode.UNKNOWN_FIELD, name
    yield from _likeness_faults(kind)


def _likeness_faults(kind: Kind) -> Iterator[tuple[str, FaultCode, str]]:
    """Each list compares fields of its own sort."""
    if kind.likeness is None:
        return
    if kind.likeness.days < 0:
        yield "likeness.days", FaultCode.BAD_BOUNDS, str(kind.likeness.days)
    for key, types in (("choices", {FieldType.CHOICE}), ("amounts", NUMERIC), ("words", WORDY)):
        for name in getattr(kind.likeness, key):
            if name not in kind.by_name or kind.by_name[name].type not in types:
                yield f"likeness.{key}", FaultCode.UNKNOWN_FIELD, name


def _field_faults(field: Field, kind: Kind, lists: Mapping[str, ChoiceList]) -> Iterator[tuple[str, FaultCode, object]]:
    if not _NAME.match(field.name):
        yield "", FaultCode.BAD_CODE, field.name
    if (field.type is FieldType.CHOICE) != (field.choices is not None):
        yield "choices", FaultCode.UNKNOWN_LIST, field.choices or ""
    elif field.choices is not None and field.choices not in lists:
        yield "choices", FaultCode.UNKNOWN_LIST, field.choices
    elif field.choices is not None and field.default not in (None, *lists[field.choices].by_code):
        yield "default", FaultCode.UNKNOWN_CHOICE, field.default
    if field.parent is not None and field.parent not in kind.by_name:
        yield "parent", FaultCode.UNKNOWN_FIELD, field.parent
    for key in ("minimum", "maximum"):
        bound = getattr(field, key)
        if bound is not None and isinstance(bound, str) != (field.type is FieldType.DATE):
            yield key, FaultCode.BAD_BOUNDS, bound
    if field.type not in NUMERIC | WORDY | {FieldType.DATE} and (field.minimum, field.maximum) != (None, None):
        yield "maximum", FaultCode.BAD_BOUNDS, field.type


def _check_sheets(kinds: Iterable[Kind], places: Places) -> None:
    sheets = {name.casefold(): "" for name in RESERVED_SHEETS} | {each.sheet.casefold(): "" for each in SYSTEM_KINDS}
    prefixes: set[str] = set()
    for kind in kinds:
        if kind.system:
            continue
        if not _SHEET.match(kind.sheet):
            places.fault("kind", kind.code, FaultCode.BAD_SHEET, kind.sheet, "sheet")
        elif sheets.setdefault(kind.sheet.casefold(), kind.code) != kind.code:
            places.fault("kind", kind.code, FaultCode.DUPLICATE, kind.sheet, "sheet")
        if kind.number_prefix in prefixes:
            places.fault("kind", kind.code, FaultCode.DUPLICATE, kind.number_prefix, "number_prefix")
        prefixes.add(kind.number_prefix)
