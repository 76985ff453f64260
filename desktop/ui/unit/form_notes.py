"""What stands under the fields: warnings with their reasons, the figures it counts in."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.problems import Problem
from desktop.domain.records import RecordDraft, RowState, Values
from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Block
from desktop.kit.inputs import TextInput
from desktop.kit.marks import Mark
from desktop.services import browsing, recalling, reply_desk
from desktop.services.browsing import CountedPart
from desktop.services.reply_desk import OfferLine
from desktop.ui import period_words
from desktop.ui.catalogue_words import shown_indicator
from desktop.ui.context import Context, Place
from desktop.ui.problems import problem_sentence
from desktop.ui.unit import reply_queue
from desktop.ui.unit.reason_menu import ReasonMenu, Reasons


class WarningBlock(Block):
    """One odd thing; a stored record takes the reason here, once."""

    explained = Signal(str)

    def __init__(self, sentence: str, reason: str | None, stored: bool, reasons: Reasons) -> None:
        super().__init__("warn", "", sentence, Mark.WARNING)
        self.reason = TextInput(self.tr("Lý do số này đúng"), 300)
        self.ready = ReasonMenu(reasons, self.reason)
        self.keep = KeyButton(self.tr("Ghi lý do"))
        self.keep.clicked.connect(self._on_kept)
        self.reason.line.returnPressed.connect(self._on_kept)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.reason, 1)
        row.addWidget(self.keep)
        line.setVisible(stored and reason is None)
        self.ready.setVisible(stored and reason is None)
        self.body.addWidget(line)
        self.body.addWidget(self.ready, 0, Qt.AlignmentFlag.AlignLeft)
        self.open = stored and reason is None
        if reason is not None:
            self.set("", self.tr("{sentence} Đã giải trình: {reason}").format(sentence=sentence, reason=reason))

    def _on_kept(self) -> None:
        if self.reason.value():
            self.explained.emit(self.reason.value())
        else:
            self.reason.editor.setFocus()


class AboveBlock(Block):
    """What headquarters still wants of the record, and the way to settle it."""

    def __init__(self) -> None:
        super().__init__("accent", mark=Mark.QUESTION)
        self.go = KeyButton(self.tr("Sang Phản hồi"), small=True)
        self.body.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)
        self._place: Callable[[], None] | None = None
        self.go.clicked.connect(lambda: self._place() if self._place else None)
        self.hide()

    def show_record(self, context: Context, uid: bytes | None) -> None:
        """Show the first open line of a record, and how many more there are."""
        lines = reply_desk.about(context.books, uid) if uid else []
        self.setVisible(bool(lines))
        if not lines:
            return
        shown = reply_queue.entry(lines[0])
        more = self.tr(" Còn {n} việc nữa.").format(n=len(lines) - 1) if len(lines) > 1 else ""
        told = shown.what if isinstance(lines[0], OfferLine) else shown.who
        self.set(self.tr("Cấp trên cần đơn vị xem lại"), told + more)
        self._place = lambda: context.go(Place("replies", text=str(shown.key)))


class FormNotes(QWidget):
    """Blocks under the fields, and the one about headquarters, which the form puts above them."""

    explained = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.refusal, self.above = Block("err", mark=Mark.ERROR), AboveBlock()
        self.counted = Block("plain", icon="link")
        self._shown: list[WarningBlock] = []
        self._warnings = QVBoxLayout()
        self._warnings.setSpacing(theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), 0, theme.px(6), theme.px(12))
        column.setSpacing(theme.px(8))
        column.addWidget(self.refusal)
        column.addLayout(self._warnings)
        column.addWidget(self.counted)

    def refuse(self, sentence: str) -> None:
        """Say what kept the record from being stored."""
        self.refusal.set("", sentence)
        self.refusal.show()

    def show_record(
        self,
        context: Context,
        draft: RecordDraft,
        state: RowState | None,
        problems: Sequence[Problem],
        warnings: Sequence[Problem],
    ) -> None:
        """Say what is odd, and what the record counts in."""
        self.refusal.hide()
        self.above.show_record(context, draft.uid)
        self._show_warnings(context, draft, state, warnings)
        faulty = {problem.field for problem in problems if problem not in warnings}
        self._show_counted(context, draft, state, faulty)

    def warnings(self) -> list[WarningBlock]:
        """The warnings shown."""
        return list(self._shown)

    def first_open(self) -> WarningBlock | None:
        """The first warning of a stored record that still asks for its reason."""
        return next((each for each in self._shown if each.open), None)

    def _show_warnings(
        self, context: Context, draft: RecordDraft, state: RowState | None, warnings: Sequence[Problem]
    ) -> None:
        for shown in self._shown:
            self._warnings.removeWidget(shown)
            shown.hide()
            shown.deleteLater()
        self._shown.clear()
        reasons = browsing.reasons_of(context.books, draft.uid, warnings) if draft.uid else {}
        for each in warnings:
            reason = reasons.get((each.rule, each.inputs_hash))
            sentence = problem_sentence(each, context.books.catalogue)
            ready = partial(recalling.reasons, context.books)
            block = WarningBlock(sentence, reason, state is RowState.FINAL, ready)
            block.explained.connect(lambda told, each=each: self.explained.emit(each, told))
            self._warnings.addWidget(block)
            self._shown.append(block)

    def _show_counted(
        self, context: Context, draft: RecordDraft, state: RowState | None, faulty: set[str | None]
    ) -> None:
        sound: Values = {name: value for name, value in draft.values.items() if name not in faulty}
        now = browsing.counted_in(context.books, RecordDraft(draft.kind, sound))
        mended = browsing.counted_in(context.books, draft) if faulty & draft.values.keys() else now
        more = _names([each for each in mended if each not in now])
        names = _names(now)
        if not names:
            self.counted.set("", self.tr("Chưa tính vào số liệu nào của kỳ."))
        else:
            final = state is RowState.FINAL
            title = self.tr("Tính vào {months}:") if final else self.tr("Hoàn tất thì tính vào {months}:")
            told = f"{names}." + (" " + self.tr("Sửa đúng thì thêm: {names}.").format(names=more) if more else "")
            self.counted.set(title.format(months=_months(now)), told)
        self.counted.setVisible(state is not RowState.DELETED)


def _names(parts: Sequence[CountedPart]) -> str:
    return ", ".join(dict.fromkeys(shown_indicator(part.indicator).short or part.indicator.name for part in parts))


def _months(parts: Sequence[CountedPart]) -> str:
    return ", ".join(period_words.month(month) for month in sorted({part.month for part in parts}))
