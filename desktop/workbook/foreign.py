"""What a file really is, by its first bytes: every foreign kind gets its own name."""

from pathlib import Path

from desktop.base.errors import Trouble

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", Trouble.PASSWORD_PROTECTED),
    ("WordDocument", Trouble.TYPE_WORD),
    ("PowerPoint Document", Trouble.TYPE_SLIDES),
    ("Workbook", Trouble.TYPE_OLD_EXCEL),
    ("Book", Trouble.TYPE_OLD_EXCEL),
)
_MAGIC = (
    (b"%PDF", Trouble.TYPE_PDF),
    (b"\xff\xd8\xff", Trouble.TYPE_PICTURE),
    (b"\x89PNG", Trouble.TYPE_PICTURE),
    (b"Rar!", Trouble.TYPE_ARCHIVE),
    (b"7z\xbc\xaf", Trouble.TYPE_ARCHIVE),
    (b"{\\rtf", Trouble.TYPE_WORD),
)
_PARTS = (
    ("word/", Trouble.TYPE_WORD),
    ("ppt/", Trouble.TYPE_SLIDES),
    ("xl/workbook.bin", Trouble.TYPE_BINARY_EXCEL),
    ("xl/vbaProject.bin", Trouble.TYPE_MACRO),
    ("xl/macrosheets/", Trouble.TYPE_MACRO),
)
_EXTENSIONS = {
    ".csv": Trouble.TYPE_CSV,
    ".txt": Trouble.NOT_EXCEL,
    ".tsv": Trouble.TYPE_CSV,
    ".htm": Trouble.TYPE_WEB,
    ".html": Trouble.TYPE_WEB,
}


def foreign_file(path: Path, data: bytes) -> Trouble | None:
    """What a file is that does not even begin like a workbook; None for a zip."""
    if path.name.startswith("~$"):
        return Trouble.TYPE_LOCK_FILE
    if not data:
        return Trouble.EMPTY_FILE
    if data.startswith(b"PK"):
        return None
    if data.startswith(_OLE):
        return _ole(data)
    for magic, trouble in _MAGIC:
        if data.startswith(magic):
            return trouble
    return _text(path, data)


def foreign_zip(names: list[str], mimetype: bytes) -> Trouble | None:
    """What a zip is that holds no workbook of ours; None for a workbook."""
    if b"opendocument" in mimetype:
        return Trouble.TYPE_ODS
    for start, trouble in _PARTS:
        if any(name.startswith(start) for name in names):
            return trouble
    return None if "xl/workbook.xml" in names else Trouble.TYPE_ARCHIVE


def _ole(data: bytes) -> Trouble:
    for stream, trouble in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return trouble
    return Trouble.NOT_EXCEL


def _text(path: Path, data: bytes) -> Trouble:
    start = data[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        return Trouble.TYPE_WEB
    return _EXTENSIONS.get(path.suffix.lower(), Trouble.NOT_EXCEL)
