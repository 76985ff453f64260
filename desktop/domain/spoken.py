"""Secrets in groups that can be read over the phone; every group tells by itself whether it was heard right."""

from hashlib import sha256

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U: what looks alike is one letter."""
DATA, GROUP = 4, 5
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


class Misheard(Exception):
    """A code that cannot be right; `group` counts from 1, 0 when its length is wrong."""

    def __init__(self, group: int) -> None:
        super().__init__(group)
        self.group = group


def spoken(secret: bytes, sort: str) -> str:
    """Groups of five: four letters and one that checks them, their place and what sort of code it is."""
    bits = "".join(f"{byte:08b}" for byte in secret)
    bits += "0" * (-len(bits) % (5 * DATA))
    letters = "".join(LETTERS[int(bits[at : at + 5], 2)] for at in range(0, len(bits), 5))
    groups = [letters[at : at + DATA] for at in range(0, len(letters), DATA)]
    return " ".join(group + _check(group, place, sort) for place, group in enumerate(groups))


def heard(code: str, sort: str, length: int) -> bytes:
    """The secret of so many bytes; raise Misheard with the first group that is wrong."""
    letters = "".join(each for each in code.upper().translate(_ALIKE) if each.isalnum())
    groups = [letters[at : at + GROUP] for at in range(0, len(letters), GROUP)]
    for place, group in enumerate(groups):
        if len(group) == GROUP and not _right(group, place, sort):
            raise Misheard(place + 1)
    bits = "".join(f"{LETTERS.index(letter):05b}" for group in groups for letter in group[:DATA] if letter in LETTERS)
    if len(letters) != GROUP * -(-length * 8 // (5 * DATA)) or set(bits[length * 8 :]) - {"0"}:
        raise Misheard(0)
    return bytes(int(bits[at : at + 8], 2) for at in range(0, length * 8, 8))


def _right(group: str, place: int, sort: str) -> bool:
    return all(letter in LETTERS for letter in group) and group[DATA] == _check(group[:DATA], place, sort)


def _check(group: str, place: int, sort: str) -> str:
    return LETTERS[sha256(f"{sort} {place} {group}".encode()).digest()[0] % 32]
