"""The sentence of a trouble in the language of the screens; files and replies always say it in Vietnamese."""

from collections.abc import Iterator

from desktop.base.errors import UserError
from desktop.domain.periods import parse_period
from desktop.kit import english
from desktop.ui import period_words
from desktop.ui.retold import retold
from desktop.wording import messages
from desktop.wording.english import bank, neutral

PERIOD_KEYS = ("period", "key")
PERIOD_NAMES = ("found", "wanted")
"""Facts that are told as `6 tháng đầu năm 2020` already."""


def sentence(error: UserError) -> str:
    """What happened, where, and what to do next."""
    if not english.is_spoken():
        return messages.sentence(error)
    return messages.sentence(UserError(error.code, **{**error.facts, **dict(_periods(error))}), bank(), neutral())


def _periods(error: UserError) -> Iterator[tuple[str, str]]:
    """Names of periods in the language of the screens; what is no period stays as it is."""
    for name, value in error.facts.items():
        if name in PERIOD_NAMES:
            yield name, retold(str(value))
        elif name in PERIOD_KEYS:
            try:
                yield name, period_words.label(parse_period(str(value)))
            except UserError:
                continue
