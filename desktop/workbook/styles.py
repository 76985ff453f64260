"""The looks of a package: fonts, fills, rules and number formats, each combination by its name."""

from typing import NamedTuple

FONT = "Times New Roman"
GREEN, TINT, INK, GREY, RULE = "FF0E5A3C", "FFD3E8DC", "FF17201B", "FF57625C", "FF9DB0A5"
PALE = "FFEFF6F2"
WARN, WARN_TINT = "FF865100", "FFFFF3D9"

_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_FORMATS = {"": 0, "@": 49, "#,##0": 3, "#,##0.0": 165, "#,##0.00": 4, "#,##0.000": 166, "dd/mm/yyyy": 164}
_OWN_FORMATS = {format: number for format, number in _FORMATS.items() if number >= 164}


class Look(NamedTuple):
    """One combination, as cells name it."""

    format: str = ""
    size: float = 11
    bold: bool = False
    italic: bool = False
    underline: bool = False
    colour: str = INK
    fill: str = ""
    ruled: bool = False
    across: str = "left"
    down: str = "top"
    wrap: bool = True
    indent: int = 0


_CELL = Look(ruled=True)
_PAPER = Look(down="center", wrap=True, size=12)

LOOKS: dict[str, Look] = {
    "plain": Look(wrap=False, down="bottom"),
    "text": _CELL._replace(format="@"),
    "whole": _CELL._replace(format="#,##0", across="right"),
    "decimal1": _CELL._replace(format="#,##0.0", across="right"),
    "decimal2": _CELL._replace(format="#,##0.00", across="right"),
    "decimal3": _CELL._replace(format="#,##0.000", across="right"),
    "day": _CELL._replace(format="dd/mm/yyyy", across="center"),
    "middle": _CELL._replace(format="@", across="center"),
    "derived": _CELL._replace(colour=GREY),
    "machine": Look(format="@", size=8, colour=GREY, wrap=False),
    "header": Look(bold=True, colour=GREEN, fill=TINT, ruled=True, across="center", down="center"),
    "body": _PAPER,
    "body_middle": _PAPER._replace(across="center"),
    "strong_middle": _PAPER._replace(across="center", bold=True),
    "nation": _PAPER._replace(across="center", bold=True, size=11, wrap=False),
    "authority": _PAPER._replace(across="center", size=11),
    "unit": _PAPER._replace(across="center", bold=True, underline=True, size=11),
    "motto": _PAPER._replace(across="center", bold=True, underline=True, wrap=False),
    "right_italic": _PAPER._replace(across="center", italic=True),
    "right_note": _PAPER._replace(across="center", italic=True, down="top"),
    "title": _PAPER._replace(across="center", bold=True, size=16),
    "subtitle": _PAPER._replace(across="center", bold=True, size=13),
    "mark": _PAPER._replace(across="center", bold=True, colour=WARN, fill=WARN_TINT),
    "label": _PAPER._replace(ruled=True, indent=1),
    "count": _PAPER._replace(ruled=True, across="right", format="#,##0", bold=True, indent=1),
    "code": _PAPER._replace(bold=True, size=20, colour=GREEN, wrap=False),
    "small": _PAPER._replace(size=9, colour=GREY),
    "advice": _PAPER._replace(size=11, fill=PALE, ruled=True, indent=1),
}
STYLE: dict[str, int] = {name: number for number, name in enumerate(LOOKS)}


def styles_xml() -> str:
    """The styles part."""
    looks = list(LOOKS.values())
    fonts = list(dict.fromkeys(map(_font, looks)))
    fills = [
        '<fill><patternFill patternType="none"/></fill>',
        '<fill><patternFill patternType="gray125"/></fill>',
    ]
    fills += dict.fromkeys(_fill(look.fill) for look in looks if look.fill)
    formats = "".join(f'<numFmt numFmtId="{number}" formatCode="{form}"/>' for form, number in _OWN_FORMATS.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{_NAMESPACE}">'
        f'<numFmts count="{len(_OWN_FORMATS)}">{formats}</numFmts>'
        f'<fonts count="{len(fonts)}">{"".join(fonts)}</fonts>'
        f'<fills count="{len(fills)}">{"".join(fills)}</fills>'
        f'<borders count="2">{_border(False)}{_border(True)}</borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(looks)}">{"".join(_xf(look, fonts, fills) for look in looks)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        '<dxfs count="0"/><tableStyles count="0"/></styleSheet>'
    )


def _font(look: Look) -> str:
    marks = ("<b/>" if look.bold else "") + ("<i/>" if look.italic else "") + ("<u/>" if look.underline else "")
    return (
        f'<font>{marks}<sz val="{look.size:g}"/><color rgb="{look.colour}"/>'
        f'<name val="{FONT}"/><family val="1"/></font>'
    )


def _fill(colour: str) -> str:
    colours = f'<fgColor rgb="{colour}"/><bgColor indexed="64"/>'
    return f'<fill><patternFill patternType="solid">{colours}</patternFill></fill>'


def _border(ruled: bool) -> str:
    if not ruled:
        return "<border><left/><right/><top/><bottom/><diagonal/></border>"
    sides = (f'<{side} style="thin"><color rgb="{RULE}"/></{side}>' for side in ("left", "right", "top", "bottom"))
    return f"<border>{''.join(sides)}<diagonal/></border>"


def _xf(look: Look, fonts: list[str], fills: list[str]) -> str:
    fill = fills.index(_fill(look.fill)) if look.fill else 0
    more = (' wrapText="1"' if look.wrap else "") + (f' indent="{look.indent}"' if look.indent else "")
    return (
        f'<xf numFmtId="{_FORMATS[look.format]}" fontId="{fonts.index(_font(look))}" fillId="{fill}" '
        f'borderId="{int(look.ruled)}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" '
        f'applyBorder="1" applyAlignment="1">'
        f'<alignment horizontal="{look.across}" vertical="{look.down}"{more}/></xf>'
    )
