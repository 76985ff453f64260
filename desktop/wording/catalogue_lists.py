"""The catalogue as lists to read: what is asked, recorded, chosen, checked and reported, until when."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from desktop.domain.calendars import calendars
from desktop.domain.catalogue import Catalogue, Expression, Field, Indicator, Rule
from desktop.domain.catalogue_words import (
    AGGREGATIONS,
    DAYS,
    DIRECTIONS,
    KINDS,
    LEVELS,
    REPORTS,
    SCOPES,
    STEPS,
    TYPES,
)
from desktop.domain.deadlines import DeadlineRule, Timetable
from desktop.domain.numbers import format_number

Spoken = Callable[[str], str]
"""Words of the lists → words of whoever reads them."""

GROUPS = {"row": "Mọi bản ghi", "month": "Số liệu tháng", "period": "Số liệu kỳ"}
YES, UNITS, GAP = "có", "số đơn vị", "…"
DAY, ANY = "Ngày", "Chỉ tiêu"
_FACT = re.compile(r"\{(\w+)[^}]*\}")
_NAMED = re.compile(r"((?:[Nn]gày|[Hh]ạn)(?: \w+)+|hôm nay|\{label\}|_name\}) \{(?:\w+_on|left|right)[^}]*\}")


@dataclass(frozen=True)
class ListRow:
    """One row, with what is told of it beside the list."""

    key: str
    group: str
    cells: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Listing:
    """One list: heads with their widths, rows in groups."""

    key: str
    name: str
    heads: tuple[tuple[str, int], ...]
    rows: tuple[ListRow, ...]


def listings(catalogue: Catalogue, spoken: Spoken = str, year: int = 0) -> list[Listing]:
    """All lists, in the order of the page; `spoken` puts our own words into another language.

    Days off are those of a year and the next one, where one is told.
    """
    made = (
        Listing("indicators", "Chỉ tiêu", _INDICATORS, tuple(_indicators(catalogue, spoken))),
        Listing("kinds", "Loại bản ghi", _KINDS, tuple(_kinds(catalogue, spoken))),
        Listing("fields", "Trường", _FIELDS, tuple(_fields(catalogue, spoken))),
        Listing("choices", "Lựa chọn", _CHOICES, tuple(_choices(catalogue))),
        Listing("rules", "Quy tắc", _RULES, tuple(_rules(catalogue, spoken))),
        Listing("sections", "Mục báo cáo", _SECTIONS, tuple(_sections(catalogue))),
        Listing("calendars", "Lịch, hạn", _CALENDARS, tuple(_calendars(catalogue.timetable, spoken, year))),
    )
    return [_said(each, spoken) for each in made]


def _said(each: Listing, spoken: Spoken) -> Listing:
    heads = tuple((spoken(head), width) for head, width in each.heads)
    rows = (
        ListRow(row.key, row.group, row.cells, tuple((spoken(name), words) for name, words in row.facts if words))
        for row in each.rows
    )
    return Listing(each.key, spoken(each.name), heads, tuple(rows))


_INDICATORS = (
    ("Mã", 56),
    ("Tên chỉ tiêu", 230),
    ("Đơn vị tính", 82),
    ("Cách lấy", 70),
    ("Gộp", 60),
    ("Chiều", 84),
    ("Giao", 50),
    ("Dùng", 46),
)
_KINDS = (
    ("Mã", 130),
    ("Tên loại", 220),
    ("Mục", 190),
    ("Ngày tính kỳ", 120),
    ("Số trường", 76),
    ("Tên trang Excel", 140),
)
_FIELDS = (("Mã", 120), ("Tên trường", 230), ("Kiểu", 84), ("Bắt buộc", 72), ("Danh sách", 110), ("Đơn vị tính", 80))
_CHOICES = (("Mã", 170), ("Tên", 300), ("Thuộc", 110), ("Từ ngày", 90), ("Đến ngày", 90))
_RULES = (("Mức", 92), ("Câu báo khi sai", 360), ("Cách sửa", 250), ("Phạm vi", 76))
_SECTIONS = (("Mã", 56), ("Tên mục", 300), ("Mục trong báo cáo", 130), ("Thẻ nhập", 160), ("Số chỉ tiêu", 84))
_CALENDARS = (("Tên", 300), ("Cách tính", 270), ("Căn cứ", 240))


def _indicators(catalogue: Catalogue, spoken: Spoken) -> Iterator[ListRow]:
    for each in catalogue.indicators.values():
        section = catalogue.sections[each.section]
        cells = (
            each.code,
            each.name,
            each.unit,
            spoken(KINDS[each.kind]),
            spoken(AGGREGATIONS[each.aggregation]),
            spoken(DIRECTIONS[each.direction]),
            target_words(each, each.target),
            spoken(YES) if each.core else "",
        )
        facts = tuple(_indicator_facts(catalogue, each, spoken))
        yield ListRow(each.code, f"{section.code}. {section.name}", cells, facts)


def target_words(indicator: Indicator, target: Decimal | None) -> str:
    """`75%`, `0 vụ`; nothing where none is set."""
    if target is None:
        return ""
    return f"{format_number(target)}%" if indicator.per_cent else f"{format_number(target)} {indicator.unit}"


def _indicator_facts(catalogue: Catalogue, each: Indicator, spoken: Spoken) -> Iterator[tuple[str, str]]:
    yield "Định nghĩa", each.definition
    yield "Tính", each.counted_example
    yield "Không tính", each.not_counted_example
    yield "Tử số", expression_words(catalogue, each.numerator, spoken)
    yield "Mẫu số", expression_words(catalogue, each.denominator, spoken)
    if each.count is not None:
        kind = catalogue.kinds[each.count.kind]
        field = kind.by_name.get(each.count.date_field)
        yield "Đếm từ", kind.name
        yield "Ngày tính kỳ", field.label if field is not None else each.count.date_field
    yield "Phân tổ", ", ".join(catalogue.choices[name].name for name in each.breakdowns if name in catalogue.choices)
    yield "Được dùng ở", ", ".join(used.code for used in catalogue.read_by.get(each.code, ()))
    yield from _dates(each)


class _Dated(Protocol):
    """What holds from a day on, or until one."""

    @property
    def valid_from(self) -> str | None: ...
    @property
    def valid_to(self) -> str | None: ...


def _dates(each: _Dated) -> Iterator[tuple[str, str]]:
    yield "Có hiệu lực", _day(each.valid_from)
    yield "Ngừng sau ngày", _day(each.valid_to)


def expression_words(catalogue: Catalogue, expression: Expression | None, spoken: Spoken = str) -> str:
    """`TB.02 Kỳ trước chuyển sang + TB.01 Tiếp nhận − TB.03 Chuyển cơ quan khác`."""
    words = ""
    for sign, code in expression or ():
        known = catalogue.indicators.get(code)
        name = f"{code} {known.short}" if known is not None else spoken(UNITS) if code == "@units" else code
        between = (" + " if sign > 0 else " − ") if words else ("" if sign > 0 else "− ")
        words += between + name
    return words


def _kinds(catalogue: Catalogue, spoken: Spoken) -> Iterator[ListRow]:
    for each in catalogue.record_kinds:
        section = catalogue.sections[each.section].name if each.section else ""
        day = each.by_name[each.date_field].label if each.date_field else ""
        cells = (each.code, each.name, section, day, str(len(each.fields)), each.sheet)
        counted = ", ".join(known.code for known in catalogue.counted_from.get(each.code, ()))
        facts = (
            ("Tính vào chỉ tiêu", counted),
            ("Các trường", ", ".join(field.label for field in each.fields)),
            ("Ghi gộp theo ngày", spoken(YES) if each.day_total else ""),
            ("Ký hiệu số", each.number_prefix),
            *_dates(each),
        )
        yield ListRow(each.code, "", cells, facts)


def _fields(catalogue: Catalogue, spoken: Spoken) -> Iterator[ListRow]:
    for kind in catalogue.record_kinds:
        for each in kind.fields:
            listed = catalogue.choices[each.choices].name if each.choices else ""
            required = spoken(YES) if each.required else ""
            cells = (each.name, each.label, spoken(TYPES[each.type]), required, listed, each.unit or "")
            yield ListRow(f"{kind.code}.{each.name}", kind.name, cells, tuple(_field_facts(each)))


def _field_facts(each: Field) -> Iterator[tuple[str, str]]:
    yield "Hướng dẫn", each.hint
    yield "Nhóm", each.group
    yield "Nhỏ nhất", "" if each.minimum is None else str(each.minimum)
    yield "Lớn nhất", "" if each.maximum is None else str(each.maximum)
    yield "Tên khác", ", ".join(each.synonyms)
    yield from _dates(each)


def _choices(catalogue: Catalogue) -> Iterator[ListRow]:
    for listed in catalogue.choices.values():
        for each in listed.items:
            cells = (each.code, each.label, each.parent or "", _day(each.valid_from), _day(each.valid_to))
            facts = (("Tên khác", ", ".join(each.synonyms)),)
            yield ListRow(f"{listed.code}.{each.code}", listed.name, cells, facts)


def _day(day: str | None) -> str:
    return f"{day[8:10]}/{day[5:7]}/{day[:4]}" if day else ""


def _rules(catalogue: Catalogue, spoken: Spoken) -> Iterator[ListRow]:
    for each in catalogue.rules_now:
        kind = catalogue.kinds.get(each.kind or "")
        where = kind.name if kind is not None else spoken(GROUPS[each.scope])
        cells = (spoken(LEVELS[each.level]), _gaps(catalogue, each), each.fix, spoken(SCOPES[each.scope]))
        yield ListRow(each.code, where, cells, (("Mã", each.code), *_dates(each)))


def _gaps(catalogue: Catalogue, rule: Rule) -> str:
    """The sentence with what is known of its facts; the others are told when it is said."""
    names = {f"{side}_name": terms for side, terms in (("left", rule.left), ("right", rule.right)) if terms}
    known = {name: expression_words(catalogue, terms).replace("@any", ANY) for name, terms in names.items()}
    message = _NAMED.sub(r"\1", rule.message)  # what has its name before it is not missed
    return _FACT.sub(lambda found: (known | {"label": DAY}).get(found[1], GAP), message).replace(f"{GAP}.", GAP)


def _sections(catalogue: Catalogue) -> Iterator[ListRow]:
    for each in catalogue.sections.values():
        codes = [known.code for known in catalogue.of_section(each.code)]
        cells = (each.code, each.name, each.report_part, each.tab, str(len(codes)))
        yield ListRow(each.code, "", cells, (("Các chỉ tiêu", ", ".join(codes)),))


def _calendars(told: Timetable, spoken: Spoken, year: int) -> Iterator[ListRow]:
    yield from _deadlines(told, spoken)
    yield from _days(told, spoken, year)
    for calendar in calendars().values():
        how = spoken("tháng bắt đầu ngày {n}, sớm {m} tháng" if calendar.month_offset else "tháng bắt đầu ngày {n}")
        begins = how.format(n=calendar.first_day, m=-calendar.month_offset)
        yield ListRow(calendar.id, spoken("Lịch báo cáo"), (calendar.name, begins, calendar.source))


def _deadlines(told: Timetable, spoken: Spoken) -> Iterator[ListRow]:
    """Each rule as it is, with what it was before among its facts."""
    for rule in told.rules_now:
        name = f"{spoken(REPORTS[rule.report_type])}, {spoken(STEPS[rule.step])}"
        facts = [("Áp dụng từ ngày", f"{rule.since:%d/%m/%Y}" if rule.since else "")]
        facts += [
            (spoken("Kỳ kết thúc đến {day}").format(day=f"{each.until:%d/%m/%Y}"), _due(each, spoken))
            for each in told.rules
            if each.until and (each.report_type, each.step) == (rule.report_type, rule.step)
        ]
        cells = (name, _due(rule, spoken), "Nghị định 09/2019/NĐ-CP")
        yield ListRow(f"{rule.report_type}.{rule.step}", spoken("Hạn gửi"), cells, tuple(facts))


def _due(rule: DeadlineRule, spoken: Spoken) -> str:
    told = spoken("{n} ngày làm việc sau kỳ, trước {time}")
    return told.format(n=rule.working_days, time=f"{rule.at:%H:%M}")


def _days(told: Timetable, spoken: Spoken, year: int) -> Iterator[ListRow]:
    title = spoken("Ngày nghỉ, làm bù")
    for each in told.days:
        if not year or each.day.year in (year, year + 1):
            cells = (f"{each.day:%d/%m/%Y}", spoken(DAYS[each.kind]), each.note)
            yield ListRow(each.day.isoformat(), f"{title} {each.day.year}", cells)
