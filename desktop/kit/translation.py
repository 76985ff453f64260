"""Makes Qt's own buttons, menus and dialogs speak Vietnamese: Qt ships no such file."""

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from desktop.kit.qt_words import WORDS

AS_THEY_ARE = frozenset({"QShortcut", "QPageSize", "QGuiApplication", "QProgressBar", "QLibrary"})
"""Names of keys stand on the keys as Qt says them; the others are no words, or are never shown."""


class QtInVietnamese(QTranslator):
    """Answers for the contexts of Qt, leaves ours as they are written."""

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """The Vietnamese words, or nothing."""
        words = WORDS.get(context)
        return words.get(sourceText) if words is not None else None  # type: ignore[return-value]

    def isEmpty(self) -> bool:
        """Qt leaves empty ones out."""
        return False


def install(app: QCoreApplication) -> QObject:
    """Let Qt speak Vietnamese in this application; asked again, the same one stays."""
    there = app.findChild(QtInVietnamese)
    if there is not None:
        return there
    made = QtInVietnamese(app)
    app.installTranslator(made)
    return made
