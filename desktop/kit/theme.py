"""Tokens dressed for Qt: fonts, palette, style and style sheet, installed once and again when settings change.

The style is Qt's own: one of ours would be asked thousands of times while a page is made, each time through Python.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from math import ceil

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop.base.paths import resource
from desktop.kit import sheet
from desktop.kit.tokens import COLOURS, ROLES, SERIF_FAMILIES, UI_FAMILY, Mode

DRESSED = "dressed"
EFFECTS = (
    Qt.UIEffect.UI_General,
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)
"""Nothing slides or fades."""
FONT_FILES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf")


class Changes(QObject):
    """Tells widgets that keep fonts or pictures that the theme was installed anew."""

    changed = Signal()


class _Dress:
    mode: Mode = "light"
    scale: float = 1.0


changes = Changes()


def install(app: QApplication, mode: Mode = "light", scale: float = 1.0) -> None:
    """Dress the application; may be called again with another mode or letter size."""
    _Dress.mode, _Dress.scale = mode, scale
    color.cache_clear()
    font.cache_clear()
    metrics.cache_clear()
    font_width.cache_clear()
    load_fonts()
    if app.property(DRESSED) is None:
        app.setStyle("Fusion")
        for effect in EFFECTS:
            app.setEffectEnabled(effect, False)
        app.setProperty(DRESSED, True)
    app.setPalette(palette())
    app.setFont(font("body"))
    for window in app.topLevelWidgets():
        if window.property(DRESSED):
            dress(window)
    changes.changed.emit()


def dress(window: QWidget) -> None:
    """Give a window the style sheet, now and whenever the theme is installed anew.

    The application has none: Qt would dress a half made page again each time that a layout takes a part of it in.
    """
    window.setProperty(DRESSED, True)
    window.setStyleSheet(sheet.make(COLOURS, _Dress.mode, px))


@contextmanager
def on_paper() -> Iterator[None]:
    """Light colours and letters of their own size while something is drawn that leaves the program."""
    before = _Dress.mode, _Dress.scale
    _change("light", 1.0)
    try:
        yield
    finally:
        _change(*before)


def _change(mode: Mode, scale: float) -> None:
    if (mode, scale) == (_Dress.mode, _Dress.scale):
        return
    _Dress.mode, _Dress.scale = mode, scale
    for each in (color, font, metrics, font_width):
        each.cache_clear()


def mode() -> Mode:
    """The installed mode."""
    return _Dress.mode


def px(pixels: float) -> int:
    """A length of the drawings at the chosen letter size."""
    return round(pixels * _Dress.scale)


@cache
def color(token: str) -> QColor:
    """The colour of a token in the installed mode."""
    return QColor(COLOURS[token][_Dress.mode == "dark"])


@cache
def font(role: str) -> QFont:
    """The font of a letter role at the chosen letter size."""
    purpose = ROLES[role]
    face = QFont(list(SERIF_FAMILIES) if purpose.serif else [UI_FAMILY])
    face.setPixelSize(px(purpose.size))
    face.setWeight(QFont.Weight.DemiBold if purpose.strong else QFont.Weight.Normal)
    return face


@cache
def metrics(role: str) -> QFontMetricsF:
    """The measures of a letter role."""
    return QFontMetricsF(font(role))


@lru_cache(8192)
def font_width(role: str, words: str) -> int:
    """How wide words are in a letter role."""
    return ceil(metrics(role).horizontalAdvance(words))


@cache
def load_fonts() -> None:
    """Make the bundled letters known to Qt, once."""
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


PALETTE = {
    "Window": "window",
    "WindowText": "text",
    "Base": "surface",
    "AlternateBase": "raised",
    "Text": "text",
    "PlaceholderText": "ghost",
    "BrightText": "onaccent",
    "Button": "surface",
    "ButtonText": "text",
    "Light": "surface",
    "Midlight": "line",
    "Mid": "line2",
    "Dark": "line2",
    "Shadow": "line2",
    "Highlight": "accent",
    "HighlightedText": "onaccent",
    "Link": "accent",
    "Accent": "accent",
    "ToolTipBase": "surface",
    "ToolTipText": "text",
}


def palette() -> QPalette:
    """The palette of the installed mode, for everything Fusion paints by itself."""
    part, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    for name, token in PALETTE.items():
        made.setColor(part[name], color(token))
    for role in (part.Text, part.WindowText, part.ButtonText):
        made.setColor(group.Disabled, role, color("ghost"))
    return made
