"""A small catalogue with every type of field, rows of it, and packages made of them."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.catalogue import Catalogue, Choice, ChoiceList, Field, FieldType, Kind
from desktop.domain.package import Cover, Manifest, Package, assemble, sheet_of
from desktop.domain.records import Values, canonical
from desktop.domain.system_kinds import FIGURE, SYSTEM_CHOICES
from desktop.workbook import seal
from desktop.workbook.writer import Written, write

PRIVATE, PUBLIC = seal.make_key()

GROUPS = ChoiceList(
    "crime_group",
    "Nhóm",
    "Group",
    (
        Choice("TTXH", "Trật tự xã hội", synonyms=("TTXH cũ",)),
        Choice("MT", "Ma túy"),
        Choice("K1", "Khác"),
        Choice("K2", "Khác"),
    ),
)
CASE = Kind(
    code="case",
    name="Vụ việc",
    english="Case",
    short="Vụ",
    icon="file",
    section=None,
    sheet="Vụ việc",
    number_prefix="VV",
    date_field="occurred_on",
    day_total=False,
    listed=("summary",),
    fields=(
        Field("group", "Nhóm tội phạm", "Group", FieldType.CHOICE, choices="crime_group"),
        Field("occurred_on", "Ngày xảy ra", "Occurred on", FieldType.DATE, synonyms=("Ngày xảy ra vụ việc",)),
        Field("subjects", "Số đối tượng", "Subjects", FieldType.INTEGER),
        Field("damage", "Thiệt hại", "Damage", FieldType.MONEY, unit="đồng"),
        Field("heroin_g", "Heroin", "Heroin", FieldType.NUMBER, unit="gam", decimals=3),
        Field("online", "Trên mạng", "Online", FieldType.FLAG),
        Field("month", "Tháng báo cáo", "Month", FieldType.MONTH),
        Field("hamlet", "Xóm", "Hamlet", FieldType.TEXT),
        Field("summary", "Tóm tắt", "Summary", FieldType.LONG_TEXT, width=60),
    ),
)
PATROL = Kind(
    code="patrol",
    name="Tuần tra",
    english="Patrol",
    short="Tuần tra",
    icon="map",
    section=None,
    sheet="Tuần tra",
    number_prefix="TT",
    date_field="on",
    day_total=True,
    listed=("note",),
    fields=(
        Field("on", "Ngày", "On", FieldType.DATE),
        Field("officers", "Số cán bộ", "Officers", FieldType.INTEGER),
        Field("note", "Ghi chú", "Note", FieldType.TEXT),
    ),
)
CATALOGUE = Catalogue(
    version="2020.1",
    kinds={kind.code: kind for kind in (CASE, PATROL, FIGURE)},
    choices={each.code: each for each in (GROUPS, *SYSTEM_CHOICES)},
    indicators={},
    rules=(),
    sections={},
)
COVER = Cover(
    authority="Công an tỉnh Cao Bằng",
    unit="Công an xã Đàm Thủy",
    period="6 tháng đầu năm 2020",
    dates="số liệu từ 15/12/2019 đến 14/06/2020",
    figures=(("Vụ phạm tội", 4), ("Vụ đã làm rõ", 4), ("Lượt tuần tra", 58)),
    signer="Trưởng Công an xã",
)
MANIFEST = Manifest(
    unit_uid="u-01495",
    unit_code="01495",
    unit_name="Xã Đàm Thủy & Co",
    scheme="2020",
    period="2020-H1",
    calendar="nd09",
    first="2019-12-15",
    last="2020-06-14",
    install="a1b2c3d4e5f60718",
    epoch=1,
    sequence=2,
    catalogue="2020.1",
    program="0.1.0",
    created="2020-06-14T10:00:00",
    public_key=PUBLIC,
)

FIRST_CASE: Values = {
    "group": "TTXH",
    "occurred_on": "2020-04-02",
    "subjects": 3,
    "damage": 5_000_000,
    "heroin_g": Decimal("0.125"),
    "online": "x",
    "month": "2020-M04",
    "hamlet": "Bản Giốc",
    "summary": "Trộm xe máy ở chợ.",
}
MACHINE_ROW, HEADER_ROW, FIRST_ROW = 1, 2, 3


def uid(number: int) -> str:
    """A uid that is easy to recognise."""
    return f"{number:032x}"


def row(number: int, values: Values) -> str:
    """The content of a row with its meta values."""
    meta: Values = {
        "_uid": uid(number),
        "_vector": "a1b2c3d4e5f6.1:1",
        "_state": "final",
        "_author": "trực ban",
        "_at": "2020-06-14T10:00:00",
        "_number": f"VV-01495-2020-{number:04}",
    }
    return canonical(meta | values)


def cases(count: int) -> list[str]:
    """So many cases, one a day."""
    return [row(n, FIRST_CASE | {"occurred_on": f"2020-04-{n:02}", "subjects": n}) for n in range(1, count + 1)]


def package(*contents: tuple[str, Iterable[str]], manifest: Manifest = MANIFEST) -> Package:
    """A package of these rows."""
    return assemble(manifest, [sheet_of(kind, rows) for kind, rows in contents])


def write_package(path: Path, made: Package, cover: Cover = COVER) -> Written:
    """The package as a file."""
    return write(path, made, CATALOGUE, cover, lambda package_id: seal.sign(package_id, PRIVATE))


def edited(path: Path, change: Callable[[Any], None]) -> Path:
    """The file after somebody changed the workbook in another program and saved it."""
    book = load_workbook(path)
    change(book)
    saved = path.with_name("edited.xlsx")
    book.save(saved)
    return saved


def column(sheet: Worksheet, name: str) -> int:
    """The number of a column, by its machine name."""
    names = [cell.value for cell in sheet[MACHINE_ROW]]
    return next(place for place, each in enumerate(names, 1) if each == name or str(each).endswith(f".{name}"))


def cell(sheet: Worksheet, number: int, name: str) -> Any:
    """One cell of a row."""
    return sheet.cell(number, column(sheet, name))
