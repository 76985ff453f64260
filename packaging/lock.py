"""pyproject.toml → the hashed requirements files, without addresses (needs uv)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
RUN = HOME / "packaging" / "requirements.txt"
SLIDES = HOME / "packaging" / "requirements-slides.txt"
TEST = HOME / "packaging" / "requirements-test.txt"
HEAD = "# Written by packaging/lock.py from pyproject.toml.\n"
FORM = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]


def main() -> None:
    """Lock what runs, then what the slides and what only the tests need on top of it."""
    run = blocks(compiled())
    RUN.write_text(HEAD + "".join(run), "utf-8")
    for extra, path in (("slides", SLIDES), ("test", TEST)):
        both = blocks(compiled("--extra", extra, "--constraints", str(RUN)))
        path.write_text(HEAD + "".join(block for block in both if block not in run), "utf-8")


def compiled(*words: str) -> str:
    """What uv resolves for every platform and every Python that we promise."""
    command = ["uv", "pip", "compile", "--quiet", *FORM, *words, str(HOME / "pyproject.toml")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def blocks(text: str) -> list[str]:
    """One requirement with its hashes each; options such as addresses are left out."""
    lines = [line for line in text.splitlines(keepends=True) if not re.match(r"\s*#|--|\s*$", line)]
    return re.findall(r"^\S.*\n(?:\s+.*\n)*", "".join(lines), re.MULTILINE)


if __name__ == "__main__":
    main()
