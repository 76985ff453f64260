"""A package whose owner vouches with his own key for cells that say something else than he sealed."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from desktop.domain.catalogue import Catalogue
from desktop.domain.package import package_id
from desktop.workbook import seal
from desktop.workbook.bundle import CUSTOM
from desktop.workbook.guard import open_zip
from desktop.workbook.reader import read
from desktop.workbook.vouching import digest_of, read_vouched, vouched_id
from desktop.workbook.vouching import shown_of as shown

STAMP = (2020, 1, 1, 0, 0, 0)


def repacked(path: Path, change: Callable[[str, bytes], bytes], last: str = CUSTOM) -> None:
    """The zip written anew, each part changed; the part named `last` at the end."""
    with ZipFile(path) as bundle:
        parts = {name: bundle.read(name) for name in bundle.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as bundle:
        for name in sorted(parts, key=last.__eq__):
            bundle.writestr(ZipInfo(name, STAMP), change(name, parts[name]), ZIP_DEFLATED, 5)


def forge(path: Path, before: bytes, after: bytes, private_key: str, catalogue: Catalogue) -> None:
    """Change the visible sheets of a package and vouch for them with the key that signed it."""
    arrived = read(path, catalogue, whole=True)
    assert arrived.manifest
    old = read_vouched(open_zip(path), catalogue)
    assert old
    repacked(path, lambda name, content: content.replace(before, after) if "sheet" in name else content)
    digest = digest_of(open_zip(path))
    told = vouched_id(package_id(arrived.manifest), digest, map(shown, old.sheets))
    voucher = f"{digest} {seal.sign(told, private_key)}".encode()

    def vouch(name: str, content: bytes) -> bytes:
        if name != CUSTOM:
            return content
        begin = content.index(b'name="giaoban.bytes"><vt:lpwstr>') + len(b'name="giaoban.bytes"><vt:lpwstr>')
        return content[:begin] + voucher + content[begin + len(voucher) :]

    repacked(path, vouch)
