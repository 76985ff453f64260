"""Runs the command that was asked for; whatever goes wrong becomes a sentence and an exit code."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from desktop.base import log
from desktop.base.errors import UserError
from desktop.base.paths import file_trouble
from desktop.commands.printing import REFUSED, print_json
from desktop.wording.messages import sentence

_PLACES = {
    "init": "exchange:init",
    "export": "exchange:export",
    "blank": "exchange:blank",
    "import": "exchange:receive",
    "undo": "exchange:undo",
    "redo": "history:redo",
    "log": "history:log",
    "conflicts": "settling:conflicts",
    "decide": "settling:decide",
    "correct": "settling:correct",
    "freeze": "settling:freeze",
    "verify": "exchange:verify",
    "old": "old_data:old",
    "reply": "replies:reply",
    "ask": "replies:ask",
    "threads": "replies:threads",
    "answer": "replies:answer",
    "tasks": "tasking:tasks",
    "assign": "tasking:assign",
    "progress": "tasking:progress",
    "conference": "tasking:conference",
    "catalogue": "cataloguing:catalogue",
    "status": "reading:status",
    "figures": "reading:figures",
    "report": "papers:report",
    "adjustments": "papers:adjustments",
    "template": "papers:template",
    "pairs": "pairing:pairs",
    "check": "checking:check",
    "digest": "upkeep:digest",
    "backup": "upkeep:backup",
    "restore": "upkeep:restore",
    "renew": "upkeep:renew",
    "self-test": "upkeep:self_test",
    "sample": "upkeep:sample",
    "lock": "locks:lock",
    "unlock": "locks:unlock",
    "password": "locks:password",
    "new-key": "locks:new_key",
    "sheet": "locks:sheet",
    "officers": "locks:officers",
    "recovery-key": "locks:recovery_key",
    "recovery-request": "locks:request",
    "recovery-answer": "locks:answer",
    "recover": "locks:recover",
}
OWN_FAULT = "Chương trình gặp lỗi ngoài dự kiến và đã dừng. Chạy lại kèm --debug, gửi phần in ra cho người phụ trách."

_log = logging.getLogger(__name__)


def run(switches: argparse.Namespace) -> int:
    """Do the command; the world's faults are told, our own are logged (with --debug they are thrown)."""
    with _logged(switches):
        try:
            return _flushed(_command(switches.command)(switches))
        except UserError as error:
            return complain(error, switches.json)
        except BrokenPipeError:
            return _unheard()
        except OSError as error:
            return complain(file_trouble(error, Path(str(error.filename or switches.data))), switches.json)
        except Exception:
            if switches.debug:
                raise
            return _confess(switches)


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    module, function = _PLACES[name].split(":")
    command: Callable[[argparse.Namespace], int] = getattr(import_module(f"desktop.commands.{module}"), function)
    return command


def _flushed(status: int) -> int:
    sys.stdout.flush()
    return status


def _unheard() -> int:
    """The reader of our words has gone, as after `| head`: what is left goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return REFUSED


@contextmanager
def _logged(switches: argparse.Namespace) -> Iterator[None]:
    """Log beside the books; where there are none, or none can be written, nothing of it shows on the screen."""
    folder: Path = switches.data
    try:
        handler = log.start(folder / "log", switches.debug) if folder.is_dir() else log.start_nowhere()
    except OSError:
        handler = log.start_nowhere()
    try:
        yield
    finally:
        log.stop(handler)


def complain(error: UserError, as_json: bool) -> int:
    """Say what is wrong and what to do next."""
    if as_json:
        print_json({"error": error.code.value, "sentence": sentence(error)})
    else:
        print(sentence(error), file=sys.stderr)
    return REFUSED


def _confess(switches: argparse.Namespace) -> int:
    _log.exception("command %s failed", switches.command)
    if switches.json:
        print_json({"error": "own_fault", "sentence": OWN_FAULT})
    else:
        print(OWN_FAULT, file=sys.stderr)
    return REFUSED
