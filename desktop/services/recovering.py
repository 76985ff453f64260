"""Headquarters helps a unit that forgot its password: its recovery key, a unit's request, the answer to read out.

The private half lies in headquarters' own books, which must be locked for that. The answer opens one wrap of one unit:
who overhears it can do nothing without that unit's laptop, and headquarters never sees the unit's key.
"""

from dataclasses import dataclass
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.domain.spoken import spoken
from desktop.services.books import Books, Role, UnitRow, read_setting, write_setting
from desktop.services.locking import accept_helper, is_locked
from desktop.services.recovering_files import write_code
from desktop.services.rights import Act, require
from desktop.services.unlocking import ANSWER, EPHEMERAL_BYTES, REQUEST, UNIT_BYTES, decoded
from desktop.store import journal, wrapping
from desktop.store.journal import Entry

PAIR = "recovery_pair"
PUBLIC = "khóa khôi phục"


@dataclass(frozen=True)
class Request:
    """A unit that asks to be let in again."""

    unit: UnitRow
    ephemeral: bytes


def public_key(books: Books) -> bytes | None:
    """The public half of headquarters' recovery key; None when there is none."""
    with books.db.read() as connection:
        told = read_setting(connection, PAIR)
    return bytes.fromhex(told["public"]) if told else None


def make_pair(books: Books) -> bytes:
    """The recovery key of this headquarters, made at the first asking; raise UserError while its books are plain."""
    _require_headquarters(books)
    if not is_locked(books):
        raise UserError(Trouble.NOT_LOCKED, path=str(books.db.path))
    known = public_key(books)
    if known is not None:
        return known
    private, public = wrapping.new_pair()
    with books.db.begin() as connection:
        write_setting(connection, PAIR, {"private": private.hex(), "public": public.hex()})
        fingerprint = wrapping.fingerprint(public)
        journal.note(connection, Entry(books.me.officer, "recovery pair"), fingerprint=fingerprint)
    return public


def public_code(public: bytes) -> str:
    """The public half for a small file."""
    return spoken(public, PUBLIC)


def read_public(code: str) -> bytes:
    """The public half out of a code; raise UserError when it is none."""
    return decoded(code, PUBLIC, EPHEMERAL_BYTES)


def fingerprint(public: bytes) -> str:
    """A recovery key in few letters, to be compared over the phone."""
    return wrapping.fingerprint(public)


def take_public(books: Books, code: str) -> bytes:
    """At a unit: let the headquarters above help, by the code of its key; the journal notes the fingerprint."""
    public = read_public(code)
    above = next((unit.name for unit in books.units.values() if unit.level == "province"), "")
    accept_helper(books, public, f"Công an {above[:1].lower()}{above[1:]}" if above else "Cấp trên")
    return public


def look_at(books: Books, code: str) -> Request:
    """Which unit asks; raise UserError for a code that is misheard, or of a unit that is not below."""
    _require_headquarters(books)
    content = decoded(code, REQUEST, UNIT_BYTES + EPHEMERAL_BYTES)
    number = int.from_bytes(content[:UNIT_BYTES], "big")
    for unit in books.units.values():
        if unit.uid != books.me.unit_uid and unit.code.isdecimal() and int(unit.code) == number:
            return Request(unit, content[UNIT_BYTES:])
    raise UserError(Trouble.REQUEST_OF_OTHERS, code=f"{number:05d}")


def answer(books: Books, request: Request) -> str:
    """What to tell the unit, once a person has made sure who asks; it is written into the journal."""
    _require_headquarters(books)
    with books.db.read() as connection:
        told = read_setting(connection, PAIR)
    if told is None:
        raise UserError(Trouble.NO_RECOVERY_KEY)
    secret = wrapping.secret_from(bytes.fromhex(told["private"]), request.ephemeral, request.unit.code)
    with books.db.begin() as connection:
        journal.note(connection, Entry(books.me.officer, "recovery answered"), unit=request.unit.code)
    return spoken(secret, ANSWER)


def _require_headquarters(books: Books) -> None:
    if books.me.role is not Role.HEADQUARTERS:
        raise UserError(Trouble.NOT_FOR_THIS_ROLE, path=str(books.folder), role=books.me.role.value)
    require(books, Act.RECOVER)


def write_public(books: Books, path: Path) -> Path:
    """The recovery key as a small file for the units."""
    public = make_pair(books)
    told = f"Đơn vị nhận tệp này ở trang Khóa sổ. Dấu vân tay để đối chiếu: {fingerprint(public)}"
    return write_code(path, f"Khóa khôi phục của {books.me.police_name}", public_code(public), told)


def write_answer(path: Path, request: Request, code: str) -> Path:
    """The answer as a small file for the unit."""
    told = "Nhập ở màn hình khóa, mục Quên mật khẩu. Chỉ mở được sổ của đơn vị này, một lần."
    return write_code(path, f"Trả lời mở khóa cho {request.unit.name}", code, told)
