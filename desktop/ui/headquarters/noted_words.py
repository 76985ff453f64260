"""One change of a unit or a target out of the journal, in a line: when, who, from what to what, why."""

from decimal import Decimal

from desktop.domain.numbers import format_number
from desktop.services.registering import Noted
from desktop.ui import period_words
from desktop.ui.context import Context
from desktop.ui.words import translate


def noted_line(context: Context, each: Noted) -> str:
    """`16/06/2020 20:42 Tổng hợp: số dân trống thành 4.210 (sổ 2020)`."""
    at = f"{each.at[8:10]}/{each.at[5:7]}/{each.at[:4]} {each.at[11:16]}"
    reason = f" ({each.facts['reason']})" if each.facts.get("reason") else ""
    return f"{at} {each.actor}: {'; '.join(_moves(context, each))}{reason}"


def turned(before: str, after: str) -> str:
    """`12 thành 14`: our font has no arrow."""
    return translate("Noted", "{before} thành {after}").format(before=before, after=after)


def _moves(context: Context, each: Noted) -> list[str]:
    facts = each.facts
    if "indicator" in facts:
        return [turned(_number(facts["before"]), _number(facts["after"]))]
    if "by" in facts:
        return [_covered(context, facts)]
    words = []
    for name, label in (
        ("phone", translate("Noted", "điện thoại")),
        ("population", translate("Noted", "số dân")),
        ("reports", translate("Noted", "báo cáo")),
    ):
        pair = facts.get(name)
        if isinstance(pair, list):
            words.append(f"{label} {turned(_value(pair[0]), _value(pair[1]))}")
    return words


def _covered(context: Context, facts: dict[str, object]) -> str:
    period = period_words.label(context.books.period(str(facts["period"])))
    by = context.books.unit_ids.get(str(facts["by"]))
    if by is None:
        return translate("Noted", "{period}: tự báo cáo").format(period=period)
    return translate("Noted", "{period}: {unit} báo cáo thay").format(period=period, unit=context.books.units[by].name)


def _number(text: object) -> str:
    return translate("Noted", "không giao") if text is None else format_number(Decimal(str(text)))


def _value(value: object) -> str:
    if isinstance(value, bool):
        return translate("Noted", "phải báo cáo") if value else translate("Noted", "không phải báo cáo")
    if isinstance(value, int):
        return format_number(value)
    return str(value) if value else translate("Noted", "trống")
