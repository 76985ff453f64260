"""Signatures hold for their own package and key, and for nothing else."""

import pytest

from desktop.workbook import seal

ID = bytes(range(32))


def test_a_signature_holds_for_its_package_and_key_only() -> None:
    private, public = seal.make_key()
    signature = seal.sign(ID, private)
    assert seal.verify(ID, signature, public)
    assert not seal.verify(ID[::-1], signature, public)
    assert not seal.verify(ID, signature, seal.make_key()[1])


@pytest.mark.parametrize(("signature", "key"), [("", ""), ("zz", "11" * 32), ("11" * 64, "11" * 32), ("11", "11")])
def test_nonsense_is_no_signature(signature: str, key: str) -> None:
    assert not seal.verify(ID, signature, key)
