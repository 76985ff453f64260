"""The part about looks: language, light or dark, size of letters."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop.kit import english, theme
from desktop.kit.buttons import SegmentSwitch
from desktop.kit.cards import Card
from desktop.kit.text import Text
from desktop.ui.context import Context

SIZES = (100, 115, 130)


class LooksPart(QWidget):
    """Acts at once."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.language = SegmentSwitch([("vi", "Tiếng Việt"), ("en", "English")])
        self.mode = SegmentSwitch([("light", self.tr("Sáng")), ("dark", self.tr("Tối"))])
        self.letters = SegmentSwitch([(str(each), f"{each}%") for each in SIZES])
        self._furnish()
        self.language.chosen.connect(self._on_language)
        self.mode.chosen.connect(self._on_mode)
        self.letters.chosen.connect(self._on_size)

    def arrived(self) -> None:
        """Look again."""
        settings = self._context.settings
        self.language.set_current("en" if english.is_spoken() else "vi")
        self.mode.set_current("dark" if settings.get("mode", "light") == "dark" else "light")
        size = settings.get("letter_size", 100)
        self.letters.set_current(str(size if size in SIZES else 100))

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
        looks = Card(self.tr("Hiển thị"))
        told = self.tr(
            "Gói, báo cáo và tờ khôi phục luôn là tiếng Việt, ngôn ngữ văn bản của ngành."
        )
        looks.add_padded(self._row(self.tr("Ngôn ngữ"), self.language, told))
        looks.add_padded(self._row(self.tr("Nền"), self.mode, self.tr("Giấy in luôn trắng, chữ đen.")))
        looks.add_padded(self._row(self.tr("Cỡ chữ"), self.letters, self.tr("Cả chữ, ô và khoảng cách cùng lớn lên.")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(looks)
        column.addStretch(1)

    @staticmethod
    def _row(name: str, switch: QWidget, hint: str) -> QWidget:
        line, beside = QWidget(), QVBoxLayout()
        row = QHBoxLayout(line)
        row.setContentsMargins(*[theme.px(4)] * 4)  # room for the focus ring
        row.setSpacing(theme.px(12))
        label = Text(name)
        label.setFixedWidth(theme.px(96))
        beside.setSpacing(theme.px(4))
        beside.addWidget(switch, 0, Qt.AlignmentFlag.AlignLeft)
        beside.addWidget(Text(hint, "caption", "ghost", wrap=True))
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(beside, 1)
        return line
