"""Late files after the figures were signed → the annex of adjustments (phụ lục điều chỉnh), on paper and in Excel."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.catalogue import Indicator
from desktop.domain.figures import Comparison, Figure, compare
from desktop.domain.report import Column, Letterhead, Paragraph, Piece, Report, Row, Style, Table
from desktop.wording import numbers
from desktop.wording.report_cells import change_plain, figure_words, text, whole_number
from desktop.wording.report_phrases import lowered

NAMED = 12
UNMOVED = "Số liệu chung không thay đổi."


@dataclass(frozen=True)
class Moved:
    """One figure that is no longer what was signed."""

    indicator: Indicator
    signed: Figure
    now: Figure

    @property
    def comparison(self) -> Comparison:
        """How far it moved."""
        return compare(self.now, self.signed, rate=self.indicator.per_cent)


@dataclass(frozen=True)
class Late:
    """One package that came after the figures were signed, and what it did to its unit's figures."""

    unit: str
    number: int
    file: str
    received: str
    code: str
    moved: tuple[Moved, ...]
    other: str = ""
    """The period of a package that is of another one and tells of this one too."""


@dataclass(frozen=True)
class Supplement:
    """Everything that the annex says."""

    label: str
    span: str
    year: int
    land: str
    head: Letterhead
    training: str
    signed_at: str
    late: tuple[Late, ...]
    province: tuple[Moved, ...]
    corrections: tuple[str, ...] = ()
    """What headquarters itself corrected after signing."""


def moved_words(each: Moved) -> str:
    """`207 → 208`, `89,4% → 88,9%`."""
    return f"{figure_words(each.indicator, each.signed)} → {figure_words(each.indicator, each.now)}"


def compose(found: Supplement) -> Report:
    """The annex as a paper of its own."""
    at = numbers.moment(datetime.fromisoformat(found.signed_at))
    lead = f"Số liệu {found.label} của {found.land} được chốt lúc {at}."
    paragraphs = [_body("lead", lead), _body("late", _late_words(found)), _body("moved", _moved_words(found))]
    if found.corrections:
        paragraphs.append(_body("corrected", f"Điều chỉnh của cấp trên sau khi chốt: {'; '.join(found.corrections)}."))
    subject = f"Điều chỉnh số liệu {found.label} sau khi chốt"
    return Report(
        found.head, subject, f"({found.span})", found.training, tuple(paragraphs), tables(found), found.year
    )


def _body(key: str, words: str) -> Paragraph:
    return Paragraph(Style.BODY, "D", (Piece(words),), key=key)


def _late_words(found: Supplement) -> str:
    if not found.late:
        return "Sau khi chốt chưa nhận gói bổ sung nào."
    units = list(dict.fromkeys(each.unit for each in found.late))
    named = ", ".join(lowered(each) for each in units[:NAMED])
    count = numbers.count(len(found.late), "gói bổ sung", leading_zero=True)
    return f"Sau khi chốt đã nhận {count} của {numbers.count(len(units), 'đơn vị', leading_zero=True)}: {named}."


def _moved_words(found: Supplement) -> str:
    if not found.province:
        return UNMOVED
    told = "; ".join(f"{lowered(each.indicator.name)} {moved_words(each)}" for each in found.province[:NAMED])
    rest = len(found.province) - NAMED
    more = f"; và {numbers.count(rest, 'số liệu khác')} trong bảng kèm theo" if rest > 0 else ""
    return f"Số liệu chung thay đổi so với số đã chốt: {told}{more}."


def tables(found: Supplement) -> tuple[Table, ...]:
    """What became of the whole, and what each late package did."""
    whole = (
        Column("STT", 8, centred=True),
        Column("Chỉ tiêu", 46),
        Column("ĐVT", 11, centred=True),
        Column("Đã chốt", 12, numeric=True),
        Column("Hiện nay", 12, numeric=True),
        Column("Tăng, giảm", 15, numeric=True),
    )
    rows = tuple(_whole_row(number, each) for number, each in enumerate(found.province, 1))
    late = (
        Column("STT", 8, centred=True),
        Column("Đơn vị", 22),
        Column("Bổ sung lần", 9, centred=True),
        Column("Tệp, mã gói, lúc nhận", 30),
        Column("Số liệu của đơn vị: đã chốt → hiện nay", 40),
    )
    packages = tuple(_late_row(number, each) for number, each in enumerate(found.late, 1))
    notes = () if rows else (UNMOVED,)
    changed = Table("Số liệu chung", "Số liệu chung đã chốt và hiện nay", found.span, whole, rows, notes)
    arrived = Table("Gói bổ sung", "Các gói bổ sung sau khi chốt", found.span, late, packages)
    return (changed, arrived) if packages else (changed,)


def _whole_row(number: int, each: Moved) -> Row:
    signed, now = (text(figure_words(each.indicator, one)) for one in (each.signed, each.now))
    named = text(each.indicator.name), text(each.indicator.unit)
    return Row((whole_number(number), *named, signed, now, text(change_plain(each.indicator, each.comparison))))


def _late_row(number: int, each: Late) -> Row:
    at = numbers.moment(datetime.fromisoformat(each.received))
    plain = [one for one in each.moved if one.signed.amount is None and not one.now.amount]
    told = [f"{one.indicator.short}: {moved_words(one)}" for one in each.moved if one not in plain]
    told += [f"{numbers.count(len(plain), 'số liệu')} bằng 0, trước chưa báo cáo"] if plain else []
    place = f"{each.file}, mã {each.code}, {at}" + (f", gói {each.other}" if each.other else "")
    number_cell = text("–") if each.other else whole_number(each.number)
    words = text("; ".join(told) or "không đổi số liệu")
    return Row((whole_number(number), text(each.unit), number_cell, text(place), words))
