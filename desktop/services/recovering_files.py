"""Codes in small text files: people can read them too, and a USB stick carries them. Imports little."""

from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import file_trouble, replacing
from desktop.store.keyring import Keyring

MOST_BYTES = 20_000
FORMAT = 1
"""Raised when what the code says, or the way it is made, is another one."""
_CODE, _FORMAT = "Mã:", "Bản:"


def write_code(path: Path, title: str, code: str, told: str) -> Path:
    """A code in a small text file that people can read too; raise UserError when the medium does not take it."""
    with replacing(path) as part:
        part.write_text(f"{title}\r\n\r\n{told}\r\n\r\n{_CODE} {code}\r\n{_FORMAT} {FORMAT}\r\n", "utf-8")
    return path


def write_request(path: Path, ring: Keyring, code: str) -> Path:
    """A unit's request as a small file for its headquarters."""
    return write_code(path, f"Yêu cầu mở khóa của {ring.unit_name}", code, "Cấp trên nhập tệp này ở trang Khóa sổ.")


def read_code(path: Path) -> str:
    """The code of such a file; raise UserError when there is none in it, or one of a later program."""
    try:
        text = path.read_bytes()[:MOST_BYTES].decode("utf-8", "replace")
    except OSError as error:
        raise file_trouble(error, path) from error
    codes, formats = (_said(text, name) for name in (_CODE, _FORMAT))
    if any(each.isdecimal() and int(each) > FORMAT for each in formats):
        raise UserError(Trouble.NEWER_FORMAT, path=str(path), name=path.name)
    if not codes:
        raise UserError(Trouble.NO_CODE_IN_FILE, path=str(path), name=path.name)
    return codes[-1]


def _said(text: str, name: str) -> list[str]:
    return [line.partition(":")[2].strip() for line in text.splitlines() if line.strip().startswith(name)]
