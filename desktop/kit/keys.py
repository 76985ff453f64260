"""Names of keys as painted, and the sequences they stand for."""

import re

from PySide6.QtGui import QKeySequence

FUNCTION_KEY = re.compile(r"(?:Shift\+)?F\d{1,2}")


def sequences(key: str) -> list[QKeySequence]:
    """What to press for a painted key; Enter is both keys of that name."""
    if key.endswith("Enter"):
        return [QKeySequence(key), QKeySequence(key.replace("Enter", "Return"))]
    return [QKeySequence(key)] if key else []


def binds_by_itself(key: str) -> bool:
    """Whether a painted key works wherever the focus is: F keys and those with Ctrl or Alt."""
    return bool(FUNCTION_KEY.fullmatch(key)) or key.startswith(("Ctrl+", "Alt+"))
