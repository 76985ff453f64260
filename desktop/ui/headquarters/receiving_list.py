"""The verdict list: filters that add up to the files, one line a file, worst first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.errors import Trouble
from desktop.domain.numbers import format_number
from desktop.kit import theme
from desktop.kit.block_table import Cell, Column, LedgerTable, Line, RowsModel
from desktop.kit.cards import Card, EmptyState
from desktop.kit.chips import Chip, FilterChips
from desktop.kit.marks import Mark
from desktop.services.arrivals import UNMERGEABLE, StagedFile, Verdict
from desktop.ui.headquarters.desk import Desk
from desktop.ui.headquarters.handled import Decision, Handled
from desktop.ui.headquarters.standings import VERDICT_MARKS, short_unit, verdict_word
from desktop.ui.retold import retold
from desktop.ui.troubles import sentence
from desktop.ui.words import translate

ALL, IN_BOOKS = "", "in_books"
_CHIP_ORDER = (
    Verdict.CLEAN, Verdict.WARNED, Verdict.FORKED, Verdict.MOVED_UNIT, Verdict.UNIDENTIFIED, Verdict.NEW_KEY,
    Verdict.NEWER,
    Verdict.HAND_EDITED, Verdict.UNSEALED, Verdict.UNSIGNED, Verdict.SUPPLEMENT, Verdict.PARTLY,
    Verdict.RETURNED, Verdict.SAME, Verdict.OLD, Verdict.SKIPPED,
)  # fmt: skip


class VerdictList(QWidget):
    """Chips and the table under them."""

    chosen = Signal(object)
    """The key of the line the keyboard stands on."""
    previewed = Signal(object)
    lettered = Signal(object, str)
    opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.chips, self.table = FilterChips(), LedgerTable(letters=True)
        self.model = RowsModel(_columns())
        self.table.setModel(self.model)
        self.table.keep_column("unit")
        nothing = self.tr("Không có tệp nào loại này. Chọn Tất cả để xem mọi tệp.")
        self.table.set_empty(EmptyState(nothing))
        card = Card()
        card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.chips)
        column.addWidget(card, 1)
        self.chips.chosen.connect(lambda _: self.reload())
        for mine, theirs in (
            (self.chosen, self.table.chosen),
            (self.previewed, self.table.previewed),
            (self.opened, self.table.opened),
            (self.lettered, self.table.lettered),
        ):
            theirs.connect(mine)

    def reload(self) -> None:
        """Show the lines of the pressed filter; the keyboard stays on its file."""
        self._show_chips()
        key, lines = self.table.current_key(), self.shown()
        self.model.set_rows([Line(_cells(line), line.key) for line in lines])
        if not self.table.set_current(key) and lines:
            self.table.select_position(0)

    def shown(self) -> list[Handled]:
        """The lines that the pressed filter lets through."""
        pressed = self.chips.current()
        return [line for line in self._desk.lines if pressed in (ALL, line.file.verdict.value)]

    def choose_filter(self, verdict: str) -> None:
        """Press a filter."""
        self.chips.set_current(verdict)
        self.reload()

    def go_to(self, key: object) -> bool:
        """Stand on a file, whatever filter hides it."""
        if not self.table.set_current(key):
            self.choose_filter(ALL)
            return self.table.set_current(key)
        return True

    def next_waiting(self, back: bool = False) -> bool:
        """Go to the next file that needs a person, round the end."""
        keys = [line.key for line in self._desk.lines]
        waiting = [line.key for line in self._desk.waiting()]
        if not waiting:
            return False
        here = self.table.current_key()
        place = keys.index(str(here)) if here in keys else -1
        order = keys[place + 1 :] + keys[: place + 1]
        if back:
            order = keys[:place][::-1] + keys[place:][::-1]
        return self.go_to(next(key for key in order if key in waiting))

    def _show_chips(self) -> None:
        chips = [Chip(ALL, self.tr("Tất cả"), len(self._desk.lines))]
        for verdict in _CHIP_ORDER:
            if count := len(self._desk.of(verdict)):
                chips.append(Chip(verdict.value, verdict_word(verdict), count, VERDICT_MARKS[verdict]))
        self.chips.set_chips(chips)


def _short_reason(code: Trouble) -> str:
    words = {
        Trouble.DAMAGED_FILE: translate("VerdictList", "tệp hỏng"),
        Trouble.EMPTY_FILE: translate("VerdictList", "tệp rỗng"),
        Trouble.HOSTILE_FILE: translate("VerdictList", "tệp không an toàn"),
        Trouble.NOT_EXCEL: translate("VerdictList", "không phải tệp Excel"),
        Trouble.NOT_OUR_PACKAGE: translate("VerdictList", "không phải gói báo cáo"),
        Trouble.PASSWORD_PROTECTED: translate("VerdictList", "đặt mật khẩu của Excel"),
        Trouble.READER_TIMEOUT: translate("VerdictList", "đọc quá lâu nên đã dừng, nhập lại riêng"),
        Trouble.REAL_DATA: translate("VerdictList", "số liệu thật, đây là sổ huấn luyện"),
        Trouble.SIGNATURE_WRONG: translate("VerdictList", "chữ ký sai"),
        Trouble.TRAINING_DATA: translate("VerdictList", "số liệu huấn luyện"),
        Trouble.TYPE_BINARY_EXCEL: translate("VerdictList", "tệp .xlsb"),
        Trouble.TYPE_CSV: translate("VerdictList", "tệp .csv"),
        Trouble.TYPE_LOCK_FILE: translate("VerdictList", "tệp tạm của Excel"),
        Trouble.TYPE_MACRO: translate("VerdictList", "tệp có macro"),
        Trouble.TYPE_ODS: translate("VerdictList", "tệp .ods"),
        Trouble.TYPE_OLD_EXCEL: translate("VerdictList", "tệp .xls đời cũ"),
        Trouble.TYPE_PDF: translate("VerdictList", "tệp PDF"),
        Trouble.TYPE_WORD: translate("VerdictList", "tệp Word"),
        Trouble.WRONG_UNIT: translate("VerdictList", "đơn vị không báo cáo ở đây"),
    }
    return words.get(code, "")


def _columns() -> list[Column]:
    return [
        Column(translate("VerdictList", "Kết quả"), "verdict", 134),
        Column(translate("VerdictList", "Tệp"), "file", 216, prose=True),
        Column(translate("VerdictList", "Đơn vị"), "unit", 124, prose=True),
        Column(translate("VerdictList", "Mới"), "new", 44, "right"),
        Column(translate("VerdictList", "Đổi"), "changed", 38, "right"),
        Column(translate("VerdictList", "Như cũ"), "same", 56, "right", token="text2"),
        Column(translate("VerdictList", "Ghi chú"), "note", 120, prose=True, token="text2", stretch=True, most=2),
    ]


def _cells(line: Handled) -> list[Cell | str]:
    file = line.file
    numbers: list[Cell | str] = ["", "", ""]
    if file.stage is not None and file.verdict not in UNMERGEABLE:
        counts = file.counts
        numbers = [format_number(n) for n in (counts.new, counts.changed, counts.unchanged)]
    note, unit = note_of(line), inside_name(file)
    return [
        Cell(verdict_word(file.verdict), mark=VERDICT_MARKS[file.verdict]),
        Cell(file.name, tip=str(file.path)),
        Cell(short_unit(unit), tip=unit),
        *numbers,
        Cell(short_note(line) or note, mark=_note_mark(line), tip=note, token="accent" if line.in_books else ""),
    ]


def inside_name(file: StagedFile) -> str:
    """The unit as read from inside the file, whatever the file is called."""
    return file.unit_name or (file.manifest.unit_name if file.manifest is not None else "")


def short_note(line: Handled) -> str:
    """Why a file was refused, in a few words; the whole sentence stands in the panel."""
    if line.file.verdict is not Verdict.UNIDENTIFIED and (line.error or line.decision is not Decision.OPEN):
        return ""
    return short_reason(line.file)


def short_reason(file: StagedFile) -> str:
    """The same, whatever somebody decided about the file."""
    error = file.error
    if file.verdict is Verdict.UNIDENTIFIED:
        return translate("VerdictList", "mất trang đánh dấu, chọn đơn vị và kỳ")
    if error is None:
        return ""
    if error.code is Trouble.CATALOGUE_UNKNOWN:
        version = error.facts.get("version", "")
        return translate("VerdictList", "theo danh mục {version}, cần cập nhật").format(version=version)
    if error.code is Trouble.WRONG_PERIOD:
        return translate("VerdictList", "là báo cáo {period}").format(period=retold(str(error.facts.get("found", ""))))
    if error.code is Trouble.WRONG_PROVINCE:
        return translate("VerdictList", "của {province}").format(province=error.facts.get("province", ""))
    return _short_reason(error.code)


def _note_mark(line: Handled) -> Mark | None:
    return Mark.ERROR if line.error is not None else None


def note_of(line: Handled) -> str:
    """What became of the file, else what was decided, else what is to be known."""
    if line.error is not None:
        return sentence(line.error)
    if line.in_books and line.at is not None:
        return translate("VerdictList", "đã nhập {time}").format(time=f"{line.at:%H:%M}")
    if line.undone:
        return translate("VerdictList", "đã hoàn tác")
    decided = {
        Decision.TAKEN: translate("VerdictList", "sẽ nhập, dòng sửa giữ lại"),
        Decision.TAKEN_WHOLE: translate("VerdictList", "sẽ nhập cả ô sửa"),
        Decision.SENT_BACK: translate("VerdictList", "trả lại đơn vị"),
    }
    if line.file.verdict is Verdict.RETURNED and line.decision is Decision.SENT_BACK:
        return translate("VerdictList", "đã báo nơi gửi")
    if line.decision is Decision.TAKEN and not line.edited:
        return _will_be_taken(line.file.verdict)
    return decided.get(line.decision, known_of(line.file))


def known_of(file: StagedFile) -> str:
    """What reading a file found out about it, or why it was refused."""
    return sentence(file.error) if file.error is not None else retold(file.note)


def _will_be_taken(verdict: Verdict) -> str:
    words = {
        Verdict.PARTLY: translate("VerdictList", "sẽ nhập, dòng lỗi giữ lại"),
        Verdict.NEW_KEY: translate("VerdictList", "sẽ nhập, nhận khóa mới"),
        Verdict.UNSEALED: translate("VerdictList", "sẽ nhập, ghi dấu chưa niêm phong"),
        Verdict.UNSIGNED: translate("VerdictList", "sẽ nhập, ghi dấu chưa ký"),
        Verdict.SUPPLEMENT: translate("VerdictList", "sẽ nhập là bổ sung"),
    }
    return words.get(verdict, translate("VerdictList", "sẽ nhập"))
