"""Declaring a section: who declares is asked in place, once a session."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.kit import theme
from desktop.kit.buttons import KeyButton, SegmentSwitch
from desktop.kit.frame import Page
from desktop.kit.inputs import TextInput
from desktop.kit.text import Cut, Text
from desktop.services import recording
from desktop.services.grid import GridRow, GridSection
from desktop.ui.catalogue_words import shown_indicator, shown_section
from desktop.ui.context import Context
from desktop.ui.unit.figure_view_values import scale_of, shown

LONGEST = 120
NONE, NOT_APPLICABLE = "none", "not_applicable"


class DeclareBar(QWidget):
    """What is declared, by whom, and the button that does it."""

    agreed = Signal(str)

    def __init__(self, person: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Cut("", "bold")
        self.declared = SegmentSwitch(
            [(NONE, self.tr("0*  không phát sinh")), (NOT_APPLICABLE, self.tr("–  không thuộc diện"))]
        )
        self.person = TextInput(self.tr("Họ tên, chức vụ người khai"), LONGEST)
        self.person.set_value(person)
        self.person.set_names(self.tr("Người khai"), "")
        self.agree = KeyButton(self.tr("Khai"), "Enter", small=True)
        self.refuse = KeyButton(self.tr("Thôi"), "Esc", kind="quiet", small=True)
        self._arrange()
        self.agree.clicked.connect(self._on_agree)
        self.refuse.clicked.connect(self.hide)
        self.person.line.returnPressed.connect(self._on_agree)
        QShortcut(Qt.Key.Key_Escape, self, self.hide, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def ask(self, words: str, declared: str) -> None:
        """Say what is to be declared and wait for the person."""
        self.words.setText(words)
        self.declared.set_current(declared)
        self.show()
        self.person.line.setFocus()
        self.person.line.selectAll()

    def _on_agree(self) -> None:
        if not self.person.value():
            self.person.set_complaint(self.tr("Ghi tên người khai."))
            return
        self.hide()
        self.agreed.emit(self.person.value())

    def _arrange(self) -> None:
        upper, lower, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(6))
        column.setSpacing(theme.px(6))
        for row in (upper, lower):
            row.setSpacing(theme.px(8))
            column.addLayout(row)
        upper.addWidget(self.words, 1)
        upper.addWidget(self.declared)
        lower.addWidget(Text(self.tr("Người khai"), "caption", "text2"))
        lower.addWidget(self.person, 1)
        lower.addWidget(self.agree)
        lower.addWidget(self.refuse)


class Declarer(QObject):
    """Declares sections and takes declarations back; says what it did in the page's notice."""

    changed = Signal()
    shown = Signal(str)
    """Indicator to be shown, because its figure stands against a declaration."""

    def __init__(self, context: Context, page: Page) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.bar = DeclareBar(context.books.me.officer)
        self.person = ""
        self._waiting: GridSection | None = None
        self.bar.agreed.connect(self._on_agreed)

    def toggle(self, section: GridSection, declared: str = NONE) -> None:
        """Declare a section, or take its declaration back."""
        held = data_of(section)
        if section.declared is not None:
            self.withdraw(section.section.code)
        elif held is not None:
            self._tell_data(section, held)
        elif self.person:
            self._declare(section, declared)
        else:
            self._waiting = section
            self.bar.ask(self.tr("Khai mục {section}:").format(section=shown_section(section.section).name), declared)

    def withdraw(self, code: str) -> None:
        """Take a declaration back."""
        recording.withdraw_declaration(self._context.books, self._context.period.key, code)
        self.changed.emit()
        name = self._context.catalogue.sections[code].name
        self._page.notice.tell(self.tr("Đã bỏ khai báo của mục {section}.").format(section=name))

    def _on_agreed(self, person: str) -> None:
        self.person = person
        if self._waiting is not None:
            self._declare(self._waiting, self.bar.declared.current())
        self._waiting = None

    def _declare(self, section: GridSection, declared: str) -> None:
        code = section.section.code
        recording.declare(self._context.books, self._context.period.key, code, declared, self.person)
        self.changed.emit()
        told = (
            self.tr("Đã khai không phát sinh: {section}. Người khai: {person}.")
            if declared == NONE
            else self.tr("Đã khai không thuộc diện: {section}. Người khai: {person}.")
        )
        self._page.notice.tell(
            told.format(section=shown_section(section.section).name, person=self.person),
            self.tr("Hoàn tác"),
            partial(self.withdraw, code),
        )

    def _tell_data(self, section: GridSection, row: GridRow) -> None:
        pattern = self.tr("{section} đã có {name} {value}, không khai không phát sinh được. Xem bản ghi hoặc sửa số.")
        value, name = shown(row.total, scale_of(row)).shown(), shown_section(section.section).name
        self._page.notice.tell(
            pattern.format(section=name, name=shown_indicator(row.indicator).short, value=value),
            self.tr("Xem số"),
            partial(self.shown.emit, row.indicator.code),
            kind="warn",
        )


def data_of(section: GridSection) -> GridRow | None:
    """A row with figures in a section; none may be declared beside it."""
    return next((row for row in section.rows if row.total.amount), None)
