"""The part about the program: versions, where the books lie, and the self-test."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import __version__
from desktop.base.progress import Progress
from desktop.kit import jobs, theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block, Card, FactList
from desktop.kit.marks import Mark
from desktop.kit.progress_strip import ProgressStrip
from desktop.services import keeping
from desktop.ui.context import Context


class AboutPart(QWidget):
    """Facts to read out over the phone."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.facts = FactList(180)
        self.test = KeyButton(self.tr("Tự kiểm tra"), icon="shield-check")
        self.strip = ProgressStrip(self.tr("Chưa kiểm tra xong."))
        self.result = Block("accent")
        self._furnish()
        self.test.clicked.connect(self._on_test)

    def arrived(self) -> None:
        """Look again."""
        books = self._context.books
        role = self.tr("cấp trên") if books.me.role == "hq" else self.tr("đơn vị")
        training = self.tr(", để tập huấn") if books.me.training else ""
        self.facts.set_facts(
            [
                (self.tr("Phiên bản chương trình"), __version__),
                (self.tr("Danh mục biểu mẫu"), books.catalogue.version),
                (self.tr("Cấu trúc sổ dữ liệu"), keeping.SCHEMA),
                (self.tr("Sổ của"), f"{books.me.police_name} ({role}{training})"),
                (self.tr("Mã máy ghi"), books.me.writer),
                (self.tr("Nơi giữ sổ"), str(books.folder)),
            ]
        )

    def _on_test(self) -> None:
        books = self._context.books

        def work(_: Progress) -> list[str]:
            return keeping.self_test(books)

        self.test.disable(self.tr("Đang kiểm tra."))
        self.result.hide()
        jobs.run(
            self, self.tr("Đang kiểm tra toàn bộ sổ"), work, self._show, failed=self._on_failed, writes=False,
            strip=self.strip,
        )  # fmt: skip

    def _show(self, faults: list[str]) -> None:
        self.test.enable()
        self.result.set_kind("err" if faults else "accent")
        self.result.set_mark(Mark.ERROR if faults else Mark.DONE)
        whole = self.tr("Dữ liệu nguyên vẹn, số liệu khớp với bản ghi.")
        self.result.set("", "\n".join(faults) or whole)
        self.result.show()

    def _on_failed(self, error: Exception) -> None:
        self.test.enable()
        jobs.tell_failure(self, self.test.text(), error)

    def _furnish(self) -> None:
        card, inside = Card(self.tr("Về chương trình")), QWidget()
        self.result.hide()
        buttons = QHBoxLayout()
        buttons.setContentsMargins(*[theme.px(4)] * 4)  # room for the focus ring
        buttons.addWidget(self.test)
        buttons.addStretch()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.facts)
        column.addLayout(buttons)
        column.addWidget(self.strip)
        column.addWidget(self.result)
        card.add_padded(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        outer.addStretch(1)
