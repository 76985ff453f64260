"""One file in words: what it is, where its rows go, what it leaves behind, what may be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.arrival import SignatureState
from desktop.domain.catalogue import IndicatorKind
from desktop.domain.numbers import format_number
from desktop.services.arrivals import Counts, StagedFile, Verdict
from desktop.services.books import Books
from desktop.services.freezing import Changed
from desktop.services.naming import Named
from desktop.ui.catalogue_words import shown_indicator, shown_kind
from desktop.ui.headquarters.figure_words import value_said
from desktop.ui.headquarters.handled import DOUBTFUL, Decision, Handled
from desktop.ui.headquarters.receiving_list import note_of
from desktop.ui.words import translate

MOST_LOST = 12
MOST_EFFECTS = 6


@dataclass(frozen=True)
class Acts:
    """What the foot of the panel offers; empty words are not offered."""

    take: str = ""
    whole: str = ""
    send_back: bool = False
    told: bool = False
    """Whether a file that goes back may be ticked as told to who sent it."""
    call: bool = False


def acts_of(line: Handled, books: Books) -> Acts:
    """The one default action of a verdict, and its alternatives."""
    file, verdict = line.file, line.file.verdict
    if verdict is Verdict.MOVED_UNIT:
        names = [books.units[books.unit_ids[uid]].name for uid in file.successors[:1]]
        return Acts(translate("FilePanel", "Nhận vào {unit}").format(unit=", ".join(names)), send_back=True)
    if verdict is Verdict.UNIDENTIFIED:
        return Acts(translate("FilePanel", "Nhận dạng tay"), send_back=True)
    if verdict is Verdict.NEWER:
        return Acts(translate("FilePanel", "Đọc lại tệp"))
    if verdict not in DOUBTFUL or line.in_books:
        return Acts(told=line.unanswered)
    whole = _whole_words(file) if line.edited else ""
    return Acts(_take_words(line), whole, send_back=True, call=verdict is Verdict.NEW_KEY)


def _take_words(line: Handled) -> str:
    words = {
        Verdict.NEW_KEY: translate("FilePanel", "Nhận khóa"),
        Verdict.HAND_EDITED: translate("FilePanel", "Chỉ nhận phần niêm phong"),
        Verdict.UNSEALED: translate("FilePanel", "Nhận, ghi dấu"),
        Verdict.UNSIGNED: translate("FilePanel", "Nhận, ghi dấu chưa ký"),
        Verdict.SUPPLEMENT: translate("FilePanel", "Nhận là bổ sung"),
        Verdict.PARTLY: translate("FilePanel", "Nhận phần đúng"),
    }
    return words[line.file.verdict]


def _whole_words(file: StagedFile) -> str:
    if file.edits:
        return translate("FilePanel", "Nhận phần sửa tay ({n} ô)").format(n=len(file.edits))
    return translate("FilePanel", "Nhận phần sửa tay")


def arithmetic_words(counts: Counts) -> str:
    """`Đọc 18 dòng = 18 mới + 0 đổi + …`; nothing read is unaccounted for."""
    words = translate(
        "FilePanel",
        "Đọc {read} dòng = {new} mới + {changed} đổi + {unchanged} như cũ + {deleted} xóa + {older} cũ hơn"
        " + {conflict} song song + {held} giữ lại",
    )
    said = words.format(**{name: format_number(n) for name, n in vars(counts).items()})
    return said if counts.adds_up else said + translate("FilePanel", ". Không khớp, chưa được nhập tệp này.")


def sequence_words(file: StagedFile) -> str:
    """`lần 2, mã 4F2-9QK`."""
    if file.manifest is None:
        return ""
    if not file.code:
        return translate("FilePanel", "lần {n}").format(n=file.manifest.sequence)
    return translate("FilePanel", "lần {n}, mã {code}").format(n=file.manifest.sequence, code=file.code)


def panel_sentence(line: Handled) -> str:
    """What a person must know first."""
    file = line.file
    if file.verdict is Verdict.HAND_EDITED and file.edits and line.decision is Decision.OPEN:
        told = translate("FilePanel", "{n} ô khác với bản niêm phong. Nhận: dòng sửa được giữ lại, phần còn lại nhập.")
        return told.format(n=len(file.edits))
    note = note_of(line)
    if not note:
        return translate("FilePanel", "Không có gì cần xem. Tệp đúng như đơn vị đã niêm phong.")
    return note[:1].upper() + note[1:] + ("" if note.endswith(".") else ".")


def key_words(file: StagedFile, phone: str) -> tuple[str, str]:
    """What to do about the key that signed it; nothing where it is known."""
    if file.verdict is Verdict.NEW_KEY:
        told = translate("FilePanel", "Gọi đơn vị{phone}, nghe đọc dấu khóa của máy gửi. Đúng thì nhận, khác thì trả.")
        return translate("FilePanel", "Khóa mới {key}").format(key=file.fingerprint), told.format(
            phone=f" {phone}" if phone else ""
        )
    if file.first_key:
        told = translate("FilePanel", "Khóa đầu tiên của đơn vị, ghi nhận khi nhập tệp này.")
        return translate("FilePanel", "Khóa {key}").format(key=file.fingerprint), told
    return "", ""


def lost_words(lost: list[Named], total: int) -> str:
    """Records that the file does not hold any more, by kind, number and day."""
    told = [f"{shown_kind(each.kind).short} {each.number} ({_day(each.day)})" for each in lost[:MOST_LOST]]
    rest = total - len(told)
    told += [translate("FilePanel", "và {n} bản ghi nữa").format(n=rest)] if rest > 0 else []
    return "\n".join(told)


def effect_words(effects: tuple[Changed, ...]) -> str:
    """`Vụ xảy ra: 207 thành 208`, `Tỷ lệ: 89,4% thành 88,9%`: core figures first, those only of more units counted."""
    counted = [each for each in effects if each.indicator.kind is not IndicatorKind.TEXT]
    moved = [each for each in counted if each.moved]
    ordered = sorted(moved, key=lambda each: (_looks_alike(each), not each.indicator.core))
    told = [
        translate("FilePanel", "{name}: {signed} thành {now}").format(
            name=shown_indicator(each.indicator).short,
            signed=value_said(each.indicator, each.signed),
            now=value_said(each.indicator, each.now),
        )
        for each in ordered[:MOST_EFFECTS]
        if not _looks_alike(each)
    ]
    rest = len(ordered) - len(told)
    told += [translate("FilePanel", "và {n} số liệu nữa").format(n=rest)] if rest > 0 else []
    same = len(counted) - len(moved)
    told += [translate("FilePanel", "{n} số chỉ khác số đơn vị còn thiếu").format(n=same)] if same else []
    return "\n".join(told)


def _looks_alike(each: Changed) -> bool:
    """Whether both are printed the same: a few đồng of milliards."""
    return value_said(each.indicator, each.signed) == value_said(each.indicator, each.now)


def file_facts(file: StagedFile) -> list[tuple[str, str]]:
    """Name, time, author, signature, what was kept aside."""
    facts = [(translate("FilePanel", "Tệp"), file.name)]
    manifest = file.manifest
    if manifest is not None and manifest.created:
        facts += [
            (translate("FilePanel", "Xuất lúc"), f"{manifest.created[11:16]} {_day(manifest.created)}"),
            (translate("FilePanel", "Người lập"), manifest.author),
        ]
    if file.signature:
        facts.append((translate("FilePanel", "Chữ ký"), _signature_words(file.signature)))
    if file.reading is not None and file.reading.copied_rows:
        words = translate("FilePanel", "{n} dòng chép lại nguyên văn, tính một lần")
        facts.append((translate("FilePanel", "Chép trùng"), words.format(n=file.reading.copied_rows)))
    for sheet, header, count in file.unknown_columns:
        words = translate("FilePanel", "{sheet}, “{header}”: {n} giá trị để riêng")
        facts.append((translate("FilePanel", "Cột lạ"), words.format(sheet=sheet, header=header, n=count)))
    return facts


def _signature_words(state: str) -> str:
    words = {
        SignatureState.VALID: translate("FilePanel", "đúng"),
        SignatureState.INVALID: translate("FilePanel", "sai"),
        SignatureState.ABSENT: translate("FilePanel", "không có"),
    }
    return words[SignatureState(state)]


def _day(moment: str) -> str:
    return f"{moment[8:10]}/{moment[5:7]}/{moment[:4]}"


def result_words(lines: Sequence[Handled], seconds: float) -> str:
    """What has come of all files: looked at, or imported."""
    done = [line for line in lines if line.in_books]
    if not done:
        told = translate(
            "FilePanel", "Đã xem trước {n}/{n} tệp trong {time} giây. Chưa có gì thay đổi cho tới khi nhập."
        )
        return told.format(n=format_number(len(lines)), time=max(1, round(seconds)))
    sums = [line.file.counts for line in done]
    told = translate(
        "FilePanel", "Đã nhập {n} tệp lúc {time}: {new} dòng mới, {changed} đổi. Hoàn tác được từng tệp."
    )
    at = max(line.at for line in done if line.at is not None)
    new, changed = sum(each.new for each in sums), sum(each.changed for each in sums)
    return told.format(
        n=format_number(len(done)), time=f"{at:%H:%M}", new=format_number(new), changed=format_number(changed)
    )


def why_not(lines: Sequence[Handled]) -> str:
    """Why there is nothing to import just now."""
    if not lines:
        return translate("FilePanel", "Thêm tệp hoặc thư mục trước.")
    if any(line.waits for line in lines):
        return translate("FilePanel", "Các tệp còn lại chờ quyết định: N nhận, T trả lại.")
    return translate("FilePanel", "Không còn tệp nào để nhập.")
