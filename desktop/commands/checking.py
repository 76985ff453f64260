"""The figure checker without a window: a text in, its findings out; books are wanted only for stored figures.

What the JSON means stands in `check_help`; the names of kinds, verdicts and fields do not change.
"""

import argparse
import sys
from typing import Any

from desktop.commands.printing import DONE, REFUSED, opened, tell
from desktop.domain.findings import Finding, Mention, Place, StoredVerdict, Verdict
from desktop.services import reviewing
from desktop.services.books import Books
from desktop.wording.finding_words import advice, finding_words, mention_words, place_words
from desktop.wording.numbers import number

PIPE = "-"


def check(switches: argparse.Namespace) -> int:
    """Check a text; something wrong is a finding."""
    text = reviewing.pasted(_piped(), "-") if str(switches.file) == PIPE else reviewing.open_file(switches.file)
    if switches.period is None:
        found = reviewing.review(text)
        names: dict[str, str] = {}
    else:
        with opened(switches) as books:
            found = reviewing.review(text, books, books.period(switches.period))
            names = _names(books, found)
    tell(switches, _facts(found, names), lambda: "\n".join(_words(found, names)))
    return REFUSED if found.count(Verdict.WRONG) else DONE


def _piped() -> str:
    return sys.stdin.buffer.read().decode("utf-8-sig", "replace") if hasattr(sys.stdin, "buffer") else sys.stdin.read()


def _names(books: Books, found: reviewing.Review) -> dict[str, str]:
    return {each.code: books.catalogue.indicators[each.code].name for each in found.mentions}


def _facts(found: reviewing.Review, names: dict[str, str]) -> dict[str, Any]:
    return {
        "file": str(found.text.path or found.text.name),
        "period": found.period.key if found.period else None,
        "seconds": round(found.seconds, 3),
        "elsewhere": found.elsewhere,
        "counts": {verdict.value: found.count(verdict) for verdict in Verdict},
        "claims": [_claim_facts(found, each) for each in found.findings],
        "figures": [_mention_facts(each, names) for each in found.mentions],
    }


def _claim_facts(found: reviewing.Review, each: Finding) -> dict[str, Any]:
    return {
        "text": each.text,
        "kind": each.kind.value,
        "numerator": each.numerator,
        "denominator": each.denominator,
        "claimed": each.value,
        "claimed_text": each.claimed,
        "recomputed": each.recomputed,
        "verdict": each.verdict.value,
        "unit": each.unit,
        "falls": each.falls,
        "parts": list(each.parts),
        "nearest": [
            {"numerator": near.numerator, "denominator": near.denominator, "backwards": near.backwards}
            for near in each.nearest
        ],
        "instead": each.mend.text if each.mend else None,
        "doubt": each.doubt.value if each.doubt else None,
        "certainty": each.certainty,
        "line": each.place.paragraph + 1,
        "paragraph": each.place.paragraph + 1,
        "text_start": each.place.start,
        "text_end": each.place.end,
        "start": each.claimed_at.start,
        "end": each.claimed_at.end,
        "where": place_words(found.text.passages, each.place.paragraph),
    }


def _mention_facts(each: Mention, names: dict[str, str]) -> dict[str, Any]:
    return {
        "text": each.text,
        "code": each.code,
        "name": names[each.code],
        "value": each.value,
        "stored": each.stored,
        "verdict": each.holds.value if each.holds else None,
        "paragraph": each.place.paragraph + 1,
    }


def _words(found: reviewing.Review, names: dict[str, str]) -> list[str]:
    passages = found.text.passages
    listed = [each for each in found.findings if each.verdict is Verdict.WRONG or each.doubtful]
    others = [each for each in found.mentions if each.holds is StoredVerdict.OTHER]
    told: list[tuple[Place, str]] = []
    for each in listed:
        word = "Sai" if each.verdict is Verdict.WRONG else "Nên xem"
        words = f"{word}, {finding_words(each, place_words(passages, each.place.paragraph))}"
        _tell(told, each.turn.place if each.turn else each.claimed_at, words, advice(each))
    for other in others:
        words = mention_words(other, names[other.code])
        _tell(told, other.place, f"Nên xem, {place_words(passages, other.place.paragraph)}: {words}", words)
    return [*(words for _, words in told), _count_words(found)]


def _tell(told: list[tuple[Place, str]], place: Place, words: str, reason: str) -> None:
    """One line for each place: what is wrong there once more is a second reason."""
    for at, (known, line) in enumerate(told):
        if known.paragraph == place.paragraph and known.start < place.end and place.start < known.end:
            told[at] = (known, f"{line} {reason}")
            return
    told.append((place, words))


def _count_words(found: reviewing.Review) -> str:
    right, wrong = found.count(Verdict.RIGHT), found.count(Verdict.WRONG)
    rest = found.count(Verdict.CANNOT_CHECK)
    total = number(len(found.findings))
    if not found.findings:
        return "Không có số nào tính lại được trong văn bản này."
    return f"{total} chỗ có số: {number(wrong)} sai, {number(right)} đúng, {number(rest)} không so được."
