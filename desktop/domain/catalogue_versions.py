"""Versions of the catalogue in their order: the one in force, the two before it, and all others."""

import re
from collections.abc import Sequence

MOST_PREVIOUS = 2
_VERSION = re.compile(r"(\d{4})\.(\d{1,4})")


def version_key(version: str) -> tuple[int, int] | None:
    """Year and number of `2020.2`; None for what is no version."""
    found = _VERSION.fullmatch(version)
    return (int(found[1]), int(found[2])) if found else None


def wrong_versions(version: str, previous: Sequence[str]) -> list[str]:
    """What is wrong in the list of versions before: no version, not older than the one before it, or one too many."""
    wrong = [each for each in (version, *previous) if version_key(each) is None]
    if wrong:
        return wrong
    keys = [version_key(each) or (0, 0) for each in (version, *previous)]
    late = [each for each, later, key in zip(previous, keys, keys[1:], strict=False) if key >= later]
    return late + list(previous[MOST_PREVIOUS:])


def is_newer(version: str, current: str) -> bool:
    """Whether a version came after the current one."""
    theirs, ours = version_key(version), version_key(current)
    return version > current if theirs is None or ours is None else theirs > ours


def age_of(version: str, current: str, previous: Sequence[str]) -> int | None:
    """0 for the version in force, 1 and 2 for those before; None for any other."""
    versions = (current, *previous)
    return versions.index(version) if version in versions else None
