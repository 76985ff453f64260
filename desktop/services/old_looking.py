"""A unit's old file is read in a child, its tables found, and a map made for each: remembered, else guessed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress, Silent
from desktop.domain.old_guesses import Guesser
from desktop.domain.old_maps import (
    FIGURES,
    MapFault,
    SheetMap,
    map_facts,
    map_of_facts,
    maps_text,
    parse_maps,
    shape_of,
)
from desktop.domain.old_sheets import OldBook, OldSheet
from desktop.domain.old_tables import OldTable, find_table
from desktop.domain.package import LaterFormat
from desktop.services.books import Books, read_setting, write_setting
from desktop.services.readers import Readers
from desktop.wording import old_words

READ_FUNCTION = "desktop.workbook.old_reader:read"
TIMEOUT_S = 90
MEMORY_MB = 1200
MAPS = "old_maps"
MOST_MAPS = 200
"""So many shapes of heads are remembered; the oldest are forgotten first."""


@dataclass(frozen=True)
class LookedSheet:
    """A sheet with its table and what it probably means."""

    sheet: OldSheet
    table: OldTable
    made: SheetMap
    remembered: bool = False

    @property
    def title(self) -> str:
        """The sheet's name."""
        return self.sheet.title

    @property
    def shape(self) -> str:
        """The shape of its head."""
        return shape_of(self.table.headers)


@dataclass(frozen=True)
class Look:
    """A file that was looked at; nothing in the books changed."""

    path: Path
    name: str
    file_hash: bytes
    sheets: tuple[LookedSheet, ...]

    def sheet(self, title: str) -> LookedSheet:
        """The sheet of that name."""
        return next(each for each in self.sheets if each.title == title)

    def with_map(self, title: str, made: SheetMap) -> "Look":
        """The same file with another map for a sheet."""
        sheets = tuple(replace(each, made=made) if each.title == title else each for each in self.sheets)
        return replace(self, sheets=sheets)


def look(books: Books, path: Path, progress: Progress | None = None, given: Path | None = None) -> Look:
    """Read a file and guess what its tables are; `given` is a file of maps. Raise UserError for what is no table."""
    told = read_maps(given) if given is not None else {}
    book = _read(path, progress or Silent())
    guesser = Guesser(books.catalogue)
    with books.db.read() as connection:
        known = {**_maps_of(read_setting(connection, MAPS, {})), **told}
    found = [(sheet, find_table(sheet, guesser.known)) for sheet in book.sheets]
    sheets = tuple(_looked(books, sheet, table, known, path.stem) for sheet, table in found if table and table.rows)
    if not sheets:
        raise UserError(Trouble.NO_TABLE, path=str(path), name=path.name)
    return Look(path, book.name, book.file_hash, sheets)


def _read(path: Path, progress: Progress) -> OldBook:
    if not path.exists():
        raise UserError(Trouble.FILE_MISSING, path=str(path), folder=str(path.parent), name=path.name)
    with Readers(1, READ_FUNCTION, TIMEOUT_S, MEMORY_MB) as readers:
        for _, result in readers.run([(str(path),)], progress):
            if isinstance(result, UserError):
                raise _of_own_file(result, path)
            book: OldBook = result
            return book
    raise UserError(Trouble.READER_FAILED, path=str(path), name=path.name)


def _of_own_file(error: UserError, path: Path) -> UserError:
    """The error in words for the officer whose file it is, where the usual ones send to another unit."""
    reason = old_words.UNREADABLE.get(error.code)
    if reason is None:
        return error
    return UserError(Trouble.OLD_FILE_UNREADABLE, path=str(path), name=path.name, reason=reason)


def _looked(
    books: Books, sheet: OldSheet, table: OldTable, known: Mapping[str, SheetMap], file_name: str
) -> LookedSheet:
    guessed = Guesser(books.catalogue).guess(table, file_name)
    made = known.get(shape_of(table.headers))
    meant = made is not None and (made.kind == FIGURES or made.kind in books.catalogue.kinds)
    if made is None or not meant or len(made.columns) != len(table.headers):
        return LookedSheet(sheet, table, guessed)
    # what a person decided of the words and columns holds; years and swapped days are another file's
    return LookedSheet(sheet, table, replace(made, year=guessed.year, period=guessed.period, days={}), True)


def _maps_of(told: object) -> dict[str, SheetMap]:
    found: dict[str, SheetMap] = {}
    for shape, facts in told.items() if isinstance(told, dict) else ():
        try:
            found[shape] = map_of_facts(facts)
        except MapFault:
            continue
    return found


def remember(books: Books, looked: Look) -> None:
    """Keep the maps of a file for the next one with the same heads."""
    with books.db.begin() as connection:
        told = dict(read_setting(connection, MAPS, {}))
        for each in looked.sheets:
            told.pop(each.shape, None)
            if each.made.kind:
                told[each.shape] = map_facts(each.made)
        write_setting(connection, MAPS, dict(list(told.items())[-MOST_MAPS:]))


def write_maps(looked: Look, path: Path) -> None:
    """The maps of a file as a small file, for other units with the same tables."""
    path.write_text(maps_text({each.shape: each.made for each in looked.sheets if each.made.kind}), "utf-8")


def read_maps(path: Path) -> dict[str, SheetMap]:
    """The maps of such a file; raise UserError for any other."""
    try:
        return parse_maps(path.read_text("utf-8-sig"))
    except LaterFormat as later:
        raise UserError(Trouble.NEWER_FORMAT, path=str(path), name=path.name) from later
    except FileNotFoundError as error:
        raise UserError(Trouble.FILE_MISSING, path=str(path), folder=str(path.parent), name=path.name) from error
    except (MapFault, UnicodeDecodeError, OSError) as error:
        raise UserError(Trouble.NOT_A_MAP, path=str(path), name=path.name) from error
