"""What every command needs: the books, progress on the error stream, words or JSON on the other."""

import argparse
import json
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Base
from desktop.services import keeping
from desktop.services.books import Books, Role

DONE, REFUSED = 0, 1


class Printed(Base):
    """Progress on the error stream: one line that is written over, only for people."""

    def __init__(self, silent: bool) -> None:
        self._silent = silent or not sys.stderr.isatty()

    def step(self, label: str, done: int, total: int) -> None:
        """Show how far it is."""
        if not self._silent:
            end = "\n" if done >= total else ""
            print(f"\r{label}: {done}/{total}   ", end=end, file=sys.stderr, flush=True)


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1, default=plain))


def plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, bytes):
        return value.hex()
    return str(value)


def tell(switches: argparse.Namespace, facts: dict[str, Any], words: Callable[[], str]) -> None:
    if switches.json:
        print_json(facts)
    else:
        print(words())


def open_books(switches: argparse.Namespace, role: Role | None = None) -> Books:
    books = keeping.open_books(switches.data)
    if role is not None and books.me.role is not role:
        books.close()
        raise UserError(Trouble.NOT_FOR_THIS_ROLE, path=str(switches.data), role=books.me.role.value)
    return books
