"""What an old table probably is: its kind and the field of each column, by headers, synonyms and what stands below."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

from desktop.domain.catalogue import Catalogue, ChoiceList, Field, Indicator, IndicatorKind, Kind
from desktop.domain.old_dates import year_of
from desktop.domain.old_fonts import readable
from desktop.domain.old_maps import COUNT, FIGURES, INDICATOR, MONTH, SKIP, UNIT, VALUE, SheetMap
from desktop.domain.old_sheets import OldValue
from desktop.domain.old_tables import OldTable
from desktop.domain.text import fold

ALIKE: Final = 0.82
EXACT, USUAL, NEAR = 3.0, 2.0, 1.5
_DATE = "@date"
_USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    word: fields
    for words, fields in (
        ("ngay|ngay thang|thoi gian|ngay thang nam|ngay gio|thoi gian xay ra|ngay xay ra|thoi diem", (_DATE,)),
        (
            "noi dung|noi dung vu viec|dien bien|tom tat|mo ta|trich yeu|ten van ban|tom tat noi dung|noi dung van ban",
            ("summary", "subject", "events", "title", "programme", "result", "goals"),
        ),
        ("ket qua|ket qua thuc hien|ket qua xu ly|ket qua giai quyet", ("result",)),
        ("dia diem|dia ban|noi xay ra|thon|xom|ban|khu vuc|to dan pho|thon ban|xom, thon|dia diem xay ra", ("hamlet",)),
        ("tuyen|tuyen duong|tuyen, dia ban", ("route",)),
        ("doi tuong|so doi tuong|so nguoi vi pham|nguoi vi pham", ("subjects",)),
        ("quan so|so cbcs|cbcs|luc luong|luc luong tham gia|so can bo", ("officers",)),
        ("so nguoi tham gia|so nguoi du|nguoi du|luot nguoi|so nguoi nghe|thanh phan", ("attendance", "others")),
        ("so tien|so tien phat|tien phat|muc phat|phat tien", ("amount",)),
        ("toi danh|hanh vi|loai vu viec|loai toi|vu viec", ("offence", "violation")),
        ("so hieu|so van ban|so ky hieu|so, ky hieu|so/ky hieu", ("number",)),
        ("so luong|so lan|so cuoc|so luot|so buoi|so vu", ("quantity", COUNT)),
        ("don vi|ma don vi|ma xa|xa|ten don vi|ten xa|xa, phuong|don vi bao cao", (UNIT,)),
        ("can bo|can bo thuc hien|nguoi thuc hien|chu tri", ("lead",)),
    )
    for word in words.split("|")
}  # fmt: skip
_NUMBERING: Final = frozenset({"stt", "tt", "so tt", "so thu tu", "no", "#"})
_PERSONAL: Final = re.compile(
    r".*\b(ho ten|ho va ten|ten doi tuong|ten nguoi|cccd|cmnd|so dinh danh|can cuoc|so dien thoai|dien thoai|sdt"
    r"|bien so|bien kiem soat|ngay sinh|nam sinh|so nha|noi cu tru|noi o|ho khau|nguyen quan|que quan|dan toc)\b.*"
)
_KIND_WORDS: Final = {
    "case": "vu viec|vu an|pham toi|toi pham|an ninh trat tu",
    "crime_report": "tin bao|to giac|nguon tin",
    "penalty": "xu phat|vi pham hanh chinh|phat hanh chinh",
    "patrol": "tuan tra",
    "document": "van ban|cong van",
    "outreach": "tuyen truyen",
    "mediation": "hoa giai",
    "meeting": "hop|hoi nghi|giao ban",
    "traffic_accident": "tai nan",
    "fire_incident": "chay",
    "residence_check": "luu tru|cu tru",
    "duty": "truc ban",
    "weapons": "vu khi|giao nop",
}
_INDICATOR_HEADS: Final = frozenset({"chi tieu", "ten chi tieu", "noi dung chi tieu", "ma chi tieu", "tieu chi"})
_VALUE_HEADS: Final = frozenset({"so luong", "so lieu", "ket qua", "ky nay", "thuc hien", "tong so", "tong", "ca nam"})
_MONTH: Final = re.compile(r"(?:.*– )?(?:thang|t)\s*\.?0?(\d{1,2})(?:\s*[/-]\s*(?:20)?\d{2}|\s+nam\s+\d{4})?")
_LIKE_INDICATORS: Final = 3


@dataclass(frozen=True)
class Guesser:
    """Guesses with one catalogue."""

    catalogue: Catalogue

    def known(self, folded: str) -> bool:
        """Whether a folded text is one that heads columns."""
        return folded in self._heads or bool(_MONTH.fullmatch(folded)) or bool(_PERSONAL.fullmatch(folded))

    @cached_property
    def _heads(self) -> frozenset[str]:
        fields = (name for kind in self.catalogue.record_kinds for each in kind.fields for name in names_of(each))
        return frozenset({*fields, *_USUAL, *_NUMBERING, *_INDICATOR_HEADS, *_VALUE_HEADS, "don vi tinh", "dvt"})

    def guess(self, table: OldTable, file_name: str = "") -> SheetMap:
        """The most likely map of a table."""
        if self._is_figures(table):
            return self.as_figures(table, file_name)
        found = [(self._score(kind, table), kind) for kind in self.catalogue.record_kinds]
        score, kind = max(found, key=lambda pair: pair[0])
        columns = self.columns(kind, table)
        year = year_of([readable(table.sheet.title), *table.titles, file_name]) or _year_of_days(table)
        taken = score >= EXACT and sum(map(bool, columns)) > 1
        return SheetMap(kind.code if taken else SKIP, columns if taken else (SKIP,) * len(columns), year=year)

    def columns(self, kind: Kind, table: OldTable) -> tuple[str, ...]:
        """The field of each column for a kind; each field once, the surest first."""
        offers = sorted(
            (
                (points, -place, name)
                for place, header in enumerate(table.headers)
                for name, points in self._offers(kind, header, table, place)
            ),
            reverse=True,
        )
        found: dict[int, str] = {}
        for _, place, name in offers:
            if -place not in found and name not in found.values():
                found[-place] = name
        return tuple(found.get(place, SKIP) for place in range(len(table.headers)))

    def _offers(self, kind: Kind, header: str, table: OldTable, place: int) -> Iterable[tuple[str, float]]:
        if not header or fold(header) in _NUMBERING or is_personal(header):
            return
        parts = [fold(part) for part in header.split(" – ")]
        wordings = list(dict.fromkeys([fold(header.replace(" – ", " ")), *reversed(parts)]))
        for rank, wording in enumerate(wordings):
            less = 0.1 * rank
            for each in kind.fields:
                points = _points(each, wording)
                if points:
                    yield each.name, points - less
            for name in _USUAL.get(wording, ()):
                real = (kind.date_field or "") if name == _DATE else name
                if real in kind.by_name or real == UNIT or (real == COUNT and kind.day_total):
                    yield real, USUAL - less
                    break
        if kind.date_field and _mostly_days(table.column(place)):
            yield kind.date_field, 1.0

    def _score(self, kind: Kind, table: OldTable) -> float:
        best: dict[str, float] = {}
        for place, header in enumerate(table.headers):
            offers = [(points, name) for name, points in self._offers(kind, header, table, place)]
            for points, name in offers:
                best[name] = max(best.get(name, 0.0), points)
        titles = fold(" ".join([readable(table.sheet.title), *table.titles[:3]]))
        named = any(re.search(rf"\b{word}\b", titles) for word in _words_of(kind))
        missing = sum(each.required and each.name not in best for each in kind.fields)
        return sum(sorted(best.values(), reverse=True)[: len(table.headers)]) + 4 * named - 0.3 * missing

    # Tables of figures

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        named: dict[str, Indicator] = {}
        for each in self.catalogue.indicators.values():
            if each.kind not in (IndicatorKind.HEADING, IndicatorKind.TEXT):
                for name in (each.code, each.name, each.short):
                    named.setdefault(fold(name), each)
        return named

    def indicator_of(self, text: str) -> tuple[Indicator, bool] | None:
        """The indicator that a text names, and whether that is certain; None for none."""
        folded = re.sub(r"^(?:[ivx]+|\d+(?:\.\d+)*|[a-z])[.)]\s*|^[-+*•]\s*", "", fold(text)).strip(" :.")
        found = self._indicators.get(folded)
        if found is not None:
            return found, True
        name, points = _closest(folded, self._indicators)
        return (self._indicators[name], False) if points >= ALIKE else None

    def _is_figures(self, table: OldTable) -> bool:
        heads = [fold(header) for header in table.headers]
        if not any(head in _VALUE_HEADS or _MONTH.fullmatch(head) for head in heads):
            return False
        named = any(head in _INDICATOR_HEADS for head in heads)
        return named or self._indicator_column(table) is not None

    def _indicator_column(self, table: OldTable) -> int | None:
        for place, header in enumerate(table.headers):
            if fold(header) in _INDICATOR_HEADS:
                return place
        for place in range(len(table.headers)):
            texts = {cell for cell in table.column(place) if isinstance(cell, str)}
            if sum(fold(text) in self._indicators for text in texts) >= _LIKE_INDICATORS:
                return place
        return None

    def as_figures(self, table: OldTable, file_name: str = "") -> SheetMap:
        """The map of a table of figures."""
        columns = [SKIP] * len(table.headers)
        place = self._indicator_column(table)
        if place is not None:
            columns[place] = INDICATOR
        for at, header in enumerate(table.headers):
            found = _MONTH.fullmatch(fold(header))
            if found and 1 <= int(found[1]) <= 12 and f"{MONTH}:{int(found[1])}" not in columns:
                columns[at] = f"{MONTH}:{int(found[1])}"
        if not any(each.startswith(f"{MONTH}:") for each in columns):
            heads = [fold(header).rsplit("– ")[-1] for header in table.headers]
            value = next((at for at, head in enumerate(heads) if head in _VALUE_HEADS), None)
            if value is not None:
                columns[value] = VALUE
        texts = [readable(table.sheet.title), *table.titles, file_name]
        year = year_of(texts)
        return SheetMap(FIGURES, tuple(columns), year=year, period=period_of(texts, year))


_PERIODS: Final = (
    (re.compile(r"6 thang dau nam|sau thang dau nam|6 thang dau"), "H1"),
    (re.compile(r"6 thang cuoi nam|6 thang cuoi"), "H2"),
    (re.compile(r"\b6 thang\b"), "H1"),
    (re.compile(r"\b9 thang"), "9T"),
    (re.compile(r"\bquy (?:iv|4)\b"), "Q4"),
    (re.compile(r"\bquy (?:iii|3)\b"), "Q3"),
    (re.compile(r"\bquy (?:ii|2)\b"), "Q2"),
    (re.compile(r"\bquy (?:i|1)\b"), "Q1"),
    (re.compile(r"\bthang 0?(\d{1,2})\b"), "M"),
    (re.compile(r"\bnam\b"), "Y"),
)


def period_of(texts: Sequence[str], year: int | None) -> str:
    """The key of the period that titles speak of; '' where they name none."""
    if year is None:
        return ""
    for text in texts:
        for pattern, key in _PERIODS:
            if found := pattern.search(fold(text)):
                if key != "M":
                    return f"{year}-{key}"
                if 1 <= int(found[1]) <= 12:
                    return f"{year}-M{int(found[1]):02}"
    return ""


def is_personal(header: str) -> bool:
    """Whether a column names citizens: such columns are never taken."""
    return bool(_PERSONAL.fullmatch(fold(header)))


def names_of(each: Field) -> list[str]:
    """What heads a column of a field, folded."""
    return [fold(name) for name in (each.label, *each.synonyms, each.name)]


def _points(each: Field, wording: str) -> float:
    names = names_of(each)
    if wording in names:
        return EXACT
    words = set(wording.split())
    if any(len(name.split()) > 1 and set(name.split()) <= words for name in names):
        return NEAR
    return NEAR if len(wording) > 5 and _closest(wording, names)[1] >= ALIKE else 0.0


def _words_of(kind: Kind) -> list[str]:
    named = [*(fold(name) for name in (kind.name, kind.short, kind.sheet)), *_KIND_WORDS.get(kind.code, "").split("|")]
    return [re.escape(word) for word in named if word]


def _closest(wording: str, names: Iterable[str]) -> tuple[str, float]:
    """The name most like a wording, and how alike."""
    best = ("", 0.0)
    for name in names:
        if abs(len(name) - len(wording)) > 0.4 * max(len(name), len(wording)):
            continue
        matcher = SequenceMatcher(None, wording, name)
        if matcher.real_quick_ratio() > best[1] and matcher.quick_ratio() > best[1] and matcher.ratio() > best[1]:
            best = name, matcher.ratio()
    return best


def choice_of(items: ChoiceList, text: str) -> tuple[str, bool] | None:
    """The choice that a text means, and whether that is certain; None where nothing is like it."""
    wanted = fold(text).strip(" .,;:-")
    named: dict[str, str] = {}
    for item in items.items:
        for name in (item.label, *item.synonyms, item.code):
            named.setdefault(fold(name), item.code)
    if wanted in named:
        return named[wanted], True
    words = set(wanted.split())
    inside = [name for name in named if words and (words <= set(name.split()) or set(name.split()) <= words)]
    codes = {named[name] for name in inside if len(name) > 2}
    if len(codes) == 1:
        return codes.pop(), False
    name, points = _closest(wanted, named)
    return (named[name], False) if points >= ALIKE else None


def _mostly_days(cells: Sequence[OldValue]) -> bool:
    told = [cell for cell in cells if cell not in (None, "")]
    return bool(told) and sum(isinstance(cell, date) for cell in told) * 2 > len(told)


def _year_of_days(table: OldTable) -> int | None:
    years = Counter(
        cell.year for row in table.rows for cell in table.sheet.rows[row] if isinstance(cell, date) and cell.year > 1990
    )
    return years.most_common(1)[0][0] if years else None


def open_fields(kind: Kind, made: SheetMap) -> list[Field]:
    """Fields that must be filled and that neither a column, nor a value for all rows, nor a choice below them fills."""
    filled = {*made.columns, *made.constants}
    filled |= {each.parent for each in kind.fields if each.parent and each.name in filled}
    return [each for each in kind.fields if each.required and each.default is None and each.name not in filled]
