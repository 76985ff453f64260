"""The hidden sheet opens only as it was closed."""

import pytest

from desktop.workbook.envelope import (
    CHUNK,
    PROPERTY_LENGTH,
    envelope_rows,
    manifest_of_properties,
    open_envelope,
    property_texts,
)
from tests.workbook.samples import cases, package

MADE = package(("case", cases(700)))


def grid() -> list[list[str]]:
    return [list(line) for line in envelope_rows(MADE, "ab" * 32)]


def test_what_goes_in_comes_out() -> None:
    opened = open_envelope(grid())
    assert opened is not None
    assert opened.manifest == MADE.manifest
    assert opened.signature == "ab" * 32
    assert opened.contents == {"case": [content.encode() for content in MADE.sheets[0].rows]}
    assert max(len(text) for _, text in grid()) <= CHUNK


@pytest.mark.parametrize("spoil", [lambda text: text[:-4], lambda text: text[::-1], lambda text: "", lambda text: "!"])
def test_spoiled_rows_break_the_seal(spoil) -> None:
    lines = [[key, spoil(text) if key == "rows" else text] for key, text in grid()]
    opened = open_envelope(lines)
    assert opened is not None
    assert opened.contents is None


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"sheets":[1]}', '{"sheets":[["a","b","c"]]}'])
def test_a_spoiled_manifest_is_none(text: str) -> None:
    assert open_envelope([["manifest", text]]) is None
    assert manifest_of_properties([text]) is None


def test_an_empty_package_is_sealed_too() -> None:
    empty = package()
    opened = open_envelope([list(line) for line in envelope_rows(empty, "")])
    assert opened is not None
    assert opened.contents == {}


def test_the_properties_carry_the_manifest_in_short_pieces() -> None:
    texts = property_texts(MADE.manifest)
    assert max(map(len, texts)) <= PROPERTY_LENGTH
    assert all(text == text.strip() for text in texts)
    assert manifest_of_properties(texts) == MADE.manifest
