"""The recovery sheet on paper (A4): whose book, the code in numbered groups, when it helps, where it is kept."""

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QTextDocument

MARGINS = QMarginsF(30, 20, 20, 20)
"""As on official paper (Nghị định 30/2020/NĐ-CP): the left one takes the holes of a file."""

DOTS = 96
A_LINE = 4
_STYLE = """
    body { font-family: 'Noto Sans'; font-size: 11pt; color: black; }
    h1 { font-size: 17pt; margin-top: 18px; margin-bottom: 2px; } h2 { font-size: 12pt; margin: 0; }
    p { margin-top: 3px; margin-bottom: 3px; } .small { font-size: 9.5pt; }
    .code { font-size: 21pt; font-weight: 600; } .place { font-size: 8.5pt; color: dimgray; }
"""
_CELL = 'align="center" style="border: 1px solid black; padding: 9px 4px 9px 4px;"'
_EMPTY = 'style="border: 0px;"'


@dataclass(frozen=True)
class Sheet:
    """What stands on it."""

    unit: str
    code: str
    officer: str
    day: str


def html(sheet: Sheet) -> str:
    """The sheet as rich text; always Vietnamese, it goes into the unit's own safe."""
    told = (
        f"<h2>{escape(sheet.unit)}</h2>"
        "<h1>TỜ KHÔI PHỤC SỔ GIAO BAN</h1>"
        f"<p>Lập ngày {sheet.day}, người lập: {escape(sheet.officer)}.</p><br>"
        f"{_code(sheet.code)}<br>"
        "<p><b>Dùng khi nào.</b> Khi không ai còn nhớ mật khẩu mở sổ trên máy của đơn vị.</p>"
        "<p><b>Cách dùng.</b> Mở Giao Ban, bấm “Quên mật khẩu?”, gõ lần lượt các nhóm theo số thứ tự, rồi đặt mật khẩu"
        " mới. Chữ hoa, chữ thường như nhau; không có chữ I, L, O, U. Gõ nhầm nhóm nào, máy báo đúng nhóm đó.</p>"
        "<p><b>Dùng một lần.</b> Sau khi dùng, sau khi lập tờ mới hoặc thay khóa sổ, tờ này hết giá trị: hủy nó đi.</p>"
        "<p><b>Cất ở đâu.</b> Trong tủ khóa hoặc phong bì niêm phong do chỉ huy giữ. Không để cạnh máy, không chụp"
        " ảnh, không chép vào máy khác: ai có tờ này và máy (hoặc bản sao lưu) đều mở được sổ.</p><br>"
    )
    return f"<html><head><style>{_STYLE}</style></head><body>{told}{_signatures()}</body></html>"


def _code(code: str) -> str:
    groups = code.split()
    cells = [
        f'<td width="25%" {_CELL}><span class="place">{place}</span><br><span class="code">{group}</span></td>'
        for place, group in enumerate(groups, 1)
    ]
    cells += [f'<td width="25%" {_EMPTY}></td>'] * (-len(cells) % A_LINE)
    rows = "".join(f"<tr>{''.join(cells[at : at + A_LINE])}</tr>" for at in range(0, len(cells), A_LINE))
    return f'<table width="100%" cellspacing="6">{rows}</table>'


def _signatures() -> str:
    told = "".join(
        f'<td width="50%" align="center"><b>{who}</b><br><span class="small"><i>(ký, ghi rõ họ tên)</i></span></td>'
        for who in ("NGƯỜI LẬP", "NGƯỜI CẤT GIỮ")
    )
    return f'<table width="100%"><tr>{told}</tr></table>'


def print_on(device: QPagedPaintDevice, sheet: Sheet) -> None:
    """Lay the sheet out on a printer or into a PDF: one page."""
    page, upright = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
    layout = QPageLayout(page, upright, MARGINS, QPageLayout.Unit.Millimeter)
    device.setPageLayout(layout)
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setHtml(html(sheet))
    document.setPageSize(QSizeF(layout.paintRectPixels(DOTS).size()))
    document.print_(device)
