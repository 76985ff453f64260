"""The call list on paper (A4): unit, telephone, what is wrong and what to do, a box to tick and room for notes."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from desktop.base.paths import replacing
from desktop.ui.headquarters.call_facts import Call

MARGINS = QMarginsF(15, 14, 12, 14)
DOTS = 96
_STYLE = """
    body { font-family: 'Noto Sans'; font-size: 9pt; color: black; }
    h1 { font-size: 13pt; margin: 0; } p { margin: 0; }
    th { text-align: left; font-weight: 600; background-color: whitesmoke; }
"""
_CELL = 'style="padding: 3px 5px; border: 1px solid gray;"'
_HEADS = (
    ("TT", 5),
    ("Đơn vị", 21),
    ("Điện thoại", 14),
    ("Vướng mắc, việc phải làm", 40),
    ("Đã gọi", 8),
    ("Ghi chú", 12),
)


def html(title: str, subtitle: str, lines: Sequence[Call]) -> str:
    """The sheet as rich text."""
    heads = "".join(f'<th width="{wide}%" {_CELL}>{name}</th>' for name, wide in _HEADS)
    rows = "".join(_row(place, each) for place, each in enumerate(lines, 1))
    table = f'<table width="100%" cellspacing="0" style="border-collapse: collapse;"><thead><tr>{heads}</tr></thead>'
    head = f"<h1>{escape(title)}</h1><p>{escape(subtitle)}</p><br>"
    return f"<html><head><style>{_STYLE}</style></head><body>{head}{table}{rows}</table></body></html>"


def _row(place: int, each: Call) -> str:
    unit = f"<b>{escape(each.unit.name)}</b><br>{escape(each.area)}"
    what = "<br>".join(map(escape, each.sentences))
    cells = (str(place), unit, escape(each.unit.phone) or "chưa có số", what, escape(each.called), escape(each.note))
    return f"<tr>{''.join(f'<td {_CELL}>{cell}</td>' for cell in cells)}</tr>"


def print_on(device: QPagedPaintDevice, words: str) -> None:
    """Lay the sheet out on a printer or into a PDF, as many pages as it needs."""
    page, upright = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
    layout = QPageLayout(page, upright, MARGINS, QPageLayout.Unit.Millimeter)
    device.setPageLayout(layout)
    document = QTextDocument()
    document.setHtml(words)
    document.setPageSize(QSizeF(layout.paintRectPixels(DOTS).size()))
    document.print_(device)


def write_pdf(path: Path, words: str) -> None:
    """The sheet as a PDF; raise UserError where it cannot be written."""
    with replacing(path) as part:
        part.touch()
        writer = QPdfWriter(str(part))
        writer.setCreator("Giao Ban")
        print_on(writer, words)
