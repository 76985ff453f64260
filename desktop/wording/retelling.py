"""Vietnamese sentences of the floors below, told again in another language by their patterns.

Journeys speak Vietnamese, since what they say goes into files and replies as well. A screen in English recognises the
pattern, takes the facts out and puts them into the English one; what it does not recognise stays as it is.
"""

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache

_FACT = re.compile(r"\{(\w+)\}")
_PARTS = (". ", "; ", ", ")
_VERBATIM = {"text", "shown", "reason"}
"""Facts that quote somebody."""

_SENTENCES = _VERBATIM | {"words"}
"""Facts that may be whole sentences; others end with theirs."""


class Retelling:
    """Patterns with `{facts}`, and names that are told by another name."""

    def __init__(self, phrases: Mapping[str, str], names: Mapping[str, str]) -> None:
        self._phrases, self._names = phrases, names
        self.tell = lru_cache(maxsize=4096)(self._tell)

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        """The longest first: what says most is the most certain."""
        ordered = sorted(self._phrases, key=lambda words: -len(_FACT.sub("", words)))
        return [(_compiled(words), self._phrases[words]) for words in ordered]

    def _tell(self, words: str) -> str:
        """The words in the other language, as far as they are known."""
        known = self._known(words)
        if known is not None or not words:
            return words if known is None else known
        small = words[:1].lower() + words[1:]
        if small != words and (known := self._known(small)) is not None:
            return known[:1].upper() + known[1:]
        if words.endswith(".") and (known := self._known(words[:-1]) or self._known(small[:-1])) is not None:
            return f"{known[:1].upper() if small != words else known[:1]}{known[1:]}."
        for mark in _PARTS:
            if mark in words:
                *most, last = words.split(mark)
                return mark.join([*(self._piece(part, mark) for part in most), self.tell(last)])
        return words

    def _piece(self, words: str, mark: str) -> str:
        """One of several; a sentence is known with its point."""
        return self.tell(f"{words}.").removesuffix(".") if mark == ". " else self.tell(words)

    def _known(self, words: str) -> str | None:
        if words in self._names:
            return self._names[words]
        for pattern, theirs in self._patterns:
            if found := pattern.fullmatch(words):
                facts = found.groupdict().items()
                return theirs.format(**{name: fact if name in _VERBATIM else self.tell(fact) for name, fact in facts})
        return None


def _compiled(words: str) -> re.Pattern[str]:
    """A pattern; the second time a fact is named it must read the same."""
    seen: set[str] = set()

    def group(found: re.Match[str]) -> str:
        name = found[1]
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>.+?)" if name in _SENTENCES else rf"(?P<{name}>(?:(?!\. ).)+?)"

    parts = _FACT.split(words)
    pattern = "".join(
        re.escape(part) if place % 2 == 0 else group(re.match(r"(\w+)", part))  # type: ignore[arg-type]
        for place, part in enumerate(parts)
    )
    return re.compile(pattern, re.DOTALL)
