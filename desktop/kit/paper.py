"""White paper to read on, in light and dark windows alike: words with links that the keyboard reaches."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QTextBrowser

from desktop.kit import theme
from desktop.kit.tokens import COLOURS

FIGURE = "figure:"


def on_paper(token: str) -> QColor:
    """Paper stays white, so its tints are those of light windows."""
    return QColor(COLOURS[token][0])


def letters(strong: bool = False) -> QTextCharFormat:
    """Words as a report has them."""
    look = QTextCharFormat()
    look.setFont(theme.font("report"))
    look.setForeground(theme.color("paperText"))
    if strong:
        look.setFontWeight(700)
    return look


class Paper(QTextBrowser):
    """Figures can be pressed; `on_number` is told which one was."""

    marked = "sel"
    """The colour behind chosen words."""

    def __init__(self, margin: int) -> None:
        super().__init__()
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(theme.px(margin))
        self.anchorClicked.connect(self._on_anchor)
        theme.changes.changed.connect(self._on_looks)
        self._dress()

    def on_number(self, number: int) -> None:
        """A link was pressed."""
        raise NotImplementedError

    def write_again(self) -> None:
        """The looks changed: set the words anew."""
        raise NotImplementedError

    def link(self, look: QTextCharFormat, number: int) -> None:
        """Let words in this look be pressed."""
        look.setAnchor(True)
        look.setAnchorHref(f"{FIGURE}{number}")

    def _on_anchor(self, link: QUrl) -> None:
        words = link.toString()
        if words.startswith(FIGURE):
            self.on_number(int(words.removeprefix(FIGURE)))

    def _on_looks(self) -> None:
        self._dress()
        self.write_again()

    def _dress(self) -> None:
        colours = self.palette()
        colours.setColor(colours.ColorRole.Base, theme.color("paper"))
        colours.setColor(colours.ColorRole.Text, theme.color("paperText"))
        colours.setColor(colours.ColorRole.Link, theme.color("paperText"))
        colours.setColor(colours.ColorRole.Highlight, on_paper(self.marked))
        colours.setColor(colours.ColorRole.HighlightedText, theme.color("paperText"))
        self.setPalette(colours)
        self.document().setDefaultFont(theme.font("report"))
