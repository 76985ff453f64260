"""Runs the command that was asked for; whatever goes wrong becomes a sentence and an exit code."""

import argparse
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
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
    "import": "exchange:receive",
    "undo": "exchange:undo",
    "verify": "exchange:verify",
    "status": "reading:status",
    "figures": "reading:figures",
    "report": "reading:report",
    "digest": "upkeep:digest",
    "backup": "upkeep:backup",
    "self-test": "upkeep:self_test",
    "sample": "upkeep:sample",
}
OWN_FAULT = "Chương trình gặp lỗi ngoài dự kiến, dữ liệu không thay đổi. Gửi tệp nhật ký {path} cho người phụ trách."


def run(switches: argparse.Namespace) -> int:
    """Do the command; the world's faults are told, our own are logged."""
    try:
        return _command(switches.command)(switches)
    except UserError as error:
        return complain(error, switches.json)
    except BrokenPipeError:
        sys.stdout = None  # the reader has gone, as after `| head`
        return REFUSED
    except OSError as error:
        return complain(file_trouble(error, Path(str(error.filename or switches.data))), switches.json)
    except Exception:
        return _confess(switches)


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    module, function = _PLACES[name].split(":")
    command: Callable[[argparse.Namespace], int] = getattr(import_module(f"desktop.commands.{module}"), function)
    return command


def complain(error: UserError, as_json: bool) -> int:
    """Say what is wrong and what to do next."""
    if as_json:
        print_json({"error": error.code.value, "sentence": sentence(error)})
    else:
        print(sentence(error), file=sys.stderr)
    return REFUSED


def _confess(switches: argparse.Namespace) -> int:
    """Our own fault: the traceback goes into the log, a person reads one sentence."""
    folder = Path(switches.data) / "log"
    with suppress(OSError):
        log.start(folder, switches.debug)
    logging.getLogger(__name__).exception("command %s failed", switches.command)
    log.stop()
    words = OWN_FAULT.format(path=folder)
    if switches.json:
        print_json({"error": "own_fault", "sentence": words})
    else:
        print(words, file=sys.stderr)
    return REFUSED
