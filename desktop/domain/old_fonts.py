"""Vietnamese typed for fonts from before Unicode (TCVN3, VNI, VIQR): noticed with certainty, turned into Unicode.

A text is changed only where its font says so or where its words say so: they are no Vietnamese as they stand, and are
once they are read for an old font. Where both readings make sense, other cells of the same font or column decide.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop.domain.old_letters import VIQR_WORD, as_western, from_tcvn3, from_viqr, from_vni
from desktop.domain.syllables import is_syllable, is_vietnamese_shape

# Letters that no Vietnamese word of Unicode has, but old fonts show as Vietnamese ones.
_ODD: Final = "¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ"
_IN_WORD: Final = re.compile(rf"(?<=[A-Za-zÀ-ỹ])[{_ODD}]|[{_ODD}](?=[a-zà-ỹ])")
_LETTER: Final = re.compile(r"[^\W\d_]")
_FEW: Final = 4
_SHARE: Final = 30
"""One odd letter among so many shows an old font."""

_TCVN3_FONT: Final = re.compile(r"\s*\.vn", re.IGNORECASE)
_CAPITALS_FONT: Final = re.compile(r"\s*\.vn.*h\s*", re.IGNORECASE)
_VNI_FONT: Final = re.compile(r"\s*(vni[- ]|vni$)", re.IGNORECASE)
_WORD: Final = re.compile("[A-Za-z\xa1-\xff\xad\u0100-\u1eff\u0300-\u0323]+")
_ENOUGH: Final = 3
"""Letters of a word that shows an old font all alone."""


class Script(StrEnum):
    """How a text is to be read."""

    PLAIN = "plain"
    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"
    VIQR = "viqr"
    EITHER = "either"
    """Its own words do not tell."""


_READ: Final = {Script.TCVN3: from_tcvn3, Script.VNI: from_vni}


def is_old_font(text: str) -> bool:
    """Whether a text is unreadable because it was typed for a TCVN3 or VNI font."""
    odd = len(_IN_WORD.findall(text))
    return odd > _FEW and odd * _SHARE > len(_LETTER.findall(text))


def script_of_font(name: str) -> Script:
    """What the name of a font says: `.VnTime`, `VNI-Times`; PLAIN for all others."""
    if _TCVN3_FONT.match(name):
        return Script.TCVN3
    return Script.VNI if _VNI_FONT.match(name) else Script.PLAIN


def judge(text: str, font: str = "") -> Script:
    """How a text is to be read, by its words and its font; EITHER where both do not tell."""
    if text.isascii():
        return Script.VIQR if _is_viqr(text) else Script.PLAIN
    named = script_of_font(font)
    if named is Script.PLAIN and any(ord(char) > 0xFF for char in text):
        return Script.UNICODE
    western = as_western(text) if named is not Script.PLAIN else text
    if any(ord(char) > 0xFF and char.isalpha() for char in western):
        return Script.UNICODE
    words = [word for word in _WORD.findall(western) if not word.isascii()]
    if named is not Script.PLAIN:
        return _by_font(words, named)
    found = {script: _points(words, script) for script in _READ}
    best = max(found, key=lambda script: found[script])
    if found[best] >= _ENOUGH and all(2 * found[each] < found[best] for each in found if each is not best):
        return best
    if any(found.values()) or any(_misspelt(word) for word in words):
        return Script.EITHER
    return Script.UNICODE if words else Script.PLAIN


def _misspelt(word: str) -> bool:
    """Whether a word could be Vietnamese by its letters but not by its spelling, and is well spelt in an old font."""
    return not is_syllable(word) and any(is_syllable(read(word)) for read in _READ.values())


def looks_odd(text: str) -> bool:
    """Whether there are letters within words that no Vietnamese word has."""
    return bool(_IN_WORD.search(text))


def _by_font(words: list[str], named: Script) -> Script:
    """The font is a strong word, but Unicode is often typed into cells that were made for an old font."""
    if not words:
        return Script.PLAIN
    unlike = sum(not is_vietnamese_shape(word) for word in words)
    return named if unlike and _points(words, named) else Script.EITHER if not unlike else named


def _points(words: Iterable[str], script: Script) -> int:
    """Letters of the words that make sense only so; none where a fifth of all words then make none."""
    points = bad = all_ = 0
    for word in words:
        read = _READ[script](word)
        makes_sense = is_syllable(read)
        all_ += 1
        bad += not makes_sense and not (len(word) == 1 and not word.isalpha())
        if makes_sense and not is_vietnamese_shape(word):
            points += len(read)
    return points if bad * 5 <= all_ else 0


def _is_viqr(text: str) -> bool:
    words = [word for word in VIQR_WORD.findall(text) if re.search(r"[(^+*~`]|['?.][a-z]", word)]
    read = [word for word in words if is_syllable(_bare(from_viqr(word)))]
    return len(read) > 1 and len(read) == len(words)


def _bare(word: str) -> str:
    return word.rstrip("'?.)")


@dataclass(frozen=True)
class Converted:
    """A text as it is to be kept, and the script it had been typed in; PLAIN and UNICODE are left as they are."""

    text: str
    script: Script


def convert(text: str, script: Script, font: str = "") -> Converted:
    """The text in Unicode."""
    if script is Script.VIQR:
        return Converted(VIQR_WORD.sub(_viqr_word, text), script)
    read = _READ.get(script)
    if read is None:
        return Converted(text, script)
    words = read(as_western(text))
    if script is Script.TCVN3:
        words = words.upper() if _CAPITALS_FONT.fullmatch(font) else _with_capitals(words)
    return Converted(words, script)


def _viqr_word(found: re.Match[str]) -> str:
    word = found[0]
    ends = word if _goes_on(found) else _bare(word)
    return from_viqr(ends) + word[len(ends) :]


def _goes_on(found: re.Match[str]) -> bool:
    """Whether a mark at a word's end is its tone: a sentence would begin with a capital behind it."""
    return bool(re.match(r" [a-z]", found.string[found.end() :]))


