"""Troubles and problems told in English, for screens that speak it; what travels in files stays Vietnamese."""

import tomllib
from functools import cache

from desktop.base.errors import Trouble
from desktop.base.paths import resource
from desktop.domain.catalogue_faults import FaultCode
from desktop.domain.problems import Fault
from desktop.wording.faults import Tongue


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


@cache
def tongue() -> Tongue:
    """What sentences about problems are made of."""
    told = tomllib.loads(resource("english", "faults.toml").read_text("utf-8"))
    rules: dict[str, str] = tomllib.loads(resource("english", "rules.toml").read_text("utf-8"))
    return Tongue({Fault[name]: words for name, words in told.items()}, rules, "(blank)", "the units", "Number")


@cache
def catalogue_faults() -> dict[FaultCode, str]:
    """What is wrong in an edited catalogue, by its fault."""
    told = tomllib.loads(resource("english", "catalogue.toml").read_text("utf-8"))
    return {FaultCode[name]: words for name, words in told.items()}


@cache
def phrases() -> dict[str, str]:
    """Patterns of sentences that journeys make, by the Vietnamese ones."""
    told: dict[str, str] = tomllib.loads(resource("english", "phrases.toml").read_text("utf-8"))
    return told
