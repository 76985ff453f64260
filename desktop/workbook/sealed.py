"""Sealed rows, opened: contents, values and the way from a uid to its row."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import Any

from desktop.domain.records import RowState, Values
from desktop.workbook.layout import DELETED, OF_KIND

_DELETED = f'"_state":"{RowState.DELETED}"'.encode()


@dataclass
class Sealed:
    """The sealed rows that one sheet must show."""

    kinds: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=list)
    values: list[Values] = field(default_factory=list)
    index: dict[str, int] = field(default_factory=dict)
    """Position by uid in hex."""

    def add(self, kinds: list[str], rows: list[bytes], values: list[Values]) -> None:
        """Take in rows."""
        begin = len(self.contents)
        self.kinds += kinds
        self.contents += b"\n".join(rows).decode().split("\n")
        self.hashes += [sha256(row).digest()[:16] for row in rows]  # records.row_hash, without encoding once more
        self.values += values
        self.index.update({str(each["_uid"]): place for place, each in enumerate(values, begin)})


def open_sealed(contents: dict[str, list[bytes]]) -> dict[str, Sealed]:
    """Sealed rows by the sheet that shows them; raise ValueError for rows that are none."""
    opened: dict[str, Sealed] = {}
    for kind, rows in contents.items():
        living, deleted = _split(rows)
        if living:
            opened.setdefault(kind, Sealed()).add([kind] * len(living), living, _values(living))
        if deleted:
            values = _values(deleted)
            kinds = [str(each.get(OF_KIND, kind)) for each in values]
            opened.setdefault(DELETED, Sealed()).add(kinds, deleted, values)
    return opened


def _split(rows: list[bytes]) -> tuple[list[bytes], list[bytes]]:
    """Living rows, deleted rows. Inside a text its quotes would be escaped, so the search cannot be misled."""
    deleted = [content for content in rows if _DELETED in content]
    return ([content for content in rows if _DELETED not in content] if deleted else rows), deleted


def _values(contents: Iterable[bytes]) -> list[Values]:
    """All rows in one call: half the time of one call for each."""
    parsed: Any = json.loads(b"[%b]" % b",".join(contents), parse_float=Decimal)
    if not all(isinstance(each, dict) and isinstance(each.get("_uid"), str) for each in parsed):
        raise ValueError("a sealed row has no uid")
    rows: list[Values] = parsed
    return rows
