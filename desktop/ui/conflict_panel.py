"""One record told differently: before and every side beside each other, each with its key."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.catalogue import Catalogue
from desktop.kit import theme
from desktop.kit.block_table import LedgerTable, RowsModel
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, EmptyState
from desktop.kit.text import Text
from desktop.services.deciding import Conflict
from desktop.ui.conflict_rows import columns, label, lines, side_name

MOST_SIDES = 4


class ConflictPanel(Card):
    """The chosen conflict at the right; the buttons stay in sight."""

    decided = Signal(int)
    """1: as before; 2, 3 …: the first, the second side."""

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._catalogue = catalogue
        self._conflict: Conflict | None = None
        self.words, self.table = Text("", "body", "text2", wrap=True), LedgerTable()
        self.model = RowsModel(columns(None))
        self.table.setModel(self.model)
        self.table.wrap_titles()
        self.before = KeyButton(self.tr("Như trước"), "1", bind=False)
        self.sides = [KeyButton(side_name(at), str(at + 2), bind=False) for at in range(MOST_SIDES)]
        self.like = KeyButton("", "Ctrl+Shift+Enter", small=True, bind=False)
        self.seen = KeyButton(self.tr("Đã xem"), "X", bind=False)
        self.hint = EmptyState(self.tr("Chọn một bản ghi ở bên trái để xem các bản cạnh nhau."))
        self._furnish()
        self.show_conflict(None, joined=False, like="")

    def show_conflict(self, conflict: Conflict | None, joined: bool, like: str) -> None:
        """Show one, or the hint."""
        self._conflict = conflict
        self.hint.setVisible(conflict is None)
        self._shown.setVisible(conflict is not None)
        self._foot.setVisible(conflict is not None)
        self._show_buttons(conflict, joined, like)
        if conflict is None:
            self.set_title("")
            return
        kind = self._catalogue.kinds[conflict.kind]
        self.set_title(f"{kind.name} {conflict.number}".strip())
        self.words.setText(self._said(conflict, joined))
        self.model.set_columns(columns(conflict))
        self.model.set_rows(lines(self._catalogue, conflict))

    def fields_meant(self) -> tuple[str, ...]:
        """The field the keyboard stands on in the table, else all that are at odds."""
        if self._conflict is None:
            return ()
        key = self.table.current_key()
        if self.table.hasFocus() and key in self._conflict.fields:
            return (str(key),)
        return self._conflict.fields

    def _said(self, conflict: Conflict, joined: bool) -> str:
        if joined:
            return self.tr("Hai máy sửa khác ô, chương trình đã giữ cả hai. Xem lại rồi bấm Đã xem.")
        fields = ", ".join(label(self._catalogue, conflict.kind, name) for name in conflict.fields)
        told = self.tr("Khác nhau ở: {fields}. Phím 1, 2, 3 chọn cả bản ghi; F6 xuống bảng để chọn từng ô.")
        return told.format(fields=fields)

    def _show_buttons(self, conflict: Conflict | None, joined: bool, like: str) -> None:
        sides = len(conflict.sides) if conflict is not None and not joined else 0
        for place, button in enumerate(self.sides):
            button.setVisible(place < sides)
        self.before.setVisible(bool(sides))
        self.before.enable()
        if conflict is not None and conflict.before is None:
            self.before.disable(self.tr("Sổ không có bản trước khi hai máy sửa."))
        self.seen.setVisible(joined and conflict is not None)
        self.like.setText(like)
        self.like.updateGeometry()
        self.like.setVisible(bool(like) and not joined)

    def _furnish(self) -> None:
        self._shown = QWidget()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        head.addWidget(self.words)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.body.addWidget(self.hint, 1)
        self.body.addWidget(self._shown, 1)
        self.add_action(self.like)
        foot = self.add_foot()
        foot.addStretch()
        buttons: Sequence[KeyButton] = (self.before, *self.sides, self.seen)
        for place, button in enumerate(buttons):
            foot.addWidget(button)
            if button is not self.seen:
                button.clicked.connect(lambda _=False, key=place + 1: self.decided.emit(key))
