"""Vietnamese typed for fonts from before Unicode (TCVN3, VNI): noticed, never read as if it were words."""

import re
from typing import Final

# Letters that no Vietnamese word of Unicode has, but old fonts show as Vietnamese ones.
_ODD: Final = "¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ"
_IN_WORD: Final = re.compile(rf"(?<=[A-Za-zÀ-ỹ])[{_ODD}]|[{_ODD}](?=[a-zà-ỹ])")
_LETTER: Final = re.compile(r"[^\W\d_]")
_FEW: Final = 4
_SHARE: Final = 30
"""One odd letter among so many shows an old font."""


def is_old_font(text: str) -> bool:
    """Whether a text is unreadable because it was typed for a TCVN3 or VNI font."""
    odd = len(_IN_WORD.findall(text))
    return odd > _FEW and odd * _SHARE > len(_LETTER.findall(text))
