"""Tables by unit or by kind: a row that adds the others up, and rates of two columns beside them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from desktop.checking.arithmetic import near, quotient
from desktop.checking.claims import Claim, Reading, Strength, finding, judged, mend
from desktop.checking.reading_figures import Shape
from desktop.checking.table_cells import Cell, Cells, printed
from desktop.domain.findings import ClaimKind, Finding, Verdict

_TOTAL: Final = re.compile(
    r"\W*(?:tổng(?:\s(?:cộng|số))?|cộng|toàn\s(?:tỉnh|huyện|thành phố)[^\d,;]{0,30})\W*", re.IGNORECASE
)
_WHOLE: Final = re.compile(
    r"xảy ra|phát sinh|tiếp nhận|thụ lý|kế hoạch|chỉ tiêu giao|phải giải quyết"
    r"|^\W*(?:tổng )?số (?:vụ|tin|đơn|hồ sơ|việc)\W*$",
    re.IGNORECASE,
)
_PART: Final = re.compile(r"khám phá|làm rõ|giải quyết|hoàn thành|thực hiện|đạt được|kết quả", re.IGNORECASE)
_RATE: Final = re.compile(r"tỷ lệ|tỉ lệ|%", re.IGNORECASE)
_MOVED: Final = re.compile(r"tăng|giảm|so sánh|so với|cơ cấu|tỷ trọng", re.IGNORECASE)
_NESTED: Final = re.compile(
    r"^\s*(?:[-+•*]|[IVX]+\W*$|[IVX]+\.|\d+\.\d|[a-zđ][.)])|trong đó|riêng|cùng kỳ", re.IGNORECASE
)
_LABELS: Final = 2
"""A total is named in one of the first columns."""
_NARROW: Final = 6
"""In a table of so few columns a rate is of its only two counts, wherever they stand."""
_ROWS: Final = 3
"""So many rows must be added up before a wrong total is one."""


def totals(rows: dict[int, Cells], read: dict[int, dict[int, Cell]]) -> Iterator[Finding]:
    """The total of each column; wrong only where most columns of the same row add up."""
    place = total_row(rows)
    if place is None:
        return
    total = read[place]
    members = [cells for row, cells in read.items() if row != place and len(cells.keys() & total.keys()) > 0]
    members = [cells for cells in members if not all(_is_year(cell) for cell in cells.values())]
    if len(members) < _ROWS:
        return
    made = [_added(total[column], [cells.get(column) for cells in members]) for column in sorted(total)]
    found = [each for each in made if each is not None]
    right = [each for each in found if each.verdict is Verdict.RIGHT and each.value >= len(members)]
    if (len(right) * 2 >= len(found) and right) or (len(found) == 1 and _lonely(rows, found[0])):
        yield from found


def total_row(rows: dict[int, Cells]) -> int | None:
    """The only row that names a total."""
    places = [row for row, cells in rows.items() if _names_total(cells)]
    return places[0] if len(places) == 1 else None


def _lonely(rows: dict[int, Cells], found: Finding) -> bool:
    """Whether the only column of a plain list misses its total by little."""
    labels = [words for cells in rows.values() for _, (_, words) in sorted(cells.items())[:_LABELS]]
    nested = any(_NESTED.search(words) for words in labels)
    return not nested and found.recomputed is not None and near(found.value, found.recomputed)


def _names_total(cells: Cells) -> bool:
    labels = [words for _, (_, words) in sorted(cells.items())][:_LABELS]
    return any(_TOTAL.fullmatch(words) for words in labels)


def _is_year(cell: Cell) -> bool:
    return 2000 <= cell[1].value < 2050 and not cell[1].places


def _added(total: Cell, members: list[Cell | None]) -> Finding | None:
    """A column of whole counts, every row of it filled, without signs and per cents."""
    sentence, mark = total
    parts = [each[1] for each in members if each is not None]
    if len(parts) < len(members) or any(each.shape is Shape.PERCENT or each.sign for each in (mark, *parts)):
        return None
    if mark.shape is Shape.PERCENT or [each.value for each in parts] == list(range(1, len(parts) + 1)):
        return None
    added = sum((each.value for each in parts), Decimal(0))
    right = abs(added - mark.value) <= mark.step + sum((each.step for each in parts), Decimal(0))
    if mark.places and not right:
        return None  # rates and averages are not added up
    claim = Claim(ClaimKind.SUM, sentence, mark, mark.start, mark.end)
    made = replace(
        finding(claim, Verdict.RIGHT if right else Verdict.WRONG),
        recomputed=added,
        numerator=added,
        parts=tuple(each.value for each in parts),
    )
    return made if right else replace(made, mend=mend(claim, added), certainty=Decimal("0.9"))


def rates(rows: dict[int, Cells], read: dict[int, dict[int, Cell]]) -> Iterator[Finding]:
    """`Xảy ra | Khám phá | Tỷ lệ %`, `Kế hoạch | Thực hiện | %`: part out of whole, row by row."""
    columns: tuple[int, int, int] | None = None
    made: list[Finding] = []
    for row, cells in rows.items():
        if columns is None:
            columns = _rate_columns(cells) if not read[row] else None
        elif found := _rate(read[row], *columns):
            made.append(found)
    right = sum(found.verdict is Verdict.RIGHT for found in made)
    sure = right > 1 and right * 2 > len(made)
    yield from (found for found in made if sure or not _is_far(found))


def _rate_columns(cells: Cells) -> tuple[int, int, int] | None:
    found: list[list[int]] = [[], [], []]
    for column, (_, words) in cells.items():
        if _MOVED.search(words):
            continue
        for place, pattern in enumerate((_RATE, _PART, _WHOLE)):
            if pattern.search(words):
                found[place].append(column)
                break
    if all(len(columns) == 1 for columns in found):
        rate, part, whole = (columns[0] for columns in found)
        beside = max(rate, part, whole) - min(rate, part, whole) == len(found) - 1
        if beside or len(cells) <= _NARROW:
            return whole, part, rate
    for rate in found[0]:
        whole, part = rate - 2, rate - 1
        if whole in found[2] and part in found[1]:
            return whole, part, rate
    return None


def _rate(cells: dict[int, Cell], whole_at: int, part_at: int, rate_at: int) -> Finding | None:
    whole, part, rate = cells.get(whole_at), cells.get(part_at), cells.get(rate_at)
    if whole is None or part is None or rate is None:
        return None
    found = quotient(printed(part[1]), printed(whole[1]))
    if found is None:
        return None
    sentence, mark = rate
    claim = Claim(ClaimKind.RATE, sentence, mark, mark.start, mark.end)
    made = judged(claim, [Reading(part[1].value, whole[1].value, found, Strength.TOLD)])
    return made


def _is_far(found: Finding) -> bool:
    """Whether a rate misses by so much that another one may be meant, unless other rows say what it is."""
    wrong = found.verdict is Verdict.WRONG and found.recomputed is not None
    return wrong and found.recomputed is not None and not near(found.value, found.recomputed, 1)
