"""Red looks beside those that a workbook has: its styles part grows, what is there stays as it is."""

import re
from dataclasses import dataclass, field

_XF = re.compile(rb"<xf\b[^>]*?/>|<xf\b[^>]*?>.*?</xf>", re.DOTALL)
_FILLS = re.compile(rb"<fill>.*?</fill>|<fill/>", re.DOTALL)
_FILL_OF = re.compile(rb'\sfillId="(\d+)"')
_OF_RED = re.compile(rb'\s(?:fillId|borderId|applyFill|applyBorder)="[^"]*"')
_ATTRIBUTE = rb'\s%b="[^"]*"'

RED, PINK = b"FFB3261E", b"FFFCE4E2"
_SIDES = b"".join(
    b'<%b style="medium"><color rgb="%b"/></%b>' % (side, RED, side) for side in (b"left", b"right", b"top", b"bottom")
)
_FILL = b'<fill><patternFill patternType="solid"><fgColor rgb="%b"/><bgColor indexed="64"/></patternFill></fill>' % PINK
_BORDER = b"<border>%b<diagonal/></border>" % _SIDES
_FONT = b'<font><b/><sz val="11"/><color rgb="%b"/><name val="Times New Roman"/><family val="1"/></font>' % RED
_WORDS = b'<alignment horizontal="left" vertical="top" wrapText="1"/>'


@dataclass
class RedStyles:
    """The styles part of one workbook, with a red one of each look that is asked for."""

    xml: bytes
    _made: dict[int, int] = field(default_factory=dict)
    _words: int | None = None
    _fill: int = 0
    _border: int = 0
    _font: int = 0

    def __post_init__(self) -> None:
        self._fill = self._add(b"fills", b"fill", _FILL)
        self._border = self._add(b"borders", b"border", _BORDER)
        self._font = self._add(b"fonts", b"font", _FONT)

    def red(self, style: int) -> int:
        """The look of that number, on red."""
        if style not in self._made:
            looks = self._looks()
            plain = looks[style] if style < len(looks) else looks[0]
            self._made[style] = self._add(b"cellXfs", b"xf", self._reddened(plain))
        return self._made[style]

    def red_looks(self) -> set[int]:
        """Looks on red that are there from last time."""
        return {place for place, look in enumerate(self._looks()) if self._is_red(look)}

    def plain(self, style: int) -> int:
        """The look that a red one was made from; the red one itself where none is like it."""
        looks = self._looks()
        wanted = _bare(looks[style])
        return next(
            (place for place, look in enumerate(looks) if not self._is_red(look) and _bare(look) == wanted), style
        )

    def _is_red(self, look: bytes) -> bool:
        fills = self.xml[slice(*self._span(b"fills"))]
        red = {place for place, fill in enumerate(_FILLS.findall(fills)) if PINK in fill}
        found = _FILL_OF.search(look)
        return found is not None and int(found[1]) in red

    def words(self) -> int:
        """The look of sentences that say what is wrong."""
        if self._words is None:
            look = b'<xf numFmtId="49" fontId="%d" fillId="%d" borderId="0" xfId="0" applyFont="1" applyFill="1"' % (
                self._font,
                self._fill,
            )
            self._words = self._add(b"cellXfs", b"xf", look + b' applyAlignment="1">' + _WORDS + b"</xf>")
        return self._words

    def _reddened(self, look: bytes) -> bytes:
        for name, value in ((b"fillId", self._fill), (b"borderId", self._border)):
            look = re.sub(_ATTRIBUTE % name, b"", look, count=1)
            look = look.replace(b"<xf", b'<xf %b="%d"' % (name, value), 1)
        for name in (b"applyFill", b"applyBorder"):
            look = re.sub(_ATTRIBUTE % name, b"", look, count=1).replace(b"<xf", b'<xf %b="1"' % name, 1)
        return look

    def _looks(self) -> list[bytes]:
        return _XF.findall(self.xml[slice(*self._span(b"cellXfs"))])

    def _span(self, table: bytes) -> tuple[int, int]:
        begin = self.xml.index(b"<" + table)
        return begin, self.xml.index(b"</" + table + b">", begin)

    def _add(self, table: bytes, entry: bytes, made: bytes) -> int:
        """Put an entry at the end of a table; return its number."""
        begin, end = self._span(table)
        count = len(re.findall(rb"<%b[\s/>]" % entry, self.xml[begin:end]))
        body = re.sub(rb'\scount="\d+"', b' count="%d"' % (count + 1), self.xml[begin:end], count=1)
        self.xml = self.xml[:begin] + body + made + self.xml[end:]
        return count


def _bare(look: bytes) -> bytes:
    """A look without what makes it red."""
    return _OF_RED.sub(b"", look)


def can_redden(xml: bytes) -> bool:
    """Whether a styles part has every table that a red look stands in."""
    return all(b"</%b>" % table in xml for table in (b"fonts", b"fills", b"borders", b"cellXfs"))
