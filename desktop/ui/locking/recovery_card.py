"""What helps who forgets the password: a sheet of paper, and headquarters."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.kit import messages, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block, Card, Divider
from desktop.kit.text import Text
from desktop.services import locking, recovering, recovering_files
from desktop.services.books import Role
from desktop.ui.context import Context
from desktop.ui.locking.code_text import CodeText
from desktop.ui.locking.sheet_paper import Sheet, print_on
from desktop.ui.locking.work import Work


class RecoveryCard(Card):
    """The sheet above, headquarters below."""

    def __init__(self, context: Context, work: Work, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_title(self.tr("Khi quên mật khẩu"))
        self._context, self._work = context, work
        self._rule = Divider()
        self._sheet, self._helper = Text("", wrap=True), Text("", wrap=True)
        self.make = KeyButton(self.tr("Lập tờ khôi phục"), icon="file-text")
        self.take = KeyButton(self.tr("Nhận khóa khôi phục từ tệp"), icon="folder-open")
        self.paper = Block("accent", self.tr("In hoặc chép mã này ra giấy ngay, mã chỉ hiện một lần"), self.tr(
            "Cất giấy nơi khóa được, không để cạnh máy. Dùng được một lần; lập tờ mới thì tờ này hết giá trị."
        ), icon="file-text")
        self.code = CodeText()
        self.print = KeyButton(self.tr("In tờ này"), small=True, icon="printer")
        self.paper.body.addWidget(self.code)
        self.paper.body.addLayout(_row(self.print))
        self._fill()
        self.make.clicked.connect(self.make_sheet)
        self.print.clicked.connect(self.print_sheet)
        self.take.clicked.connect(self._on_take)

    def look(self) -> None:
        """Show what there is."""
        books = self._context.books
        locked, sheet = locking.is_locked(books), locking.has_sheet(books)
        there = self.tr("Đã có tờ khôi phục.")
        missing = self.tr("Chưa có tờ khôi phục: mã chép trên giấy, mở được sổ một lần khi quên mật khẩu.")
        self._sheet.setText(there if sheet else missing)
        self.make.setText(self.tr("Lập tờ mới") if sheet else self.tr("Lập tờ khôi phục"))
        self.make.set_kind("primary" if locked and not sheet else "plain")
        self.make.setVisible(locked)
        helper = locking.helper_of(books)
        told = self.tr("{helper} mở giúp được, qua điện thoại.").format(helper=helper)
        none = self.tr("Chưa nhận khóa khôi phục của cấp trên; khóa đi kèm phản hồi, hoặc nằm trong tệp cấp trên đưa.")
        self._helper.setText(told if helper else none)
        self.setVisible(locked or bool(helper) or books.me.role is Role.UNIT)
        self.code.setVisible(bool(self.code.code()))
        self.paper.setVisible(bool(self.code.code()))
        for widget in (self._rule, self._helper, self.take):
            widget.setVisible(books.me.role is Role.UNIT)
        if not locked:
            self._sheet.setText(self.tr("Tờ khôi phục lập được sau khi đặt mật khẩu."))

    def make_sheet(self) -> None:
        """A new code; the one before is worth nothing any more."""
        books = self._context.books
        done = self.tr("Đã lập tờ khôi phục. In hoặc chép mã ra giấy trước khi rời trang này.")
        self._work(self.tr("Đang lập tờ khôi phục"), lambda _: locking.new_sheet(books), done)

    def show_code(self, code: str) -> None:
        """Show the code of a sheet until the page is left."""
        self.code.set_code(code)
        self.paper.setVisible(bool(code))

    def sheet(self) -> Sheet:
        """The sheet as it goes on paper."""
        me = self._context.books.me
        return Sheet(me.police_name, self.code.code(), me.officer, f"{self._context.today():%d/%m/%Y}")

    def print_sheet(self) -> None:
        """Print it on the printer that a person chooses."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            print_on(printer, self.sheet())

    def _on_take(self) -> None:
        pattern = self.tr("Tệp chữ (*.txt);;Mọi tệp (*)")
        path = messages.ask_file(self, self.tr("Tệp khóa khôi phục của cấp trên"), pattern)
        if path is None:
            return
        books = self._context.books
        try:
            code = recovering_files.read_code(path)
            shown = recovering.fingerprint(recovering.read_public(code))
        except UserError as error:
            return messages.tell_trouble(self, self.tr("Nhận khóa khôi phục"), error)
        asked = self.tr("Gọi cấp trên đối chiếu dấu vân tay {shown}. Đúng như họ đọc thì nhận.").format(shown=shown)
        if messages.ask(self, asked, self.tr("Đúng, nhận khóa"), danger=True):
            done = self.tr("Đã nhận khóa khôi phục {shown}.").format(shown=shown)
            self._work(self.tr("Đang nhận khóa"), lambda _: recovering.take_public(books, code) and None, done)

    def _fill(self) -> None:
        inside, holder = QVBoxLayout(), QWidget()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(8))
        for widget in (self._sheet, self.paper):
            inside.addWidget(widget)
        inside.addLayout(_row(self.make))
        inside.addWidget(self._rule)
        inside.addWidget(self._helper)
        inside.addLayout(_row(self.take))
        holder.setLayout(inside)
        self.add_padded(holder)


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch()
    return row
