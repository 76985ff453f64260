"""The cover sheet (tờ bìa): one A4 page with the head of NĐ 30/2020, headline counts and the seal code."""

from collections.abc import Sequence

from desktop.domain.package import Cover, Package, code_groups, short_code
from desktop.workbook.cells import CellValue
from desktop.workbook.layout import Layout
from desktop.workbook.markup import HEAD, MAIN, Strings, cell, letters, row
from desktop.workbook.styles import GREEN, STYLE

WIDTHS = (33, 11, 33, 11)
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
TITLE = "TỜ BÌA BÁO CÁO"
ADVICE = (
    "Gửi tệp này cho cấp trên bằng USB hoặc thư nội bộ. Cần sửa số liệu thì sửa trong chương trình rồi xuất lại; "
    "sửa thẳng trong Excel thì cấp trên thấy từng ô trước và sau khi sửa."
)
SECRETS = "Không chứa bí mật nhà nước. Không ghi họ tên, số căn cước, số điện thoại, biển số, số nhà của công dân."
SIGNER = "Thủ trưởng đơn vị"


class Page:
    """Rows of the cover as they are laid one under the other."""

    def __init__(self, strings: Strings) -> None:
        self._strings = strings
        self._rows: list[str] = []
        self._merges: list[str] = []

    def line(self, *pieces: tuple[int, int, str, CellValue], height: float = 18) -> None:
        """One row of (first column, last column, style, value)."""
        number = len(self._rows) + 1
        cells = []
        for first, last, style, value in pieces:
            cells += [
                cell(
                    f"{letters(place)}{number}",
                    STYLE[style],
                    value if place == first else None,
                    self._strings,
                )
                for place in range(first, last + 1)
            ]
            if last > first:
                self._merges.append(f"{letters(first)}{number}:{letters(last)}{number}")
        self._rows.append(row(number, cells, f' ht="{height:g}" customHeight="1"'))

    def gap(self, height: float) -> None:
        """An empty row."""
        self.line(height=height)

    @property
    def last(self) -> int:
        """The number of the last row."""
        return len(self._rows)

    def xml(self) -> str:
        """The sheet."""
        columns = "".join(
            f'<col min="{place}" max="{place}" width="{width + 0.7:g}" customWidth="1"/>'
            for place, width in enumerate(WIDTHS, 1)
        )
        merges = "".join(f'<mergeCell ref="{area}"/>' for area in self._merges)
        return (
            f'{HEAD}<worksheet xmlns="{MAIN}"><sheetPr><tabColor rgb="{GREEN}"/><pageSetUpPr fitToPage="1"/></sheetPr>'
            '<sheetViews><sheetView tabSelected="1" workbookViewId="0" showGridLines="0"/></sheetViews>'
            f'<sheetFormatPr defaultRowHeight="18"/><cols>{columns}</cols>'
            f"<sheetData>{''.join(self._rows)}</sheetData>"
            f'<mergeCells count="{len(self._merges)}">{merges}</mergeCells>'
            '<printOptions horizontalCentered="1"/>'
            '<pageMargins left="0.9" right="0.6" top="0.8" bottom="0.8" header="0.3" footer="0.3"/>'
            '<pageSetup paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="1"/></worksheet>'
        )


def cover_sheet(cover: Cover, package: Package, layout: Layout, strings: Strings) -> tuple[str, str]:
    """The cover's XML and its print area."""
    page = Page(strings)
    head(page, cover)
    _title(page, cover, package)
    _table(page, cover.figures)
    _contents(page, package, layout)
    _code_and_signature(page, cover, package)
    page.line((0, 3, "advice", ADVICE), height=48)
    page.gap(6)
    page.line((0, 3, "small", SECRETS), height=16)
    return page.xml(), f"$A$1:$D${page.last}"


def head(page: Page, cover: Cover) -> None:
    """Who writes, to whom and where (NĐ 30/2020)."""
    page.line((0, 0, "authority", cover.authority.upper()), (1, 3, "nation", NATION))
    page.line((0, 0, "unit", cover.unit.upper()), (1, 3, "motto", MOTTO))
    page.gap(8)
    page.line((1, 3, "right_italic", cover.place_and_day))
    page.gap(30)


def _title(page: Page, cover: Cover, package: Package) -> None:
    page.line((0, 3, "title", TITLE), height=26)
    times = f", lần {package.manifest.sequence}"
    page.line((0, 3, "subtitle", cover.period[:1].upper() + cover.period[1:] + times), height=21)
    page.line((0, 3, "body_middle", f"({cover.dates})"), height=20)
    for mark in cover.marks:
        page.gap(6)
        page.line((0, 3, "mark", mark), height=24)
    page.gap(20)


def _table(page: Page, figures: Sequence[tuple[str, str | int]]) -> None:
    """Headline counts, down the left half and then down the right one."""
    half = (len(figures) + 1) // 2
    for place in range(half):
        pair = [figures[place], figures[place + half] if place + half < len(figures) else ("", "")]
        page.line(
            *((2 * side, 2 * side, "label", label) for side, (label, _) in enumerate(pair)),
            *((2 * side + 1, 2 * side + 1, "count", value) for side, (_, value) in enumerate(pair)),
            height=22 if all(len(label) < 34 for label, _ in pair) else 36,
        )


def _contents(page: Page, package: Package, layout: Layout) -> None:
    sheets = sorted(package.sheets, key=lambda sheet: layout.place(sheet.kind))
    parts = [f"{layout.plan(sheet.kind).title} {len(sheet.rows)}" for sheet in sheets]
    page.gap(8)
    page.line((0, 3, "body", f"Số dòng từng trang: {', '.join(parts) or 'không có dòng nào'}."), height=64)
    page.gap(14)


def _code_and_signature(page: Page, cover: Cover, package: Package) -> None:
    page.line(
        (0, 0, "body", "Mã niêm phong, đọc qua điện thoại:"),
        (1, 3, "strong_middle", (cover.signer or SIGNER).upper()),
    )
    page.line((0, 0, "code", short_code(package.id)), (1, 3, "right_note", "(ký, ghi rõ họ tên)"), height=30)
    page.gap(64)
    page.line((1, 3, "strong_middle", cover.chief))
    page.gap(20)
    page.line((0, 3, "small", f"Mã đầy đủ: {code_groups(package.id)}"), height=28)
    page.gap(8)
