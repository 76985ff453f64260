"""Files and folders → children read and check them → a staged batch with one verdict a file."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress, Silent
from desktop.domain.arrival import SealState, SignatureState
from desktop.domain.package import Manifest
from desktop.domain.periods import parse_period
from desktop.domain.units import OfficialUnits
from desktop.services import merging
from desktop.services.arrivals import Batch, Counts, Reading, StagedFile, Verdict
from desktop.services.books import Books, UnitRow
from desktop.services.readers import Readers
from desktop.services.stage_file import new_folder
from desktop.wording.messages import sentence

CHILDREN = 2
UNSIGNED = "không có chữ ký"
STAGE_FUNCTION = "desktop.services.staging:stage"
TIMEOUT_S = 120
MEMORY_MB = 1500

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
    books: Books, paths: Iterable[Path], folder: Path, period: str | None = None, progress: Progress | None = None
) -> Iterator[StagedFile]:
    """Each file as soon as it is read and judged; stages are put into `folder`."""
    progress = progress or Silent()
    files = files_of(paths)
    jobs = [(str(path), str(folder / f"{place}.stage")) for place, path in enumerate(files)]
    with Readers(CHILDREN, STAGE_FUNCTION, TIMEOUT_S, MEMORY_MB) as readers:
        for done, (job, result) in enumerate(readers.run(jobs, progress)):
            progress.step("Đang đọc tệp", done, len(jobs))
            yield _judged(books, Path(job[0]), Path(job[1]), result, period)
    progress.step("Đang đọc tệp", len(jobs), len(jobs))


def stage(books: Books, paths: Iterable[Path], period: str | None = None, progress: Progress | None = None) -> Batch:
    """Look at all files; nothing in the books changes. The caller ends with `discard`."""
    folder = new_folder(books.folder)
    try:
        files = [counted(books, file) for file in staged(books, paths, folder, period, progress)]
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
    if file.stage is not None and file.verdict is not Verdict.RETURNED:
        file.counts = _same(books, file) if file.verdict is Verdict.SAME else merging.preview(books, file)
        file.lost = tuple(merging.lost(books, file))
    return file


def _same(books: Books, file: StagedFile) -> Counts:
    """A package that is there already: nothing of it changes, what was held stays held."""
    with books.db.read() as connection:
        held = connection.exec_driver_sql(_HELD, (file.package_id,)).scalar_one()
    return Counts(unchanged=file.rows_read - held, held=held, read=file.rows_read)


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
        return _unread(path, result)
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
    )
    try:
        unit = _unit_of(books, result, period)
    except UserError as error:
        file.verdict, file.note, file.error = Verdict.RETURNED, sentence(error), error
        return file
    file.unit_id, file.unit_name = unit.id, unit.name
    file.verdict, file.note = _verdict(books, file, result)
    return file


def _unread(path: Path, error: UserError) -> StagedFile:
    verdict = Verdict.SKIPPED if error.code in _FOREIGN else Verdict.RETURNED
    return StagedFile(path, path.name, verdict, sentence(error), error=error)


def _unit_of(books: Books, reading: Reading, period: str | None) -> UnitRow:
    """The reporting unit of a file; raise UserError for what may not come in at all."""
    manifest = reading.manifest
    facts = {"unit": manifest.unit_name, "period": manifest.period, "name": manifest.unit_name}
    if manifest.training != books.me.training:
        raise UserError(Trouble.TRAINING_DATA if manifest.training else Trouble.REAL_DATA, **facts)
    unit_id = books.unit_ids.get(manifest.unit_uid)
    if unit_id is None or not books.units[unit_id].reports:
        raise _stranger(books, manifest)
    _check_period(books, manifest, period)
    return books.units[unit_id]


def _stranger(books: Books, manifest: Manifest) -> UserError:
    """Says whether the unit belongs to another province or to none that reports here."""
    official = OfficialUnits.load(manifest.scheme)
    unit = official.by_uid.get(manifest.unit_uid)
    province = official.province_of(unit) if unit is not None else None
    if province is not None and province.uid != books.me.unit_uid:
        return UserError(Trouble.WRONG_PROVINCE, unit=manifest.unit_name, province=province.name)
    return UserError(Trouble.WRONG_UNIT, unit=manifest.unit_name, code=manifest.unit_code)


def _check_period(books: Books, manifest: Manifest, wanted: str | None) -> None:
    told = parse_period(manifest.period, manifest.calendar)
    if manifest.calendar != books.me.calendar:
        raise UserError(Trouble.OTHER_CALENDAR, calendar=manifest.calendar, unit=manifest.unit_name)
    if (told.first.isoformat(), told.last.isoformat()) != (manifest.first, manifest.last):
        raise _wrong_period(manifest, f"{manifest.first} – {manifest.last}", told.label)
    if wanted is not None and wanted != manifest.period:
        raise _wrong_period(manifest, told.label, parse_period(wanted, manifest.calendar).label)


def _wrong_period(manifest: Manifest, found: str, wanted: str) -> UserError:
    return UserError(Trouble.WRONG_PERIOD, unit=manifest.unit_name, found=found, wanted=wanted)


_KNOWN = """
    SELECT received, NOT accepted AND EXISTS (
        SELECT 1 FROM package_row WHERE package_row.package_id = package.id AND by_hand)
    FROM package WHERE package_id = ? AND active AND NOT sent
