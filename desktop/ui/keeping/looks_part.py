"""The part about looks: light or dark, size of letters; and after how many minutes books lock themselves."""

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop.base.settings import AUTO_LOCK, AUTO_LOCK_USUAL
from desktop.kit import english, theme
from desktop.kit.buttons import SegmentSwitch
from desktop.kit.cards import Card
from desktop.kit.inputs import FieldBox, PlainPicker
from desktop.kit.text import Text
from desktop.ui.context import Context

SIZES = (100, 115, 130)
MINUTES = (0, 2, 5, 10, 20, 30, 60)


class LooksPart(QWidget):
    """Acts at once."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.language = SegmentSwitch([("vi", "Tiếng Việt"), ("en", "English")])
        self.mode = SegmentSwitch([("light", self.tr("Sáng")), ("dark", self.tr("Tối"))])
        self.letters = SegmentSwitch([(str(each), f"{each}%") for each in SIZES])
        never = self.tr("Không tự khóa")
        said = [(str(each), self.tr("Sau {n} phút").format(n=each) if each else never) for each in MINUTES]
        self.lock = PlainPicker(said)
        self._furnish()
        self.language.chosen.connect(self._on_language)
        self.mode.chosen.connect(self._on_mode)
        self.letters.chosen.connect(self._on_size)
        self.lock.committed.connect(lambda: context.settings.put(AUTO_LOCK, int(self.lock.value())))

    def arrived(self) -> None:
        """Look again."""
        settings = self._context.settings
        self.language.set_current("en" if english.is_spoken() else "vi")
        self.mode.set_current("dark" if settings.get("mode", "light") == "dark" else "light")
        size = settings.get("letter_size", 100)
        self.letters.set_current(str(size if size in SIZES else 100))
        self.lock.set_value(str(settings.get(AUTO_LOCK, AUTO_LOCK_USUAL)))

    def _on_language(self, language: str) -> None:
        self._context.settings.put("language", language)
        app = QApplication.instance()
        assert app is not None
        english.speak(app, language == "en")
        self._context.announcements.redressed.emit("looks")

    def _on_mode(self, mode: str) -> None:
        self._context.settings.put("mode", mode)
        self._dress()

    def _on_size(self, size: str) -> None:
        self._context.settings.put("letter_size", int(size))
        self._dress()

    def _dress(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        settings = self._context.settings
        mode = "dark" if settings.get("mode", "light") == "dark" else "light"
        theme.install(app, "dark" if mode == "dark" else "light", settings.get("letter_size", 100) / 100)
        self._context.announcements.redressed.emit("looks")

    def _furnish(self) -> None:
        looks, lock = Card(self.tr("Hiển thị")), Card(self.tr("Tự khóa"))
        looks.add_padded(
            self._row(self.tr("Tiếng nói"), self.language, self.tr("Sổ, gói và báo cáo luôn là tiếng Việt."))
        )
        looks.add_padded(self._row(self.tr("Nền"), self.mode, self.tr("Giấy in luôn trắng, chữ đen.")))
        looks.add_padded(self._row(self.tr("Cỡ chữ"), self.letters, self.tr("Cả chữ, ô và khoảng cách cùng lớn lên.")))
        hint = self.tr("Không ai dùng máy thì sổ có mật khẩu tự khóa; đang gõ dở không mất.")
        lock.add_padded(FieldBox(self.tr("Khi không dùng máy"), self.lock, hint=hint))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(looks)
        column.addWidget(lock)
        column.addStretch(1)

    @staticmethod
    def _row(name: str, switch: QWidget, hint: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(*[theme.px(4)] * 4)  # room for the focus ring
        row.setSpacing(theme.px(12))
        label = Text(name)
        label.setFixedWidth(theme.px(96))
        row.addWidget(label)
        row.addWidget(switch)
        row.addWidget(Text(hint, "caption", "ghost"), 1)
        return line
