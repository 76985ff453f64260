"""Troubles told in English, for screens that speak it; what travels in files and replies stays Vietnamese."""

import tomllib
from functools import cache

from desktop.base.errors import Trouble
from desktop.base.paths import resource


@cache
def bank() -> dict[Trouble, str]:
    """The sentence of each trouble; `{name}` stands for a fact."""
    told = tomllib.loads(resource("english", "sentences.toml").read_text("utf-8"))
    return {Trouble[name]: words for name, words in told.items()}


@cache
def neutral() -> dict[str, str]:
    """What stands for a fact that was not told."""
    words: dict[str, str] = tomllib.loads(resource("english", "neutral.toml").read_text("utf-8"))
    return words
