"""The install's signature over the id of a package or a reply (Ed25519)."""

PACKAGE, REPLY = b"giaoban package 1\0", b"giaoban reply 1\0"
"""What is signed: the signature of one sort is none of the other."""


def make_key(secret: bytes | None = None) -> tuple[str, str]:
    """A new pair of keys in hex, private and public; from 32 secret bytes where some are given."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(secret) if secret else Ed25519PrivateKey.generate()
    return key.private_bytes_raw().hex(), key.public_key().public_bytes_raw().hex()


def sign(content_id: bytes, private_key: str, purpose: bytes = PACKAGE) -> str:
    """The signature in hex."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private_key))
    return key.sign(purpose + content_id).hex()


def verify(content_id: bytes, signature: str, public_key: str, purpose: bytes = PACKAGE) -> bool:
    """Whether the owner of this key signed this id; nonsense is simply not a signature."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), purpose + content_id)
    except (InvalidSignature, ValueError):
        return False
    return True
