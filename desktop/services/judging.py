"""What an arriving file is to these books: every row of the table of packages, with its verdict and its words.

The worst finding gives the verdict, all of them are told in the note. What a person has to say first (whose file it
is, which unit answers for a merged one, whether a key is known) is asked once and remembered.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.domain.arrival import SealState, SignatureState
from desktop.domain.package import Manifest, fingerprint
from desktop.domain.periods import parse_period
from desktop.domain.units import OfficialUnits
from desktop.services.arrivals import Reading, StagedFile, Verdict
from desktop.services.books import Books, Role, UnitRow
from desktop.services.succeeding import successor_of

_ORDER = list(Verdict)


@dataclass(frozen=True)
class Found:
    """One thing that a file is, with the words for it."""

    verdict: Verdict
    words: str = ""


def judge(books: Books, file: StagedFile, reading: Reading, period: str | None) -> None:
    """Give the file its unit, verdict and note; raise UserError for what may not come in at all."""
    manifest = reading.manifest
    _check_kind(books, manifest)
    _check_period(books, manifest, period)
    unit = _unit_of(books, manifest)
    if unit is None:
        _ask_for_successor(books, file, manifest)
        return
    file.unit_id, file.unit_name = unit.id, unit.name
    with books.db.read() as connection:
        _check_key(connection, books, file, reading)
        found = list(_findings(connection, books, file, reading))
    _settle(file, found)


def judge_unread(books: Books, file: StagedFile, period: str | None) -> None:
    """The same of a file whose rows cannot be read yet: whose it is; raise UserError for what may never come in."""
    assert file.manifest is not None
    _check_kind(books, file.manifest)
    _check_period(books, file.manifest, period)
    unit = _unit_of(books, file.manifest)
    if unit is not None:
        file.unit_id, file.unit_name = unit.id, unit.name


def _settle(file: StagedFile, found: list[Found]) -> None:
    """The verdict that matters most, with the words of all; a package that is there already says only that."""
    known = [one for one in found if one.verdict is Verdict.SAME]
    found = known or found or [Found(Verdict.CLEAN)]
    file.verdict = min((one.verdict for one in found), key=_ORDER.index)
    file.note = ", ".join(one.words for one in sorted(found, key=lambda one: _ORDER.index(one.verdict)) if one.words)


def _check_kind(books: Books, manifest: Manifest) -> None:
    if manifest.training != books.me.training:
        trouble = Trouble.TRAINING_DATA if manifest.training else Trouble.REAL_DATA
        raise UserError(trouble, unit=manifest.unit_name, period=manifest.period, name=manifest.unit_name)
    if books.me.role is Role.UNIT and manifest.unit_uid != books.me.unit_uid:
        raise UserError(Trouble.OTHER_UNITS_PACKAGE, unit=manifest.unit_name, owner=books.me.unit_name)


def _unit_of(books: Books, manifest: Manifest) -> UnitRow | None:
    """The unit that reports, or the one that answers for it by now; None while a person has to say which.

    Raise UserError for a unit of another province, and for one that reports to nobody here.
    """
    unit_id = books.unit_ids.get(manifest.unit_uid)
    if unit_id is not None and (books.units[unit_id].reports or books.me.role is Role.UNIT):
        return books.units[unit_id]
    chosen = successor_of(books, manifest.unit_uid)
    if chosen.decided is not None:
        return chosen.decided
    if chosen.candidates:
        return None
    raise _stranger(books, manifest)


def _stranger(books: Books, manifest: Manifest) -> UserError:
    """Says whether the unit belongs to another province or to none that reports here."""
    official = OfficialUnits.load(manifest.scheme)
    unit = official.by_uid.get(manifest.unit_uid)
    province = official.province_of(unit) if unit is not None else None
    if province is not None and province.uid != books.me.unit_uid:
        return UserError(Trouble.WRONG_PROVINCE, unit=manifest.unit_name, province=province.name)
    return UserError(Trouble.WRONG_UNIT, unit=manifest.unit_name, code=manifest.unit_code)


def _ask_for_successor(books: Books, file: StagedFile, manifest: Manifest) -> None:
    candidates = successor_of(books, manifest.unit_uid).candidates
    names = " hoặc ".join(unit.name for unit in candidates)
    file.verdict, file.unit_name = Verdict.MOVED_UNIT, manifest.unit_name
    file.successors = tuple(unit.uid for unit in candidates)
    file.note = f"{manifest.unit_name} đã sáp nhập, nay thuộc {names}. Chọn đơn vị nhận số liệu, hỏi một lần"


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


_OWNER = "SELECT unit_id FROM known_key WHERE public_key = ?"


def _check_key(connection: Connection, books: Books, file: StagedFile, reading: Reading) -> None:
    """A key that belongs to another unit signs nothing here."""
    if reading.signature != SignatureState.VALID:
        return
    for (owner,) in connection.exec_driver_sql(_OWNER, (reading.manifest.public_key,)):
        if owner != file.unit_id:
            facts = {"unit": reading.manifest.unit_name, "owner": books.units[owner].name}
            raise UserError(Trouble.KEY_OF_OTHER_UNIT, name=file.name, **facts)


_KNOWN = """
    SELECT sent, received, NOT accepted AND EXISTS (
        SELECT 1 FROM package_row WHERE package_row.package_id = package.id AND by_hand)
    FROM package WHERE package_id = ? AND (active OR sent)
