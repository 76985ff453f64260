"""A folder taken in one go: each file merged as soon as it is read, while the next ones are still being read."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from desktop.base.errors import UserError
from desktop.base.progress import Progress, Silent
from desktop.domain.unsealed import Identified
from desktop.services import merging, receiving, refusing
from desktop.services.arrivals import ACCEPT, Batch, StagedFile, Verdict
from desktop.services.books import Books
from desktop.services.stage_file import new_folder
from desktop.services.succeeding import choose_successor
from desktop.wording.messages import sentence


def take(
    books: Books,
    paths: Iterable[Path],
    accept: str = "clean",
    period: str | None = None,
    progress: Progress | None = None,
    told: Identified | None = None,
) -> tuple[Batch, list[StagedFile]]:
    """Read, judge and merge files; return all of them, worst first, and those that were merged.

    One transaction a file: stopped or killed, every file is wholly in or wholly out, and the next run goes on.
    """
    folder = new_folder(books.folder)
    files: list[StagedFile] = []
    merged: list[StagedFile] = []
    refused: list[StagedFile] = []
    try:
        for file in receiving.staged(books, paths, folder, period, progress or Silent(), told):
            files.append(file)
            refused += refusing.returned([file])
            if accept == "all" and file.verdict is Verdict.MOVED_UNIT:
                _put_to_successor(books, file, period)
            if file.verdict not in ACCEPT[accept]:
                receiving.counted(books, file)
            elif _merged(books, file, accept == "all"):
                merged.append(file)
            _forget_stage(file)
        refusing.remember(books, refused)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Batch(receiving.worst_first(files), folder), merged


def _put_to_successor(books: Books, file: StagedFile, period: str | None) -> None:
    """Whoever takes all takes the main successor of a merged unit."""
    assert file.manifest is not None
    choose_successor(books, file.manifest.unit_uid, file.successors[0])
    receiving.judge_again(books, file, period)


def _merged(books: Books, file: StagedFile, accept_edits: bool) -> bool:
    """Merge one file; one that fails is returned, and neither stops nor hides the others."""
    try:
        file.counts = merging.merge(books, file, accept_edits).counts
    except UserError as error:
        file.verdict, file.note, file.error = Verdict.RETURNED, sentence(error), error
        return False
    return True


def _forget_stage(file: StagedFile) -> None:
    """Stages of a large folder would fill a small disk."""
    if file.stage is not None:
        file.stage.unlink(missing_ok=True)
