"""Looks at a backup before it takes the place of the books: what it holds, what would be lost, line by line."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.domain.numbers import format_number
from desktop.kit import jobs, messages, theme
from desktop.kit.block_table import Column, LedgerTable, Line, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block, Card
from desktop.kit.progress_strip import ProgressStrip
from desktop.services import keeping, restoring
from desktop.services.comparing import Difference, LostLine
from desktop.services.restoring import Trial
from desktop.ui.retold import retold
from desktop.ui.troubles import sentence
from desktop.ui.words import translate

if TYPE_CHECKING:
    from desktop.store.database import Database


class RestorePanel(Card):
    """Hidden until a backup is chosen."""

    wanted = Signal(object)
    """Trial: a person decided to restore it."""
    left = Signal()

    def __init__(
        self, folder: Path, present: "Database | None", key: bytes | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(translate("Restore", "Xem trước khi khôi phục"), parent=parent)
        self._folder, self._present = folder, present
        self._key = key if present is None else present.key
        self._trial: Trial | None = None
        self._made = ""
        self.told = Block("plain")
        self.strip = ProgressStrip(self.tr("Chưa thay đổi gì."), {restoring.COPYING: self.tr("Đang đọc bản sao")})
        self.table, self._spare = LedgerTable(), QWidget()
        self.go = KeyButton(self.tr("Khôi phục bản này"), "Ctrl+Enter", icon="history")
        self.stop = KeyButton(self.tr("Thôi"), "Esc", bind=False)
        self._furnish()
        self.go.clicked.connect(self._on_go)
        self.stop.clicked.connect(self.put_away)
        self.hide()

    def look(self, backup: Path, made: str = "") -> None:
        """Open a backup beside the books and say what restoring it means."""
        self._trial, self._made = None, made
        self._show_table(False)
        self.told.hide()
        self.go.disable(self.tr("Đang đọc bản sao."))
        self.show()
        folder, present, key = self._folder, self._present, self._key

        def work(progress: Progress) -> Trial:
            return restoring.prepare(folder, backup, present, progress, keeping.opener_by_key(folder, key))

        words = self.tr("Đang so sánh bản sao với sổ")
        jobs.run(self, words, work, self._show, failed=self._on_failed, stopped=self.put_away, strip=self.strip)

    def trial(self) -> Trial | None:
        """What lies ready."""
        return self._trial

    def put_away(self) -> None:
        """Restore nothing."""
        self._trial = None
        restoring.forget(self._folder)
        self.hide()
        self.left.emit()

    def _show(self, trial: Trial) -> None:
        self._trial = trial
        found = trial.difference
        self.told.set_kind("accent" if found.loses_nothing and not trial.present_damaged else "warn")
        made = self._made or found.last_written
        self.told.set(headline(made, found), explanation(trial, made))
        self.told.show()
        self._model.set_rows([_line(each) for each in found.lines])
        self._show_table(bool(found.lines))
        self.go.enable()
        self.go.setFocus()

    def _show_table(self, shown: bool) -> None:
        self.table.setVisible(shown)
        self._spare.setVisible(not shown)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self.put_away()
            return jobs.tell_failure(self, self.title.text(), error)
        self.told.set_kind("err")
        self.told.set(self.tr("Không khôi phục được bản này"), sentence(error))
        self.told.show()

    def _on_go(self) -> None:
        if self._trial is None:
            return
        told = self.tr("Khôi phục {headline}").format(headline=self.told._title.text())
        found = self._trial.difference
        if found.loses_nothing or messages.ask(self, told, self.tr("Khôi phục"), danger=True):
            self.wanted.emit(self._trial)

    def _furnish(self) -> None:
        columns = [
            Column(self.tr("Sẽ mất"), "what", 74),
            Column(self.tr("Loại"), "kind", 110, prose=True),
            Column(self.tr("Số"), "number", 152),
            Column(self.tr("Ngày"), "day", 84),
            Column(self.tr("Nội dung"), "content", 130, prose=True, stretch=True, token="text2"),
        ]
        self._model = RowsModel(columns)
        self.table.setModel(self._model)
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.strip)
        column.addWidget(self.told)
        self.add_padded(head)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._spare, 1)
        foot = self.add_foot()
        foot.addStretch()
        foot.addWidget(self.stop)
        foot.addWidget(self.go)


def headline(made: str, found: Difference) -> str:
    """`Bản sao lúc 14:32 15/06/2020: 214 bản ghi; hiện có 218.`"""
    at = f"{datetime.fromisoformat(made):%H:%M %d/%m/%Y}" if made else "?"
    held = format_number(found.backup_records)
    if found.present_records is None:
        return translate("Restore", "Bản sao lúc {at}: {n} bản ghi").format(at=at, n=held)
    words = translate("Restore", "Bản sao lúc {at}: {n} bản ghi; hiện có {m}")
    return words.format(at=at, n=held, m=format_number(found.present_records))


def explanation(trial: Trial, made: str) -> str:
    """What would be lost, counted."""
    found = trial.difference
    if found.present_records is None and trial.present_damaged:
        return translate(
            "Restore",
            "Sổ hiện tại hỏng nên không so sánh được. Việc ghi sau {at} phải ghi lại, hoặc lấy từ gói đã gửi.",
        ).format(at=_moment(made))
    if found.present_records is None:
        told = translate("Restore", "Máy này chưa có sổ, không mất gì. Việc ghi sau {at} lấy lại từ gói đã gửi.")
        return told.format(at=_moment(made))
    if found.loses_nothing:
        return translate("Restore", "Không mất gì: mọi việc đang có đều nằm trong bản sao này.")
    parts = [
        words.format(n=format_number(count))
        for count, words in (
            (found.lost_records, translate("Restore", "{n} bản ghi")),
            (found.lost_figures, translate("Restore", "{n} số liệu")),
            (found.lost_others, translate("Restore", "{n} khai báo, thuyết minh, giải trình")),
            (found.lost_packages, translate("Restore", "{n} tệp đã nhập")),
        )
        if count
    ]
    told = translate("Restore", "{parts} ghi sau đó sẽ mất. Sổ đang có được sao lưu trước, khôi phục lại được.")
    return told.format(parts=_joined(parts))


def _joined(parts: list[str]) -> str:
    *most, last = parts
    both = translate("Restore", "{most} và {last}")
    return both.format(most=", ".join(most), last=last) if most else last


def _moment(text: str) -> str:
    return f"{datetime.fromisoformat(text):%H:%M %d/%m/%Y}" if text else "?"


def _line(each: LostLine) -> Line:
    what = {
        "new": translate("Restore", "ghi mới"),
        "changed": translate("Restore", "sửa"),
        "deleted": translate("Restore", "xóa"),
        "package": translate("Restore", "tệp nhập"),
    }[each.what]
    day = f"{date.fromisoformat(each.day[:10]):%d/%m/%Y}" if each.day else ""
    return Line((what, retold(each.kind), each.number, day, retold(each.content)))
