"""Enter, amend, delete: one draft in, one version stored, what it touched out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Connection

from desktop.base.errors import Refused, Trouble, UserError
from desktop.domain.catalogue import Level
from desktop.domain.periods import month_key
from desktop.domain.records import RecordDraft, RowState, Values, derived_uid, new_uid, parse_content
from desktop.domain.rules import Problem
from desktop.services.books import Books
from desktop.services.numbering import next_number
from desktop.services.writing import Current, Line, current, tidy, write


class Touched(StrEnum):
    """What a change touched, so that open screens look again."""

    RECORDS = "records"
    FIGURES = "figures"
    TEXTS = "texts"
    TASKS = "tasks"
    PACKAGES = "packages"
    REPLIES = "replies"


@dataclass(frozen=True)
class Recorded:
    """A stored row: its uid and number, the problems that remain, what it touched."""

    uid: bytes
    number: str
    problems: list[Problem]
    touched: Touched = Touched.RECORDS


def check(books: Books, draft: RecordDraft) -> list[Problem]:
    """Every problem of a draft, without storing anything."""
    return books.check_of(draft.kind).problems(tidy(draft.values), today=date.today().isoformat())


def record(books: Books, draft: RecordDraft, final: bool = True) -> Recorded:
    """Store a new record; raise Refused with every problem when a final one has errors."""
    problems = _refuse_errors(check(books, draft), final)
    with books.db.begin() as connection:
        return _record(connection, books, draft, final, problems)


def record_many(books: Books, drafts: Sequence[RecordDraft]) -> list[Recorded]:
    """Store many new records in one transaction, all or none; raise Refused for the first that has errors."""
    return record_mixed(books, [(draft, True) for draft in drafts])


def record_mixed(books: Books, drafts: Sequence[tuple[RecordDraft, bool]]) -> list[Recorded]:
    """Store many new records, each final or as a draft, in one transaction and as one step to undo."""
    checked = [_refuse_errors(check(books, draft), final) for draft, final in drafts]
    step = _new_step()
    with books.db.begin() as connection:
        return [
            _record(connection, books, draft, final, problems, step)
            for (draft, final), problems in zip(drafts, checked, strict=True)
        ]


def _record(
    connection: Connection, books: Books, draft: RecordDraft, final: bool, problems: list[Problem], step: str = ""
) -> Recorded:
    uid = draft.uid or new_uid()
    number = next_number(connection, books, draft) if final or _has_day(books, draft) else ""
    values = draft.values | {"_number": number, "_state": _state(final)}
    write(connection, books, Line(uid, draft.kind, values, "recorded", step=step))
    return Recorded(uid, number, problems)


def _new_step() -> str:
    """A name for lines of the journal that are one change to a person."""
    return new_uid().hex()


def amend(books: Books, uid: bytes, values: Values, final: bool = True, action: str = "amended") -> Recorded:
    """Store the record's next version; the old one stays readable. Unchanged values store nothing."""
    with books.db.begin() as connection:
        before = _existing(connection, uid)
        problems = _refuse_errors(check(books, RecordDraft(before.kind, values)), final)
        number = before.number
        if not number and (final or _has_day(books, RecordDraft(before.kind, values))):
            number = next_number(connection, books, RecordDraft(before.kind, values))
        after = tidy(values) | {"_number": number, "_state": _state(final)}
        if _own(after) | {"_state": after["_state"]} != _own(before.values) | {"_state": before.values["_state"]}:
            write(connection, books, Line(uid, before.kind, after, action))
    return Recorded(uid, number, problems)


def delete(books: Books, uid: bytes, reason: str) -> Recorded:
    """Mark the record deleted, with the reason; its last version stays readable and can be restored."""
    if not reason.strip():
        raise UserError(Trouble.REASON_NEEDED)
    with books.db.begin() as connection:
        before = _existing(connection, uid)
        values: Values = {
            "_number": before.number,
            "_state": RowState.DELETED.value,
            "_reason": reason,
            "_kind": before.kind,
        }
        write(connection, books, Line(uid, before.kind, tidy(values), "deleted"))
    return Recorded(uid, before.number, [])


def restore(books: Books, uid: bytes) -> Recorded:
    """Take a deletion back: the values before it become the newest version."""
    with books.db.begin() as connection:
        before = _existing(connection, uid)
        values = _last_living(connection, uid)
        write(connection, books, Line(uid, before.kind, values, "restored"))
    return Recorded(uid, before.number, [])


def type_figure(
    books: Books, month: int, indicator: str, state: str | None, value: int | Decimal | None = None
) -> Recorded:
    """Store a typed figure of a reporting month (yyyymm); state None makes it blank again.

    A value of zero becomes the state `zero`; raise Refused for a value that cannot be.
    """
    uid = _figure_uid(books, month, indicator)
    if state is None:
        return _withdraw(books, uid, Touched.FIGURES)
    values = figure_values(FigureDraft(month, indicator, state, value))
    return _put(books, uid, "figure", values, Touched.FIGURES)


def type_figures(books: Books, figures: Iterable[tuple[int, str, int | Decimal | None]]) -> int:
    """Store many typed figures (month, indicator, value; None is not applicable) in one transaction, all or none."""
    return put_figures(
        books,
        [
            FigureDraft(month, code, "not_applicable" if value is None else "value", value)
            for month, code, value in figures
        ],
    )


@dataclass(frozen=True)
class FigureDraft:
    """A figure as typed; state None makes the cell blank again."""

    month: int
    indicator: str
    state: str | None
    value: int | Decimal | None = None


