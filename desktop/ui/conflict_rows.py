"""A conflict as lines of a table: who says it, then every field, those at odds first and marked."""

from desktop.domain.catalogue import Catalogue, FieldType
from desktop.domain.records import RowState, Value, Values
from desktop.domain.versions import STATE, own_fields
from desktop.kit.block_table import Cell, Column, Group, Line
from desktop.services.deciding import CORRECTION, Conflict, Side
from desktop.ui.words import translate
from desktop.wording.cells import NOTHING, value_words


def side_name(place: int) -> str:
    """`Bản A`, `Bản B` …"""
    return translate("Conflict", "Bản {letter}").format(letter=chr(ord("A") + place))


def columns(conflict: Conflict | None) -> list[Column]:
    """One for the field, one for what was before, one for each side."""
    sides = [side_name(place) for place in range(len(conflict.sides) if conflict else 2)]
    titles = [f"{words}  ({key})" for key, words in enumerate([translate("Conflict", "Trước"), *sides], 1)]
    last = len(titles) - 1
    return [
        Column("", "field", 128, prose=True, token="text2"),
        *(
            Column(title, f"side{place}", 137, prose=True, stretch=place == last)
            for place, title in enumerate(titles)
        ),
    ]


def lines(catalogue: Catalogue, conflict: Conflict) -> list[Line | Group]:
    """Who and where from, the fields at odds, then what all agree about."""
    names = set(conflict.fields)
    kind = catalogue.kinds[conflict.kind]
    order = [field.name for field in kind.fields]
    told = own_fields(conflict.now) | {name for side in conflict.sides for name in own_fields(side.values)}
    alike = [name for name in order if name in told and name not in names]
    rows: list[Line | Group] = [*_heads(conflict), Group(translate("Conflict", "Khác nhau"))]
    rows += [_line(catalogue, conflict, name, True) for name in conflict.fields]
    if alike:
        rows.append(Group(translate("Conflict", "Giống nhau")))
        rows += [_line(catalogue, conflict, name, False) for name in alike]
    return rows


def _heads(conflict: Conflict) -> list[Line]:
    def line(name: str, key: str, before: str, words: list[str]) -> Line:
        cells = [Cell(each, tip=each, token="text2") for each in (before, *words)]
        return Line((name, *cells), key)

    before = conflict.before or {}
    return [
        line(
            translate("Conflict", "Người ghi"),
            "_who",
            str(before.get("_author", "")),
            [side.author for side in conflict.sides],
        ),
        line(
            translate("Conflict", "Lúc"),
            "_when",
            moment(str(before.get("_at", ""))),
            [moment(side.at) for side in conflict.sides],
        ),
        line(translate("Conflict", "Máy"), "_machine", "", [_machine(side) for side in conflict.sides]),
        Line((translate("Conflict", "Tệp"), "", *(_file(side) for side in conflict.sides)), "_file"),
    ]


def _file(side: Side) -> Cell:
    """What tells the files of one unit apart; the whole name stands in the hint."""
    return Cell(_short_file(side.file_name), token="text2", tip=side.file_name)


def _short_file(name: str) -> str:
    """Without the beginning that all files of a province have."""
    stem = name.removesuffix(".xlsx")
    return stem.split("_", 2)[2] if stem.startswith("BC_") and stem.count("_") > 2 else stem


def _machine(side: Side) -> str:
    """The installs that made this side, short enough to be told apart."""
    if side.machine == CORRECTION:
        return side.machine
    return ", ".join(part.partition(".")[0][:6] for part in side.machine.split(", "))


def moment(at: str) -> str:
    """`2020-06-16T20:14:00` as 16/06 20:14."""
    return f"{at[8:10]}/{at[5:7]} {at[11:16]}" if len(at) >= 16 else at


def _line(catalogue: Catalogue, conflict: Conflict, name: str, at_odds: bool) -> Line:
    tint = "warnTint" if at_odds else ""
    before = conflict.before
    told = [said(catalogue, conflict.kind, name, before) if before is not None else "–"]
    told += [said(catalogue, conflict.kind, name, side.values) for side in conflict.sides]
    cells = [Cell(words, tip=words, tint=tint, bold=at_odds) for words in told]
    return Line((Cell(label(catalogue, conflict.kind, name), tint=tint), *cells), name)


def label(catalogue: Catalogue, kind: str, name: str) -> str:
    """What a field is called."""
    if name == STATE:
        return translate("Conflict", "Còn hay xóa")
    field = catalogue.kinds[kind].by_name.get(name)
    return field.label if field is not None else name


def said(catalogue: Catalogue, kind: str, name: str, values: Values) -> str:
    """One value as people read it."""
    return value_said(catalogue, kind, name, values.get(name))


def value_said(catalogue: Catalogue, kind: str, name: str, value: Value | None) -> str:
    """One value of a field as people read it."""
    if name == STATE:
        gone = value == RowState.DELETED
        return translate("Conflict", "đã xóa") if gone else translate("Conflict", "còn")
    field = catalogue.kinds[kind].by_name.get(name)
    if value in (None, ""):
        return NOTHING
    if field is None:
        return str(value)
    if field.type is FieldType.FLAG:
        return translate("Conflict", "có") if value else translate("Conflict", "không")
    return value_words(catalogue, field, value) if value is not None else NOTHING
