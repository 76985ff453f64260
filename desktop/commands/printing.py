"""What every command needs: the books, progress on the error stream, words or JSON on the other."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Base
from desktop.commands.passwords import opened_by
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
    """One JSON document on the output."""
    print(json.dumps(value, ensure_ascii=False, indent=1, default=plain))


def plain(value: Any) -> Any:
    """What JSON does not know: exact numbers stay as they are printed, bytes become hex."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, bytes):
        return value.hex()
    return str(value)


def tell(switches: argparse.Namespace, facts: dict[str, Any], words: Callable[[], str]) -> None:
    """The result, for machines or for people."""
    if switches.json:
        print_json(facts)
    else:
        print(words())


@contextmanager
def opened(switches: argparse.Namespace, role: Role | None = None) -> Iterator[Books]:
    """The books of the data folder, closed again at the end; raise UserError when they are of another role."""
    books = keeping.open_books(switches.data, opened_by(switches))
    try:
        if role is not None and books.me.role is not role:
            raise UserError(Trouble.NOT_FOR_THIS_ROLE, path=str(switches.data), role=books.me.role.value)
        yield books
    finally:
        books.close()
