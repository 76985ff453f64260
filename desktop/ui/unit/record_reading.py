"""Rows from Excel → drafts of one kind, each with its verdict: columns by their headers, else in the form's order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from desktop.domain.blocks import Block
from desktop.domain.catalogue import Catalogue, Field, FieldType, Kind, Level
from desktop.domain.numbers import parse_money, parse_number
from desktop.domain.old_rows import complete
from desktop.domain.records import RecordDraft, Value, Values
from desktop.domain.text import fold
from desktop.kit.inputs import parse_date
from desktop.services import browsing, recording
from desktop.services.filtering import Filter
from desktop.services.writing import tidy
from desktop.ui import words
from desktop.ui.context import Context
from desktop.ui.problems import problem_sentence
from desktop.ui.unit import field_inputs

translate = QCoreApplication.translate
FLAGS = {"x": True, "co": True, "1": True, "dung": True, "": False, "khong": False, "0": False}
LEAST_HEADERS = 2


class RowVerdict(Enum):
    """What becomes of a pasted row."""

    GOOD = auto()
    ODD = auto()
    HELD = auto()
    """It was written before; taken only by typing it."""
    FAULTY = auto()


@dataclass(frozen=True)
class PastedRow:
    """One row: where it stood, what it would be, what becomes of it and why."""

    place: int
    draft: RecordDraft
    verdict: RowVerdict
    why: str


@dataclass(frozen=True)
class Reading:
    """All rows of a block as one kind, and the columns that nobody understood."""

    kind: Kind
    rows: tuple[PastedRow, ...]
    unknown: tuple[str, ...] = ()
    by_header: bool = False
    spare: int = 0
    """Columns beyond the last field."""


@dataclass(frozen=True)
class _Columns:
    fields: tuple[Field | None, ...]
    header: bool
    unknown: tuple[str, ...] = field(default=())
    spare: int = 0


def guess(catalogue: Catalogue, block: Block) -> Kind | None:
    """The kind whose fields the first row names best; None when it names none."""
    if not block:
        return None
    found = [(len(_named(kind, block[0])), kind) for kind in catalogue.record_kinds]
    count, best = max(found, key=lambda pair: pair[0])
    return best if count >= min(LEAST_HEADERS, len(block[0])) else None


def read_rows(context: Context, kind: Kind, block: Block) -> Reading:
    """The block as records of a kind."""
    columns = _columns(kind, block)
    drafts = [_draft(context, kind, columns, cells) for cells in block[int(columns.header) :]]
    held = _held(context, kind, [draft for draft, _ in drafts])
    rows = tuple(
        _judged(context, place, draft, faults, held)
        for place, (draft, faults) in enumerate(drafts, start=1 + int(columns.header))
        if draft.values or faults
    )
    return Reading(kind, rows, columns.unknown, columns.header, columns.spare)


def _columns(kind: Kind, block: Block) -> _Columns:
    fields = field_inputs.fields_of(kind)
    if not block:
        return _Columns((), False)
    named = _named(kind, block[0])
    told = [cell for cell in block[0] if cell]
    if 2 * len(named) >= len(told) and len(named) >= min(LEAST_HEADERS, len(told)):
        found = tuple(named.get(place) for place in range(len(block[0])))
        unknown = tuple(cell for cell, each in zip(block[0], found, strict=True) if cell and each is None)
        return _Columns(found, True, unknown)
    return _Columns(tuple(fields[: len(block[0])]), False, spare=max(0, len(block[0]) - len(fields)))


def _named(kind: Kind, cells: Sequence[str]) -> dict[int, Field]:
    """Fields by the place of the column that is headed by their label or a synonym; each field once."""
    known: dict[str, Field] = {}
    for each in field_inputs.fields_of(kind):
        for name in (each.label, *each.synonyms, each.name):
            known.setdefault(fold(name), each)
    found: dict[int, Field] = {}
    for place, cell in enumerate(cells):
        named = known.get(fold(cell))
        if named is not None and named not in found.values():
            found[place] = named
    return found


def _draft(context: Context, kind: Kind, columns: _Columns, cells: Sequence[str]) -> tuple[RecordDraft, dict[str, str]]:
    values: Values = {}
    faults: dict[str, str] = {}
    for each, cell in zip(columns.fields, cells, strict=False):
        if each is None or not cell.strip():
            continue
        try:
            value = read_cell(context, each, cell.strip())
        except ValueError:
            faults[each.name] = _fault(each, cell.strip())
        else:
            if value is not None:
                values[each.name] = value
    if values:
        complete(context.books.catalogue, kind, values, {})
    return RecordDraft(kind.code, tidy(values)), faults


def read_cell(context: Context, each: Field, text: str) -> Value | None:
    """One cell as a value of its field; raise ValueError when it is none."""
    match each.type:
        case FieldType.DATE:
            return _day(context, text).isoformat()
        case FieldType.INTEGER | FieldType.NUMBER:
            number = parse_number(text)
            return int(number) if number == number.to_integral_value() else number
        case FieldType.MONEY:
            return parse_money(text)
        case FieldType.FLAG:
            return "x" if FLAGS[_known(fold(text))] else None
        case FieldType.CHOICE:
            return _choice(context.books.catalogue, each, text)
        case _:
            return text


def _known(folded: str) -> str:
    if folded not in FLAGS:
        raise ValueError(folded)
    return folded


def _day(context: Context, text: str) -> date:
    words_ = text.split("T")[0].removesuffix("00:00:00").removesuffix("00:00").removesuffix("0:00").strip()
    try:
        return date.fromisoformat(words_)
    except ValueError:
        return parse_date(words_, context.today(), (context.period.first, context.period.last))


def _choice(catalogue: Catalogue, each: Field, text: str) -> str:
    items = catalogue.choices_of(each)
    assert items is not None
    code = items.code_of(text)
    if code is not None:
        return code
    folded: dict[str, str] = {}
    for item in items.items:
        for name in (item.label, *item.synonyms, item.code):
            folded.setdefault(fold(name), item.code)
    if fold(text) not in folded:
        raise ValueError(text)
    return folded[fold(text)]


def _fault(each: Field, text: str) -> str:
    how: Mapping[FieldType, str] = {
        FieldType.DATE: translate("Paste", "{label} “{text}” không phải ngày. Ghi ngày/tháng/năm, như 05/06/2020."),
        FieldType.CHOICE: translate(
            "Paste", "{label} “{text}” không có trong danh mục. Sửa chữ, hoặc chọn khi sửa nháp."
        ),
        FieldType.FLAG: translate("Paste", "{label} “{text}”. Ghi x hoặc để trống."),
    }
    number = translate("Paste", "{label} “{text}” không đọc được là số. Ghi như 1.234,5.")
    return how.get(each.type, number).format(label=each.label, text=text)


def _held(context: Context, kind: Kind, drafts: Sequence[RecordDraft]) -> dict[str, str]:
    """Numbers of the records of those days, by what they say."""
    days = sorted(str(draft.values.get(kind.date_field or "", "")) for draft in drafts)
    days = [day for day in days if day]
    if not days:
        return {}
    wanted = Filter(kinds=(kind.code,), first=days[0], last=days[-1])
    found = browsing.rows_in_blocks(context.books, wanted)
    return {_says(row.values): row.number for row in found}


def _says(values: Values) -> str:
    return repr(sorted(values.items()))


def _judged(
    context: Context, place: int, draft: RecordDraft, faults: Mapping[str, str], held: dict[str, str]
) -> PastedRow:
    catalogue = context.books.catalogue
    problems = recording.check(context.books, draft)
    wrong = [each for each in problems if each.level is Level.E and each.field not in faults]
    errors = [*faults.values(), *(problem_sentence(each, catalogue) for each in wrong)]
    if errors:
        return PastedRow(place, draft, RowVerdict.FAULTY, " ".join(errors))
    says = _says(draft.values)
    if says in held:
        why = translate("Paste", "Đã có trong sổ, số {number}. Không nhận lần nữa.")
        return PastedRow(place, draft, RowVerdict.HELD, why.format(number=words.short_number(held[says]) or "nháp"))
    held[says] = translate("Paste", "dòng {n}").format(n=place)
    warnings = [problem_sentence(each, catalogue) for each in problems if each.level is Level.W]
    if warnings:
        return PastedRow(place, draft, RowVerdict.ODD, " ".join(warnings))
    return PastedRow(place, draft, RowVerdict.GOOD, translate("Paste", "Nhận được."))
