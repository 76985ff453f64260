"""Wraps the key of a database: under a password, a code on paper, or the public key of headquarters.

Password → Argon2id → AES-GCM. Headquarters → X25519 with a key made for this one wrap → HKDF → AES-GCM: what
headquarters reads out over the phone opens this one wrap and nothing else, and only for the unit that it was made for.
"""

import os
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256

SHORT = 16
"""Bytes of a secret that is read out: 128 bits."""


@dataclass(frozen=True)
class Cost:
    """What one try of a password costs: about 0.4 s of one core, and its memory in KiB."""

    iterations: int = 3
    lanes: int = 1
    memory: int = 128 * 1024


USUAL = Cost()
"""For every new password; an older one keeps the cost that its wrap names."""


def from_password(password: str, salt: bytes, cost: Cost) -> bytes:
    """The wrapping key of a password; however its letters are composed."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    words = unicodedata.normalize("NFC", password).encode()
    derive = Argon2id(
        salt=salt, length=32, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory
    )
    return derive.derive(words)


def from_secret(secret: bytes, about: bytes) -> bytes:
    """The wrapping key of a secret that nobody can guess."""
    return derived(secret, b"giaoban wrap\x00" + about, 32)


def wrap(wrapping_key: bytes, key: bytes, about: bytes) -> str:
    """The key of the database, sealed; `about` names what it is for and cannot be changed later."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(12)
    return b64encode(nonce + AESGCM(wrapping_key).encrypt(nonce, key, about)).decode("ascii")


def unwrap(wrapping_key: bytes, sealed: str, about: bytes) -> bytes | None:
    """The key of the database; None when it was sealed under another one, or is spoilt."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        content = b64decode(sealed, validate=True)
        return AESGCM(wrapping_key).decrypt(content[:12], content[12:], about)
    except (InvalidTag, ValueError):
        return None


def new_pair() -> tuple[bytes, bytes]:
    """Private and public half of a recovery key."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def secret_for(recipient: bytes, unit: str) -> tuple[bytes, bytes]:
    """A new public half to be kept beside the wrap, and the secret that the recipient can find from it."""
    private, public = new_pair()
    return public, _shared(private, recipient, public, recipient, unit)


def secret_from(private: bytes, ephemeral: bytes, unit: str) -> bytes:
    """The same secret, found by who holds the private half; raise ValueError for what is no public half."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    recipient = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    return _shared(private, ephemeral, ephemeral, recipient, unit)


def _shared(private: bytes, public: bytes, ephemeral: bytes, recipient: bytes, unit: str) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    shared = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(public))
    return derived(shared, b"giaoban recovery\x00" + ephemeral + recipient + unit.encode(), SHORT)


def fingerprint(public: bytes) -> str:
    """A public key in few letters, to be compared by people."""
    text = sha256(b"giaoban public\x00" + public).hexdigest()[:12].upper()
    return " ".join(text[at : at + 4] for at in range(0, 12, 4))


def derived(secret: bytes, info: bytes, length: int) -> bytes:
    """A key for one purpose, made from a secret that nobody can guess."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(secret)
