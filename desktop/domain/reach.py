"""How many units a headquarters' package stands for (số đơn vị trong gói): expected, reported, left out of a figure."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

WHOLE = ""
"""The span of the package's own period; months are spans of their own (`202003`)."""
USUAL = "*"
"""Stands for every figure that a span does not name."""


@dataclass(frozen=True)
class Reach:
    """The units behind a package: sums alone do not tell how many of them are in it."""

    expected: int
    received: int
    short: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """By span and indicator, how many units are left out of the sum."""
    silent: tuple[str, ...] = ()
    """Uids of the units of which nothing has come, down to the lowest level that is known."""

    def left_out(self, code: str, spans: Iterable[str]) -> int:
        """Units left out of a figure over these spans; of several at least the most."""
        known = (self.short[span] for span in spans if span in self.short)
        return max((by_code.get(code, by_code.get(USUAL, 0)) for by_code in known), default=0)


def compact(by_code: Mapping[str, int]) -> dict[str, int]:
    """What most figures lack is said once."""
    usual = Counter(by_code.values()).most_common(1)[0][0] if by_code else 0
    return {USUAL: usual} | {code: count for code, count in by_code.items() if count != usual}


def reach_text(reach: Reach) -> str:
    """As the manifest carries it: one spelling for one content."""
    told = {
        "expected": reach.expected,
        "received": reach.received,
        "short": {span: dict(by_code) for span, by_code in reach.short.items()},
        "silent": sorted(reach.silent),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parse_reach(text: str) -> Reach | None:
    """Out of a manifest; None for a package that carries none, or nothing that can be read."""
    try:
        told: dict[str, Any] = json.loads(text)
        short = {
            str(span): {str(code): _count(each) for code, each in codes.items()}
            for span, codes in told["short"].items()
        }
        silent = tuple(str(uid) for uid in told["silent"])
        return Reach(_count(told["expected"]), _count(told["received"]), short, silent)
    except (TypeError, KeyError, ValueError, AttributeError):
        return None


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("not a number of units")
    return value
