"""Why a unit is asked, as one line of the queue and as the question that goes to the unit."""

from decimal import Decimal

from desktop.domain.catalogue import Catalogue
from desktop.domain.numbers import format_number, half_up
from desktop.domain.periods import month_label
from desktop.domain.quality import Query, Sort

MEND = "Kiểm tra sổ: sửa và gửi lại nếu sai, hoặc trả lời vì sao đúng."
SORTS = {
    Sort.OUTLIER: "Khác hẳn đơn vị cùng loại",
    Sort.CHANGE: "Tăng giảm mạnh so cùng kỳ",
    Sort.COPIED: "Giống hệt kỳ trước",
    Sort.MONTHS: "Tháng lệch với báo cáo kỳ",
    Sort.TWIN: "Bản ghi gần như trùng",
    Sort.RULE: "Quy tắc mức Q",
}


def line_of(query: Query, catalogue: Catalogue) -> str:
    """One line: what stands out, and against what."""
    facts = query.facts
    match query.sort:
        case Sort.OUTLIER:
            told = "{name} {month}: {now}, các {group} thường {usual}"
            return told.format(**_words(query, catalogue))
        case Sort.CHANGE:
            return "{name}: {now}, cùng kỳ {base}{percent}".format(**_words(query, catalogue))
        case Sort.COPIED:
            return f"{facts['same']}/{facts['told']} số giống hệt {facts['before']}"
        case Sort.MONTHS:
            told = "{name} {month}: báo cáo tháng ghi {told}, báo cáo kỳ ghi {now}"
            return told.format(**_words(query, catalogue))
        case Sort.TWIN:
            return f"{facts['kind']} {facts['number']} và {facts['other']} ngày {facts['day']} ghi giống hệt nhau"
        case Sort.RULE:
            return str(facts["sentence"])


def question_of(query: Query, catalogue: Catalogue) -> str:
    """What the unit is asked: the fact, what it was held against, and what to do."""
    match query.sort:
        case Sort.TWIN:
            return f"{line_of(query, catalogue)}. Nếu là một việc thì xóa một bản, nếu là hai việc thì trả lời rõ."
        case Sort.COPIED:
            return f"{line_of(query, catalogue)}. Kiểm tra có chép nhầm báo cáo cũ không. {MEND}"
    return f"{line_of(query, catalogue)}. {MEND}"


def _words(query: Query, catalogue: Catalogue) -> dict[str, str]:
    indicator = catalogue.indicators[query.indicator]
    words = {name: _said(value) for name, value in query.facts.items()}
    if isinstance(month := query.facts.get("month"), int):
        words["month"] = month_label(month)
    now, base = query.facts.get("now"), query.facts.get("base")
    percent = ""
    if isinstance(now, Decimal) and isinstance(base, Decimal) and base:
        moved = half_up(abs(now - base) * 100 / abs(base), 0)
        percent = f" ({'tăng' if now > base else 'giảm'} {format_number(moved)}%)"
    return words | {"name": indicator.short or indicator.name, "percent": percent}


def _said(value: str | int | Decimal) -> str:
    if isinstance(value, Decimal):
        return format_number(half_up(value, 1))
    return format_number(value) if isinstance(value, int) else value