def _with_capitals(text: str) -> str:
    """TCVN3 has no capitals with tones: `X· §µM THñY` reads as Xã ĐàM THủY and was meant as XÃ ĐÀM THỦY."""
    marked = [word for word in _WORD.findall(text) if not word.isascii() and any(char.islower() for char in word)]
    shouted = [word for word in marked if _is_shouted(word)]
    if shouted and len(shouted) * 2 >= len(marked) and not any("a" <= char <= "z" for char in text):
        return text.upper()
    return _WORD.sub(lambda found: found[0].upper() if _is_shouted(found[0]) else found[0], text)


def _is_shouted(word: str) -> bool:
    return any("A" <= char <= "Z" for char in word[1:]) and not any("a" <= char <= "z" for char in word)


def readable(text: str) -> str:
    """The text in Unicode, where its words say for certain that it was typed for an old font."""
    script = judge(text)
    return text if script is Script.EITHER else convert(text, script).text


class Company:
    """What the cells of one font, or of one column, are: it decides on those that could be either."""

    def __init__(self) -> None:
        self._seen: dict[str, Counter[Script]] = {}

    def see(self, groups: Iterable[str], script: Script) -> None:
        """Remember what one cell is."""
        if script in (Script.TCVN3, Script.VNI, Script.UNICODE):
            for group in groups:
                self._seen.setdefault(group, Counter())[script] += 1

    def settle(self, groups: Iterable[str], font: str) -> tuple[Script, bool]:
        """How a cell is to be read that could be either, and whether that is certain."""
        for group in groups:
            seen = self._seen.get(group)
            if seen:
                (script, count), *_ = seen.most_common(1)
                return script, count > sum(seen.values()) - count and len(seen) == 1
        named = script_of_font(font)
        return (named, False) if named is not Script.PLAIN else (Script.UNICODE, False)
