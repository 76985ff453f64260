"""Commands that keep: digest, backup, self-test, and the sample province."""

import argparse

from desktop.commands.passwords import unlocked
from desktop.commands.printing import DONE, REFUSED, Printed, opened, tell
from desktop.services import keeping, renewing
from desktop.services.renewing import Renewal

NEW_WRITER = "Từ nay máy này ghi với mã máy mới, không lẫn với bản chép của sổ ở nơi khác."


def digest(switches: argparse.Namespace) -> int:
    """Hash of the canonical state."""
    with opened(switches) as books:
        value = keeping.digest(books)
    tell(switches, {"digest": value}, lambda: value)
    return DONE


def backup(switches: argparse.Namespace) -> int:
    """A copy of the books in one new file."""
    with opened(switches) as books:
        path = keeping.backup(books, switches.file)
    tell(switches, {"backup": str(path)}, lambda: f"Đã sao lưu vào {path}, đã đọc lại và kiểm tra.")
    return DONE


def restore(switches: argparse.Namespace) -> int:
    """The books out of a backup; those that were there stay beside it."""
    backup = switches.file / keeping.FILE_NAME if switches.file.is_dir() else switches.file
    ring = keeping.ring_for(backup, switches.data)
    who = None if ring is None else unlocked(switches, ring, str(switches.file))
    books = keeping.restore(switches.data, switches.file, who)
    me = books.me
    books.close()
    facts = {"data": str(switches.data), "unit": me.unit_name, "epoch": me.epoch, "renewed": books.renewed}
    words = f"Đã khôi phục sổ của {me.police_name} từ {switches.file}; sổ cũ còn giữ bên cạnh. {NEW_WRITER}"
    tell(switches, facts, lambda: words)
    return DONE


def renew(switches: argparse.Namespace) -> int:
    """A new epoch, after a disk was cloned."""
    with opened(switches) as books:
        renewing.renew(books, Renewal.ASKED)
        facts = {"epoch": books.me.epoch}
    tell(switches, facts, lambda: NEW_WRITER)
    return DONE


def self_test(switches: argparse.Namespace) -> int:
    """Everything derived made anew and compared."""
    with opened(switches) as books:
        faults = keeping.self_test(books)
    tell(switches, {"faults": faults}, lambda: "\n".join(faults) or "Dữ liệu nguyên vẹn, số liệu khớp với bản ghi.")
    return REFUSED if faults else DONE


def sample(switches: argparse.Namespace) -> int:
    """The sample province, from its units to the report."""
    from desktop.services import sampling

    made = sampling.make(switches.dir, switches.units, switches.period, Printed(switches.json))
    tell(switches, made.facts(), made.words)
    return DONE
