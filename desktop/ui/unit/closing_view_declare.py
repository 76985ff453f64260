"""Declarations under their step: silent sections declared in one step, made ones taken back one by one."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.catalogue import Section
from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.inputs import FieldBox, TextInput
from desktop.kit.text import Text
from desktop.services.closing import Declared
from desktop.ui.catalogue_words import shown_section

LONGEST = 120


class DeclarePart(QWidget):
    """Names the silent sections, asks who declares, lists what was declared."""

    agreed = Signal(str)
    withdrawn = Signal(str)
    place_asked = Signal(str)

    def __init__(self, person: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person = TextInput(self.tr("Họ tên, chức vụ người khai"), LONGEST)
        self.person.set_value(person)
        self.agree = KeyButton("", kind="plain", small=False)
        self._asking, self._lines = QWidget(), QVBoxLayout()
        self.silent = Text("", "body", "text", wrap=True)
        self.made: list[KeyButton] = []
        self._arrange()
        self.agree.clicked.connect(self._on_agree)

    def show_sections(self, silent: list[Section], declared: list[Declared]) -> None:
        """Show what is silent and what was declared."""
        names = "; ".join(shown_section(each).name for each in silent)
        self.silent.setText(self.tr("Chưa có số liệu, chưa khai báo: {names}.").format(names=names))
        self.agree.setText(self.tr("Khai không phát sinh {n} mục còn trống").format(n=len(silent)))
        self.agree.updateGeometry()
        self._asking.setVisible(bool(silent))
        self._clear()
        self.made = [self._line(each) for each in declared]

    def _on_agree(self) -> None:
        if not self.person.value():
            self.person.set_complaint(self.tr("Ghi tên người khai."))
            self.person.setFocus()
            return
        self.person.set_complaint(None)
        self.agreed.emit(self.person.value())

    def _line(self, declared: Declared) -> KeyButton:
        words = (
            self.tr("{section}: không phát sinh, {person} khai {day}")
            if declared.declared == "none"
            else self.tr("{section}: không thuộc diện, {person} khai {day}")
        )
        day = f"{declared.at[8:10]}/{declared.at[5:7]}"
        line, row = QWidget(), QHBoxLayout()
        row.setContentsMargins(theme.px(12), 0, theme.px(4), 0)
        name = words.format(section=shown_section(declared.section).name, person=declared.person, day=day)
        withdraw = KeyButton(self.tr("Bỏ khai báo"), kind="quiet", small=True)
        withdraw.clicked.connect(partial(self.withdrawn.emit, declared.section.code))
        row.addWidget(Text(name, wrap=True), 1)
        row.addWidget(withdraw)
        line.setLayout(row)
        self._lines.addWidget(line)
        return withdraw

    def _clear(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(FieldBox(self.tr("Người khai"), self.person), 1)
        row.addWidget(self.agree, 0, Qt.AlignmentFlag.AlignBottom)
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(theme.px(12), 0, theme.px(4), theme.px(4))  # room for the focus ring
        asking.addWidget(self.silent)
        asking.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._asking)
        self._lines.setSpacing(0)
        column.addLayout(self._lines)
