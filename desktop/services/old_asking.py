"""What a person may put right about a looked-at file: kinds, columns, words, years; each with what can be chosen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.domain.catalogue import Field, FieldType, IndicatorKind, Kind
from desktop.domain.old_cells import CellWhy
from desktop.domain.old_guesses import Guesser, is_personal, open_fields
from desktop.domain.old_maps import COUNT, FIGURES, INDICATOR, KEEP, MONTH, SKIP, SWAP, UNIT, VALUE, SheetMap
from desktop.domain.old_rows import COUNT_FIELD, UNIT_FIELD, RowReader
from desktop.domain.periods import parse_period
from desktop.domain.text import cell_text, fold
from desktop.services.books import Books
from desktop.services.old_looking import Look, LookedSheet
from desktop.services.old_previewing import PreviewRow

EXAMPLES = 3
YEARS_BACK = 8
BLANK = "-"
"""Answer that leaves the cells of a word blank."""


class About(StrEnum):
    """What a question is about."""

    KIND = "kind"
    YEAR = "year"
    PERIOD = "period"
    COLUMN = "column"
    CONSTANT = "constant"
    DAYS = "days"
    WORD = "word"
    INDICATOR = "indicator"


@dataclass(frozen=True)
class Ask:
    """One thing that may be chosen: where, about what, what holds now, and what could be."""

    sheet: str
    about: About
    name: str
    """Column's place, field or word."""
    words: str
    example: str
    now: str
    options: tuple[tuple[str, str], ...]
    waits: bool = False
    """Whether rows cannot be taken rightly before it is answered."""
    settled: bool = True
    """Whether a person, or certainty, decided it."""
    field: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What it is known by."""
        return self.sheet, self.about.value, self.field, self.name

    @property
    def now_words(self) -> str:
        """The present answer, as it is shown."""
        return next((words for key, words in self.options if key == self.now), "")


def asks(books: Books, looked: Look, rows: Sequence[PreviewRow], this_year: int) -> list[Ask]:
    """Everything that may be chosen, sheet by sheet; what waits comes with its column."""
    return [ask for each in looked.sheets for ask in _Asker(books, each, rows, this_year).asks()]


@dataclass(frozen=True)
class _Asker:
    books: Books
    sheet: LookedSheet
    rows: Sequence[PreviewRow]
    this_year: int

    def asks(self) -> Iterator[Ask]:
        made, catalogue = self.sheet.made, self.books.catalogue
        kinds = [(SKIP, "(không nhập trang này)"), (FIGURES, "Bảng số liệu theo chỉ tiêu")]
        kinds += [(kind.code, kind.name) for kind in catalogue.record_kinds]
        yield self._ask(About.KIND, "", "Loại bản ghi", f"{len(self.sheet.table.rows)} dòng", made.kind, kinds)
        if made.kind == FIGURES:
            yield from self._of_figures()
        elif made.kind in catalogue.kinds:
            yield from self._of_records(catalogue.kind(made.kind))

    def _of_records(self, kind: Kind) -> Iterator[Ask]:
        made = self.sheet.made
        lost = any(cell.why is CellWhy.NO_YEAR for row in self._rows() for cell in row.cells)
        added = any(cell.why is CellWhy.YEAR_ADDED for row in self._rows() for cell in row.cells)
        if lost or added or made.year is not None:
            yield self._year(lost)
        reader = RowReader(self.books.catalogue, kind, self.sheet.table, made)
        for each in reader.swapped:
            yield self._days(each)
        yield from self._columns(kind)
        for each in open_fields(kind, made):
            yield self._constant(each)
        for name in made.constants:
            if name in kind.by_name and name not in made.columns:
                yield self._constant(kind.by_name[name])
        yield from self._words(kind)

    def _of_figures(self) -> Iterator[Ask]:
        made = self.sheet.made
        monthly = any(name.startswith(f"{MONTH}:") for name in made.columns)
        if monthly:
            yield self._year(made.year is None)
        if VALUE in made.columns:
            yield self._ask(
                About.PERIOD, "", "Kỳ của số liệu", "", made.period, self._periods(), waits=not made.period
            )  # fmt: skip
        options = [(SKIP, "(bỏ qua cột này)"), (INDICATOR, "Tên chỉ tiêu"), (VALUE, "Số của kỳ")]
        options += [(f"{MONTH}:{month}", f"Tháng {month}") for month in range(1, 13)]
        yield from self._plain_columns(options)
        yield from self._indicators()

    def _columns(self, kind: Kind) -> Iterator[Ask]:
        options = [(SKIP, "(bỏ qua cột này)"), *((each.name, each.label) for each in kind.fields)]
        options += [(COUNT, COUNT_FIELD.label)] if kind.day_total else []
        yield from self._plain_columns([*options, (UNIT, UNIT_FIELD.label)])

    def _plain_columns(self, options: Sequence[tuple[str, str]]) -> Iterator[Ask]:
        for place, header in enumerate(self.sheet.table.headers):
            name = self.sheet.made.columns[place]
            told = header or f"(cột {place + 1})"
            if is_personal(header):
                personal = [(SKIP, "(bỏ: nêu công dân)")]
                yield self._ask(About.COLUMN, str(place), told, "", SKIP, personal)
            else:
                yield self._ask(About.COLUMN, str(place), told, self._examples(place), name, options)

    def _constant(self, each: Field) -> Ask:
        items = self.books.catalogue.choices_of(each)
        options = [(SKIP, "(chưa có, mỗi dòng thành nháp)")]
        options += [(item.code, item.label) for item in items.items] if items is not None else []
        now = self.sheet.made.constants.get(each.name, SKIP)
        words = f"{each.label}: bảng không có cột này"
        return self._ask(About.CONSTANT, each.name, words, "giá trị chung cho mọi dòng", now, options, waits=not now)

    def _words(self, kind: Kind) -> Iterator[Ask]:
        found: dict[tuple[str, str], tuple[str, bool, int]] = {}
        for row in self._rows():
            for cell in row.cells:
                each = kind.by_name.get(cell.field)
                if each is None or each.type is not FieldType.CHOICE or not cell.before:
                    continue
                decided = self.sheet.made.choices.get(cell.field, {}).get(fold(_word(self.sheet, cell.column, row)))
                if cell.why in (CellWhy.UNKNOWN_CHOICE, CellWhy.LIKE_CHOICE) or decided is not None:
                    key = cell.field, _word(self.sheet, cell.column, row)
                    _, _, count = found.get(key, ("", False, 0))
                    now = BLANK if decided == "" else str(cell.value or "")
                    found[key] = now, decided is not None, count + 1
        for (name, word), (now, settled, count) in found.items():
            each = kind.by_name[name]
            items = self.books.catalogue.choices_of(each)
            options = [(BLANK, "(để trống)")]
            options += [(item.code, item.label) for item in items.items] if items is not None else []
            example = f"{count} dòng" + ("" if settled or not now else ", gần giống")
            yield self._ask(
                About.WORD, word, f"{each.label}: “{word}”", example, now, options, waits=not settled, settled=settled,
                field=name,
            )  # fmt: skip

    def _indicators(self) -> Iterator[Ask]:
        place = self.sheet.made.column_of(INDICATOR)
        if place is None:
            return
        guesser = Guesser(self.books.catalogue)
        typed = (IndicatorKind.TYPED, IndicatorKind.COUNTED)
        options = [(BLANK, "(bỏ qua dòng này)")]
        options += [
            (each.code, f"{each.name} ({each.code})")
            for each in guesser.catalogue.indicators.values()
            if each.kind in typed
        ]
        decided = self.sheet.made.choices.get(INDICATOR, {})
        table = self.sheet.table
        for named in dict.fromkeys(cell_text(table.cell(row, place)).strip() for row in table.rows):
            found = guesser.indicator_of(named) if named else None
            chosen = decided.get(fold(named))
            if not named or (found is not None and found[1] and chosen is None):
                continue
            now = (chosen or BLANK) if chosen is not None else found[0].code if found is not None else ""
            words = f"Chỉ tiêu: “{named}”"
            settled = chosen is not None
            yield self._ask(
                About.INDICATOR, named, words, "" if settled or not now else "gần giống", now, options,
                waits=not settled, settled=settled,
            )  # fmt: skip

    def _year(self, waits: bool) -> Ask:
        years = [(str(year), str(year)) for year in range(self.this_year, self.this_year - YEARS_BACK, -1)]
        now = "" if self.sheet.made.year is None else str(self.sheet.made.year)
        if now and (now, now) not in years:
            years.append((now, now))
        return self._ask(About.YEAR, "", "Năm của bảng", "cho ngày, tháng không ghi năm", now, years, waits=waits)

    def _days(self, each: Field) -> Ask:
        options = [("", "(để xem từng dòng)"), (SWAP, "Đổi lại ngày và tháng cả cột"), (KEEP, "Giữ như Excel đang có")]
        now = self.sheet.made.days.get(each.name, "")
        words = f"{each.label}: có thể bị đảo ngày, tháng"
        return self._ask(About.DAYS, each.name, words, "", now, options, waits=not now, settled=bool(now))

    def _periods(self) -> list[tuple[str, str]]:
        years = range(self.this_year, self.this_year - YEARS_BACK, -1)
        parts = ("H1", "H2", "9T", "Y", "Q1", "Q2", "Q3", "Q4", *(f"M{month:02}" for month in range(1, 13)))
        keys = [f"{year}-{part}" for year in years for part in parts]
        return [(key, parse_period(key, self.books.me.calendar).label) for key in keys]

    def _rows(self) -> Iterable[PreviewRow]:
        return (row for row in self.rows if row.sheet == self.sheet.title)

    def _examples(self, place: int) -> str:
        told = dict.fromkeys(cell_text(cell).strip() for cell in self.sheet.table.column(place))
        return " · ".join([text for text in told if text][:EXAMPLES])

    def _ask(
        self,
        about: About,
        name: str,
        words: str,
        example: str,
        now: str,
        options: Sequence[tuple[str, str]],
        *,
        waits: bool = False,
        settled: bool = True,
        field: str = "",
    ) -> Ask:
        return Ask(self.sheet.title, about, name, words, example, now, tuple(options), waits, settled, field)


def _word(sheet: LookedSheet, column: int, row: PreviewRow) -> str:
    """The word of a choice as the file has it, in Unicode."""
    return cell_text(sheet.table.cell(row.number - 1, column)).strip()


def answer(books: Books, looked: Look, ask: Ask, value: str) -> Look:
    """The file with another answer to a question."""
    sheet = looked.sheet(ask.sheet)
    return looked.with_map(ask.sheet, _answered(books, sheet, ask, value))


def _answered(books: Books, sheet: LookedSheet, ask: Ask, value: str) -> SheetMap:
    made = sheet.made
    match ask.about:
        case About.KIND:
            return _of_kind(books, sheet, value)
        case About.YEAR:
            return replace(made, year=int(value) if value else None)
        case About.PERIOD:
            return replace(made, period=value)
        case About.COLUMN:
            return made.with_column(int(ask.name), value)
        case About.CONSTANT:
            return made.with_constant(ask.name, value)
        case About.DAYS:
            return made.with_days(ask.name, value)
        case About.WORD:
            return made.with_choice(ask.field, ask.name, "" if value == BLANK else value)
        case About.INDICATOR:
            return made.with_choice(INDICATOR, ask.name, "" if value == BLANK else value)


def _of_kind(books: Books, sheet: LookedSheet, kind: str) -> SheetMap:
    """Another kind: its columns are guessed anew."""
    guesser, made = Guesser(books.catalogue), sheet.made
    if kind == FIGURES:
        return replace(guesser.as_figures(sheet.table), year=made.year)
    columns = (SKIP,) * len(sheet.table.headers)
    if kind != SKIP:
        columns = guesser.columns(books.catalogue.kind(kind), sheet.table)
    return SheetMap(kind, columns, year=made.year)