def put_figures(books: Books, figures: Sequence[FigureDraft]) -> int:
    """Store many typed figures, blanks too, in one transaction and as one step to undo; return how many changed."""
    rows = [
        (_figure_uid(books, each.month, each.indicator), figure_values(each))
        for each in figures
        if each.state is not None
    ]
    for _, values in rows:
        _refuse_errors(check(books, RecordDraft("figure", values)), True)
    blank = [_figure_uid(books, each.month, each.indicator) for each in figures if each.state is None]
    step = _new_step()
    with books.db.begin() as connection:
        changed = sum(_put_within(connection, books, uid, "figure", values, step) for uid, values in rows)
        return changed + sum(_withdraw_within(connection, books, uid, step) for uid in blank)


def _figure_uid(books: Books, month: int, indicator: str) -> bytes:
    return derived_uid("figure", books.me.unit_uid, month_key(month), indicator, "")


def figure_values(draft: FigureDraft) -> Values:
    """A typed figure as a row; a value of zero becomes the state `zero`."""
    values: Values = {"month": month_key(draft.month), "indicator": draft.indicator, "state": draft.state or ""}
    if draft.state == "value":
        values |= {"state": "zero"} if draft.value == 0 else {} if draft.value is None else {"value": draft.value}
    return values


def declare(books: Books, period: str, section: str, declared: str, person: str) -> Recorded:
    """A named person declares a section `none` or `not_applicable` for a period."""
    if not person.strip():
        raise UserError(Trouble.PERSON_NEEDED)
    values: Values = {"period": period, "section": section, "declared": declared, "person": person}
    return _put(books, _uid_of(books, "declaration", period, section), "declaration", values, Touched.FIGURES)


def withdraw_declaration(books: Books, period: str, section: str) -> Recorded:
    """Take a declaration back: the section is blank again."""
    return _withdraw(books, _uid_of(books, "declaration", period, section), Touched.FIGURES)


def write_narrative(books: Books, period: str, section: str, part: str, text: str) -> Recorded:
    """Keep the words of a section; empty words take them away."""
    uid = _uid_of(books, "narrative", period, section, part)
    if not text.strip():
        return _withdraw(books, uid, Touched.TEXTS)
    values: Values = {"period": period, "section": section, "part": part, "text": text}
    return _put(books, uid, "narrative", values, Touched.TEXTS)


def explain(books: Books, period: str, subject: str, problem: Problem, reason: str) -> Recorded:
    """Remember why an odd thing is right, for exactly these numbers."""
    uid = explanation_uid(books, subject, problem.rule)
    values: Values = {
        "period": period,
        "rule": problem.rule,
        "subject": subject,
        "inputs": problem.inputs_hash,
        "reason": reason,
    }
    return _put(books, uid, "explanation", values, Touched.TEXTS)


def explanation_uid(books: Books, subject: str, rule: str) -> bytes:
    """The uid of the reason for what a rule has against a subject."""
    return _uid_of(books, "explanation", subject, rule)


def _uid_of(books: Books, *parts: str) -> bytes:
    return derived_uid(parts[0], books.me.unit_uid, *parts[1:])


def _put(books: Books, uid: bytes, kind: str, values: Values, touched: Touched) -> Recorded:
    problems = _refuse_errors(check(books, RecordDraft(kind, values)), True)
    with books.db.begin() as connection:
        _put_within(connection, books, uid, kind, values)
    return Recorded(uid, "", problems, touched)


def _put_within(connection: Connection, books: Books, uid: bytes, kind: str, values: Values, step: str = "") -> bool:
    before = current(connection, uid)
    same = before is not None and _own(before.values) == _own(tidy(values)) and before.values["_state"] == "final"
    if not same:
        write(connection, books, Line(uid, kind, values, "written", step=step))
    return not same


def _withdraw(books: Books, uid: bytes, touched: Touched) -> Recorded:
    with books.db.begin() as connection:
        _withdraw_within(connection, books, uid)
    return Recorded(uid, "", [], touched)


def _withdraw_within(connection: Connection, books: Books, uid: bytes, step: str = "") -> bool:
    before = current(connection, uid)
    if before is None or before.values["_state"] == RowState.DELETED:
        return False
    values: Values = {"_state": RowState.DELETED.value, "_kind": before.kind}
    write(connection, books, Line(uid, before.kind, values, "withdrawn", step=step))
    return True


def _own(values: Values) -> Values:
    """The values without what the program adds; how many it stands for is the officer's."""
    return {key: value for key, value in values.items() if not key.startswith("_") or key == "_count"}


def _state(final: bool) -> str:
    return (RowState.FINAL if final else RowState.DRAFT).value


def _refuse_errors(problems: list[Problem], final: bool) -> list[Problem]:
    errors = [problem for problem in problems if problem.level is Level.E]
    if final and errors:
        raise Refused(problems)
    return problems


def _existing(connection: Connection, uid: bytes) -> Current:
    before = current(connection, uid)
    if before is None:
        raise UserError(Trouble.RECORD_GONE)
    return before


_VERSIONS = (
    "SELECT content FROM record JOIN version ON record_id = record.id WHERE uid = ? ORDER BY weight DESC, hash DESC"
)


def _last_living(connection: Connection, uid: bytes) -> Values:
    rows = connection.exec_driver_sql(_VERSIONS, (uid,))
    for (content,) in rows:
        values = parse_content(content)
        if values["_state"] != RowState.DELETED:
            return values
    raise UserError(Trouble.RECORD_GONE)


def _has_day(books: Books, draft: RecordDraft) -> bool:
    """Whether the year of its number is known; a draft without its day waits for a number."""
    return bool(draft.values.get(books.catalogue.kind(draft.kind).date_field or "", ""))
