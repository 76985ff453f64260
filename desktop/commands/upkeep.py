"""Commands that keep: digest, backup, self-test, and the sample province."""

import argparse

from desktop.commands.printing import DONE, REFUSED, Printed, open_books, tell
from desktop.services import keeping


def digest(switches: argparse.Namespace) -> int:
    books = open_books(switches)
    value = keeping.digest(books)
    tell(switches, {"digest": value}, lambda: value)
    books.close()
    return DONE


def backup(switches: argparse.Namespace) -> int:
    books = open_books(switches)
    path = keeping.backup(books, switches.file)
    tell(switches, {"backup": str(path)}, lambda: f"Đã sao lưu vào {path}, đã đọc lại và kiểm tra.")
    books.close()
    return DONE


def self_test(switches: argparse.Namespace) -> int:
    books = open_books(switches)
    faults = keeping.self_test(books)
    tell(switches, {"faults": faults}, lambda: "\n".join(faults) or "Dữ liệu nguyên vẹn, số liệu khớp với bản ghi.")
    books.close()
    return REFUSED if faults else DONE


def sample(switches: argparse.Namespace) -> int:
    from desktop.services import sampling

    made = sampling.make(switches.dir, switches.units, switches.period, Printed(switches.json))
    tell(switches, made.facts(), made.words)
    return DONE
