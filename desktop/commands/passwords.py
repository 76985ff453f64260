"""Passwords by prompt or out of a file, never as an argument; and who opens the books with them."""

import argparse
import sys
from getpass import getpass
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.services.unlocking import Officer, Opened, by_password, find_officer, lock_of
from desktop.store.keyring import Keyring

TRIES = 3


def opened_by(switches: argparse.Namespace) -> Opened | None:
    """Who opens the books of the data folder; None where they are plain. Raise UserError for a wrong password."""
    ring = lock_of(switches.data)
    return None if ring is None else unlocked(switches, ring, str(switches.data))


def unlocked(switches: argparse.Namespace, ring: Keyring, path: str) -> Opened:
    """Who opens a key file; a person at a terminal may try three times."""
    officer = find_officer(ring, switches.officer_name)
    if switches.password_file is not None:
        return by_password(ring, officer.id, from_file(switches.password_file))
    for _ in range(TRIES - 1):
        try:
            return by_password(ring, officer.id, _asked(officer, path))
        except UserError as error:
            if error.code is not Trouble.WRONG_PASSWORD:
                raise
            print("Mật khẩu không đúng, gõ lại.", file=sys.stderr)
    return by_password(ring, officer.id, _asked(officer, path))


def _asked(officer: Officer, path: str) -> str:
    return _typed(f"Mật khẩu của {officer.name}: ", path)


def new_password(switches: argparse.Namespace) -> str:
    """A password that is to be set, typed twice or out of a file."""
    if switches.new_password_file is not None:
        return from_file(switches.new_password_file)
    first = _typed("Mật khẩu mới: ", str(switches.data))
    if _typed("Gõ lại mật khẩu mới: ", str(switches.data)) != first:
        raise UserError(Trouble.PASSWORDS_DIFFER)
    return first


def _typed(words: str, path: str) -> str:
    """What a person types unseen; raise UserError where nobody sits."""
    if not sys.stdin.isatty():
        raise UserError(Trouble.PASSWORD_NEEDED, path=path)
    return getpass(words, sys.stderr)


def from_file(path: Path) -> str:
    """The first line of a file; raise UserError when there is none."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(Trouble.PASSWORD_FILE, path=str(path), name=path.name) from error
    if not lines or not lines[0]:
        raise UserError(Trouble.PASSWORD_FILE, path=str(path), name=path.name)
    return lines[0]
