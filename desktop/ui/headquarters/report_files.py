"""Tệp khác: everything besides the report itself that is written, taken out, read back or chosen for it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop.base.errors import UserError
from desktop.base.progress import Progress
from desktop.kit import messages
from desktop.services import basing, presenting, supplementing, templating
from desktop.services.basing import Basis
from desktop.ui.context import Context
from desktop.ui.headquarters.report_export import ReportExport


class ReportFiles(QObject):
    """Opens the menu under a button and does what is chosen."""

    changed = Signal()
    """The report reads otherwise now: another template, another base."""

    def __init__(self, context: Context, out: ReportExport, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._out, self._page = context, out, parent

    def open_under(self, button: QWidget) -> None:
        """Show the menu."""
        self.menu(button).popup(button.mapToGlobal(QPoint(0, button.height())))

    def menu(self, parent: QWidget) -> QMenu:
        """All that there is to choose."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Phụ lục Excel…"), self._out.ask_annex)
        menu.addAction(self.tr("Bản PDF…"), self._ask_pdf)
        menu.addAction(self.tr("Trình chiếu cho hội nghị…"), self._ask_slides)
        menu.addSeparator()
        menu.addAction(self.tr("Gói gửi cấp trên, số tổng hợp…"), self._out.ask_upward)
        menu.addAction(self.tr("Gói gửi cấp trên, kèm từng bản ghi…"), partial(self._out.ask_upward, True))
        menu.addSeparator()
        menu.addAction(self.tr("Phụ lục điều chỉnh sau chốt (Word)…"), partial(self._ask_supplement, True))
        menu.addAction(self.tr("Phụ lục điều chỉnh sau chốt (Excel)…"), partial(self._ask_supplement, False))
        menu.addSeparator()
        menu.addAction(self.tr("Lấy mẫu báo cáo ra Word…"), self._ask_template)
        menu.addAction(self.tr("Dùng mẫu báo cáo từ Word…"), self._ask_load)
        own = templating.name(self._context.books)
        menu.addAction(self.tr("Dùng mẫu của chương trình"), self.reset).setEnabled(bool(own))
        menu.addSeparator()
        self._add_bases(menu)
        return menu

    def _add_bases(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        now = basing.basis(self._context.books)
        for wanted, words in (
            (Basis.CURRENT, self.tr("So với số cùng kỳ hiện nay")),
            (Basis.SIGNED, self.tr("So với số cùng kỳ đã chốt")),
        ):
            action = menu.addAction(words, partial(self.choose, wanted))
            action.setCheckable(True)
            action.setChecked(wanted is now)
            group.addAction(action)

    def choose(self, wanted: Basis) -> None:
        """Compare with these figures of last year."""
        basing.choose(self._context.books, wanted)
        self.changed.emit()

    def load(self, path: Path) -> None:
        """Use a template from Word, or say what is wrong in it."""
        try:
            templating.load(self._context.books, path)
        except UserError as error:
            return messages.tell_trouble(self._page, self.tr("Mẫu báo cáo"), error)
        self.changed.emit()

    def reset(self) -> None:
        """Use the template of the program again."""
        templating.reset(self._context.books)
        self.changed.emit()

    def _ask_pdf(self) -> None:
        books, period = self._context.books, self._context.period

        def work(path: Path, progress: Progress) -> Path:
            return presenting.write_pdf(books, period, path, progress)

        self._out.ask(self.tr("Xuất PDF"), f"bao-cao-{period.key}.pdf", self.tr("Văn bản PDF (*.pdf)"), work)

    def _ask_slides(self) -> None:
        books, period = self._context.books, self._context.period

        def work(path: Path, progress: Progress) -> Path:
            return presenting.write_slides(books, period, path, progress)

        kind = self.tr("Trình chiếu PowerPoint (*.pptx)")
        self._out.ask(self.tr("Xuất trình chiếu"), f"trinh-chieu-{period.key}.pptx", kind, work)

    def _ask_supplement(self, paper: bool) -> None:
        books, period = self._context.books, self._context.period

        def work(path: Path, progress: Progress) -> Path:
            write = supplementing.write_paper if paper else supplementing.write_workbook
            return write(books, period, path, progress)

        kind = self.tr("Văn bản Word (*.docx)") if paper else self.tr("Bảng tính Excel (*.xlsx)")
        name = f"dieu-chinh-{period.key}.{'docx' if paper else 'xlsx'}"
        self._out.ask(self.tr("Xuất phụ lục điều chỉnh"), name, kind, work)

    def _ask_template(self) -> None:
        books = self._context.books

        def work(path: Path, _: Progress) -> Path:
            return templating.take_out(books, path)

        self._out.ask(self.tr("Lấy mẫu báo cáo"), "mau-bao-cao.docx", self.tr("Văn bản Word (*.docx)"), work)

    def _ask_load(self) -> None:
        path = messages.ask_file(self._page, self.tr("Mẫu báo cáo"), self.tr("Văn bản Word (*.docx)"))
        if path is not None:
            self.load(path)
