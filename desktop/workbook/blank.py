"""A blank form (biểu trống): the layout of a package, its rows prepared and empty, for a unit without the program."""

from collections.abc import Mapping
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import replacing
from desktop.domain.catalogue import Catalogue
from desktop.domain.package import Cover, Manifest, assemble
from desktop.domain.records import Values
from desktop.domain.system_kinds import COVER_SHEET
from desktop.domain.unsealed import prepared_uid
from desktop.workbook.bundle import Part, write_bundle
from desktop.workbook.cover import Page, head
from desktop.workbook.layout import (
    COUNT,
    ENVELOPE_SHEET,
    LISTS_SHEET,
    NUMBER,
    STATE,
    UID,
    Column,
    Layout,
    SheetPlan,
    layout_of,
)
from desktop.workbook.lists import Lists
from desktop.workbook.markup import Strings
from desktop.workbook.sheets import DataSheet, ruled_sheet
from desktop.workbook.styles import styles_xml
from desktop.workbook.writer import envelope_xml, names_of, properties_of

TITLE = "BIỂU BÁO CÁO"
MARK = "BIỂU TRỐNG, ĐIỀN TAY, CHƯA NIÊM PHONG"
STEPS = (
    "1. Mỗi việc ghi một dòng, ở trang của việc đó, bắt đầu ngay dưới dòng tên cột. Hết dòng kẻ sẵn thì ghi tiếp"
    " xuống dưới.",
    "2. Trang Chỉ tiêu: dòng đã ghi sẵn tháng và mã, chỉ ghi cột Số liệu. Không có thì ghi 0; chưa biết thì để trống.",
    "3. Mục không phát sinh hoặc không thuộc diện: chọn ở trang Khai báo, ghi tên người khai báo.",
    "4. Ngày ghi 05/03/2020, số ghi 1.234,5, ô đánh dấu ghi x; ô có danh sách thì chọn trong danh sách.",
    "5. Không dùng công thức, không đổi tên trang, không xóa cột. Lưu kiểu Excel (.xlsx), gửi lại cấp trên.",
)
SECRETS = "Không chứa bí mật nhà nước. Không ghi họ tên, số căn cước, số điện thoại, biển số, số nhà của công dân."
PREPARED = "Dòng kẻ sẵn từng trang"

Prepared = Mapping[str, list[Values]]
"""By kind the rows that are prepared, each with what it says already."""


def write_blank(path: Path, manifest: Manifest, prepared: Prepared, cover: Cover, catalogue: Catalogue) -> Path:
    """Write a blank form and prove that it reads as one; raise UserError otherwise."""
    layout, strings, lists = layout_of(catalogue), Strings(), Lists()
    package = assemble(manifest, ())
    heading = f"{manifest.unit_name} · {manifest.period}"
    sheets = [
        _sheet(layout.plan(kind), _rows(manifest, kind, prepared[kind]), catalogue, lists, strings, heading)
        for kind in sorted(prepared, key=layout.place)
    ]
    parts = [_cover(cover, layout, prepared, strings)]
    parts += [Part(sheet.title, sheet.xml, names=names_of(sheet)) for sheet in sheets]
    parts.append(Part(LISTS_SHEET, lists.xml(strings), "hidden"))
    parts.append(Part(ENVELOPE_SHEET, envelope_xml(package, ""), "veryHidden"))
    with replacing(path) as part:
        write_bundle(part, parts, strings.xml(), styles_xml(), properties_of(package, cover))
    _prove(path, manifest, catalogue)
    return path


def _rows(manifest: Manifest, kind: str, prepared: list[Values]) -> list[Values]:
    unit, period = manifest.unit_uid, manifest.period
    return [
        {**values, UID: prepared_uid(unit, period, kind, place, values).hex()}
        for place, values in enumerate(prepared, 1)
    ]


def _sheet(
    plan: SheetPlan, rows: list[Values], catalogue: Catalogue, lists: Lists, strings: Strings, heading: str
) -> DataSheet:
    grouped = catalogue.kinds[plan.kind].day_total
    columns = tuple(column for column in plan.columns if _asked(column, grouped))
    return ruled_sheet(plan, columns, rows, lists, strings, heading)


def _asked(column: Column, grouped: bool) -> bool:
    """People number nothing and finish everything; only kinds of daily totals are told in one row for many."""
    return column.name not in (NUMBER, STATE) and (grouped or column.name != COUNT)


def _cover(cover: Cover, layout: Layout, prepared: Prepared, strings: Strings) -> Part:
    page = Page(strings)
    head(page, cover)
    page.line((0, 3, "title", TITLE), height=26)
    page.line((0, 3, "subtitle", cover.period[:1].upper() + cover.period[1:]), height=21)
    page.line((0, 3, "body_middle", f"({cover.dates})"), height=20)
    for mark in (MARK, *cover.marks):
        page.gap(6)
        page.line((0, 3, "mark", mark), height=24)
    page.gap(14)
    for step in STEPS:
        page.line((0, 3, "body", step), height=36)
    page.gap(10)
    counts = [f"{layout.plan(kind).title} {len(prepared[kind])}" for kind in sorted(prepared, key=layout.place)]
    page.line((0, 3, "small", f"{PREPARED}: {', '.join(counts)}."), height=42)
    page.gap(14)
    page.line((1, 3, "strong_middle", cover.signer.upper()))
    page.line((1, 3, "right_note", "(ký, ghi rõ họ tên)"), height=20)
    page.gap(64)
    page.line((0, 3, "small", SECRETS), height=16)
    return Part(COVER_SHEET, page.xml(), names={"Print_Area": f"$A$1:$D${page.last}"})


def _prove(path: Path, manifest: Manifest, catalogue: Catalogue) -> None:
    from desktop.workbook.reader import read  # only now: reading needs what writing does not

    try:
        arrived = read(path, catalogue)
    except UserError:
        arrived = None
    if arrived is None or arrived.manifest != manifest or arrived.rows_read or arrived.problems:
        path.unlink(missing_ok=True)
        raise UserError(Trouble.VERIFY_FAILED, path=str(path), name=path.name, folder=str(path.parent))
