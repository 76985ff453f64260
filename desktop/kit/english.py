"""The screens in English: Vietnamese is their source, a table in the resources translates it.

Records, packages and reports stay Vietnamese whatever the screens speak.
"""

import tomllib
from functools import cache

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from desktop.base.paths import resource


@cache
def table() -> dict[str, str]:
    """English by Vietnamese words."""
    words: dict[str, str] = tomllib.loads(resource("english", "screens.toml").read_text("utf-8"))
    return words


class InEnglish(QTranslator):
    """Answers for words of ours; what it does not know stays as it is written."""

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The English words, or nothing."""
        return table().get(sourceText)  # type: ignore[return-value]  # nothing lets Qt ask the next one

    def isEmpty(self) -> bool:
        """Qt leaves empty ones out."""
        return False


def speak_english(app: QCoreApplication, wanted: bool) -> None:
    """Let the screens that are made from now on speak English, or Vietnamese again."""
    there: QObject | None = app.findChild(InEnglish)
    if wanted and there is None:
        app.installTranslator(InEnglish(app))
    elif not wanted and isinstance(there, InEnglish):
        app.removeTranslator(there)
        there.setParent(None)
        there.deleteLater()
