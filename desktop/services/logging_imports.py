"""The import log (nhật ký nhập): every package ever received, what it was, whether it counts; also as a workbook."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop.base.paths import replacing
from desktop.domain.periods import Period, parse_period
from desktop.services import progressing
from desktop.services.books import Books
from desktop.services.progressing import Reported
from desktop.wording.verdicts import verdict_words


class Counting(StrEnum):
    """Whether a package counts."""

    NOW = "now"
    BEFORE = "before"
    """A later one of the same machine answers in its place; its rows stay in the series."""
    UNDONE = "undone"


WORDS = {Counting.NOW: "đang tính", Counting.BEFORE: "đã có bản sau", Counting.UNDONE: "đã hoàn tác"}


@dataclass(frozen=True)
class Logged:
    """One package of the log."""

    package: Reported
    unit_name: str
    unit_code: str
    period: str
    counting: Counting

    @property
    def outcome(self) -> str:
        """Its verdict in words."""
        return verdict_words(self.package.verdict)

    @property
    def state(self) -> str:
        """Whether it counts, in words."""
        return WORDS[self.counting]


HEADS = (
    "Lúc nhận",
    "Tệp",
    "Mã đơn vị",
    "Đơn vị",
    "Kỳ",
    "Lần",
    "Mã gói",
    "Kết quả",
    "Số dòng",
    "Giữ lại",
    "Tình trạng",
    "Mã đầy đủ",
)


def log(books: Books, period: Period | None = None) -> list[Logged]:
    """Every package received, newest first, undone ones too."""
    return [_logged(books, each) for each in progressing.packages(books, period)]


def _logged(books: Books, package: Reported) -> Logged:
    unit = books.units[package.unit_id]
    counting = Counting.UNDONE if not package.active else Counting.NOW if package.head else Counting.BEFORE
    label = parse_period(package.period, books.me.calendar).label
    return Logged(package, unit.name, unit.code, label, counting)


def write(books: Books, path: Path, period: Period | None = None) -> int:
    """Write the log as a workbook, in place of an older one; return how many packages it names."""
    from desktop.workbook.plain_sheet import write as write_sheet

    found = log(books, period)
    with replacing(path) as part:
        write_sheet(part, "Nhật ký nhập", HEADS, [_row(each) for each in found])
    return len(found)


def _row(each: Logged) -> tuple[str | int, ...]:
    package = each.package
    return (
        package.received.replace("T", " ")[:19],
        package.file_name,
        each.unit_code,
        each.unit_name,
        each.period,
        package.sequence,
        package.code,
        each.outcome,
        package.rows_read,
        package.rows_held,
        each.state,
        package.package_id.hex(),
    )
