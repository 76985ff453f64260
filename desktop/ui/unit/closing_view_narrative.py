"""Thuyết minh: the words of a section, part by part, kept when the field is left."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.personal_data import personal_data
from desktop.kit import theme
from desktop.kit.buttons import SegmentSwitch
from desktop.kit.cards import Block
from desktop.kit.inputs import FieldBox, LongTextInput, PlainPicker
from desktop.kit.marks import Mark
from desktop.services import closing, recording, suggesting
from desktop.services.recording import Touched
from desktop.ui.context import Context
from desktop.ui.unit.reason_menu import SentenceMenu

LIMIT, LINES = 20_000, 6


class NarrativeEditor(QWidget):
    """One section and one part at a time."""

    written = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        catalogue = context.catalogue
        self.section = PlainPicker([(each.code, each.name) for each in catalogue.sections.values()])
        parts = catalogue.choices["narrative_part"].items
        self.part = SegmentSwitch([(part.code, part.label) for part in parts])
        self.text = LongTextInput(LIMIT, LINES)
        self.box = FieldBox(self.tr("Nội dung"), self.text)
        self.warning = Block("warn", mark=Mark.WARNING)
        self.warning.hide()
        self._shown = ("", "")
        self.ready = SentenceMenu(self._sentences, self.text)
        self._arrange()
        self.section.committed.connect(self.show_part)
        self.part.chosen.connect(self.show_part)
        self.text.committed.connect(self.save)
        self.text.edited.connect(self._warn)
        self.show_part()

    def show_part(self, _: object = None) -> None:
        """Keep what was written and show the chosen part."""
        self.save()
        self._shown = (self.section.value(), self.part.current())
        self.text.set_value(closing.narrative(self._context.books, self._context.period).get(self._shown, ""))
        self._warn()

    def show_first(self, wanted: Callable[[str], bool]) -> None:
        """Show the first part whose words are looked for."""
        for (section, part), text in closing.narrative(self._context.books, self._context.period).items():
            if wanted(text):
                self.section.set_value(section)
                self.part.set_current(part)
                return self.show_part()

    def reload(self) -> None:
        """Show the words of the period that is open now."""
        if not self.text.text.hasFocus():
            self._shown = (self.section.value(), self.part.current())
            written = closing.narrative(self._context.books, self._context.period)
            self.text.set_value(written.get(self._shown, ""))
            self._warn()

    def save(self) -> None:
        """Keep the words where they differ."""
        section, part = self._shown
        if not section or self.text.complaint() is not None:
            return
        books, period = self._context.books, self._context.period
        if self.text.value() == closing.narrative(books, period).get(self._shown, ""):
            return
        recording.write_narrative(books, period.key, section, part, self.text.value())
        self._context.announce(Touched.TEXTS)
        self.written.emit()

    def _warn(self) -> None:
        """Say at once what names a citizen; it is kept, and the checklist asks for a reason."""
        found = personal_data(self.text.value())
        told = self.tr("Có vẻ chứa số giấy tờ, điện thoại hoặc biển số: {found}. Xóa, hoặc ghi lý do ở bước Cảnh báo.")
        self.warning.set("", told.format(found=", ".join(found)))
        self.warning.setVisible(bool(found))

    def _sentences(self) -> list[str]:
        """Ready sentences for what is shown, but for those that stand there already."""
        found = suggesting.sentences(self._context.books, self._context.period, *self._shown)
        return [sentence for sentence in found if sentence not in self.text.text.toPlainText()]

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.section)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(row)
        parts = QHBoxLayout()
        parts.addWidget(self.part)
        parts.addStretch()
        parts.addWidget(self.ready)
        column.addLayout(parts)
        column.addWidget(self.box)
        column.addWidget(self.warning)
