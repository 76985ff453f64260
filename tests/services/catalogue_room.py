"""A clerk edits the catalogue in Excel."""

from pathlib import Path

from openpyxl import load_workbook

from desktop.domain.catalogue_columns import SHEETS
from desktop.services import drafting
from desktop.services.books import Books

PLANS = {plan.part: plan for plan in SHEETS}
INDICATOR = {
    "code": "TX.90", "name": "Vụ trên không gian mạng", "unit": "vụ", "kind": "nhập tay", "aggregation": "cộng",
    "direction": "trung tính", "core": "x", "definition": "Số vụ xảy ra trên mạng.", "counted": "lừa đảo qua mạng.",
    "not_counted": "tin báo chưa xác minh.",
}  # fmt: skip
RULE = {
    "code": "case.many_subjects", "level": "cảnh báo", "kind": "case", "left": "subjects", "op": "không lớn hơn",
    "value": 1, "message": "Một vụ có {subjects} đối tượng.", "fix": "Xem lại số đối tượng.",
}  # fmt: skip
CHOICE = {"list": "offence", "code": "lua_dao_mang", "label": "Lừa đảo trên không gian mạng", "parent": "TTXH"}


class Sheets:
    """The exported workbook, open in Excel."""

    def __init__(self, books: Books, path: Path) -> None:
        self.path = drafting.export(books, path)
        self._book = load_workbook(path)

    def add(self, part: str, **values: object) -> None:
        """Type a new row below the last one."""
        sheet, plan = self._book[PLANS[part].title], PLANS[part]
        line = max(row[0].row for row in sheet.iter_rows() if any(cell.value is not None for cell in row)) + 1
        for place, column in enumerate(plan.columns, 1):
            if column.key in values:
                sheet.cell(line, place, values[column.key])

    def put(self, part: str, key: tuple[str, ...], column: str, value: object) -> None:
        """Type into a cell."""
        sheet, plan = self._book[PLANS[part].title], PLANS[part]
        heads = [each.key for each in plan.columns]
        places = [heads.index(each) for each in plan.keys]
        line = next(row for row in sheet.iter_rows(min_row=3) if tuple(row[place].value for place in places) == key)
        line[heads.index(column)].value = value

    def drop(self, part: str, *key: object) -> None:
        """Delete a row."""
        sheet = self._book[PLANS[part].title]
        line = next(row[0].row for row in sheet.iter_rows(min_row=3) if tuple(c.value for c in row[: len(key)]) == key)
        sheet.delete_rows(line)

    def save(self) -> Path:
        self._book.save(self.path)
        return self.path


def edit(books: Books, path: Path) -> Path:
    """A choice, a typed indicator and a warning are added."""
    sheets = Sheets(books, path)
    sheets.add("choices", **CHOICE)
    sheets.add("indicators", **INDICATOR)
    sheets.add("rules", **RULE)
    return sheets.save()
