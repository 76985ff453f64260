"""The screens in English: Vietnamese is their source, tables in the resources translate it.

`screens.toml` holds what screens say themselves; where one word needs two translations, one of them stands there with
the context before it, as in `Today: Nhập`. `words.toml` holds what they show of other rooms, asked for as SHOWN,
`definitions.toml` how indicators are counted.
Records, packages and reports stay Vietnamese whatever the screens speak.
"""

import tomllib
from functools import cache

from PySide6.QtCore import QCoreApplication, QTranslator

from desktop.base.paths import resource
from desktop.kit import translation
from desktop.kit.translation import QtInVietnamese

SHOWN, SPOKEN = "Said", "english"


@cache
def table() -> dict[str, str]:
    """English by Vietnamese words of the screens."""
    return _read("screens.toml")


@cache
def others() -> dict[str, str]:
    """English by Vietnamese words of other rooms."""
    return _read("words.toml") | _read("definitions.toml")


def _read(name: str) -> dict[str, str]:
    words: dict[str, str] = tomllib.loads(resource("english", name).read_text("utf-8"))
    return words


class InEnglish(QTranslator):
    """Answers for words of ours; what it does not know stays as it is written."""

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The English words, or nothing."""
        if context == SHOWN:
            return others().get(sourceText)  # type: ignore[return-value]
        words = table().get(f"{context}: {sourceText}") or table().get(sourceText)
        return words  # type: ignore[return-value]  # nothing lets Qt ask the next one

    def isEmpty(self) -> bool:
        """Qt leaves empty ones out."""
        return False


def is_spoken() -> bool:
    """Whether screens speak English."""
    app = QCoreApplication.instance()
    return app is not None and bool(app.property(SPOKEN))  # asked for every word of a table


def speak(app: QCoreApplication, wanted: bool) -> None:
    """Let the screens that are made from now on speak English, or Vietnamese again, and Qt itself with them."""
    there = app.findChild(InEnglish)
    app.setProperty(SPOKEN, wanted)  # first: whoever hears of the change asks
    if there is None and wanted:
        app.installTranslator(InEnglish(app))
        _silence(app, app.findChild(QtInVietnamese))
    elif not wanted:
        _silence(app, there)
        translation.install(app)


def _silence(app: QCoreApplication, translator: QTranslator | None) -> None:
    if translator is not None:
        translator.setParent(None)
        app.removeTranslator(translator)
        translator.deleteLater()
