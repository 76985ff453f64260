"""Sentences that journeys made, in the language of the screens; nothing else is done to them."""

from functools import cache

from desktop.domain.catalogue import Catalogue
from desktop.kit import english
from desktop.wording.english import phrases, tongue
from desktop.wording.faults import FAULTS
from desktop.wording.retelling import Retelling


def retold(words: str) -> str:
    """The words as they are shown."""
    return _retelling().tell(words) if english.is_spoken() else words


@cache
def _retelling() -> Retelling:
    """By the catalogue that the program brings along: names that headquarters has changed stay Vietnamese."""
    spoken, catalogue = tongue(), Catalogue.load()
    known = {FAULTS[fault]: words for fault, words in spoken.faults.items()}
    for rule in catalogue.rules:
        whole = f"{rule.message} {rule.fix}".rstrip()
        known[whole] = " ".join(spoken.rules.get(words, words) for words in (rule.message, rule.fix)).rstrip()
    return Retelling({**phrases(), **known}, {**english.others(), **_names(catalogue)})


def _names(catalogue: Catalogue) -> dict[str, str]:
    """English names by the Vietnamese ones."""
    names: dict[str, str] = {}
    for kind in catalogue.kinds.values():
        named = kind.english or kind.name
        names |= {kind.name: named, kind.sheet: named}
        names |= {field.label: field.english for field in kind.fields if field.english}
    for each in catalogue.choices.values():
        names |= {item.label: item.english for item in each.items if item.english}
    for indicator in catalogue.indicators.values():
        if indicator.english:
            names |= {indicator.name: indicator.english, indicator.short: indicator.english}
    return names | {each.name: each.english for each in catalogue.sections.values() if each.english}
