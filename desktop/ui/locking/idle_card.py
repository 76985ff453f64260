"""After how many minutes without anybody the window locks itself."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.kit import theme
from desktop.kit.cards import Card
from desktop.kit.inputs import PlainPicker
from desktop.kit.text import Text
from desktop.services import locking
from desktop.ui.context import Context
from desktop.ui.locking.watch import NEVER, SETTING, USUAL_MINUTES

MINUTES = (2, 5, USUAL_MINUTES, 20, 30, 60)


class IdleCard(Card):
    """One choice; it acts from the next key on."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_title(self.tr("Tự khóa"))
        self._context = context
        options = [(str(n), self.tr("sau {n} phút").format(n=n)) for n in MINUTES]
        self.after = PlainPicker([*options, (str(NEVER), self.tr("không tự khóa"))])
        self.after.committed.connect(self._on_chosen)
        row, holder = QHBoxLayout(), QWidget()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(Text(self.tr("Khi không ai dùng máy, khóa cửa sổ")))
        row.addWidget(self.after)
        row.addStretch()
        holder.setLayout(row)
        self.add_padded(holder)

    def look(self) -> None:
        """Show the choice; plain books never lock."""
        self.after.set_value(str(self._context.settings.get(SETTING, USUAL_MINUTES)))
        self.setVisible(locking.is_locked(self._context.books))

    def _on_chosen(self) -> None:
        self._context.settings.put(SETTING, int(self.after.value()))
