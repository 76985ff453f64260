"""Commands about the lock: password, officers, recovery sheet, and headquarters' help for who forgot."""

import argparse
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.commands.passwords import from_file, new_password, opened_by
from desktop.commands.printing import DONE, Printed, opened, tell
from desktop.services import keeping, locking, recovering, recovering_files, unlocking
from desktop.services.books import Right, Role
from desktop.services.unlocking import Opened
from desktop.store.keyring import Keyring, Sort
from desktop.wording.lock_sentences import RIGHTS

SHEET_WORDS = "Mã khôi phục, in ra và cất nơi khóa được, không để cạnh máy; dùng được một lần:"


def lock(switches: argparse.Namespace) -> int:
    """A first password."""
    password = new_password(switches)
    with opened(switches) as books:
        locking.lock(books, password, Printed(switches.json))
        sheet = locking.new_sheet(books)
    tell(switches, {"locked": True, "sheet": sheet}, lambda: f"Đã khóa sổ bằng mật khẩu.\n{SHEET_WORDS}\n{sheet}")
    return DONE


def unlock(switches: argparse.Namespace) -> int:
    """No password any more."""
    who = opened_by(switches)
    if who is None:
        raise UserError(Trouble.NOT_LOCKED, path=str(switches.data))
    books = keeping.open_books(switches.data, who)
    try:
        locking.make_plain(books)
    finally:
        books.close()
    tell(switches, {"locked": False}, lambda: "Đã bỏ mật khẩu. Ai mở được máy này cũng đọc được sổ.")
    return DONE


def password(switches: argparse.Namespace) -> int:
    """Another password for who opens the books, or for an officer who forgot his."""
    with opened(switches) as books:
        if switches.of is not None:
            officer = locking.find(books, switches.of)
            locking.set_password(books, officer.id, new_password(switches))
            name = officer.name
        else:
            locking.replace_password(books, new_password(switches))
            name = books.me.officer
    tell(switches, {"officer": name}, lambda: f"Đã đổi mật khẩu của {name}.")
    return DONE


def new_key(switches: argparse.Namespace) -> int:
    """Another key for the books, their files and their backups; who asks names his password, the same or a new one."""
    with opened(switches) as books:
        gone = locking.put_new_key(books, new_password(switches), Printed(switches.json))
        code = locking.new_sheet(books)
    words = f"Đã thay khóa sổ. Tờ khôi phục cũ hết giá trị.\n{SHEET_WORDS}\n{code}"
    if gone:
        words += f"\nThêm lại bằng officers --add, mỗi người mật khẩu mới: {', '.join(gone)}."
    tell(switches, {"sheet": code, "officers_gone": gone}, lambda: words)
    return DONE


def sheet(switches: argparse.Namespace) -> int:
    """A new recovery sheet."""
    with opened(switches) as books:
        code = locking.new_sheet(books)
    tell(switches, {"sheet": code}, lambda: f"{SHEET_WORDS}\n{code}\nTờ trước không còn dùng được.")
    return DONE


def officers(switches: argparse.Namespace) -> int:
    """Who can open the books; one more, one less, another right."""
    with opened(switches) as books:
        if switches.add is not None:
            locking.add_officer(books, switches.add, Right(switches.right or Right.ENTRY), new_password(switches))
        elif switches.remove is not None:
            locking.remove_officer(books, locking.find(books, switches.remove).id)
        elif switches.change is not None:
            locking.set_right(books, locking.find(books, switches.change).id, Right(switches.right or Right.ENTRY))
        rows = locking.list_officers(books)
    facts = {"officers": [{"name": row.name, "right": row.right.value, "here": row.here} for row in rows]}
    words = "\n".join(f"{row.name}: {RIGHTS[row.right]}" for row in rows)
    tell(switches, facts, lambda: words or "Sổ chưa có mật khẩu, ai mở cũng làm được mọi việc.")
    return DONE


def recovery_key(switches: argparse.Namespace) -> int:
    """Headquarters makes its recovery key and writes it for the units; a unit takes it in."""
    with opened(switches) as books:
        if books.me.role is Role.HEADQUARTERS:
            code = recovering.public_code(recovering.make_pair(books))
            shown = recovering.fingerprint(recovering.read_public(code))
            if switches.to is not None:
                recovering.write_public(books, switches.to)
            words = f"Khóa khôi phục, dấu vân tay {shown}; cũng đi kèm mỗi phản hồi.\n{code}"
            facts: dict[str, object] = {"code": code, "fingerprint": shown}
        else:
            taken = recovering.take_public(books, _code(switches.code))
            shown = recovering.fingerprint(taken)
            facts = {"fingerprint": shown, "helper": locking.helper_of(books)}
            words = f"Đã nhận khóa khôi phục, dấu vân tay {shown}. Gọi cấp trên đối chiếu dấu này."
    tell(switches, facts, lambda: words)
    return DONE


def _code(given: str | None) -> str:
    """A code as it was typed, or out of the file of that name."""
    if given and Path(given).is_file():
        return recovering_files.read_code(Path(given))
    return given or ""


def request(switches: argparse.Namespace) -> int:
    """At a unit that forgot its password: what to tell headquarters."""
    ring = _ring(switches)
    code = unlocking.request(ring)
    if code is None:
        raise UserError(Trouble.NO_HELPER)
    if switches.to is not None:
        recovering_files.write_request(switches.to, ring, code)
    helper = unlocking.helper(ring)
    tell(switches, {"request": code, "helper": helper}, lambda: f"Đọc mã này cho {helper}:\n{code}")
    return DONE


def answer(switches: argparse.Namespace) -> int:
    """At headquarters: the answer to a unit's request, once its name was named too."""
    with opened(switches, Role.HEADQUARTERS) as books:
        asked = recovering.look_at(books, _code(switches.code))
        if asked.unit.code != switches.unit:
            facts = {"unit": asked.unit.name, "code": asked.unit.code}
            raise UserError(Trouble.REQUEST_UNCONFIRMED, **facts)
        code = recovering.answer(books, asked)
    facts = {"unit": asked.unit.code, "answer": code}
    tell(switches, facts, lambda: f"Đọc mã này cho {asked.unit.name}, chỉ mở được sổ của đơn vị đó:\n{code}")
    return DONE


def recover(switches: argparse.Namespace) -> int:
    """At a unit: a new password by the answer of headquarters, or by the sheet."""
    ring, fresh = _ring(switches), new_password(switches)
    code = from_file(switches.code_file) if switches.code_file else _code(switches.code)
    who, sort = _let_in(ring, code, switches.officer_name or "")
    unlocking.renew_password(switches.data, who, fresh, sort)
    books = keeping.open_books(switches.data, who)
    locking.note_recovery(books)
    books.close()
    tell(switches, {"officer": who.name}, lambda: f"Đã đặt mật khẩu mới cho {who.name}. Sổ còn nguyên.")
    return DONE


def _let_in(ring: Keyring, code: str, officer: str) -> tuple[Opened, Sort]:
    id = unlocking.find_officer(ring, officer).id if officer else ""
    return unlocking.by_code(ring, code, id)


def _ring(switches: argparse.Namespace) -> Keyring:
    ring = unlocking.lock_of(switches.data)
    if ring is None:
        raise UserError(Trouble.NOT_LOCKED, path=str(switches.data))
    return ring
