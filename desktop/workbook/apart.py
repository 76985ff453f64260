"""A large package is written and read back in a process of its own, which takes what that needs away with it."""

import zlib
from functools import partial
from pathlib import Path
from typing import NamedTuple

from desktop.domain.catalogue import Catalogue
from desktop.domain.package import Cover, Manifest, Package, Sheet
from desktop.workbook import seal
from desktop.workbook.envelope import packed_rows
from desktop.workbook.writer import Told, lay_out, read_back


class Parcel(NamedTuple):
    """A package on its way into the process that writes it: its rows take a twentieth of what they take as texts."""

    manifest: Manifest
    rows: bytes
    cover: Cover
    private_key: str


def parcel(package: Package, cover: Cover, private_key: str) -> Parcel:
    """All that is needed to write a package."""
    return Parcel(package.manifest, packed_rows(package), cover, private_key)


def work(path: str, catalogue: str, brought: Parcel | None = None) -> Told | None:
    """Write what was brought; without it read back what stands there. Runs in the child."""
    known = Catalogue.of_text(catalogue)
    if brought is None:
        return read_back(Path(path), known)
    sign = partial(seal.sign, private_key=brought.private_key)
    lay_out(Path(path), _package(brought), known, brought.cover, sign)
    return None


def _package(brought: Parcel) -> Package:
    rows = iter(zlib.decompress(brought.rows).decode().split("\n"))
    sheets = [Sheet(mark.kind, tuple([next(rows) for _ in range(mark.rows)])) for mark in brought.manifest.sheets]
    return Package(brought.manifest, tuple(sheets))
