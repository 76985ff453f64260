"""A reply comes in: through the gate, out of its hidden sheet, against its signature. Runs in a child process."""

import base64
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from desktop.base.errors import Trouble, UserError
from desktop.domain.package import LaterFormat
from desktop.domain.reply import Reply, parse_reply, says_more
from desktop.workbook import seal
from desktop.workbook.guard import inspect
from desktop.workbook.layout import ENVELOPE_SHEET

REPLY_SHEET = "_phan_hoi"
NAME, SIGNATURE, CONTENT = "giaoban phan hoi", "signature", "reply"
MOST_SEALED = 16 << 20

_FOREIGN = frozenset(
    {
        Trouble.NOT_EXCEL,
        Trouble.TYPE_CSV,
        Trouble.TYPE_LOCK_FILE,
        Trouble.TYPE_PDF,
        Trouble.TYPE_PICTURE,
        Trouble.TYPE_SLIDES,
        Trouble.TYPE_WEB,
        Trouble.TYPE_WORD,
    }
)
_DAMAGED = frozenset(
    {
        Trouble.DAMAGED_FILE,
        Trouble.EMPTY_FILE,
        Trouble.FILE_TOO_LARGE,
        Trouble.HOSTILE_FILE,
        Trouble.LINKED_FILE,
        Trouble.READER_FAILED,
        Trouble.READER_TIMEOUT,
        Trouble.TOO_MANY_ROWS,
    }
)


@dataclass(frozen=True)
class Opened:
    """A reply as it came, and whether the key that it names signed it."""

    reply: Reply
    signed: bool


def open_file(path: str) -> Opened:
    """What a child does with one file."""
    return open_reply(Path(path))


def open_reply(path: Path) -> Opened:
    """Read a reply; raise UserError with its own sentence for whatever is none."""
    try:
        texts = _texts(path, inspect(path).data)
    except UserError as error:
        raise as_told_to_units(error, path) from error
    try:
        told = _unsealed(texts.get(CONTENT, ""))
        reply = parse_reply(told)
    except LaterFormat as later:
        raise _trouble(Trouble.NEWER_FORMAT, path) from later
    except ValueError as error:
        raise _trouble(Trouble.REPLY_DAMAGED, path) from error
    signed = seal.verify(reply.id, texts.get(SIGNATURE, ""), reply.public_key, seal.REPLY)
    if not signed and says_more(told):
        raise _trouble(Trouble.NEWER_FORMAT, path)
    return Opened(reply, signed)


def as_told_to_units(error: UserError, path: Path) -> UserError:
    """The gate speaks of packages and of units to be called: at a unit the same faults have other words."""
    if error.code in _FOREIGN:
        return _trouble(Trouble.NOT_A_REPLY, path)
    return _trouble(Trouble.REPLY_DAMAGED, path) if error.code in _DAMAGED else error


def _texts(path: Path, data: bytes) -> dict[str, str]:
    """The hidden sheet: texts by their key, pieces put together."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        if REPLY_SHEET not in book.sheet_names:
            package = ENVELOPE_SHEET in book.sheet_names
            raise _trouble(Trouble.PACKAGE_NOT_REPLY if package else Trouble.NOT_A_REPLY, path)
        grid = book.get_sheet_by_name(REPLY_SHEET).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        raise _trouble(Trouble.REPLY_DAMAGED, path) from error
    texts: dict[str, str] = {}
    for line in grid:
        if len(line) > 1:
            texts[str(line[0])] = texts.get(str(line[0]), "") + str(line[1])
    return texts


def _unsealed(sealed: str) -> str:
    """The canonical text; raise ValueError when it does not hold together."""
    try:
        inflater = zlib.decompressobj()
        data = inflater.decompress(base64.b64decode(sealed, validate=True), MOST_SEALED)
    except zlib.error as error:
        raise ValueError("not sealed") from error
    if not inflater.eof:
        raise ValueError("cut off")
    return data.decode()


def _trouble(code: Trouble, path: Path) -> UserError:
    return UserError(code, path=str(path), name=path.name)
