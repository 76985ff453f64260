"""What a Vietnamese syllable can look like: the yardstick that tells words from what an old font makes of them."""

import re
from functools import lru_cache
from typing import Final
from unicodedata import normalize

_TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
_ACUTE, _DOT = "\u0301", "\u0323"
_CONSONANTS: Final = "bcdđfghjklmnpqrstvwxz"
_SPELLED: Final = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_ONSETS: Final = frozenset(_SPELLED.split()) | {""}

_NEVER_BEHIND: Final = dict.fromkeys(("ngh", "gh", "k"), "aăâoôơuư") | dict.fromkeys(("c", "ng"), "eêiy")

# Vowels of a rime, the place (or places) of its tone, and what may close it ('-' for nothing).
_RIMES: Final = """
a 0 - c ch m n ng nh p t|ă 0 c m n ng p t|â 0 c m n ng p t|e 0 - c m n ng p t|ê 0 - c ch m n ng nh p t
i 0 - ch m n nh p t|o 0 - c m n ng p t|ô 0 - c m n ng p t|ơ 0 - m n p t|u 0 - c m n ng p t|ư 0 - c m n ng t
y 0 - ch n nh t|ai 0 -|ao 0 -|au 0 -|ay 0 -
âu 0 -|ây 0 -|eo 0 -|êu 0 -|ia 0 -|iu 0 -|oi 0 -|ôi 0 -|ơi 0 -|ui 0 -|ưi 0 -|ưu 0 -
iê 1 c m n ng p t|yê 1 m n ng t|iêu 1 -|yêu 1 -
oa 01 - c ch n ng nh p t m|oă 1 c m n ng t|oe 01 - n t|oai 1 -|oay 1 -|oao 1 -|oeo 1 -|oo 1 c ng
ua 0 -|uâ 1 n ng t|uây 1 -|uê 1 - ch nh|uô 1 c m n ng t|uôi 1 -|uơ 1 -
uy 01 - ch n nh t p|uya 1 -|uyê 2 n t|uyu 1 -|ưa 0 -|ươ 1 c m n ng p t|ươi 1 -|ươu 1 -
"""
_TABLE: Final = {
    (parts[0], close.strip("-")): tuple(map(int, parts[1]))
    for entry in _RIMES.replace("\n", "|").split("|")
    if (parts := entry.split())
    for close in parts[2:]
}
_VOWELS: Final = {vowels: places for (vowels, _), places in _TABLE.items()}
_GLIDE: Final = re.compile(f"(q)u(?=[^{_CONSONANTS}])|(?<=g)()i(?=[^{_CONSONANTS}])")
_SPLIT: Final = re.compile(f"([{_CONSONANTS}]*)([^{_CONSONANTS}]+)([{_CONSONANTS}]*)")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word is spelled as Vietnamese syllables are, its tone in its place; names of other tongues are not."""
    small = normalize("NFC", word).lower()
    return any(_fits(onset, small[len(onset) :]) for onset in _ONSETS if small.startswith(onset))


@lru_cache(maxsize=20_000)
def is_vietnamese_shape(word: str) -> bool:
    """Whether a word could be Vietnamese, Tày, Mông or Ê Đê as Unicode writes it: its vowels and tones go together."""
    small = _GLIDE.sub(lambda found: found[1] or "", normalize("NFC", word).lower())
    return all(_toned(vowels) is not None for _, vowels, _ in _SPLIT.findall(small))


def _fits(onset: str, rest: str) -> bool:
    found = _SPLIT.fullmatch(rest)
    if found is None or found[1] or found[2][0] in _NEVER_BEHIND.get(onset, ""):
        return False
    told = _toned(found[2])
    if told is None:
        return False
    vowels, tone, place = told
    places = _TABLE.get((vowels, found[3]))
    if places is None or (onset == "qu" and vowels[0] in "ou"):
        return False
    if found[3] in ("c", "ch", "p", "t") and tone not in (_ACUTE, _DOT):
        return False
    return not tone or place in places


def _toned(vowels: str) -> tuple[str, str, int] | None:
    """Vowels without their tone, the tone and its place; None where they carry two, or one in the wrong place."""
    bare, tone, place = "", "", 0
    for at, letter in enumerate(vowels):
        marks = normalize("NFD", letter)
        here = [mark for mark in marks if mark in _TONES]
        if here and tone:
            return None
        if here:
            tone, place = here[0], at
        bare += normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    places = _VOWELS.get(bare)
    if places is None or (tone and place not in places):
        return None
    return bare, tone, place
