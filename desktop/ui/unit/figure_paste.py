"""A block from Excel → a verdict for each cell, before any of them is taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from desktop.domain.blocks import Block
from desktop.domain.figures import State
from desktop.domain.numbers import NumberRefused
from desktop.domain.records import RecordDraft
from desktop.domain.text import fold
from desktop.services import recording
from desktop.services.books import Books
from desktop.services.grid import GridRow
from desktop.services.recording import FigureDraft
from desktop.ui.problems import number_sentence, problem_sentence
from desktop.ui.unit.figure_view_values import NotTaken, read, scale_of, shown

translate = QCoreApplication.translate
DECLARED = "0*"


class Verdict(Enum):
    """What becomes of a pasted cell."""

    NEW = auto()
    CHANGED = auto()
    SAME = auto()
    SKIPPED = auto()
    REFUSED = auto()


@dataclass(frozen=True)
class PastedCell:
    """One cell: where it would go, what stands there, what came, what becomes of it and why."""

    name: str
    code: str
    month: int
    before: str
    text: str
    verdict: Verdict
    why: str
    draft: FigureDraft | None = None


@dataclass(frozen=True)
class Target:
    """Where a block goes: figures from the current one down, months from the current one to the right."""

    rows: Sequence[GridRow]
    first: int
    months: Sequence[int]
    """The months from the current column to the open one."""


def plan(books: Books, target: Target, block: Block) -> list[PastedCell]:
    """The verdict of every cell that says something; blank cells leave what stands there."""
    named = _by_name(target, block)
    return list(_named(books, target, named, block) if named else _in_place(books, target, block))


def _in_place(books: Books, target: Target, block: Block) -> Iterator[PastedCell]:
    for down, cells in enumerate(block):
        place = target.first + down
        row = target.rows[place] if place < len(target.rows) else None
        yield from _row(books, target, row, "", cells)


def _named(books: Books, target: Target, named: list[GridRow | None], block: Block) -> Iterator[PastedCell]:
    for row, cells in zip(named, block, strict=True):
        if any(cells[1:]):
            yield from _row(books, target, row, cells[0], cells[1:])


def _by_name(target: Target, block: Block) -> list[GridRow | None] | None:
    """The figures that the first column names, when at least half of its words are names of figures."""
    if not block or len(block[0]) < 2:
        return None
    known: dict[str, GridRow] = {}
    for row in target.rows:
        for words in (row.indicator.short, row.indicator.name, row.indicator.code):
            known.setdefault(fold(words), row)
    found = [known.get(fold(cells[0])) for cells in block]
    return found if 2 * sum(row is not None for row in found) >= len(block) else None


def _row(books: Books, target: Target, row: GridRow | None, name: str, cells: Sequence[str]) -> Iterator[PastedCell]:
    for right, text in enumerate(cells):
        if not text.strip():
            continue
        month = target.months[right] if right < len(target.months) else 0
        if row is None or not month:
            why = translate("Paste", "Ngoài bảng, bỏ qua.") if row or not name else _unknown(name)
            yield PastedCell(row.indicator.short if row else name, "", month, "", text, Verdict.SKIPPED, why)
        else:
            yield _cell(books, row, month, text.strip())


def _unknown(name: str) -> str:
    return translate("Paste", "Mục này không có chỉ tiêu “{name}”, bỏ qua.").format(name=name)


def _cell(books: Books, row: GridRow, month: int, text: str) -> PastedCell:
    scale, before = scale_of(row), row.cells[month]
    held = shown(before, scale).shown()

    def cell(verdict: Verdict, why: str, draft: FigureDraft | None = None) -> PastedCell:
        return PastedCell(row.indicator.short, row.indicator.code, month, held, text, verdict, why, draft)

    if row.derived:
        return cell(Verdict.SKIPPED, translate("Paste", "Số này đếm từ sổ, bỏ qua."))
    if text == held or (text == DECLARED and before.state is State.NONE):
        return cell(Verdict.SAME, translate("Paste", "Như cũ."))
    try:
        typed = read(text, row.indicator, scale)
    except NumberRefused as error:
        return cell(Verdict.REFUSED, number_sentence(error))
    except NotTaken as error:
        return cell(Verdict.REFUSED, str(error))
    draft = FigureDraft(month, row.indicator.code, typed.state, _plain(typed.amount))
    if problems := recording.check(books, RecordDraft("figure", recording.figure_values(draft))):
        return cell(Verdict.REFUSED, problem_sentence(problems[0], books.catalogue))
    if typed.state == before.state.value and (typed.amount or 0) == (before.amount or 0):
        return cell(Verdict.SAME, translate("Paste", "Như cũ."))
    if before.state is State.BLANK:
        return cell(Verdict.NEW, translate("Paste", "Ô đang trống, sẽ nhận."), draft)
    return cell(Verdict.CHANGED, translate("Paste", "Thay {before}.").format(before=held), draft)


def _plain(amount: Decimal | None) -> int | Decimal | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else amount
