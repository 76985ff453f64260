"""The sentence for every trouble: what happened, where, and what to do next."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.domain.calendars import calendars
from desktop.domain.numbers import NumberRefused
from desktop.domain.periods import parse_period
from desktop.wording.lock_sentences import ACTS, RIGHTS
from desktop.wording.numbers import number
from desktop.wording.sentences import NEUTRAL, REASONS, ROLES, SENTENCES


def sentence(error: UserError, bank: Mapping[Trouble, str] = SENTENCES, neutral: Mapping[str, str] = NEUTRAL) -> str:
    """What to tell a person about a trouble; complete also when the error names few facts."""
    return _capital(bank[error.code].format_map(_Facts(error.facts, neutral)))


def number_sentence(error: NumberRefused) -> str:
    """Why a typed text was not taken as a number, for the line under its field."""
    return sentence(number_trouble(error))


def number_trouble(error: NumberRefused) -> UserError:
    """The trouble with a typed text that was not taken as a number."""
    return UserError(error.why, text=error.text.strip())


class _Facts(dict[str, str]):
    """Facts as words; what an error does not name is told by a neutral word."""

    def __init__(self, facts: Mapping[str, Any], neutral: Mapping[str, str]) -> None:
        self._neutral = neutral
        given = {name: value for name, value in facts.items() if value not in (None, "")}
        super().__init__({name: _words(name, value) for name, value in given.items()})
        if "path" in given:
            path = PurePath(str(given["path"]))
            self.setdefault("name", path.name)
            self.setdefault("folder", str(path.parent))
        if "file" in self:
            self.setdefault("name", self["file"])

    def __missing__(self, name: str) -> str:
        return self._neutral[name]


def _words(name: str, value: Any) -> str:
    match name:
        case "reason":
            return REASONS.get(str(value), str(value))
        case "act":
            return ACTS.get(str(value), str(value))
        case "needed":
            return RIGHTS.get(str(value), str(value))
        case "role":
            return ROLES.get(str(value), str(value))
        case "period" | "key":
            return _period_words(str(value))
        case "calendar":
            known = calendars().get(str(value))
            return known.name if known else str(value)
    return number(value) if isinstance(value, int) else str(value)


def _period_words(key: str) -> str:
    """The name of a period; a key that means none stays as it was written."""
    try:
        return parse_period(key).label
    except UserError:
        return key


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
