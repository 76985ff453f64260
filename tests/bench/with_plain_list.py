"""What a list is usually made of: every row in memory, a plain table model, LIKE for the search."""

import json
import os
import sqlite3
import statistics
from pathlib import Path

from tests.bench.cells import Work
from tests.bench.with_entry import JUMPS, WORDS, Costs, late, took

ROWS = """
    SELECT day, kind, number, content FROM record JOIN version ON version.id = version_id
    WHERE searched <> '' {where} ORDER BY day DESC, record.id DESC
"""
COLUMNS = ("summary", "hamlet", "offence", "subjects")


def plain(home: str) -> Work:
    return lambda: measured(next(Path(home).glob("*.db")))


def measured(path: Path) -> Costs:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
    from PySide6.QtWidgets import QApplication, QTableView

    application = QApplication.instance() or QApplication(["plain"])
    database = sqlite3.connect(path)

    class Rows(QAbstractTableModel):
        rows: list[tuple[object, ...]] = []  # noqa: RUF012

        def ask(self, where: str = "", *arguments: object) -> None:
            self.beginResetModel()
            found = database.execute(ROWS.format(where=where), arguments).fetchall()
            self.rows = [(*row[:3], *map(json.loads(row[3]).get, COLUMNS)) for row in found]
            self.endResetModel()

        def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
            return len(self.rows)

        def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
            return 3 + len(COLUMNS)

        def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
            shown = role == Qt.ItemDataRole.DisplayRole
            return str(self.rows[index.row()][index.column()] or "") if shown else None

    model, view = Rows(), QTableView()
    view.setModel(model)
    view.resize(700, 600)
    view.show()
    turn = application.processEvents
    opened = took(lambda: (model.ask(), turn()))
    ends = []
    for jump in range(JUMPS):
        place = model.index(0 if jump % 2 else len(model.rows) - 1, 0)
        ends.append(took(lambda place=place: (view.scrollTo(place), turn())))
    keys = []
    for words in WORDS:
        for end in range(1, len(words) + 1, 3):
            where = "".join(f"AND searched LIKE '%{word}%' " for word in words[:end].split())
            keys.append(took(lambda where=where: (model.ask(where), turn())))
    database.close()
    return {"open": opened, "end": statistics.median(ends), "key": late(keys)}
