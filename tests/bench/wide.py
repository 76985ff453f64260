"""Rows as wide as a full ledger: mostly cases with nearly every column filled, the rest on seven more sheets."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from random import Random

from desktop.domain.catalogue import Field, FieldType, Kind
from desktop.domain.periods import Period
from desktop.domain.records import RecordDraft, Value, Values
from desktop.services import recording
from desktop.services.books import Books
from desktop.services.sample_plan import Case, case_values, day_in, shares
from desktop.services.sample_records import drafts

OTHERS = ("crime_report", "penalty", "patrol", "residence_check", "business_check", "fire_check", "outreach")
EVERY = 40
"""In so many rows every other kind stands once; the rest are cases."""
OFFENCES = ("trom_cap", "co_y_gay_thuong_tich", "danh_bac", "lua_dao", "huy_hoai_tai_san", "gay_roi")
WORDS = "Đã phối hợp Công an huyện, tổ tự quản và nhân dân xóm bản xác minh, lập biên bản, báo cáo trong ngày."


def rows(books: Books, period: Period) -> Iterator[RecordDraft]:
    """Records without end, the same ones each time; all of them without fault."""
    random = Random("giaoban bench")
    others = {kind: stream(books, period, kind) for kind in OTHERS}
    for turn in count():
        kind = OTHERS[turn % EVERY] if turn % EVERY < len(OTHERS) else "case"
        draft = RecordDraft(kind, a_case(period, random)) if kind == "case" else next(others[kind])
        yield RecordDraft(kind, filled(books, draft, period, random))


def a_case(period: Period, random: Random) -> Values:
    occurred = day_in(period, random)
    solved = min(occurred + timedelta(days=random.randrange(9)), period.last)
    case = Case("", random.choice(OFFENCES), occurred, solved=solved, subjects=random.randrange(2, 5))
    return case_values(case, random) | {"prosecuted_on": solved.isoformat(), "accused": 1}


def stream(books: Books, period: Period, kind: str) -> Iterator[RecordDraft]:
    share = shares(period, "now")[books.me.unit_code]
    for turn in count():
        yield from (draft for draft in drafts(share, period, Random(f"{kind} {turn}")) if draft.kind == kind)


def filled(books: Books, draft: RecordDraft, period: Period, random: Random) -> Values:
    """The draft with every further field that its checks let stand."""
    kind, values = books.catalogue.kind(draft.kind), draft.values
    for field in kind.fields:
        if field.name not in values:
            wider = values | {field.name: value_for(books, kind, field, period, random)}
            values = values if recording.check(books, RecordDraft(kind.code, wider)) else wider
    return values


def value_for(books: Books, kind: Kind, field: Field, period: Period, random: Random) -> Value:
    match field.type:
        case FieldType.DATE:
            return day_in(period, random).isoformat()
        case FieldType.CHOICE:
            items = books.catalogue.choices_of(field)
            assert items is not None, (kind.code, field.name)
            return random.choice([item.code for item in items.items if item.valid_to is None])
        case FieldType.FLAG:
            return "x"
        case FieldType.MONEY:
            return random.randrange(1, 50) * 100_000
        case FieldType.INTEGER | FieldType.NUMBER:
            return random.randrange(1, 9)
        case FieldType.LONG_TEXT:
            return WORDS[: random.randrange(40, len(WORDS))]
        case _:
            return random.choice(("Bản Giốc – Bản Gun", "đợt cao điểm Tết", "tổ tự quản xóm", "trung tâm xã"))
