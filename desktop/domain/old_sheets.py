"""Sheets of an old workbook as they were read: values, what was typed for an old font, hidden rows, merged cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from desktop.domain.old_fonts import Company, Converted, Script, convert, judge, looks_odd, script_of_font
from desktop.domain.text import clean

OldValue = str | float | int | bool | date | datetime | time | timedelta | None
Place = tuple[int, int]
"""Row and column, both from 0."""

Run = tuple[str, str]
"""A piece of a text, and its font."""


@dataclass(frozen=True)
class TextNote:
    """A cell whose text was turned into Unicode, or might have to be."""

    before: str
    after: str
    script: Script
    certain: bool


@dataclass(frozen=True)
class OldSheet:
    """One sheet."""

    title: str
    rows: tuple[tuple[OldValue, ...], ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """First row, first column, last row, last column."""
    broken: frozenset[Place] = frozenset()
    """Error cells, and formulas that were never computed."""
    notes: Mapping[Place, TextNote] = field(default_factory=dict)


@dataclass(frozen=True)
class OldBook:
    """One file."""

    name: str
    file_hash: bytes
    sheets: tuple[OldSheet, ...]


Fonts = Mapping[Place, tuple[Run, ...]]
"""Cells of old fonts: their text by pieces."""


def in_unicode(
    rows: list[list[OldValue]], fonts: Fonts, company: Company | None = None
) -> tuple[tuple[tuple[OldValue, ...], ...], dict[Place, TextNote]]:
    """All texts clean and in Unicode, and what was turned: cell by cell, in doubt as the others of font or column."""
    company = company or Company()
    judged: dict[Place, list[tuple[Run, Script]]] = {}
    for at, runs in _texts(rows, fonts):
        found = [(run, judge(*run)) for run in runs]
        if any(script not in (Script.PLAIN, Script.UNICODE) for _, script in found):
            judged[at] = found
        for (_, font), script in found:
            company.see(_groups(font, at), script)
    notes: dict[Place, TextNote] = {}
    texts: dict[Place, str] = {}
    for at, found in judged.items():
        before = "".join(run[0] for run, _ in found)
        pieces = [_settled(run, script, company, at) for run, script in found]
        after = clean("".join(piece.text for piece, _ in pieces))
        texts[at] = after
        certain = all(sure for _, sure in pieces)
        if after != clean(before) or not certain:
            script = next((piece.script for piece, _ in pieces if piece.script is not Script.PLAIN), Script.EITHER)
            notes[at] = TextNote(before, after, script, certain)
    made = tuple(
        tuple(texts.get((r, c), clean(cell)) if isinstance(cell, str) else cell for c, cell in enumerate(row))
        for r, row in enumerate(rows)
    )
    return made, notes


def _texts(rows: list[list[OldValue]], fonts: Fonts) -> list[tuple[Place, tuple[Run, ...]]]:
    return [
        ((r, c), fonts.get((r, c)) or ((cell, ""),))
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
        if isinstance(cell, str) and cell
    ]


def _groups(font: str, at: Place) -> tuple[str, ...]:
    return (f"font {font}", f"column {at[1]}") if font else (f"column {at[1]}",)


def _settled(run: Run, script: Script, company: Company, at: Place) -> tuple[Converted, bool]:
    text, font = run
    certain = True
    if script is Script.EITHER:
        script, certain = company.settle(_groups(font, at), font)
        named = script_of_font(font) is not Script.PLAIN
        certain = certain or (script is Script.UNICODE and not named and not looks_odd(text))
    return convert(text, script, font), certain
