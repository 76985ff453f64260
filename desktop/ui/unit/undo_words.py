"""What was taken back or made again, in one sentence."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from desktop.domain.catalogue import Catalogue
from desktop.domain.numbers import format_number
from desktop.domain.periods import month_of_key
from desktop.domain.records import RowState, Values
from desktop.services.undoing import Moved
from desktop.ui import words

translate = QCoreApplication.translate
THOUSAND = 1000
SHOWN = 2


def moved_words(catalogue: Catalogue, moved: Moved, again: bool) -> str:
    """`Đã hoàn tác: xóa Vụ việc 0011.`"""
    head = translate("Undo", "Đã làm lại: {what}.") if again else translate("Undo", "Đã hoàn tác: {what}.")
    if moved.rows > 1:
        return head.format(what=_many(moved))
    return head.format(what=_one(catalogue, moved))


def _many(moved: Moved) -> str:
    if moved.kind == "figure":
        return translate("Undo", "{n} ô số liệu").format(n=moved.rows)
    return translate("Undo", "{n} bản ghi").format(n=moved.rows)


def _one(catalogue: Catalogue, moved: Moved) -> str:
    shown: Values = moved.before if moved.gone else moved.after
    match moved.kind:
        case "figure":
            pattern = translate("Undo", "{name} tháng {month}, {before} thành {after}")
            indicator = catalogue.indicators[str(shown["indicator"])]
            month = month_of_key(str(shown["month"])) % 100
            values = (_figure(values, indicator.unit) for values in (moved.before, moved.after))
            before, after = values
            return pattern.format(name=indicator.short, month=month, before=before, after=after)
        case "declaration":
            section = catalogue.sections[str(shown["section"])]
            return translate("Undo", "khai báo của mục {section}").format(section=section.name)
        case "narrative":
            section = catalogue.sections[str(shown["section"])]
            return translate("Undo", "thuyết minh của mục {section}").format(section=section.name)
        case "explanation":
            return translate("Undo", "lý do “{reason}”").format(reason=shown.get("reason", ""))
    kind = catalogue.kinds[moved.kind]
    name = f"{kind.short} {words.short_number(moved.number)}".rstrip()
    fields = [each.label for each in kind.fields if moved.before.get(each.name) != moved.after.get(each.name)]
    told = f" ({', '.join(fields[:SHOWN])})" if fields and moved.action in ("amended", "drafted") else ""
    return f"{words.action_word(moved.action).lower()} {name}{told}"


def _figure(values: Values, unit: str) -> str:
    state, value = values.get("state"), values.get("value")
    if values.get("_state") == RowState.DELETED or state is None:
        return translate("Undo", "chưa nhập")
    if state == "not_applicable":
        return translate("Undo", "không thuộc diện")
    amount = Decimal(str(value or 0))
    return format_number(amount / THOUSAND if unit == "đồng" else amount)
