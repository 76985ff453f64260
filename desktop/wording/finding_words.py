"""Findings as people read them: what is wrong, the arithmetic, the nearest figures that would be right."""

from decimal import Decimal
from typing import Final
from unicodedata import normalize

from desktop.checking.claims import SIGNS
from desktop.domain.findings import ClaimKind, Doubt, Finding, Mention, Operands, Passage, StoredVerdict, Verdict
from desktop.wording.numbers import number

VERDICTS: Final = {
    Verdict.RIGHT: "Đúng",
    Verdict.WRONG: "Sai",
    Verdict.CANNOT_CHECK: "Không so được",
}
_DOUBTS: Final = {
    Doubt.NO_BASE: "Trong văn bản không có số để tính lại.",
    Doubt.NO_WHOLE: "Trong văn bản không có tổng số để tính tỷ trọng.",
    Doubt.UNSURE: "Không chắc tỷ lệ này tính từ số nào trong văn bản, nên không kết luận.",
    Doubt.SIGNS_DIFFER: "Chữ viết tăng hay giảm và dấu + − trái nhau. Xem lại chiều của số này.",
    Doubt.VAGUE: "Số viết ước chừng, lệch khá xa số tính lại. Xem lại cách viết.",
    Doubt.NO_SUCH_BASE: "Không có số gốc nguyên nào cho ra tỷ lệ này. Xem lại số tăng, giảm hoặc tỷ lệ.",
    Doubt.EARLIER_CASES: "Có án từ trước, chưa rõ tính vào tỷ lệ hay không.",
}
_TERMS: Final = {
    "carried": "kỳ trước chuyển sang",
    "received": "tiếp nhận",
    "transferred": "chuyển đi",
    "resolved": "đã giải quyết",
    "pending": "đang giải quyết",
    "suspended": "tạm đình chỉ",
}


def place_words(passages: tuple[Passage, ...], paragraph: int) -> str:
    """`đoạn 3`, `bảng 1, dòng 2, cột 5`; empty paragraphs are not counted."""
    cell = passages[paragraph].cell
    if cell:
        return f"bảng {cell[0]}, dòng {cell[1]}, cột {cell[2]}"
    return f"đoạn {sum(bool(each.text.strip()) and not each.cell for each in passages[: paragraph + 1])}"


def title(found: Finding) -> str:
    """One line that says what a finding is about."""
    if found.verdict is Verdict.RIGHT:
        return found.text
    if found.verdict is Verdict.CANNOT_CHECK:
        return f"“{_short(found.text)}” nên xem lại" if found.doubtful else f"“{_short(found.text)}” chưa so được"
    return _wrong(found)


def _wrong(found: Finding) -> str:
    moved = "giảm" if found.falls else "tăng"
    other = "tăng" if found.falls else "giảm"
    match found.kind:
        case ClaimKind.CHANGE if found.nearest and found.nearest[0].backwards:
            return f"Ghi {moved}, số liệu là {other}"
        case ClaimKind.CHANGE if found.doubt is Doubt.SIGNS_DIFFER:
            return f"Ghi {moved}, mà {found.claimed} là {other}"
        case ClaimKind.CHANGE:
            return f"Mức {moved} {found.claimed.lstrip(SIGNS)} không đúng"
        case ClaimKind.DIFFERENCE if found.nearest:
            return f"Ghi {moved}, số liệu là {other}"
        case ClaimKind.DIFFERENCE:
            said = f"{found.claimed.lstrip(SIGNS)} {found.unit}".rstrip()
            return f"Ghi {moved} {said}, số liệu khác"
        case ClaimKind.SHARE:
            return f"Tỷ trọng {found.claimed} không đúng"
        case ClaimKind.POINTS:
            return f"Chênh lệch {found.claimed} không đúng"
        case ClaimKind.TIMES:
            return f"Số lần “{_short(found.text)}” không đúng"
        case ClaimKind.MEAN:
            return f"Bình quân {found.claimed} không đúng"
        case ClaimKind.SUM:
            return f"Tổng {found.claimed} không bằng các phần cộng lại"
        case ClaimKind.PART:
            return f"Phần {found.claimed} lớn hơn tổng số"
        case ClaimKind.FLOW:
            return f"Số đang giải quyết {found.claimed} không khớp"
        case ClaimKind.CUMULATIVE:
            return f"Lũy kế {found.claimed} ít hơn số trong kỳ"
        case ClaimKind.BETWEEN:
            return f"Tỷ lệ chung {found.claimed} nằm ngoài các tỷ lệ thành phần"
        case ClaimKind.CRITERIA:
            return f"“{_short(found.text)}” không đúng với số đi kèm"
    return f"Tỷ lệ {found.claimed} không đúng"


def arithmetic(found: Finding) -> list[tuple[str, str, str]]:
    """Lines of three: where the figures come from, what is reckoned, what comes out."""
    if found.verdict is Verdict.CANNOT_CHECK or found.kind in (ClaimKind.CRITERIA, ClaimKind.BETWEEN):
        return []
    lines = [("Tính từ số trong văn bản", sum_words(found), result(found))]
    names = ("chỉ đúng với", "hoặc với")
    whole = found.claimed.lstrip(SIGNS)
    for place, near in enumerate(near for near in found.nearest if not near.backwards):
        lines.append((f"{whole} {names[0]}" if not place else names[1], _quotient(near), whole))
    return lines


