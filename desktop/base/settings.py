"""What the window remembers between two evenings; losing it loses no figure."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import platformdirs

from desktop.base.errors import UserError
from desktop.base.paths import replacing

AUTO_LOCK, AUTO_LOCK_USUAL = "auto_lock_minutes", 10
"""After so many idle minutes locked books close themselves; 0 means never."""

Kept = TypeVar("Kept", str, int, bool, list[int], list[str])


def default_settings_file() -> Path:
    """Where this account's settings lie when no folder is named."""
    return platformdirs.user_config_path("GiaoBan", appauthor=False) / "settings.json"


class Settings:
    """Named values in a JSON file; a missing or damaged file means the defaults."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values = _read(path)

    def get(self, name: str, default: Kept) -> Kept:
        """The value of that name, or the default where none of its type is kept."""
        value: Any = self._values.get(name, default)
        return value if _like(value, default) else default

    def put(self, name: str, value: Kept) -> None:
        """Keep a value, at once."""
        if self._values.get(name) == value:
            return
        self._values[name] = value
        with suppress(UserError, OSError):  # a full disk must not stop the work over a column's width
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(self._path) as part:
                part.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), "utf-8")


def _read(path: Path) -> dict[str, object]:
    try:
        values = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}


def _like(value: object, default: object) -> bool:
    if not isinstance(value, list) or not isinstance(default, list):
        return type(value) is type(default)
    return len({type(item) for item in (*value, *default)}) < 2
