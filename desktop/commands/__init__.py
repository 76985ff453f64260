"""What each command does: asks a journey and prints what comes up, as sentences or as JSON."""

import argparse
import sys
from collections.abc import Callable
from importlib import import_module

from desktop.base.errors import UserError
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


def run(switches: argparse.Namespace) -> int:
    """Do the command that was asked for; raise UserError for the world's faults."""
    module, name = _PLACES[switches.command].split(":")
    command: Callable[[argparse.Namespace], int] = getattr(import_module(f"desktop.commands.{module}"), name)
    return command(switches)


def complain(error: UserError, as_json: bool) -> int:
    """Say what is wrong and what to do next."""
    if as_json:
        print_json({"error": error.code.value, "sentence": sentence(error)})
    else:
        print(sentence(error), file=sys.stderr)
    return REFUSED
