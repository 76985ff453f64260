"""What the cover sheet (tờ bìa) says of a package: head of paper, headline figures, place and day, who signs."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from desktop.domain.figures import BLANK
from desktop.domain.numbers import format_number
from desktop.domain.package import Cover
from desktop.domain.periods import Period
from desktop.domain.system_kinds import EXPLANATION
from desktop.services.books import Books, UnitRow
from desktop.services.counting import summary
from desktop.wording.numbers import long_day
from desktop.wording.report_head import place_name

LEFT = ("TH.01", "TX.01", "GT.01")
RIGHT = ("VP.01", "PT.03", "PT.10")
RECORDS, EXPLAINED = "Bản ghi trong tệp", "Cảnh báo đã giải trình"
INCOMPLETE = "BẢN CHƯA HOÀN CHỈNH"
TRAINING = "SỐ LIỆU HUẤN LUYỆN, KHÔNG PHẢI SỐ LIỆU THẬT"
CHIEF = "Trưởng Công an"


def cover_of(books: Books, period: Period, sheets: Mapping[str, int], complete: bool) -> Cover:
    """The cover of a package that holds so many rows on these sheets."""
    marks = [INCOMPLETE] if not complete else []
    marks += [TRAINING] if books.me.training else []
    return Cover(
        _authority(books),
        books.me.police_name,
        period.label,
        f"số liệu từ {period.first:%d/%m/%Y} đến {period.last:%d/%m/%Y}",
        _figures(books, period, sheets),
        f"{CHIEF} {_own(books).kind}".upper(),
        place_and_day=_place_and_day(books),
        marks=tuple(marks),
    )


def _own(books: Books) -> UnitRow:
    return books.units[books.own_unit_id]


def _authority(books: Books) -> str:
    """The police above: of the province, or whatever stands highest over the unit."""
    above = [unit for unit in books.units.values() if unit.level == "province"]
    return f"CÔNG AN {above[0].name.upper()}" if above else ""


def _figures(books: Books, period: Period, sheets: Mapping[str, int]) -> tuple[tuple[str, str | int], ...]:
    """Headline figures, down the left half and then down the right one."""
    now = {line.indicator.code: line for line in summary(books, period).lines}

    def shown(code: str) -> tuple[str, str | int]:
        indicator = books.catalogue.indicators[code]
        figure = now[code].now if code in now else BLANK
        return indicator.short or indicator.name, _amount(figure.amount)

    system = {kind.code for kind in books.catalogue.kinds.values() if kind.system}
    records = sum(rows for sheet, rows in sheets.items() if sheet not in system)
    explained = sheets.get(EXPLANATION.code, 0)
    return (*map(shown, LEFT), (RECORDS, records), *map(shown, RIGHT), (EXPLAINED, explained))


def _amount(amount: Decimal | None) -> str | int:
    if amount is None:
        return "chưa nhập"
    return int(amount) if amount == int(amount) else format_number(amount)


def _place_and_day(books: Books) -> str:
    return f"{place_name(books.me.unit_name)}, {long_day(date.fromisoformat(books.clock()[:10]))}"
