"""Vietnamese sentences of the floors below, told again in another language by their patterns.

Journeys speak Vietnamese, since what they say goes into files and replies as well. A screen in English recognises the
pattern, takes the facts out and puts them into the English one; what it does not recognise stays as it is.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

_FACT = re.compile(r"\{(\w+)\}")
_PARTS = (". ", "; ", ", ")
_VERBATIM = {"text", "shown", "reason"}
"""Facts that quote somebody."""

_DAYS = {"day", "month", "year"}
"""Facts without a blank."""

_TOGETHER = 4
"""A name may hold a comma, a message several sentences: so many pieces are tried as one."""

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
        whole = self._whole(words)
        if whole is not None or not words:
            return words if whole is None else whole
        mark = next((mark for mark in _PARTS if mark in words), None)
        return words if mark is None else mark.join(self._pieces(words.split(mark), mark))

    def _whole(self, words: str) -> str | None:
        """Known as it stands, with another first letter, or without its point."""
        known = self._known(words)
        if known is not None or not words:
            return known
        for other, turned in ((words[0].lower(), str.upper), (words[0].upper(), str.lower)):
            if other != words[0] and (known := self._known(other + words[1:])) is not None:
                return turned(known[:1]) + known[1:]
        known = self._whole(words[:-1]) if words.endswith(".") and not words.endswith("..") else None
        return None if known is None else f"{known}."

    def _pieces(self, parts: list[str], mark: str) -> Iterator[str]:
        """Piece by piece, as many together as are known together; a sentence is known with its point."""
        at, end = 0, len(parts)
        while at < len(parts):
            for end in range(min(len(parts), at + _TOGETHER), at, -1):
                point = "." if mark == ". " and end < len(parts) else ""
                words = mark.join(parts[at:end])
                whole = None if at == 0 and end == len(parts) else self._whole(words + point)
                if whole is not None:
                    yield whole.removesuffix(point)
                    break
            else:
                yield self.tell(parts[at])
            at = end

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
        if name in _DAYS:
            return rf"(?P<{name}>\S+)"
        return f"(?P<{name}>.+?)" if name in _SENTENCES else rf"(?P<{name}>(?:(?!\. ).)+?)"

    parts = _FACT.split(words)
    pattern = "".join(
        re.escape(part) if place % 2 == 0 else group(re.match(r"(\w+)", part))  # type: ignore[arg-type]
        for place, part in enumerate(parts)
    )
    return re.compile(pattern, re.DOTALL)
