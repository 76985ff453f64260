"""What is written from a conference: the short public news, the minutes, and the words usual for a period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.base.paths import resource
from desktop.domain.conference import Conference
from desktop.domain.periods import Period, PeriodKind
from desktop.domain.report import Cell, Column, Letterhead, Paragraph, Piece, Report, Row, Style, Table
from desktop.wording import numbers
from desktop.wording.report import TRAINING, day
from desktop.wording.report_facts import ReportFacts
from desktop.wording.report_phrases import lowered
from desktop.wording.report_template import read
from desktop.wording.report_text import paragraphs

MOST_WORDS = 250
"""So long a public report of a conference may be."""
_VERBS = {PeriodKind.HALF: "sơ kết", PeriodKind.YEAR: "tổng kết"}
_LEADING = frozenset({"Các", "Cùng", "Đại", "Đồng", "Lãnh", "Thủ", "Toàn", "Toàn thể"})
_ORDINALS = ("Một là", "Hai là", "Ba là", "Bốn là", "Năm là", "Sáu là", "Bảy là", "Tám là", "Chín là")


@dataclass(frozen=True)
class Conclusion:
    """A conclusion as it is written: what, until when, by whom."""

    words: str
    due: date | None
    audience: str
    text: str = ""


@dataclass(frozen=True)
class Facts:
    """The record, the figures of the period, the conclusions."""

    record: Conference
    figures: ReportFacts
    police: str
    """`Công an tỉnh Cao Bằng`."""
    conclusions: tuple[Conclusion, ...] = ()

    @property
    def training(self) -> str:
        """The line that marks training data."""
        return TRAINING if self.figures.training else ""


def usual(period: Period, police: str) -> Conference:
    """What a conference on a period is mostly like."""
    verb = _VERBS.get(period.kind, "giao ban")
    return Conference(
        title=f"Hội nghị {verb} công tác {period.label}",
        place=f"Hội trường {police}",
        chair=f"Giám đốc {police}",
        attendants="Các Phó Giám đốc\nThủ trưởng các đơn vị nghiệp vụ\nTrưởng Công an các xã, phường, thị trấn",
        programme=(
            f"Báo cáo {verb} công tác {period.label}\nTham luận của các đơn vị\nKết luận, giao nhiệm vụ"
            f" {period.following_plan_label}"
        ),
    )


def source(record: Conference) -> str:
    """What a task names as its source: the conference with its day."""
    when = f" ngày {day(date.fromisoformat(record.held_on))}" if record.held_on else ""
    return f"Kết luận {inside(record.title) or 'hội nghị'}{when}"


def inside(words: str) -> str:
    """A title inside a sentence."""
    return lowered(words)


def everybody(count: int) -> str:
    """`Tất cả 153 đơn vị`."""
    return f"Tất cả {numbers.number(count)} đơn vị"


def group(name: str, count: int) -> str:
    """`Huyện Hạ Lang, 13 đơn vị`."""
    return f"{name}, {numbers.number(count)} đơn vị"


def some(count: int) -> str:
    """`5 đơn vị`."""
    return f"{numbers.number(count)} đơn vị"


# The news


def headline(facts: Facts) -> str:
    """`Công an tỉnh Cao Bằng tổ chức hội nghị sơ kết công tác 6 tháng đầu năm 2020`."""
    return f"{facts.police} tổ chức {inside(facts.record.title)}"


def news(facts: Facts) -> str:
    """Who, what came of the period, what was concluded; the least important falls away where it grows too long."""
    opening, results = _opening(facts), [*_results(facts.figures)]
    asked = [_demand(each) for each in facts.conclusions]
    while True:
        told = "\n".join(filter(None, (opening, " ".join(results), _closing(facts, asked))))
        if len(told.split()) <= MOST_WORDS or (len(results) <= 3 and len(asked) <= 2):
            return told
        if len(asked) > 3 or len(results) <= 3:
            asked.pop()
        else:
            results.pop()


def _opening(facts: Facts) -> str:
    record = facts.record
    when = f"Ngày {day(date.fromisoformat(record.held_on))}, " if record.held_on else ""
    where = f"tại {inside(record.place)}, " if record.place else ""
    begun = f"{when}{where}{facts.police} tổ chức {inside(record.title)}."
    chairs, guests = record.lines("chair"), record.lines("attendants")
    said = [begun[:1].upper() + begun[1:]]
    if chairs:
        said.append(f"{_and(chairs)} chủ trì hội nghị.")
    if guests:
        said.append(f"Tham dự có {_and([_guest(each) for each in guests])}.")
    return " ".join(said)


def _guest(words: str) -> str:
    """Offices keep their capital inside a sentence, what leads up to them does not."""
    return inside(words) if words.partition(" ")[0] in _LEADING else words


def _results(figures: ReportFacts) -> Iterable[str]:
    """One sentence a result, the first one saying of which time."""
    told = [each.text for each in paragraphs(figures, read(resource("conference"))) if each.style is Style.BODY]
    if told:
        first = f"{figures.period.label[:1].upper()}{figures.period.label[1:]}, {inside(told[0])}"
        yield from (first, *told[1:])


def _demand(conclusion: Conclusion) -> str:
    due = f" (xong trước {day(conclusion.due)})" if conclusion.due else ""
    return f"{inside(conclusion.words).rstrip('.;')}{due}"


def _closing(facts: Facts, asked: Sequence[str]) -> str:
    """What was demanded, and what the next period is about."""
    chairs, said = facts.record.lines("chair"), []
    if asked:
        who = f"Kết luận hội nghị, {chairs[0]} yêu cầu" if chairs else "Hội nghị yêu cầu"
        rest = len(facts.conclusions) - len(asked)
        more = f"; cùng {numbers.number(rest)} nhiệm vụ khác" if rest else ""
        said.append(f"{who} các đơn vị tập trung: {'; '.join(asked)}{more}.")
    if plan := facts.record.lines("plan"):
        when = facts.figures.period.following_plan_label
        said.append(f"Trọng tâm {when}: {inside(plan[0])}.")
    return " ".join(said)


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} và {words[-1]}"


# The minutes


def minutes(facts: Facts) -> Report:
    """The minutes (biên bản) by Nghị định 30/2020/NĐ-CP; number, day and signatures stay blank."""
    record, figures = facts.record, facts.figures
    held = date.fromisoformat(record.held_on) if record.held_on else None
    return Report(
        _head(figures.head),
        record.title or "Hội nghị",
        f"(Ngày {day(held)})" if held else "",
        facts.training,
        tuple(_minutes(facts)),
        (_task_table(facts),) if facts.conclusions else (),
        held.year if held else figures.period.last.year,
        name="BIÊN BẢN",
    )


def _head(head: Letterhead) -> Letterhead:
    symbol = head.symbol.partition("-")[2]
    return Letterhead(
        head.superior,
        head.issuer,
        f"BB-{symbol}",
        head.place,
        ("CHỦ TRÌ", "", "", "", "THƯ KÝ"),
        ("Các đơn vị trực thuộc (để thực hiện);", "Lưu: VT."),
    )


def _minutes(facts: Facts) -> Iterable[Paragraph]:
    record = facts.record
    yield _heading("I. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN")
    if record.held_on:
        yield _body(f"1. Thời gian: {numbers.long_day(date.fromisoformat(record.held_on))}.")
    if record.place:
        yield _body(f"2. Địa điểm: {record.place}.")
    yield from _lines("3. Chủ trì:", record.lines("chair"))
    yield from _lines("4. Thành phần tham dự:", record.lines("attendants"))
    if record.secretary:
        yield _body(f"5. Thư ký: {record.secretary}.")
    yield _heading("II. CHƯƠNG TRÌNH, NỘI DUNG")
    yield from _lines("", record.lines("programme"))
    results = [*_results(facts.figures)]
    if results:
        yield _body(f"Kết quả công tác {facts.figures.period.label} được báo cáo tại hội nghị:")
        yield from (_body(f"- {each}") for each in results)
    yield _heading("III. KẾT LUẬN, GIAO NHIỆM VỤ")
    yield from _concluded(facts)
    if plan := record.lines("plan"):
        yield _heading(f"IV. PHƯƠNG HƯỚNG, NHIỆM VỤ {facts.figures.period.following_plan_label.upper()}")
        yield from (_body(f"- {each}.") for each in plan)


def _concluded(facts: Facts) -> Iterable[Paragraph]:
    if not facts.conclusions:
        yield Paragraph(Style.TO_WRITE, "III", (Piece("Ghi kết luận của người chủ trì."),))
    for place, each in enumerate(facts.conclusions):
        ordinal = _ORDINALS[place] if place < len(_ORDINALS) else f"{place + 1}"
        due = f"; hoàn thành trước {day(each.due)}" if each.due else ""
        text = f" {each.text.rstrip('.')}." if each.text else ""
        yield _body(f"{ordinal}, {inside(each.words).rstrip('.')}. Giao: {inside(each.audience)}{due}.{text}")


def _lines(lead: str, lines: Sequence[str]) -> Iterable[Paragraph]:
    if lead and lines:
        yield _body(lead)
    yield from (_body(f"- {each}.") for each in lines)


def _heading(words: str) -> Paragraph:
    return Paragraph(Style.PART, words.partition(".")[0], (Piece(words),), 1)


def _body(words: str) -> Paragraph:
    return Paragraph(Style.BODY, "", (Piece(words),))


def _task_table(facts: Facts) -> Table:
    """The tasks with their days, as an annex to be handed out."""
    columns = (
        Column("STT", 6, centred=True),
        Column("Nhiệm vụ", 46),
        Column("Đơn vị thực hiện", 26),
        Column("Thời hạn", 13, centred=True),
    )
    rows = tuple(
        Row((Cell(str(place)), Cell(each.words), Cell(each.audience), Cell(f"{each.due:%d/%m/%Y}" if each.due else "")))
        for place, each in enumerate(facts.conclusions, 1)
    )
    subtitle = f"(Kèm theo Biên bản {inside(facts.record.title)})"
    return Table("Nhiệm vụ", "PHỤ LỤC. NHIỆM VỤ GIAO TẠI HỘI NGHỊ", subtitle, columns, rows)
