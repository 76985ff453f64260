"""Periods and months in the language of the screens; `Period.label` stays Vietnamese, as files need it."""

from desktop.domain.periods import ROMAN, Period, PeriodKind
from desktop.ui.words import translate


def label(period: Period) -> str:
    """`6 tháng đầu năm 2020`."""
    return _pattern(period).format(
        n=period.place,
        roman=ROMAN[period.place - 1] if period.kind is PeriodKind.QUARTER else "",
        year=period.year,
        first=f"{period.first:%d/%m/%Y}",
        last=f"{period.last:%d/%m/%Y}",
    )


def length(period: Period) -> str:
    """`6 tháng`, `tháng 6`: its name without the year and which half it is."""
    if period.kind is PeriodKind.HALF:
        return translate("Periods", "6 tháng")
    return label(period).removesuffix(f" {period.year}").removesuffix(" năm").removesuffix(" of")


def month(key: int) -> str:
    """`tháng 6/2020`, of 202006."""
    return translate("Periods", "tháng {n}/{year}").format(n=key % 100, year=key // 100)


def short_month(key: int) -> str:
    """`T6`, of 202006 or 6: the head of a column."""
    return translate("Periods", "T{n}").format(n=key % 100)


def _pattern(period: Period) -> str:
    match period.kind:
        case PeriodKind.MONTH:
            return translate("Periods", "tháng {n} năm {year}")
        case PeriodKind.QUARTER:
            return translate("Periods", "quý {roman} năm {year}")
        case PeriodKind.HALF if period.place == 1:
            return translate("Periods", "6 tháng đầu năm {year}")
        case PeriodKind.HALF:
            return translate("Periods", "6 tháng cuối năm {year}")
        case PeriodKind.NINE_MONTHS:
            return translate("Periods", "9 tháng năm {year}")
        case PeriodKind.YEAR:
            return translate("Periods", "năm {year}")
    return translate("Periods", "từ ngày {first} đến ngày {last}")
