"""One job in a fresh process → seconds and memory, its own and its children's."""

import gc
import importlib
import json
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What one run took; `cpu` and `megabytes` count child processes too."""

    seconds: float
    cpu: float
    megabytes: float
    result: object


def cost(job: str, *arguments: object) -> Cost:
    """Run `module:function`, which prepares and returns the work; JSON carries the arguments."""
    command = [sys.executable, "-m", __name__, job, json.dumps(arguments)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"{job} failed:\n{run.stderr}")
    return Cost(**json.loads(run.stdout.splitlines()[-1]))


def best(times: int, job: str, *arguments: object) -> Cost:
    """The quickest of several runs: what the machine can do when nobody else wants it."""
    return min((cost(job, *arguments) for _ in range(times)), key=lambda run: run.cpu)


def by_turns(times: int, jobs: dict[str, tuple[object, ...]]) -> dict[str, Cost]:
    """The best of several rounds, each tool once a round: whoever else wants the machine hinders all of them alike.

    One after the other, each three times, the same export took 0.35 s beside openpyxl's 0.51 s, or 0.60 s beside it.
    """
    rounds = [{name: cost(str(job), *arguments) for name, (job, *arguments) in jobs.items()} for _ in range(times)]
    return {name: min((each[name] for each in rounds), key=lambda run: run.cpu) for name in jobs}


def median(times: int, job: str, *arguments: object) -> dict[str, float]:
    """The middle one, number by number, of results that are numbers by name."""
    found = [cost(job, *arguments).result for _ in range(times)]
    return {name: statistics.median(each[name] for each in found) for name in found[0]}


def report(job: str, arguments: list[object]) -> Cost:
    module, name = job.split(":")
    work = getattr(importlib.import_module(module), name)(*arguments)
    gc.freeze()  # as the program does when it stands; so for all alike
    before, begun = cpu_seconds(), time.perf_counter()
    result = work()
    seconds = time.perf_counter() - begun
    return Cost(round(seconds, 4), round(cpu_seconds() - before, 4), round(peak_megabytes(), 1), result)


def cpu_seconds() -> float:
    every = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in every)


def peak_megabytes() -> float:
    # VmHWM starts anew with the program; ru_maxrss would still show the parent's size.
    status = Path("/proc/self/status").read_text("ascii", "replace")
    own = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    return max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


if __name__ == "__main__":
    print(json.dumps(report(sys.argv[1], json.loads(sys.argv[2])).__dict__))
