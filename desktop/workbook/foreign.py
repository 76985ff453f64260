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
    (b"GIF8", Trouble.TYPE_PICTURE),
    (b"\x1f\x8b", Trouble.TYPE_ARCHIVE),
    (b"\x09\x00\x04\x00", Trouble.TYPE_OLD_EXCEL),
    (b"\x09\x02\x06\x00", Trouble.TYPE_OLD_EXCEL),
    (b"\x09\x04\x06\x00", Trouble.TYPE_OLD_EXCEL),
    (b"\x09\x08\x08\x00", Trouble.TYPE_OLD_EXCEL),
    (b"\x09\x08\x10\x00", Trouble.TYPE_OLD_EXCEL),
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
    if not data or not data[:4096].strip(b"\0"):  # a stick pulled out too early leaves zeros
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
    if "xl/workbook.xml" in names:
        return None
    office = "[Content_Types].xml" in names or any(name.startswith("xl/") for name in names)
    return Trouble.DAMAGED_FILE if office else Trouble.TYPE_ARCHIVE


def _ole(data: bytes) -> Trouble:
    for stream, trouble in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return trouble
    return Trouble.NOT_EXCEL


def _text(path: Path, data: bytes) -> Trouble:
    """What a text is, whatever its name says."""
    text = _decoded(data[:4096])
    start = text.lstrip("\ufeff \r\n\t").lower()
    if "schemas-microsoft-com:office:spreadsheet" in start:
        return Trouble.TYPE_OLD_EXCEL
    if "opendocument" in start[:2000]:
        return Trouble.TYPE_ODS
    if start.startswith(("<html", "<!doctype html", "<table", "<?xml", "<meta", "<style", "mime-version:")):
        return Trouble.TYPE_WEB
    named = _EXTENSIONS.get(path.suffix.lower())
    return named or (Trouble.TYPE_CSV if _is_table(text) else Trouble.NOT_EXCEL)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[: len(data) // 2 * 2].decode("utf-16", "replace")
    return data.decode("utf-8", "replace")


def _is_table(text: str) -> bool:
    """Whether the first lines are cut into equally many pieces, at least two."""
    lines = [line for line in text.split("\n")[:-1][:5] if line.strip()]
    return len(lines) > 1 and any(
        len(counts := {line.count(mark) for line in lines}) == 1 and counts != {0} for mark in ",;\t"
    )
