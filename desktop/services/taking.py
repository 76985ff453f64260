"""A folder taken in one go: each file merged as soon as it is read, while the next ones are still being read."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from desktop.base.progress import Progress, Silent
from desktop.services import merging, receiving
from desktop.services.arrivals import ACCEPT, Batch, StagedFile
from desktop.services.books import Books
from desktop.services.stage_file import new_folder


def take(
    books: Books,
    paths: Iterable[Path],
    accept: str = "clean",
    period: str | None = None,
    progress: Progress | None = None,
) -> tuple[Batch, list[StagedFile]]:
    """Read, judge and merge files; return all of them, worst first, and those that were merged.

    One transaction a file: stopped or killed, every file is wholly in or wholly out, and the next run goes on.
    """
    folder = new_folder(books.folder)
    files: list[StagedFile] = []
    merged: list[StagedFile] = []
    try:
        for file in receiving.staged(books, paths, folder, period, progress or Silent()):
            files.append(file)
            if file.verdict in ACCEPT[accept]:
                file.counts = merging.merge(books, file, accept == "all").counts
                merged.append(file)
            else:
                receiving.counted(books, file)
            _forget_stage(file)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Batch(receiving.worst_first(files), folder), merged


def _forget_stage(file: StagedFile) -> None:
    """Stages of a large folder would fill a small disk."""
    if file.stage is not None:
        file.stage.unlink(missing_ok=True)
