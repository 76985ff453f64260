"""What a question or a proposal is about, in words: a record, a figure or a section."""

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.domain.catalogue import Catalogue, Kind
from desktop.domain.periods import month_label
from desktop.domain.records import Values, parse_content
from desktop.domain.reply import Difference
from desktop.domain.versions import STATE, changed_fields
from desktop.services.books import Books
from desktop.services.wordily import listed
from desktop.wording.cells import NOTHING, value_words

COUNT = "_count"
UID_DIGITS = 32
STATES = {"draft": "nháp", "final": "đã ghi", "deleted": "đã xóa"}

_RECORD = "SELECT unit_id, kind, content FROM record JOIN version ON version.id = version_id WHERE uid = ?"


def record_subject(uid: bytes) -> str:
    """How a record is named as the subject of a question."""
    return f"record:{uid.hex()}"


_NUMBERED = "SELECT uid FROM record WHERE unit_id = ? AND number = ? AND state <> 'deleted' ORDER BY id LIMIT 2"


def named_subject(connection: Connection, unit_id: int, subject: str) -> str:
    """People name a record by its number, the books by its uid."""
    sort, _, rest = subject.partition(":")
    if sort != "record" or (len(rest) == UID_DIGITS and "-" not in rest):
        return subject
    found = connection.exec_driver_sql(_NUMBERED, (unit_id, rest.strip())).scalars().all()
    return record_subject(found[0]) if len(found) == 1 else subject


def subject_words(connection: Connection, books: Books, unit_id: int, subject: str) -> str:
    """Where a subject stands, in words; raise UserError for one that this unit does not have."""
    sort, _, rest = subject.partition(":")
    match sort:
        case "record":
            return _record_words(connection, books, unit_id, rest)
        case "figure":
            return _figure_words(books, rest)
        case "section" if rest in books.catalogue.sections:
            return f"Mục {books.catalogue.sections[rest].name}"
    raise UserError(Trouble.SUBJECT_UNKNOWN, text=subject)


def _record_words(connection: Connection, books: Books, unit_id: int, uid: str) -> str:
    try:
        row = connection.exec_driver_sql(_RECORD, (bytes.fromhex(uid),)).one_or_none()
    except ValueError:
        row = None
    if row is None or row[0] != unit_id:
        raise UserError(Trouble.SUBJECT_UNKNOWN, text=f"record:{uid}")
    return row_title(books.catalogue, row[1], parse_content(row[2]))


def _figure_words(books: Books, rest: str) -> str:
    when, _, code = rest.partition(":")
    indicator = books.catalogue.indicators.get(code)
    if indicator is None:
        raise UserError(Trouble.SUBJECT_UNKNOWN, text=f"figure:{rest}")
    words = month_label(int(when)) if when.isdecimal() and len(when) == 6 else books.period(when).label
    return f"Số liệu {words}, {indicator.short or indicator.name}"


def row_title(catalogue: Catalogue, kind: str, values: Values) -> str:
    """`Vụ việc VV-01273-2020-0042, Trộm cắp tài sản`."""
    form = catalogue.kinds[kind]
    named = " ".join(part for part in (form.name, str(values.get("_number", ""))) if part)
    content = _figure_title(catalogue, values) if kind == "figure" else listed(catalogue, form, values)
    return f"{named}, {content}" if content else named


def _figure_title(catalogue: Catalogue, values: Values) -> str:
    code, month = str(values.get("indicator", "")), str(values.get("month", ""))
    indicator = catalogue.indicators.get(code)
    return ", ".join(part for part in (month, indicator.short if indicator else code) if part)


def differences(catalogue: Catalogue, kind: str, told: Values, proposed: Values) -> tuple[Difference, ...]:
    """Field by field what differs, in the order of the form and in words."""
    form, changed = catalogue.kinds[kind], changed_fields(told, proposed)
    names = [*(field.name for field in form.fields), COUNT, STATE]
    found = (
        Difference(name, _label(form, name), *(_shown(catalogue, form, name, each) for each in (told, proposed)))
        for name in names
        if name in changed
    )
    return tuple(found)


def _label(kind: Kind, name: str) -> str:
    if name == STATE:
        return "Tình trạng"
    return "Số lượng" if name == COUNT else kind.by_name[name].label


def _shown(catalogue: Catalogue, kind: Kind, name: str, values: Values) -> str:
    value = values.get(name)
    if value is None:
        return NOTHING
    if name == STATE:
        return STATES.get(str(value), str(value))
    return value_words(catalogue, kind.by_name[name], value) if name in kind.by_name else str(value)
