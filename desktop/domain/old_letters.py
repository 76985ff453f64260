"""Letters of the fonts from before Unicode: TCVN3 (ABC), VNI-Windows and VIQR, each as a whole table."""

import re
from itertools import chain
from typing import Final
from unicodedata import normalize

_LETTERS: Final = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ"
_ABC: Final = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢£¤¥¦§"
TCVN3: Final = dict(zip(_ABC, _LETTERS, strict=True))
"""Unicode letter by the character that stands for it; capitals with a tone exist only in fonts that end in H."""

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_HAT, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_VNI_TONES: Final = {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_VNI_HATS: Final = {"â": "", "á": _ACUTE, "à": _GRAVE, "å": _HOOK, "ã": _TILDE, "ä": _DOT}
_VNI_BREVES: Final = {"ê": "", "é": _ACUTE, "è": _GRAVE, "ú": _HOOK, "ü": _TILDE, "ë": _DOT}
_VNI_ALONE: Final = {"ñ": "đ", "ö": "ư", "ô": "ơ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni() -> dict[str, str]:
    small = dict(_VNI_ALONE)
    for base, letter in chain(((each, each) for each in "aeouy"), (("ô", "ơ"), ("ö", "ư"))):
        small |= {base + mark: normalize("NFC", letter + tone) for mark, tone in _VNI_TONES.items()}
    for base in "aeo":
        small |= {base + mark: normalize("NFC", base + _HAT + tone) for mark, tone in _VNI_HATS.items()}
    small |= {"a" + mark: normalize("NFC", "a" + _BREVE + tone) for mark, tone in _VNI_BREVES.items()}
    small.pop("yï")  # this one is î
    large = {sign.upper(): letter.upper() for sign, letter in small.items()}
    return small | {sign[0].upper() + sign[1:]: letter.upper() for sign, letter in small.items()} | large


VNI: Final = _vni()
"""Unicode letter by the one or two characters that stand for it."""

_VNI_SIGN: Final = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_VIQR_MARKS: Final = {
    "^": _HAT, "(": _BREVE, "+": _HORN, "*": _HORN, "'": _ACUTE, "`": _GRAVE, "?": _HOOK, "~": _TILDE, ".": _DOT,
}  # fmt: skip
VIQR_WORD: Final = re.compile(r"[A-Za-z]+(?:[(^+*]?['`?~.]?[A-Za-z]*)*")
_VIQR_VOWEL: Final = re.compile(r"([aeiouyAEIOUY])([(^+*]?)(['`?~.]?)")
_HATTED: Final = {"^": "aeo", "(": "a", "+": "ou", "*": "ou"}

# What windows-1258 shows where windows-1252 has the characters that the tables above are written in.
_FROM_1258: Final = {
    ord(seen): meant
    for seen, meant in zip(
        "Ă\u0300Đ\u0309ƠƯ\u0303ă\u0301đ\u0323ơư₫", "ÃÌÐÒÕÝÞãìðòõýþ", strict=True
    )
}  # fmt: skip


def from_tcvn3(text: str) -> str:
    """A text typed for a TCVN3 font, in Unicode."""
    return "".join(TCVN3.get(char, char) for char in text)


def from_vni(text: str) -> str:
    """A text typed for a VNI font, in Unicode."""
    return _VNI_SIGN.sub(lambda found: VNI[found[0]], text)


def from_viqr(word: str) -> str:
    """One word of VIQR (Co^ng, xa~, dda.o), in Unicode."""
    word = word.replace("dd", "đ").replace("DD", "Đ").replace("Dd", "Đ")
    return normalize("NFC", _VIQR_VOWEL.sub(_viqr_letter, word))


def _viqr_letter(found: re.Match[str]) -> str:
    letter, hat, tone = found.groups()
    if hat and letter.lower() not in _HATTED[hat]:
        return found[0]
    return letter + _VIQR_MARKS.get(hat, "") + _VIQR_MARKS.get(tone, "")


def as_western(text: str) -> str:
    """The text with what a Vietnamese Windows made of it taken back, so that the tables fit."""
    return text.translate(_FROM_1258)
