"""The guide's pages as they lie on the disk: contents by role, titles, plain words to search in."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Literal

from desktop.base.paths import resource
from desktop.domain.text import fold

Role = Literal["unit", "headquarters"]

_TITLE = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>|\[\[|\]\]")


def folder() -> Path:
    """Where pages and pictures lie."""
    return resource("guide")


@dataclass(frozen=True)
class GuidePage:
    """One page: the key of its screen and its words."""

    key: str
    source: str

    @property
    def title(self) -> str:
        """What its heading says."""
        found = _TITLE.search(self.source)
        return unescape(found[1]) if found else self.key

    @cached_property
    def folded(self) -> str:
        """All its words, without tags and accents."""
        return fold(unescape(_TAG.sub(" ", self.source)))

    def holds(self, wanted: str) -> bool:
        """Whether every word looked for stands somewhere on the page."""
        return all(word in self.folded for word in fold(wanted).split())


@dataclass(frozen=True)
class Chapter:
    """Pages that belong together."""

    title: str
    pages: tuple[GuidePage, ...]


@dataclass(frozen=True)
class Guide:
    """All that one role may want to read, in order."""

    chapters: tuple[Chapter, ...]
    first: str
    same: Mapping[str, str]

    @classmethod
    def load(cls, role: Role) -> "Guide":
        """Read the contents and every page they name."""
        contents = tomllib.loads((folder() / "contents.toml").read_text("utf-8"))
        chapters = tuple(
            Chapter(each["title"], tuple(read_page(key) for key in each["pages"]))
            for each in contents["chapter"]
            if role in each["roles"]
        )
        return cls(chapters, contents["first"][role], contents["same"])

    def page(self, key: str) -> GuidePage:
        """The page of a screen; a screen without one gets the first page."""
        return self._by_key.get(self.same.get(key, key)) or self._by_key[self.first]

    def __contains__(self, key: str) -> bool:
        return self.same.get(key, key) in self._by_key

    def found(self, wanted: str) -> list[Chapter]:
        """What is left of the contents when words are looked for; titles that hold them come first."""
        found = [Chapter(each.title, _matching(each, wanted)) for each in self.chapters]
        return [each for each in found if each.pages]

    @cached_property
    def _by_key(self) -> dict[str, GuidePage]:
        return {page.key: page for chapter in self.chapters for page in chapter.pages}


def read_page(key: str) -> GuidePage:
    """One page from the disk."""
    return GuidePage(key, (folder() / f"{key}.html").read_text("utf-8"))


def _matching(chapter: Chapter, wanted: str) -> tuple[GuidePage, ...]:
    pages = [page for page in chapter.pages if page.holds(wanted)]
    words = fold(wanted).split()
    return tuple(sorted(pages, key=lambda page: not all(word in fold(page.title) for word in words)))
