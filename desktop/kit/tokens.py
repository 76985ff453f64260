"""The one table of colours, letter roles and measures; every hex value of the program is here."""

from typing import Literal, NamedTuple

Mode = Literal["light", "dark"]

# Contrasts were computed by WCAG 2: text at least 4.5 on the worst ground it may stand on, borders at least 3.
COLOURS: dict[str, tuple[str, str]] = {
    "text": ("#17201B", "#E8ECE9"),
    "text2": ("#47534C", "#B9C3BD"),
    "ghost": ("#57625C", "#A8B3AD"),
    "accent": ("#0E5A3C", "#74C79D"),
    "warn": ("#865100", "#E9B44C"),
    "err": ("#A8201A", "#F58D84"),
    "onaccent": ("#FFFFFF", "#0C1F15"),
    "accentHover": ("#0A4630", "#93D6B3"),
    "brand": ("#0E5A3C", "#17402D"),
    "onbrand": ("#FFFFFF", "#E8ECE9"),
    "window": ("#EEF1EF", "#141816"),
    "surface": ("#FFFFFF", "#1C211E"),
    "raised": ("#F7F9F8", "#232925"),
    "sunken": ("#E6EAE8", "#101311"),
    "line": ("#D3DAD6", "#363F3A"),
    "line2": ("#7F8A84", "#7D8982"),
    "sel": ("#D3E8DC", "#264536"),
    "accentTint": ("#E1EFE7", "#20382C"),
    "accentLine": ("#9CC7B0", "#3F7A5D"),
    "warnTint": ("#FFF3D9", "#352A12"),
    "warnLine": ("#DFA944", "#8A6A25"),
    "errTint": ("#FCE9E7", "#3B1E1C"),
    "errLine": ("#D9746E", "#9A4740"),
    "heat1": ("#E9F3ED", "#20312A"),
    "heat2": ("#CFE5D8", "#25443A"),
    "heat3": ("#A9D0BA", "#2B5A4A"),
    "heat4": ("#7DB796", "#34755E"),
    "heat5": ("#2F7A57", "#74C79D"),
    "paper": ("#FFFFFF", "#FFFFFF"),
    "paperText": ("#000000", "#000000"),
}


class Role(NamedTuple):
    """How big and how strong letters of one purpose are."""

    size: int
    line: int
    strong: bool = False
    serif: bool = False


ROLES: dict[str, Role] = {
    "title": Role(20, 27, strong=True),
    "first_run": Role(24, 32, strong=True),
    "figure": Role(24, 34, strong=True),
    "rate": Role(18, 25, strong=True),
    "brand": Role(16, 22, strong=True),
    "card": Role(14, 20, strong=True),
    "body": Role(13, 18),
    "bold": Role(13, 18, strong=True),
    "value": Role(14, 19),
    "value_bold": Role(14, 19, strong=True),
    "header": Role(12, 16, strong=True),
    "caption": Role(12, 16),
    "small": Role(11, 16),
    "small_bold": Role(11, 16, strong=True),
    "report": Role(15, 23, serif=True),
}

UI_FAMILY = "Noto Sans"
SERIF_FAMILIES = ("Times New Roman", "Liberation Serif")

MEASURES: dict[str, int] = {
    "padding": 16,
    "gap": 12,
    "button_gap": 8,
    "label_gap": 3,
    "row": 28,
    "row_roomy": 32,
    "queue_row": 34,
    "queue_row_two": 48,
    "control": 32,
    "small_control": 26,
    "tab": 34,
    "card_header": 36,
    "page_header": 56,
    "strip": 48,
    "status": 28,
    "rail": 200,
    "rail_compact": 48,
    "rail_item": 40,
    "radius": 4,
    "mark": 18,
}
