"""The part about who writes, and the calendar of the reports."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.domain.calendars import calendars
from desktop.kit import theme
from desktop.kit.cards import Block, Card
from desktop.kit.inputs import FieldBox, FieldGrid, PlainPicker, TextInput
from desktop.services import keeping, locking
from desktop.ui.context import Context
from desktop.ui.retold import retold
from desktop.ui.troubles import sentence


class OfficerPart(QWidget):
    """Name, title, calendar."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.name, self.title = TextInput(self.tr("Ví dụ: Đại úy Nông Văn Páo"), 80), TextInput(
            self.tr("Ví dụ: trực ban"), 60
        )
        known = calendars().values()
        self.calendar = PlainPicker([(each.id, retold(each.name)) for each in known])
        self.told = Block("accent")
        self._furnish()
        self.name.committed.connect(self._on_named)
        self.title.committed.connect(self._on_named)
        self.calendar.committed.connect(self._on_calendar)

    def arrived(self) -> None:
        """Look again."""
        name, _, title = self._context.books.me.officer.partition(", ")
        self.name.set_value(name)
        self.title.set_value(title)
        self.calendar.set_value(self._context.books.me.calendar)
        self.told.hide()
        locked = locking.is_locked(self._context.books)
        for field in (self.name, self.title):
            field.set_read_only(locked)
        if locked:
            self._say("accent", self.tr("Sổ có mật khẩu: tên đi theo mật khẩu. Thêm, bỏ cán bộ ở trang Khóa sổ."))

    def _on_named(self) -> None:
        name, title = self.name.value(), self.title.value()
        if not name:
            self.name.set_complaint(self.tr("Cần tên người nhập. Ghi cấp bậc, họ tên."))
            return
        officer = f"{name}, {title}" if title else name
        if officer != self._context.books.me.officer:
            keeping.change_officer(self._context.books, officer)
            self._say("accent", self.tr("Từ nay mỗi bản ghi mới đứng tên {officer}.").format(officer=officer))

    def _on_calendar(self) -> None:
        books = self._context.books
        if self.calendar.value() == books.me.calendar:
            return
        try:
            keeping.change_calendar(books, self.calendar.value())
        except UserError as error:
            self.calendar.set_value(books.me.calendar)
            return self._say("err", sentence(error))
        self._context.announcements.redressed.emit("officer")

    def _say(self, kind: str, words: str) -> None:
        self.told.set_kind(kind)  # type: ignore[arg-type]
        self.told.set("", words)
        self.told.show()

    def _furnish(self) -> None:
        fields = FieldGrid()
        hint = self.tr("Tên và chức vụ đi kèm mỗi bản ghi, mỗi khai báo.")
        fields.add_row(
            FieldBox(self.tr("Cấp bậc, họ tên"), self.name, hint=hint),
            FieldBox(self.tr("Chức vụ"), self.title, hint=self.tr("Ghi như ở dưới chữ ký."), optional=True),
        )
        told = self.tr("Đổi được khi sổ chưa có bản ghi nào: số liệu tháng đếm theo lịch này.")
        fields.add_wide(FieldBox(self.tr("Lịch báo cáo"), self.calendar, hint=told))
        card = Card(self.tr("Người nhập, lịch báo cáo"))
        card.add_padded(fields)
        card.add_padded(self.told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(card)
        column.addStretch(1)
