"""Files and folders → children read and check them → a staged batch with one verdict a file."""

import shutil
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress, Silent
from desktop.domain.package import parse_manifest
from desktop.domain.unsealed import Identified
from desktop.services import merging
from desktop.services.arrivals import CONTENTS, MANIFEST, UNMERGEABLE, Batch, Counts, Reading, StagedFile, Verdict
from desktop.services.books import Books
from desktop.services.judging import OWN_WORDS, judge, judge_unread, known_words
from desktop.services.readers import CHILDREN, MEMORY_MB, TIMEOUT_S, Readers
from desktop.services.stage_file import new_folder
from desktop.wording.messages import sentence

MOST_BYTES = 20 << 20
STAGE_FUNCTION = "desktop.services.staging:stage"

_FOREIGN = frozenset(
    {
        Trouble.NOT_EXCEL,
        Trouble.TYPE_CSV,
        Trouble.TYPE_LOCK_FILE,
        Trouble.TYPE_PDF,
        Trouble.TYPE_PICTURE,
        Trouble.TYPE_SLIDES,
        Trouble.TYPE_WORD,
    }
)
"""Files that were never meant as a report: skipped by name, nothing to send back."""

_WAITING = {Trouble.MANIFEST_MISSING: Verdict.UNIDENTIFIED, Trouble.CATALOGUE_UNKNOWN: Verdict.NEWER}
"""Files that are no fault of who sent them: a person says whose they are, or gets the catalogue that they follow."""
_ORDER = list(Verdict)


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files to look at: those named, and all below the folders named; raise UserError when there are none."""
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UserError(Trouble.FILE_MISSING, path=str(path), folder=str(path.parent), name=path.name)
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        found += [each for each in inside if each.is_file() and not each.name.startswith(".")]
    if not found:
        raise UserError(Trouble.NO_FILES, path=", ".join(str(path) for path in paths))
    return list(dict.fromkeys(found))


def staged(
    books: Books,
    paths: Iterable[Path],
    folder: Path,
    period: str | None = None,
    progress: Progress | None = None,
    told: Identified | None = None,
) -> Iterator[StagedFile]:
    """Each file as soon as it is read and judged; stages are put into `folder`.

    Files whose very bytes are merged already need no reading. `told` names unit and period of files that lost theirs.
    """
    progress = progress or Silent()
    files = files_of(paths)
    waiting: list[tuple[object, ...]] = []
    for place, path in enumerate(files):
        known = _merged_before(books, path, period)
        if known is not None:
            yield known
        else:
            waiting.append((str(path), str(folder / f"{place}.stage"), told, books.db.key, books.catalogue_text))
    if waiting:
        yield from _read(books, waiting, len(files), period, progress)
    progress.step("Đang đọc tệp", len(files), len(files))


def _read(
    books: Books, jobs: list[tuple[object, ...]], total: int, period: str | None, progress: Progress
) -> Iterator[StagedFile]:
    with Readers(min(CHILDREN, len(jobs)), STAGE_FUNCTION, TIMEOUT_S, MEMORY_MB) as readers:
        for done, (job, result) in enumerate(readers.run(jobs, progress), total - len(jobs)):
            progress.step("Đang đọc tệp", done, total)
            yield _judged(books, Path(job[0]), Path(job[1]), result, period)


_BYTES = """
    SELECT package_id, unit_id, received, rows_read, rows_held, manifest, period, sent FROM package
    WHERE file_hash = ? AND (active OR sent) AND (sent OR accepted OR NOT EXISTS (
        SELECT 1 FROM package_row WHERE package_row.package_id = package.id AND by_hand))