def sum_words(found: Finding) -> str:
    """What is reckoned: `185 ÷ 207`, `9 + 4`, `92,7 − 75`."""
    part, whole = _figure(found.numerator), _figure(found.denominator)
    match found.kind:
        case ClaimKind.SUM:
            return " + ".join(number(each) for each in found.parts)
        case ClaimKind.FLOW:
            return _flow(found)
        case ClaimKind.POINTS | ClaimKind.DIFFERENCE:
            first, second = (whole, part) if found.falls else (part, whole)
            return f"{first} − {second}"
        case ClaimKind.PART | ClaimKind.CUMULATIVE:
            return f"{part} và {whole}"
    return f"{part} ÷ {whole}"


def _flow(found: Finding) -> str:
    terms = dict(found.terms)
    plus = [number(terms[name]) for name in ("carried", "received") if name in terms]
    minus = [number(terms[name]) for name in ("transferred", "resolved") if name in terms]
    return " − ".join([" + ".join(plus), *minus]) if plus else ""


def result(found: Finding) -> str:
    """What comes out, as precisely as the text has it."""
    if found.recomputed is None:
        return ""
    claimed = normalize("NFKC", found.claimed)
    rate = claimed.endswith("%")
    places = sum(map(str.isdigit, claimed.partition(",")[2]))
    return number(found.recomputed, places) + ("%" if rate else "")


def advice(found: Finding) -> str:
    """The sentence under a finding's title."""
    if found.doubt is not None:
        return _DOUBTS[found.doubt]
    match found.kind:
        case ClaimKind.CRITERIA:
            moved = "giảm" if found.falls else "tăng"
            held = f"{_figure(found.numerator)}/{_figure(found.denominator)}"
            return f"Chỉ {held} tiêu chí {moved}. Sửa câu này hoặc số đi kèm."
        case ClaimKind.BETWEEN:
            parts = ", ".join(f"{number(each)}%" for each in found.parts)
            return f"Các phần là {parts}; tỷ lệ chung phải nằm giữa. Kiểm tra lại cả ba."
        case ClaimKind.PART:
            return f"{_figure(found.numerator)} lớn hơn {_figure(found.denominator)}. Kiểm tra lại hai số này."
        case ClaimKind.CUMULATIVE:
            month = _figure(found.denominator)
            return f"Lũy kế {_figure(found.numerator)}, riêng trong kỳ đã {month}. Kiểm tra lại hai số."
    if found.nearest and found.nearest[0].backwards:
        return _backwards(found, found.nearest[0])
    return f"{sum_words(found)} = {result(found)}."


def _backwards(found: Finding, near: Operands) -> str:
    other = "tăng" if found.falls else "giảm"
    if found.kind is ClaimKind.DIFFERENCE:
        moved = f"{result(found)} {found.unit}".rstrip()
        return f"{_figure(found.numerator)} so với {_figure(found.denominator)} là {other} {moved}."
    return f"{found.claimed} chỉ đúng nếu {other}: {_quotient(near)}. Nếu giữ chiều thì phải là {result(found)}."


def finding_words(found: Finding, where: str) -> str:
    """One finding as a line for the command line."""
    words = f"{where}: “{_short(found.text, 90)}”. {title(found)}. {advice(found)}"
    near = [near for near in found.nearest if not near.backwards]
    if near:
        options = " hoặc ".join(_quotient(each) for each in near)
        words += f" {found.claimed.lstrip(SIGNS)} chỉ đúng với {options}."
    return words


def right_words(found: Finding) -> str:
    """Why a figure is right, in a few words."""
    match found.kind:
        case ClaimKind.CRITERIA:
            return "các số đi kèm cùng chiều"
        case ClaimKind.BETWEEN:
            return "nằm giữa các phần"
        case ClaimKind.CUMULATIVE:
            return f"không ít hơn {_figure(found.denominator)}"
        case ClaimKind.CHANGE | ClaimKind.DIFFERENCE if found.denominator is not None:
            return f"{sum_words(found)}" if found.kind is ClaimKind.DIFFERENCE else f"gốc {_figure(found.denominator)}"
    return f"{sum_words(found)} = {result(found)}"


def mention_words(mention: Mention, name: str) -> str:
    """A figure of the text beside the stored one."""
    if mention.holds is StoredVerdict.OTHER:
        return f"“{mention.text}” nhưng số liệu là {_figure(mention.stored)}: {name}."
    if mention.holds is StoredVerdict.SAME:
        return f"“{mention.text}” khớp số liệu: {name}."
    return f"“{mention.text}” chưa có trong số liệu: {name}."


def _quotient(near: Operands) -> str:
    return f"{number(near.numerator)} ÷ {number(near.denominator)}"


def _figure(value: Decimal | None) -> str:
    return "" if value is None else number(value)


def _short(text: str, most: int = 48) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
