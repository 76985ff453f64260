"""The style sheet, written from the tokens; inside tables and lists delegates paint instead."""

from collections.abc import Callable, Mapping
from string import Template

from desktop.kit.tokens import Mode

FIELDS = Template("""
QLineEdit, QPlainTextEdit {
    background: $surface; color: $text; border: 1px solid $line2; border-radius: ${r}px;
    padding: 0 ${p9}px; font-size: ${f14}px;
    selection-background-color: $accent; selection-color: $onaccent;
}
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid $accent; padding: 0 ${p8}px; }
QLineEdit[fault="true"], QPlainTextEdit[fault="true"] {
    border: 2px solid $err; background: $errTint; padding: 0 ${p8}px;
}
QLineEdit:read-only, QPlainTextEdit[readOnly="true"] { background: $raised; color: $text2; }
QLineEdit:disabled { background: $raised; color: $ghost; border-color: $line; }
QLineEdit[cell="true"] { border: 0; border-radius: 0; padding: 0; background: $surface; font-weight: 600; }
QPlainTextEdit { padding: ${p4}px ${p5}px; }
QPlainTextEdit:focus, QPlainTextEdit[fault="true"] { padding: ${p3}px ${p4}px; }
QLineEdit[small="true"] { font-size: ${f13}px; }
""")

SCROLLS = Template("""
QScrollBar { background: $raised; border: 0; }
QScrollBar:vertical { width: ${p9}px; }
QScrollBar:horizontal { height: ${p9}px; }
QScrollBar::handle { background: $line2; border-radius: 2px; }
QScrollBar::handle:vertical { min-height: ${p24}px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: ${p24}px; margin: 2px; }
QScrollBar::handle:hover { background: $ghost; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: $raised; border: 0; }
""")

POPUPS = Template("""
QToolTip { background: $surface; color: $text; border: 1px solid $line2; padding: ${p4}px; }
QMenu { background: $surface; color: $text; border: 1px solid $line2; padding: ${p4}px 0; }
QMenu::item { padding: ${p5}px ${p24}px ${p5}px ${p12}px; }
QMenu::item:selected { background: $sel; }
QMenu::item:disabled { color: $ghost; }
QMenu::separator { height: 1px; background: $line; margin: ${p4}px 0; }
QCheckBox { spacing: ${p8}px; }
ChoiceList { background: $surface; border: 1px solid $line2; }
QMainWindow, QDialog { background: $window; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
""")

LENGTHS = {"r": 4, "p3": 3, "p4": 4, "p5": 5, "p8": 8, "p9": 9, "p12": 12, "p24": 24, "f13": 13, "f14": 14}


def make(colours: Mapping[str, tuple[str, str]], mode: Mode, px: Callable[[float], int]) -> str:
    """The whole sheet for a mode and a letter size."""
    words = {token: pair[mode == "dark"] for token, pair in colours.items()}
    words |= {name: str(px(length)) for name, length in LENGTHS.items()}
    return "".join(part.substitute(words) for part in (FIELDS, SCROLLS, POPUPS))
