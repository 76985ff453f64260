"""Processes forked from one that has loaded our pieces: a new interpreter takes longer to load them than to work."""

import multiprocessing
import os
import signal
import sys
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext

LOADED = [
    "desktop.services.staging",
    "desktop.services.recomparing",
    "desktop.workbook.reply_reader",
    "desktop.workbook.old_reader",
    "tests.services.killing",
    "tests.journeys.locker",
    "tests.journeys.officer",
]


def context(_method: str = "") -> BaseContext:
    """Where new processes come from; Windows cannot fork."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(LOADED)
    return forking


def told_until_the_cut(lines: int, module: str, *words: object, spins: int = 0) -> list[str]:
    """What `module.main(*words)` had told when it was killed after so many lines, or a random moment later."""
    mine, theirs = context().Pipe(duplex=False)
    process = context().Process(target=tell_into, args=(theirs, module, [str(word) for word in words]))
    process.start()  # no daemon: those may have no children
    theirs.close()
    with open(mine.fileno(), encoding="utf-8", closefd=False) as heard, mine:
        try:
            told = [heard.readline() for _ in range(lines)]
            for _ in range(spins):
                os.stat(os.curdir)
        finally:
            process.kill()
        told += heard.readlines()  # what was still told before the cut had been done as well
    process.join()
    assert process.exitcode == -signal.SIGKILL, told
    return [line.rstrip("\n") for line in told if line.endswith("\n")]


def tell_into(pipe: Connection, module: str, words: list[str]) -> None:
    """In the new process: whatever is printed goes into the pipe."""
    os.dup2(pipe.fileno(), 1)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - it lives as long as the process
    import_module(module).main(*words)
