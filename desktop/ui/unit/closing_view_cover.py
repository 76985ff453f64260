"""The cover sheet as it will be printed: painted on the screen and on paper by one drawing."""

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.package import Cover
from desktop.kit import theme
from desktop.kit.tokens import SERIF_FAMILIES

WIDTH, HEIGHT = 720.0, 520.0
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
TITLE, SIGNER, SIGNED = "TỜ BÌA BÁO CÁO", "THỦ TRƯỞNG ĐƠN VỊ", "(ký, ghi rõ họ tên)"
CODE_WORDS, NO_CODE = "Mã niêm phong, đọc qua điện thoại:", "có sau khi xuất tệp"
CENTER, LEFT = Qt.AlignmentFlag.AlignCenter, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
MARGIN, ROW, COUNT, LINE = 38.0, 33.0, 92.0, 23.0
ISSUER, NATION_ROOM = (MARGIN, 252.0), (MARGIN + 262, WIDTH - 2 * MARGIN - 262)
"""Where the two heads stand: from the left, and how wide."""
PAGE = QMarginsF(30, 20, 20, 20)
"""Of paper, in millimetres, as on an official letter (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""


class CoverDesk(QWidget):
    """What the paper lies on."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        QPainter(self).fillRect(self.rect(), theme.color("sunken"))


