"""A parser of switches that speaks Vietnamese, also where something is wrong or missing."""

import argparse
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

USAGE = 2
_HEAD = "Cách dùng: "
_FAULTS = (
    (r"unrecognized arguments: (.+)", r"thừa “\1”"),
    (r"the following arguments are required: (.+)", r"còn thiếu \1"),
    (r"one of the arguments (.+) is required", r"còn thiếu một trong: \1"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 không đi cùng \2"),
    (r"argument (.+?): expected 2 arguments", r"\1 cần hai giá trị đi kèm"),
    (
        r"argument (.+?): invalid choice: '?(.*?)'?(?:, maybe you meant .*)? \(choose from (.+)\)",
        r"\1 không có “\2”; chọn một trong: \3",
    ),
    (r"argument (.+?): expected one argument", r"\1 cần một giá trị đi kèm"),
    (r"argument (.+?): expected at least one argument", r"\1 cần ít nhất một giá trị đi kèm"),
    (r"argument (.+?): ignored explicit argument '?(.*?)'?", r"\1 không nhận giá trị “\2”"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 có thể là \2; viết cho đủ"),
    (r"argument (.+?): (.+)", r"\1: \2"),
)
"""What argparse says, and how it is said here; in the order in which they are tried."""


class Parser(argparse.ArgumentParser):
    """One parser of the command line."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Formatter, allow_abbrev=False, **facts)
        self.switches = self.add_argument_group("Tùy chọn")
        self.switches.add_argument("-h", "--help", action="help", help="hiện trợ giúp này")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line and how to go on; exit code 2."""
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"Lệnh chưa đúng: {_vietnamese(message)}. Xem {self.prog} --help.\n")


class _Formatter(argparse.HelpFormatter):
    """Help with a Vietnamese head."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, _HEAD if prefix is None else prefix)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if "\n" not in text:
            return super()._fill_text(text, width, indent)
        return "".join(f"{indent}{line}\n" for line in text.splitlines())


def _vietnamese(message: str) -> str:
    for fault, words in _FAULTS:
        if found := re.fullmatch(fault, message):
            return found.expand(words).replace("'", "")
    return message


def number_from(first: int) -> Any:
    """Takes whole numbers from `first` on."""

    def take(text: str) -> int:
        if not text.isdecimal() or int(text) < first:
            raise argparse.ArgumentTypeError(f"“{text}” không phải số nguyên từ {first} trở lên")
        return int(text)

    return take


def file_named(*endings: str) -> Callable[[str], Path]:
    """Takes a file to write; its ending says what it will be, and no other program would open it under another one."""

    def take(text: str) -> Path:
        path = Path(text)
        if path.suffix.lower() not in endings:
            raise argparse.ArgumentTypeError(f"tên tệp “{path.name}” phải có đuôi {' hoặc '.join(endings)}")
        return path

    return take


def day_from(text: str) -> str:
    """Takes a day as 2020-09-30."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” không phải ngày, ghi như 2020-09-30") from error