"""
_HELD = "SELECT rows_held FROM package WHERE package_id = ? AND NOT sent"
_LATER = """
    SELECT sequence FROM package WHERE unit_id = ? AND period = ? AND report_type = ? AND active AND NOT sent
    AND install = ? AND epoch = ? AND sequence > ? ORDER BY sequence DESC LIMIT 1
"""


def _verdict(books: Books, file: StagedFile, reading: Reading) -> tuple[Verdict, str]:
    """The verdict with its note; without a signature nobody vouches for the sender, which is always said."""
    verdict, note = _by_content(books, file, reading)
    if reading.signature == SignatureState.VALID or verdict is Verdict.SAME:
        return verdict, note
    note = f"{note}, {UNSIGNED}" if note else UNSIGNED
    return Verdict.WARNED if verdict is Verdict.CLEAN else verdict, note


def _by_content(books: Books, file: StagedFile, reading: Reading) -> tuple[Verdict, str]:
    manifest = reading.manifest
    series = (file.unit_id, manifest.period, manifest.report_type, manifest.install, manifest.epoch)
    with books.db.read() as connection:
        known = connection.exec_driver_sql(_KNOWN, (reading.package_id,)).one_or_none()
        later = connection.exec_driver_sql(_LATER, (*series, manifest.sequence)).scalar()
    if known is not None and not known[1]:
        return Verdict.SAME, f"đã nhập {_clock(known[0])}, 0 thay đổi"
    if reading.seal == SealState.EDITED:
        again = f"; đã nhập {_clock(known[0])}, còn giữ lại" if known is not None else ""
        return Verdict.HAND_EDITED, _edit_note(reading) + again
    if later is not None:
        return Verdict.OLD, f"bản cũ, đang dùng L{later:02d}"
    return _by_remarks(reading)


def _edit_note(reading: Reading) -> str:
    parts = [f"sửa tay {len(reading.edits)} ô"] if reading.edits else []
    rows = reading.rows_held - len({(edit.sheet, edit.row) for edit in reading.edits})
    parts += [f"{rows} dòng thêm, xóa hoặc không đọc được"] if rows > 0 else []
    return ", ".join(parts) or "sửa tay"


def _by_remarks(reading: Reading) -> tuple[Verdict, str]:
    if reading.rows_held:
        return Verdict.PARTLY, f"{reading.rows_held} dòng lỗi được giữ lại"
    if not reading.manifest.complete:
        return Verdict.WARNED, "bản chưa hoàn chỉnh"
    warnings = len(reading.remarks)
    return (Verdict.WARNED, f"{warnings} cảnh báo đã giải trình") if warnings else (Verdict.CLEAN, "")


def _clock(received: str) -> str:
    return f"{received[8:10]}/{received[5:7]} {received[11:16]}"