class CoverPaper(QWidget):
    """White paper in any size, also in dark mode."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cover: Cover | None = None
        self._times, self._code = 0, ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_cover(self, cover: Cover, times: int, code: str) -> None:
        """Show the cover of the `times`-th package; its code once it is sealed."""
        self._cover, self._times, self._code = cover, times, code
        figures = "; ".join(f"{name} {value}" for name, value in cover.figures)
        self.setAccessibleName(f"{TITLE}, {cover.unit}, {cover.period}. {figures}. {CODE_WORDS} {code or NO_CODE}")
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The paper keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that belongs to a width."""
        return round(width * HEIGHT / WIDTH)

    def sizeHint(self) -> QSize:
        """As in the side panel."""
        return QSize(theme.px(358), theme.px(264))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper in the middle of its room."""
        scale = min(self.width() / WIDTH, self.height() / HEIGHT)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate((self.width() - WIDTH * scale) / 2, (self.height() - HEIGHT * scale) / 2)
        painter.scale(scale, scale)
        paper = QRectF(0, 0, WIDTH, HEIGHT)
        painter.fillRect(paper, theme.color("paper"))
        painter.setPen(QPen(theme.color("line2"), 2))
        painter.drawRect(paper.adjusted(1, 1, -1, -1))
        self.paint_paper(painter)

    def paint_paper(self, painter: QPainter) -> None:
        """Paint what stands on the paper, 720 units wide; below it is room to sign and to stamp."""
        if self._cover is not None:
            pen = _Pen(painter)
            top = self._paint_title(pen, self._cover, self._paint_head(pen, self._cover))
            bottom = self._paint_figures(pen, self._cover, top)
            self._paint_code(pen, self._cover, bottom)

    def _paint_head(self, pen: "_Pen", cover: Cover) -> float:
        """Who reports at the left, the state at the right, a rule under each; says where the higher of them ends."""
        pen.write(NATION_ROOM, 34, NATION, 17, bold=True)
        wide = pen.write(NATION_ROOM, 34 + LINE, MOTTO, 17, bold=True)
        pen.rule(NATION_ROOM, 37 + 1.5 * LINE, wide)
        pen.write(ISSUER, 34, cover.authority.upper(), 17)
        lines = pen.broken(cover.unit.upper(), ISSUER[1], 17)
        for place, words in enumerate(lines, 1):
            pen.write(ISSUER, 34 + LINE * place, words, 17, bold=True)
        pen.rule(ISSUER, 37 + LINE * (len(lines) + 0.5), ISSUER[1] * 0.4)
        return 34 + LINE * len(lines)

    def _paint_title(self, pen: "_Pen", cover: Cover, head: float) -> float:
        whole, top = (MARGIN, WIDTH - 2 * MARGIN), head + 56
        pen.write(whole, top, TITLE, 26, bold=True)
        period = cover.period[:1].upper() + cover.period[1:]
        pen.write(whole, top + 37, f"{period}, lần {self._times}", 19)
        pen.write(whole, top + 64, f"({cover.dates})", 18)
        for place, mark in enumerate(cover.marks):
            pen.write(whole, top + 94 + 24 * place, mark, 18, bold=True)
        return top + 94 + 24 * len(cover.marks)

    def _paint_figures(self, pen: "_Pen", cover: Cover, top: float) -> float:
        half, wide = (len(cover.figures) + 1) // 2, (WIDTH - 2 * MARGIN) / 2
        for place, (label, value) in enumerate(cover.figures):
            left, y = MARGIN + wide * (place // half), top + ROW * (place % half)
            pen.box(QRectF(left, y, wide - COUNT, ROW), label, LEFT)
            pen.box(QRectF(left + wide - COUNT, y, COUNT, ROW), str(value), RIGHT)
        return top + ROW * half

    def _paint_code(self, pen: "_Pen", cover: Cover, top: float) -> None:
        left, right = (MARGIN, 330.0), (WIDTH - MARGIN - 280, 280.0)
        pen.write(left, top + 30, CODE_WORDS, 18, align=LEFT)
        pen.write(left, top + 64, self._code or NO_CODE, 34 if self._code else 19, bold=bool(self._code), align=LEFT)
        pen.write(right, top + 24, cover.place_and_day, 17, italic=True)
        signer = pen.broken((cover.signer or SIGNER).upper(), right[1], 18)
        for place, words in enumerate(signer, 1):
            pen.write(right, top + 26 + LINE * place, words, 18, bold=True)
        pen.write(right, top + 26 + LINE * (len(signer) + 1), SIGNED, 17, italic=True)


class _Pen:
    """Words in black on paper."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter

    def write(
        self,
        across: tuple[float, float],
        middle: float,
        words: str,
        size: int,
        *,
        bold: bool = False,
        italic: bool = False,
        align: Qt.AlignmentFlag = CENTER,
    ) -> float:
        """One line, made smaller where it has no room; says how wide it is."""
        font = _font(size, bold)
        font.setItalic(italic)
        while (wide := QFontMetricsF(font).horizontalAdvance(words)) > across[1] and size > 9:
            size -= 1
            font.setPixelSize(size)
        self._painter.setFont(font)
        self._painter.setPen(theme.color("paperText"))
        self._painter.drawText(QRectF(across[0], middle - 20, across[1], 40), align, words)
        return wide

    def broken(self, words: str, wide: float, size: int) -> list[str]:
        """Bold words in as few lines as have room for them, of about the same length."""
        letters = QFontMetricsF(_font(size, bold=True))
        parts = words.split()
        for count in range(1, len(parts)):
            lines = _lines(parts, letters, letters.horizontalAdvance(words) / count)
            if all(letters.horizontalAdvance(line) <= wide for line in lines):
                return lines
        return parts

    def rule(self, across: tuple[float, float], top: float, wide: float) -> None:
        """A thin line in the middle."""
        self._painter.setPen(QPen(theme.color("paperText"), 1))
        left = across[0] + (across[1] - wide) / 2
        self._painter.drawLine(QPointF(left, top), QPointF(left + wide, top))

    def box(self, room: QRectF, words: str, align: Qt.AlignmentFlag) -> None:
        """One cell of the table."""
        self._painter.setPen(QPen(theme.color("paperText"), 1))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(room)
        self.write((room.left() + 8, room.width() - 16), room.center().y(), words, 18, align=align)


def _font(size: int, bold: bool) -> QFont:
    font = QFont(list(SERIF_FAMILIES))
    font.setPixelSize(size)
    font.setBold(bold)
    return font


def _lines(parts: list[str], letters: QFontMetricsF, ideal: float) -> list[str]:
    """Words go on in the next line as soon as a line is as long as it should be."""
    lines = [parts[0]]
    for part in parts[1:]:
        if letters.horizontalAdvance(f"{lines[-1]} {part}") <= ideal * 1.15:
            lines[-1] += f" {part}"
        else:
            lines.append(part)
    return lines


def print_on(device: QPagedPaintDevice, cover: CoverPaper) -> None:
    """Paint the cover over the width of an upright page, where a file leaves room for its holes."""
    page, upright = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
    device.setPageLayout(QPageLayout(page, upright, PAGE, QPageLayout.Unit.Millimeter))
    painter = QPainter(device)
    scale = painter.viewport().width() / (WIDTH - 2 * MARGIN)
    painter.scale(scale, scale)
    painter.translate(-MARGIN, -MARGIN / 2)
    cover.paint_paper(painter)
    painter.end()
