"""Tokens dressed for Qt: fonts, palette, style and style sheet, installed once and again when settings change."""

from functools import cache
from math import ceil

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleOption, QWidget

from desktop.base.paths import resource
from desktop.kit import sheet
from desktop.kit.tokens import COLOURS, ROLES, SERIF_FAMILIES, UI_FAMILY, Mode

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
    load_fonts()
    if not isinstance(app.style(), Metrics) and app.property("dressed") is None:
        app.setStyle(Metrics("Fusion"))
        app.setProperty("dressed", True)
    app.setPalette(palette())
    app.setFont(font("body"))
    app.setStyleSheet(sheet.make(COLOURS, mode, px))
    changes.changed.emit()


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


LENGTHS = {
    QStyle.PixelMetric.PM_FocusFrameHMargin: 3,
    QStyle.PixelMetric.PM_FocusFrameVMargin: 3,
    QStyle.PixelMetric.PM_ButtonShiftHorizontal: 0,
    QStyle.PixelMetric.PM_ButtonShiftVertical: 0,
    QStyle.PixelMetric.PM_ScrollView_ScrollBarSpacing: 0,
}
HINTS = {
    QStyle.StyleHint.SH_Widget_Animate: 0,
    QStyle.StyleHint.SH_Widget_Animation_Duration: 0,
    QStyle.StyleHint.SH_ToolTip_WakeUpDelay: 500,
    QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons: 0,
    QStyle.StyleHint.SH_ItemView_ActivateItemOnSingleClick: 0,
}


class Metrics(QProxyStyle):
    """Fusion with our distances and without motion."""

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Distances of the drawings."""
        known = LENGTHS.get(metric)
        return super().pixelMetric(metric, option, widget) if known is None else known

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: object = None,
    ) -> int:
        """Nothing slides or fades."""
        known = HINTS.get(hint)
        return super().styleHint(hint, option, widget, returnData) if known is None else known  # type: ignore[arg-type]
