"""Imports a folder in a process that somebody will kill."""

from pathlib import Path
from typing import Any

from desktop.services import keeping, receiving, staging, taking
from tests.services.world import Here

CHECK = staging._check("case")
"""Made with the catalogue before any child is born."""


def main(pipe: Any, home: str, folder: str) -> None:
    """Say when the import begins and when it is done."""
    receiving.Readers = Here  # type: ignore[misc,assignment]
    books = keeping.open_books(Path(home))
    pipe.send("begun")
    taking.take(books, [Path(folder)], "marked")
    pipe.send("done")
    books.close()
