"""What became of a written report when it was made again: figures refreshed, people's words kept."""

from dataclasses import dataclass
from enum import StrEnum


class Renewal(StrEnum):
    """What happened at one place."""

    REFRESHED = "refreshed"
    """A number stands for a newer one."""
    BY_HAND = "by_hand"
    """Somebody typed another number over ours: it stays, and is told."""
    ADDED = "added"
    """A paragraph that the figures did not give before."""
    REWORDED = "reworded"
    """A paragraph of ours says something else now, beyond its numbers."""
    DROPPED = "dropped"
    """A paragraph of ours that no figure gives any more."""
    LEFT_OUT = "left_out"
    """A person took our paragraph out: it stays out."""


@dataclass(frozen=True)
class Renewed:
    """One change; `place` is a part (`II.3`) or an annex (`A1`)."""

    what: Renewal
    place: str
    before: str = ""
    after: str = ""
    indicators: tuple[str, ...] = ()


def place_of_key(key: str) -> str:
    """`II.3` from the key of a paragraph (`II3_…`)."""
    part = key.partition("_")[0]
    roman = part.rstrip("0123456789")
    number = part.removeprefix(roman)
    return f"{roman}.{number}" if number and roman != "A" else part
