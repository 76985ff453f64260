"""Catalogue files: TOML text, typed access to its tables, and the line of every key."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from desktop.domain.catalogue_faults import CatalogueFault, FaultCode

_HEADER = re.compile(r"\s*\[+([^\[\]]+)\]+")
_KEY = re.compile(r'\s*([\w-]+|"[^"]*")\s*=')
_NAME = re.compile(r'"([^"]*)"|([\w-]+)')
_AT_LINE = re.compile(r"at line (\d+)")

Word = TypeVar("Word", bound=StrEnum)
Tables = Mapping[str, dict[str, Any]]
"""A catalogue's files by name, read already."""
Shelf = Path | Tables
"""Where a catalogue's files are: in a folder, or at hand."""
Shape = Mapping[str, tuple[type, bool]]
"""Keys of a table: the type each must have and whether it must be there."""


class Faults:
    """All faults found so far."""

    def __init__(self) -> None:
        self.found: list[CatalogueFault] = []

    def note(self, entry: "Entry", code: FaultCode, value: object = "", key: str = "") -> None:
        """Remember a fault at an entry or at one of its keys."""
        path = (*entry.path, *key.split(".")) if key else entry.path
        line, name = entry.file.line_of(path), ".".join(path)
        self.found.append(CatalogueFault(entry.file.name, line, name, code, str(value)))


def names_under(shelf: Shelf, folder: str) -> set[str]:
    """The files of a sub-folder, without their endings."""
    if isinstance(shelf, Path):
        return {path.stem for path in (shelf / folder).glob("*.toml")}
    return {name.partition("/")[2].removesuffix(".toml") for name in shelf if name.startswith(f"{folder}/")}


class CatalogueFile:
    """One TOML file, read; an unreadable one is empty and noted."""

    def __init__(self, folder: Shelf, name: str, faults: Faults) -> None:
        self.name, self._faults, self._text = name, faults, ""
        self.tables: dict[str, Any] = {}
        if not isinstance(folder, Path):
            self.tables = folder.get(name, {})
            return
        try:
            self._text = (folder / name).read_text(encoding="utf-8")
            self.tables = tomllib.loads(self._text, parse_float=Decimal)
        except (OSError, UnicodeDecodeError) as error:
            self._unreadable(FaultCode.FILE_MISSING, 1, type(error).__name__)
        except tomllib.TOMLDecodeError as error:
            place = _AT_LINE.search(str(error))
            self._unreadable(FaultCode.NOT_TOML, int(place[1]) if place else 1, str(error))

    def _unreadable(self, code: FaultCode, line: int, value: str) -> None:
        self._faults.found.append(CatalogueFault(self.name, line, self.name, code, value))

    @property
    def top(self) -> "Entry":
        """The file's own keys."""
        return Entry(self, (), self.tables, self._faults)

    def entries(self, *path: str) -> Iterator["Entry"]:
        """The tables under a path, in order."""
        tables: Any = self.tables
        for key in path:
            tables = tables.get(key, {})
        for key, table in tables.items():
            entry = Entry(self, (*path, key), table if isinstance(table, dict) else {}, self._faults)
            if isinstance(table, dict):
                yield entry
            else:
                self._faults.note(entry, FaultCode.WRONG_TYPE, table)

    @cached_property
    def _lines(self) -> dict[tuple[str, ...], int]:
        lines: dict[tuple[str, ...], int] = {}
        table: tuple[str, ...] = ()
        for number, line in enumerate(self._text.splitlines(), 1):
            if header := _HEADER.match(line):
                table = tuple(quoted or bare for quoted, bare in _NAME.findall(header[1]))
                lines.setdefault(table, number)
            elif key := _KEY.match(line):
                lines.setdefault((*table, key[1].strip('"')), number)
        return lines

    def line_of(self, path: tuple[str, ...]) -> int:
        """Line of a key, or of the nearest table around it."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)


@dataclass(frozen=True)
class Entry:
    """One table of a file; what it gives is of the asked type, anything else is noted."""

    file: CatalogueFile
    path: tuple[str, ...]
    table: dict[str, Any]
    faults: Faults

    @property
    def code(self) -> str:
        """The table's own name."""
        return self.path[-1] if self.path else ""

    def fault(self, code: FaultCode, value: object = "", key: str = "") -> None:
        """Note a fault here."""
        self.faults.note(self, code, value, key)

    def check(self, shape: Shape) -> dict[str, Any]:
        """The well-typed values; every missing, unknown or wrongly typed key is noted."""
        good: dict[str, Any] = {}
        for key, value in self.table.items():
            if key not in shape:
                self.fault(FaultCode.KEY_UNKNOWN, key, key)
            elif _fits(value, shape[key][0]):
                good[key] = value
            else:
                self.fault(FaultCode.WRONG_TYPE, value, key)
        for key, (_, required) in shape.items():
            if required and key not in self.table:
                self.fault(FaultCode.KEY_MISSING, key)
        return good

    def word(self, values: Mapping[str, Any], key: str, words: type[Word], otherwise: Word) -> Word:
        """A value that must be one of an enumeration's words."""
        value = values.get(key, otherwise)
        try:
            return words(value)
        except ValueError:
            self.fault(FaultCode.BAD_WORD, value, key)
            return otherwise


def _fits(value: Any, wanted: type) -> bool:
    if wanted is list:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if wanted is Decimal:
        return type(value) in (int, Decimal)
    if wanted is object:
        return type(value) in (int, Decimal, str)
    return type(value) is wanted
