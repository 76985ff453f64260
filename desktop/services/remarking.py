"""What a file is told about its cells and rows: remarks with their place and one sentence each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from desktop.domain.arrival import CellEdit, CellFault, CellProblem
from desktop.domain.catalogue import Catalogue, Level
from desktop.domain.records import parse_content
from desktop.domain.rules import Problem
from desktop.services.arrivals import Remark
from desktop.wording.cells import cell_sentence
from desktop.wording.faults import problem_sentence
from desktop.workbook.arrived import Arrived, ArrivedSheet, CopiedRow
from desktop.workbook.layout import layout_of

MOST_COPIES_TOLD = 20
COPIES_WORDS = "{sheet}: {count} dòng chép nguyên từ dòng khác, mỗi dòng chỉ tính một lần. Xóa các dòng chép thừa."
COPY_WORDS = "dòng này chép nguyên dòng {other_row}, chỉ tính một lần. Là việc khác thì ghi vào dòng trống."
FORMULA_WORDS = "ô chứa công thức, lấy số đã tính khi lưu, không tính lại. Thay công thức bằng giá trị."
ASK = "Số đang có được giữ; hỏi đơn vị, hoặc trả lại tệp."


class Remarking:
    """Makes the remarks on one file."""

    def __init__(self, arrived: Arrived, catalogue: Catalogue) -> None:
        self._arrived, self._catalogue = arrived, catalogue

    def of_file(self) -> Iterator[Remark]:
        """What reading found: cells that cannot be understood, rows that came, went or were copied, formulas."""
        yield from map(self._cell, self._arrived.problems)
        yield from self._lost()
        yield from self._copies(self._arrived.copies)
        yield from (_formula(edit) for edit in self._arrived.edits if edit.formula)

    def problem(self, sheet: ArrivedSheet, row_no: int, problem: Problem) -> Remark:
        """What a check has against a row."""
        cell = self._arrived.cell_of(sheet.title, row_no, problem.field or "")
        words = f"{sheet.title}!{cell}: {problem_sentence(problem, self._catalogue)}"
        return Remark(sheet.title, row_no, cell, problem.rule, problem.level.value, dict(problem.facts), words)

    def at(self, sheet: ArrivedSheet, row_no: int, field: str, rule: str, words: str) -> Remark:
        """An error at a field of a row, in these words."""
        cell = self._arrived.cell_of(sheet.title, row_no, field)
        return Remark(sheet.title, row_no, cell, rule, Level.E.value, {}, f"{sheet.title}!{cell}: {words}")

    def _cell(self, problem: CellProblem) -> Remark:
        facts = {"field": problem.field, "shown": problem.shown, "other_row": problem.other_row}
        words = f"{problem.sheet}!{problem.address}: {cell_sentence(problem, self._catalogue)}"
        return Remark(problem.sheet, problem.row, problem.address, problem.fault.value, "E", facts, words)

    def _lost(self) -> Iterator[Remark]:
        """What was sealed and is no longer there: whole sheets, and single rows."""
        layout = layout_of(self._catalogue)
        for code in self._arrived.missing_sheets:
            title = layout.plan(code).title
            yield _gone(title, f"Mất trang {title}", "missing_sheet")
        for row in self._arrived.lost:
            title = layout.plan(row.kind).title
            number = str(parse_content(row.content).get("_number", "")) or row.uid.hex()[:8]
            yield _gone(title, f"{title}: mất dòng {number}", "missing_row")

    def _copies(self, copies: Iterable[CopiedRow]) -> Iterator[Remark]:
        """Row by row, or in one line for a sheet that was copied as a whole."""
        by_sheet: dict[str, list[CopiedRow]] = defaultdict(list)
        for copy in copies:
            by_sheet[copy.sheet].append(copy)
        for title, copied in by_sheet.items():
            if len(copied) > MOST_COPIES_TOLD:
                words = COPIES_WORDS.format(sheet=title, count=len(copied))
                yield Remark(title, 0, "", "copied_row", Level.W.value, {"count": len(copied)}, words)
            else:
                yield from map(self._copy, copied)

    def _copy(self, copy: CopiedRow) -> Remark:
        cell = self._arrived.cell_of(copy.sheet, copy.row, "")
        words = f"{copy.sheet}!{cell}: {COPY_WORDS.format(other_row=copy.other_row)}"
        return Remark(copy.sheet, copy.row, cell, "copied_row", Level.W.value, {"other_row": copy.other_row}, words)


def _gone(title: str, what: str, rule: str) -> Remark:
    return Remark(title, 0, "", rule, Level.E.value, {}, f"{what} so với bản niêm phong. {ASK}")


def _formula(edit: CellEdit) -> Remark:
    words = f"{edit.sheet}!{edit.address}: {FORMULA_WORDS}"
    facts = {"field": edit.field, "value": edit.after}
    return Remark(edit.sheet, edit.row, edit.address, CellFault.FORMULA.value, Level.W.value, facts, words)
