"""The command about cases told by two units: list, link, refuse, withdraw."""

import argparse
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.commands.printing import DONE, opened, tell
from desktop.services import pairing
from desktop.services.books import Books, Role
from desktop.services.pairing import Candidate, Candidates, Side
from desktop.wording.numbers import number
from desktop.wording.pairs import percent_words

_DONE = {
    "link": "Đã nối: hai đơn vị vẫn tính đủ, cấp trên tính một vụ.",
    "refuse": "Đã ghi nhận: hai vụ khác nhau.",
    "withdraw": "Đã rút quyết định, cặp này chờ quyết định lại.",
}


def pairs(switches: argparse.Namespace) -> int:
    """Candidates of a period, or one decision."""
    with opened(switches, Role.HEADQUARTERS) as books:
        if switches.period is not None:
            found = pairing.candidates(books, books.period(switches.period))
            tell(switches, _facts(found), lambda: "\n".join(_words(found)))
            return DONE
        done = _decide(books, switches)
    tell(switches, {"done": done}, lambda: _DONE[done])
    return DONE


def _decide(books: Books, switches: argparse.Namespace) -> str:
    if switches.withdraw:
        pairing.withdraw(books, *map(_uid, switches.withdraw))
        return "withdraw"
    one, other = map(_uid, switches.link or switches.refuse)
    counts = _uid(switches.counts) if switches.counts else None
    pairing.decide(books, one, other, bool(switches.link), switches.reason, counts)
    return "link" if switches.link else "refuse"


def _uid(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError as error:
        raise UserError(Trouble.RECORD_GONE, number=text) from error


def _facts(found: Candidates) -> dict[str, Any]:
    rows = [
        {"score": each.score, "reason": each.reason, "records": [_side(each.left), _side(each.right)]}
        for each in found.shown
    ]
    return {"count": found.count, "crowded": found.crowded, "pairs": rows}


def _side(side: Side) -> dict[str, str]:
    return {
        "id": side.uid.hex(),
        "unit": side.unit.name,
        "unit_code": side.unit.code,
        "kind": side.kind.code,
        "number": side.number,
        "day": side.day,
        "content": side.words,
    }


def _words(found: Candidates) -> list[str]:
    if not found.count:
        return ["Không có cặp bản ghi nào chờ quyết định."]
    lines = [f"{number(found.count)} cặp bản ghi có thể cùng một vụ:"]
    for each in found.shown:
        lines += _pair_words(each)
    if found.count > len(found.shown):
        lines.append(f"Còn {number(found.count - len(found.shown))} cặp ít giống hơn. Quyết định các cặp trên trước.")
    return lines


def _pair_words(pair: Candidate) -> list[str]:
    sides = (f"  {each.uid.hex()}  {each.number}  {each.unit.name}: {each.words}" for each in (pair.left, pair.right))
    return [f"{percent_words(pair.score)}  {pair.reason}", *sides]