"""
_LATER = """
    SELECT sequence FROM package WHERE unit_id = ? AND period = ? AND report_type = ? AND active AND NOT sent
    AND install = ? AND epoch = ? AND sequence > ? AND seal <> 'edited' ORDER BY sequence DESC LIMIT 1
"""
_FORK = """
    SELECT package_id FROM package WHERE unit_id = ? AND period = ? AND report_type = ? AND active AND NOT sent
    AND install = ? AND epoch = ? AND sequence = ? AND package_id <> ? AND seal = 'intact'
"""
_OTHER_MACHINE = """
    SELECT 1 FROM package WHERE unit_id = ? AND period = ? AND report_type = ? AND active AND NOT sent
    AND (install <> ? OR epoch <> ?) AND origin = '' LIMIT 1
"""
_KEYS = "SELECT public_key FROM known_key WHERE unit_id = ?"
_FROZEN = "SELECT COUNT(*) FROM snapshot WHERE period = ? AND calendar = ? AND report_type = ?"


def _findings(connection: Connection, books: Books, file: StagedFile, reading: Reading) -> Iterator[Found]:
    yield from _by_history(connection, file, reading)
    yield from _by_key(connection, books, file, reading)
    yield from _by_seal(reading)
    yield from _by_freezing(connection, file, reading)
    yield from _by_rows(reading)
    yield from _by_catalogue(reading)
    yield from _by_clock(books, reading)


def _by_history(connection: Connection, file: StagedFile, reading: Reading) -> Iterator[Found]:
    """Same, older, forked, of another machine."""
    manifest = reading.manifest
    series = (file.unit_id, manifest.period, manifest.report_type)
    machine = (manifest.install, manifest.epoch)
    known = connection.exec_driver_sql(_KNOWN, (reading.package_id,)).one_or_none()
    if known is not None:
        sent, received, waits = known
        if sent:
            yield Found(Verdict.SAME, OWN_WORDS)
        elif waits:
            yield Found(Verdict.HAND_EDITED, f"đã nhập {clock(received)}, phần sửa tay còn giữ lại")
        else:
            yield Found(Verdict.SAME, known_words(received))
        return
    if reading.seal in (SealState.NONE, SealState.EDITED):
        return
    later = connection.exec_driver_sql(_LATER, (*series, *machine, manifest.sequence)).scalar()
    if later is not None:
        yield Found(Verdict.OLD, f"bản cũ, đang dùng L{later:02d}")
    fork = connection.exec_driver_sql(_FORK, (*series, *machine, manifest.sequence, reading.package_id)).scalar()
    if fork is not None:
        words = f"hai bản khác nhau cùng số L{manifest.sequence:02d}: máy bị nhân bản hoặc phục hồi, gộp từng bản ghi"
        yield Found(Verdict.FORKED, words)
    if connection.exec_driver_sql(_OTHER_MACHINE, (*series, *machine)).scalar():
        yield Found(Verdict.WARNED, "từ máy khác của đơn vị, gộp từng bản ghi")


def _by_key(connection: Connection, books: Books, file: StagedFile, reading: Reading) -> Iterator[Found]:
    """Without a signature nobody vouches for the sender; a key beside those of a unit is asked about."""
    if reading.signature == SignatureState.ABSENT:
        if reading.seal != SealState.NONE:
            yield Found(Verdict.UNSIGNED, "không có chữ ký")
        return
    key = reading.manifest.public_key
    file.fingerprint = fingerprint(key)
    keys = set(connection.exec_driver_sql(_KEYS, (file.unit_id,)).scalars())
    if books.me.role is Role.UNIT:
        keys.add(books.me.public_key)
    if not keys:
        file.first_key = True
    elif key not in keys:
        yield Found(Verdict.NEW_KEY, f"khóa mới {file.fingerprint}, gọi đơn vị đối chiếu rồi nhận")


def _by_seal(reading: Reading) -> Iterator[Found]:
    if reading.seal == SealState.EDITED:
        yield Found(Verdict.HAND_EDITED, _edit_words(reading))
    elif reading.blank_form:
        yield Found(Verdict.UNSEALED, "biểu điền tay, chưa niêm phong")
    elif reading.seal == SealState.NONE:
        yield Found(Verdict.UNSEALED, "nhận dạng tay, mất niêm phong")


def _edit_words(reading: Reading) -> str:
    parts = [f"sửa tay {len(reading.edits)} ô"] if reading.edits else []
    rows = reading.rows_held - len({(edit.sheet, edit.row) for edit in reading.edits})
    parts += [f"{rows} dòng thêm, xóa hoặc không đọc được"] if rows > 0 else []
    return ", ".join(parts) or "sửa tay"


def _by_freezing(connection: Connection, file: StagedFile, reading: Reading) -> Iterator[Found]:
    manifest = reading.manifest
    series = (manifest.period, manifest.calendar, manifest.report_type)
    if connection.exec_driver_sql(_FROZEN, series).scalar_one():
        yield Found(Verdict.SUPPLEMENT, f"kỳ đã chốt, nhận là bổ sung lần {next_supplement(connection, file)}")
    elif names := _frozen_beside(connection, manifest):
        yield Found(Verdict.CLEAN, f"có tháng của {' và '.join(names)} đã chốt")


def _frozen_beside(connection: Connection, manifest: Manifest) -> list[str]:
    """Periods of signed reports that this one lies in or holds: its rows may move their figures."""
    months = set(parse_period(manifest.period, manifest.calendar).months)
    frozen = connection.exec_driver_sql("SELECT DISTINCT period, calendar FROM snapshot ORDER BY period")
    signed = [parse_period(period, calendar) for period, calendar in frozen]
    return [each.label for each in signed if each.calendar == manifest.calendar and not months.isdisjoint(each.months)]


_SUPPLEMENTS = "SELECT COALESCE(MAX(supplement), 0) FROM package WHERE unit_id = ? AND period = ? AND report_type = ?"


def next_supplement(connection: Connection, file: StagedFile) -> int:
    """The how-manieth package of a unit after its period was frozen this one is."""
    assert file.manifest is not None
    series = (file.unit_id, file.manifest.period, file.manifest.report_type)
    return 1 + int(connection.exec_driver_sql(_SUPPLEMENTS, series).scalar_one())


def is_frozen(connection: Connection, manifest: Manifest) -> bool:
    """Whether figures of that period stand in a signed report."""
    series = (manifest.period, manifest.calendar, manifest.report_type)
    return bool(connection.exec_driver_sql(_FROZEN, series).scalar_one())


def _by_rows(reading: Reading) -> Iterator[Found]:
    if reading.seal == SealState.INTACT and reading.rows_held:
        yield Found(Verdict.PARTLY, f"{reading.rows_held} dòng lỗi được giữ lại")
    if not reading.manifest.complete:
        yield Found(Verdict.WARNED, "bản chưa hoàn chỉnh")
    warnings = sum(remark.level == "W" for remark in reading.remarks)
    if warnings and not reading.rows_held:
        yield Found(Verdict.WARNED, f"{warnings} cảnh báo đã giải trình")


def _by_catalogue(reading: Reading) -> Iterator[Found]:
    """Packages of the two catalogues before are as good as ours; of one still older a person should know."""
    version = reading.manifest.catalogue
    if reading.catalogue_age is None and reading.seal != SealState.NONE:
        yield Found(Verdict.WARNED, f"danh mục {version} cũ hơn hai bản, nên nhắc đơn vị cập nhật")


def _by_clock(books: Books, reading: Reading) -> Iterator[Found]:
    """A wrong clock changes nothing; it is only told."""
    created, now = reading.manifest.created[:10], books.clock()[:10]
    if created and (created > now or created < reading.manifest.first):
        yield Found(Verdict.CLEAN, f"đồng hồ máy đơn vị ghi {created[8:10]}/{created[5:7]}/{created[:4]}")


OWN_WORDS = "gói do chính máy này xuất, 0 thay đổi"


def known_words(received: str) -> str:
    """What is said of a package that is there already."""
    return f"đã nhập {clock(received)}, 0 thay đổi"


def clock(received: str) -> str:
    """`2020-06-16T20:14:00` as 16/06 20:14."""
    return f"{received[8:10]}/{received[5:7]} {received[11:16]}"
