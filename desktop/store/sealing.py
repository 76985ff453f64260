"""Files beside locked books: each sealed whole by AES-GCM, under a key made from that of the database.

The name of a sealed file says under which key it lies, so that a listing tells what is still to be done after the key
was changed. What the file is for is sealed with it: one file cannot be put in the place of another.
"""

import os
from hashlib import sha256

from desktop.store.wrapping import derived

SUFFIX = ".sealed"
_HEAD = b"GiaoBan sealed 1\n"
_LABEL = b"giaoban label\x00"
_NONCE = 12


def file_key(key: bytes) -> bytes:
    """The key for files beside the database of that key; nobody finds the latter from it."""
    return derived(key, b"giaoban files", 32)


def label(file_key: bytes) -> str:
    """What names of files under that key end with."""
    return f".{sha256(_LABEL + file_key).hexdigest()[:8]}{SUFFIX}"


def seal(file_key: bytes, content: bytes, about: bytes) -> bytes:
    """Bytes as they may lie on the disk."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE)
    return _HEAD + nonce + AESGCM(file_key).encrypt(nonce, content, _HEAD + about)


def unseal(file_key: bytes, sealed: bytes, about: bytes) -> bytes | None:
    """The bytes that were sealed; None under another key, for another purpose, or where one bit was changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    start = len(_HEAD)
    if not sealed.startswith(_HEAD):
        return None
    try:
        nonce, rest = sealed[start : start + _NONCE], sealed[start + _NONCE :]
        return AESGCM(file_key).decrypt(nonce, rest, _HEAD + about)
    except (InvalidTag, ValueError):
        return None