"""


def _merged_before(books: Books, path: Path, period: str | None) -> StagedFile | None:
    """A file that is there byte by byte, and of which nothing waits for a person; None for any other."""
    try:
        file_hash = sha256(path.read_bytes()).digest() if path.stat().st_size <= MOST_BYTES else b""
    except OSError:
        return None  # the reader says what is wrong with it
    with books.db.read() as connection:
        row = connection.exec_driver_sql(_BYTES, (file_hash,)).first()
    if row is None or (period is not None and period != row[6]):
        return None
    package_id, unit_id, received, read, held, manifest, _, sent = row
    note = OWN_WORDS if sent else known_words(received)
    return StagedFile(
        path,
        path.name,
        Verdict.SAME,
        note,
        file_hash,
        package_id,
        manifest=parse_manifest(manifest),
        manifest_json=manifest,
        unit_id=unit_id,
        unit_name=books.units[unit_id].name,
        rows_read=read,
        counts=Counts(unchanged=read - held, held=held, read=read),
    )


def stage(
    books: Books,
    paths: Iterable[Path],
    period: str | None = None,
    progress: Progress | None = None,
    told: Identified | None = None,
) -> Batch:
    """Look at all files; nothing in the books changes. The caller ends with `discard`."""
    folder = new_folder(books.folder)
    try:
        files = [counted(books, file) for file in staged(books, paths, folder, period, progress, told)]
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _mark_repeated(files)
    return Batch(worst_first(files), folder)


def worst_first(files: Iterable[StagedFile]) -> tuple[StagedFile, ...]:
    """In the order in which a clerk looks at them."""
    return tuple(sorted(files, key=lambda file: (_ORDER.index(file.verdict), file.name)))


def discard(batch: Batch) -> None:
    """Remove the staging files of a batch."""
    shutil.rmtree(batch.folder, ignore_errors=True)


def counted(books: Books, file: StagedFile) -> StagedFile:
    """The file with what merging it would do."""
    if file.stage is not None and file.verdict not in UNMERGEABLE:
        file.counts = _same(books, file) if file.verdict is Verdict.SAME else merging.preview(books, file)
        file.lost = tuple(merging.lost(books, file))
    return file


def _same(books: Books, file: StagedFile) -> Counts:
    """A package that is there already: nothing of it changes, what was held stays held."""
    with books.db.read() as connection:
        held = connection.exec_driver_sql(_HELD, (file.package_id,)).scalar() or 0
    return Counts(unchanged=file.rows_read - held, held=held, read=file.rows_read)


_HELD = "SELECT rows_held FROM package WHERE package_id = ? AND NOT sent"


def _mark_repeated(files: list[StagedFile]) -> None:
    """The same package twice in one batch counts once."""
    seen: set[bytes] = set()
    for file in files:
        if file.package_id in seen and file.verdict is not Verdict.RETURNED:
            file.verdict, file.note = Verdict.SAME, "trùng với một tệp khác trong lần nhập này"
            file.counts = Counts(unchanged=file.rows_read, read=file.rows_read)
        if file.package_id:
            seen.add(file.package_id)


def _judged(books: Books, path: Path, stage_path: Path, result: Reading | UserError, period: str | None) -> StagedFile:
    if isinstance(result, UserError):
        return _unread(books, path, result, period)
    file = StagedFile(
        path,
        path.name,
        Verdict.CLEAN,
        "",
        result.file_hash,
        result.package_id,
        stage_path,
        result.manifest,
        result.manifest_json,
        result.seal,
        result.signature,
        rows_read=result.rows_read,
        edits=result.edits,
        remarks=result.remarks,
        columns=result.columns,
        unknown_columns=result.unknown_columns,
        reading=result,
    )
    judge_again(books, file, period)
    return file


def judge_again(books: Books, file: StagedFile, period: str | None = None) -> None:
    """Judge a file that was read, anew after a person has said something or the books have changed."""
    assert file.reading is not None
    try:
        judge(books, file, file.reading, period)
    except UserError as error:
        file.verdict, file.note, file.error = Verdict.RETURNED, sentence(error), error


def identify(books: Books, path: Path, unit_uid: str, period: str, folder: Path) -> StagedFile:
    """Read a file that lost its manifest as that of a unit and period that a person told; marked for ever."""
    (file,) = staged(books, [path], folder, told=told_by_hand(books, unit_uid, period))
    return counted(books, file)


def look_again(books: Books, path: Path, folder: Path, period: str | None = None) -> StagedFile:
    """Read one file once more, after these books have got another catalogue."""
    (file,) = staged(books, [path], folder, period)
    return counted(books, file)


def told_by_hand(books: Books, unit_uid: str, period: str) -> Identified:
    """What a person says of a file that lost its manifest; raise UserError for a unit that does not report here."""
    if unit_uid not in books.unit_ids:
        raise UserError(Trouble.WRONG_UNIT, code="", unit="")
    unit = books.units[books.unit_ids[unit_uid]]
    return Identified(
        unit.uid, unit.code, unit.name, books.me.scheme, period, books.me.calendar, training=books.me.training
    )


def _check_origin(books: Books, file: StagedFile, period: str | None) -> None:
    """A file that waits for its catalogue is looked at only where it may come in once that is here."""
    try:
        judge_unread(books, file, period)
    except UserError as error:
        file.verdict, file.note, file.error, file.contents = Verdict.RETURNED, sentence(error), error, ()


def _unread(books: Books, path: Path, error: UserError, period: str | None) -> StagedFile:
    verdict = Verdict.SKIPPED if error.code in _FOREIGN else Verdict.RETURNED
    verdict = _WAITING.get(error.code, verdict)
    file = StagedFile(path, path.name, verdict, sentence(error), error=error)
    if told := error.facts.get(MANIFEST):
        file.manifest, file.manifest_json = parse_manifest(told), told
        file.unit_name, file.file_hash = file.manifest.unit_name, sha256(path.read_bytes()).digest()
    if found := error.facts.get(CONTENTS):
        file.contents, file.rows_read = found.sheets, sum(each.rows for each in found.sheets)
        _check_origin(books, file, period)
    return file
