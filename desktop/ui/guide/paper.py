"""A page of the guide as a document: our letters, colours, marks and key caps, on the screen or on paper."""

import re
from collections.abc import Callable
from string import Template
from typing import Any

from PySide6.QtCore import QObject, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QPagedPaintDevice, QPainter, QTextDocument

from desktop.kit import theme
from desktop.kit.marks import Mark, paint_mark
from desktop.kit.tokens import COLOURS
from desktop.ui.guide.pages import GuidePage, folder

WIDEST = 880
"""Lines longer than this are hard to read, pictures larger than this tell no more."""
A4, MARGIN = QSizeF(794, 1123), 64
"""In pixels of 96 to an inch."""

SHEET = Template("""
body { color: $text; font-family: "Noto Sans"; font-size: ${f14}px; line-height: 145%; }
.h1 { font-size: ${f20}px; font-weight: 600; line-height: 100%; }
.h2 { font-size: ${f15}px; font-weight: 600; margin: ${p18}px 0 ${p4}px 0; color: $accent; }
.picture { line-height: 100%; }
p { margin: 0 0 ${p8}px 0; }
li { margin: 0 0 ${p4}px 0; }
ol, ul { margin: 0 0 ${p8}px 0; }
th { text-align: left; font-weight: 600; background: $raised; }
td, th { line-height: 120%; padding: ${p4}px ${p10}px; border: 1px solid $line; }
table { border-collapse: collapse; margin: 0 0 ${p8}px 0; }
.key { background: $accentTint; font-weight: 600; }
.trap { background: $warnTint; padding: ${p8}px; }
.small { color: $text2; font-size: ${f12}px; }
a { color: $accent; text-decoration: underline; }
""")
LENGTHS = {"p4": 4, "p8": 8, "p10": 10, "p18": 18, "f12": 12, "f14": 14, "f15": 15, "f20": 20}

# Qt makes headings larger than any sheet says, and lines of pictures higher.
_HEADING = re.compile(r"<(/?)h([12])>")
_PICTURE = re.compile(r'<img src="([^":]+\.png)">')
_CAP = re.compile(r"\[\[(.+?)\]\]")
_MARK = re.compile(r'<img src="(mark:[a-z_]+)">')


class GuidePaper(QTextDocument):
    """One page, so wide that its pictures fill the lines."""

    def __init__(self, page: GuidePage, room: int = 0, on_paper: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_paper = on_paper
        self._room = round(A4.width()) if on_paper else room
        self._dark = theme.mode() == "dark" and not on_paper
        self._px: Callable[[float], int] = round if on_paper else theme.px
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(MARGIN if on_paper else self._px(16))
        self.setDefaultFont(theme.font("value"))
        self.setDefaultStyleSheet(self._sheet())
        self.setHtml(f"<body>{self._dressed(page.source)}</body>")
        if on_paper:
            self.setPageSize(A4)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Pictures from the guide's folder in the size of the lines, marks as they are painted."""
        url = QUrl(name)
        if url.scheme() == "mark":
            return self._mark(Mark[url.path().upper()])
        return self._picture(url.path())

    def print_to(self, printer: QPagedPaintDevice) -> None:
        """Print it, page by page."""
        self.print_(printer)

    def _sheet(self) -> str:
        words = {token: pair[self._dark] for token, pair in COLOURS.items()}
        return SHEET.substitute(words, **{name: str(self._px(length)) for name, length in LENGTHS.items()})

    def _dressed(self, source: str) -> str:
        side = self._px(18)
        source = _HEADING.sub(lambda tag: "</p>" if tag[1] else f'<p class="h{tag[2]}">', source)
        source = _PICTURE.sub(rf'<p class="picture"><img src="\1" width="{self._wide()}"></p>', source)
        source = _MARK.sub(rf'<img src="\1" width="{side}" height="{side}">', source)
        return _CAP.sub(lambda cap: f'<span class="key">&nbsp;{cap[1].replace(" ", "&nbsp;")}&nbsp;</span>', source)

    def _picture(self, name: str) -> QImage:
        picture = QImage(str(folder() / name))
        if not self._on_paper:
            wide = round(self._wide() * _sharpness())
            picture = picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(picture.width() / self._wide())
        return picture

    def _wide(self) -> int:
        """How wide pictures are."""
        return max(self._px(120), min(self._room, self._px(WIDEST)) - 2 * round(self.documentMargin()))

    def _mark(self, mark: Mark) -> QImage:
        side, sharp = self._px(18), _sharpness()
        picture = QImage(round(side * sharp), round(side * sharp), QImage.Format.Format_ARGB32_Premultiplied)
        picture.setDevicePixelRatio(sharp)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_mark(painter, QRectF(0, 0, side, side), mark)
        painter.end()
        return picture


def _sharpness() -> float:
    screen = QGuiApplication.primaryScreen()
    return screen.devicePixelRatio() if screen else 1.0
