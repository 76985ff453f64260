"""What names a citizen in a free text: numbers of papers, phones and plates; money, documents and days do not.

Only counts and activities are kept (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15): this is pointed out before it is stored
and before it leaves, and a person decides.
"""

import re
from collections.abc import Iterator

_PAPER = r"(?:CMND|CMTND|CMT|CCCD|GPLX|căn\ cước|chứng\ minh|định\ danh|giấy\ tờ)"
_MONEY_BEFORE = re.compile(
    r"(?:tiền|trị giá|giá trị|thiệt hại|phạt|thu hồi|thu nộp|kinh phí|vốn|ngân sách|tổng)\D{0,16}\Z", re.IGNORECASE
)
_MONEY_AFTER = re.compile(r"\s*(?:đồng|đ\b|vnđ|vnd|usd|nghìn|ngàn|triệu|tỷ|tỉ\b|%)", re.I)
_NUMBERED = re.compile(r"\s*/")
"""A document's number goes on with a stroke: 123456789/QĐ-UBND."""

_EDGE, _END = r"(?<![\d.,/+\w])", r"(?![\d/]|[.,]\d|\w)"
_AREA = r"[1-9]\d"

_PAPERS = re.compile(
    rf"""
      {_PAPER} [^\d\n]{{0,14}}
      (?P<named> \d{{12}} | \d{{9}} | \d{{3}} (?: [ .]\d{{3}} ){{2,3}} | \d{{4}} (?: [ .]\d{{4}} ){{2}} ) (?!\d)
    | {_EDGE} (?P<twelve> \d{{12}} | 0\d{{2}} (?: [ .]\d{{3}} ){{3}} | 0\d{{3}} (?: [ .]\d{{4}} ){{2}} ) {_END}
    | {_EDGE} (?P<nine> \d{{9}} | 0\d{{2}} (?: [ .]\d{{3}} ){{2}} ) {_END}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PHONES = re.compile(
    rf"""
      (?<![\d\w]) \+ 84 (?: [ .-]? \(?0?\)? [ .-]? \d{{1,4}} ) (?: [ .-]? \d ){{5,9}} (?!\d)
    | {_EDGE} \( 0\d{{1,3}} \) [ .-]? \d (?: [ .-]? \d ){{6,7}} (?!\d)
    | {_EDGE} (?:
          0[35789]\d{{8}} | 02\d{{8,9}} | 01[2689]\d{{8}} | 84[35789]\d{{8}}
        | 0[35789]\d [ .-] (?: \d{{3}} [ .-]?\d{{4}} | \d{{4}} [ .-]?\d{{3}} | \d{{7}} )
        | 0[35789]\d (?: [ .-]\d{{2}} ){{2}} [ .-]\d{{3}}
        | 0[35789]\d{{2}} (?: [ .-]\d{{3}} [ .-]?\d{{3}} | [ .-]\d{{6}} | (?: [ .-]\d{{2}} ){{3}} )
        | 01[2689]\d{{1,2}} (?: [ .-]\d{{3}} ) [ .-]?\d{{3,4}}
        | 02\d{{1,3}} (?: [ .-]\d{{6,8}} | [ .-]\d{{3,4}} [ .-]\d{{3,4}} | [ .-]\d [ .-]\d{{3}} [ .-]\d{{3}} )
      ) {_END}
    """,
    re.VERBOSE,
)
_NO_UNIT = r"(?!KG|KM|HA|GB|MB|TB|CM|MM|ML)"
_PLATES = re.compile(
    rf"""
      (?<![\w.,/-]) {_AREA} \ ?-?\ ? {_NO_UNIT} [A-ZĐ]{{1,2}}\d? (?: \ ?[-.]\ ? | \ )? \d{{3}} [. ]? \d{{2}} {_END}
    | (?<![\w.,/-]) {_AREA} -? [A-Z] (?: \d [ -]?-?\ ? | - ) (?! (?: 19 | 20 )\d\d ) \d{{4}} {_END}
    | (?<![\w.,/-]) {_AREA} [a-zđ]{{1,2}}\d? - \d{{3}} \.? \d{{2}} {_END}
    | (?<![\w.,/-]) {_AREA} -? (?: NG|NN|QT|CV ) -? \d{{3}} [-.] \d{{2}} {_END}
    | (?: xe | biển | BKS ) [^\d\n]{{0,24}}? (?P<army> (?<!\w) [ABHKPQT][A-Z] [ -]\ ? \d{{2}} - \d{{2}} ) {_END}
    """,
    re.VERBOSE,
)


_MAY_BE = re.compile(
    r"[0-9](?:(?:[ .()-]{0,2}[0-9]){8}| ?-? ?[A-Za-zĐđ]{1,2}[0-9]?[ .-]{0,3}[0-9]{3}|-[0-9]{2}(?![0-9]))"
)
"""What every number that is looked for contains: one quick look, most texts have none of it."""


def may_name(text: str) -> bool:
    """Whether a closer look is worth its time."""
    return _MAY_BE.search(text) is not None


def personal_data(text: str) -> list[str]:
    """What looks like a citizen's number, a phone or a number plate, as written and in the order of the text."""
    found: list[tuple[int, int, str]] = []
    if not may_name(text):
        return []
    for start, words in (*_phones(text), *_papers(text), *_plates(text)):
        if all(stop <= start or start + len(words) <= begin for begin, stop, _ in found):
            found.append((start, start + len(words), words))
    return [words for _, _, words in sorted(found)]


def _papers(text: str) -> Iterator[tuple[int, str]]:
    for match in _PAPERS.finditer(text):
        group = str(match.lastgroup)
        start, words = match.start(group), match[group]
        if group == "named" or not _is_amount(text, start, words):
            yield start, words


def _is_amount(text: str, start: int, words: str) -> bool:
    """Whether a bare number is money or a document's: by the words around it, and by its round end."""
    after = text[start + len(words) : start + len(words) + 12]
    if _MONEY_AFTER.match(after) or _NUMBERED.match(after):
        return True
    plain = words.isdigit() and words[0] != "0"
    return plain and (words.endswith("000") or bool(_MONEY_BEFORE.search(text[max(0, start - 40) : start])))


def _phones(text: str) -> Iterator[tuple[int, str]]:
    for match in _PHONES.finditer(text):
        if not _MONEY_AFTER.match(text[match.end() : match.end() + 12]):
            yield match.start(), match[0]


def _plates(text: str) -> Iterator[tuple[int, str]]:
    for match in _PLATES.finditer(text):
        group = "army" if match["army"] else 0
        yield match.start(group), match[group]
