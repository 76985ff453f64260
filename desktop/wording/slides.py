"""Facts → slides: the figures of the report, in its very words, few to a page."""

from collections.abc import Iterator
from decimal import Decimal

from desktop.domain.catalogue import Direction
from desktop.domain.numbers import half_up
from desktop.domain.report import Line, Report, Style
from desktop.domain.slides import Card, Deck, Series, Slide, SlideChart, Tone
from desktop.wording import numbers
from desktop.wording.report_facts import FactsSlice, ReportFacts
from desktop.wording.report_phrases import amount_of, known, lowered, met, over, reached, target_of
from desktop.wording.report_slots import change_piece

HEADLINE = ("TH.01", "TX.04", "TX.03", "MA.01", "GT.01", "PT.03")
RESULTS = ("TX.04", "TX.05", "TB.07")
STATE = ("CT.03", "CT.06", "NN.02", "VK.01", "PC.06", "VP.01")
PEOPLE = ("PT.03", "PT.01", "PT.06", "PT.09", "XD.01", "XD.06")
OFFENCES, AREAS, TASKS = 8, 14, 7
TASK_LENGTH = 150


def deck(facts: ReportFacts, report: Report) -> Deck:
    """The slides of a conference, from the facts of the report."""
    foot = f"{_capital(facts.period.label)} ({facts.period.dates}); {over(facts.received, facts.expected)} đơn vị"
    made = (
        _headline(facts),
        _months(facts, "TH.01", "Tội phạm về trật tự xã hội theo tháng"),
        _offences(facts),
        _results(facts),
        _areas(facts),
        _accidents(facts),
        _table(facts, "Quản lý nhà nước về an ninh, trật tự", STATE),
        _table(facts, "Phong trào toàn dân, xây dựng lực lượng", PEOPLE),
        _targets(facts),
        _tasks(facts, report),
    )
    slides = tuple(each for each in made if each is not None)
    return Deck(report.head.issuer, report.subject, report.span, foot, report.training, slides)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _line(facts: ReportFacts, code: str) -> Line | None:
    line = facts.lines.get(code)
    return line if line is not None and known(line) else None


def _value(line: Line) -> str:
    return amount_of(line, line.now)


def _change(facts: ReportFacts, line: Line) -> str:
    piece = change_piece(facts, line)
    return piece.text if piece else "chưa có số cùng kỳ"


def _base(line: Line) -> str:
    return amount_of(line, line.base) if line.base.amount is not None else "–"


def _tone(line: Line) -> Tone:
    moved, direction = line.comparison.difference, line.indicator.direction
    if not moved or direction is Direction.NEUTRAL:
        return Tone.PLAIN
    return Tone.GOOD if (moved > 0) is (direction is Direction.UP) else Tone.BAD


def _headline(facts: ReportFacts) -> Slide | None:
    cards = tuple(_card(facts, line) for code in HEADLINE if (line := _line(facts, code)))
    return Slide("Số liệu nổi bật", f"So với {facts.same_period}", cards) if cards else None


def _card(facts: ReportFacts, line: Line) -> Card:
    change = _change(facts, line)
    if line.indicator.per_cent and line.numerator is not None and line.denominator is not None:
        change = f"{over(line.numerator, line.denominator)}, {change}"
    return Card(line.indicator.short, _value(line), change, _tone(line))


def _months(facts: ReportFacts, code: str, title: str) -> Slide | None:
    line = _line(facts, code)
    if line is None or not facts.months:
        return None
    chart = SlideChart(
        "column",
        tuple(each.name for each in facts.months),
        (
            Series(str(facts.base_period.year), _amounts(facts.months, code, base=True)),
            Series(str(facts.period.year), _amounts(facts.months, code)),
        ),
        line.indicator.unit,
    )
    return Slide(title, f"Cả kỳ {_value(line)}, {_change(facts, line)} so với {facts.same_period}", chart=chart)


def _amounts(slices: tuple[FactsSlice, ...], code: str, base: bool = False) -> tuple[float | None, ...]:
    figures = ((each.base if base else each.figures).get(code) for each in slices)
    return tuple(_float(figure.amount) if figure else None for figure in figures)


def _float(amount: Decimal | None) -> float | None:
    return None if amount is None else float(half_up(amount, 1))


def _offences(facts: ReportFacts) -> Slide | None:
    if facts.breakdown is None:
        return None
    code = facts.breakdown.indicator
    rows = tuple(each for each in facts.breakdown.rows if _float(each.figures[code].amount))[:OFFENCES]
    return _compared_bars(facts, "Cơ cấu theo tội danh", rows, code)


def _areas(facts: ReportFacts) -> Slide | None:
    rows = tuple(each.whole for each in facts.areas if each.whole)[:AREAS]
    return _compared_bars(facts, "Tội phạm về trật tự xã hội theo địa bàn", rows, "TH.01")


def _compared_bars(facts: ReportFacts, title: str, rows: tuple[FactsSlice, ...], code: str) -> Slide | None:
    if not rows:
        return None
    backwards = rows[::-1]  # a lying chart is read from below
    chart = SlideChart(
        "bar",
        tuple(each.name for each in backwards),
        (
            Series(str(facts.base_period.year), _amounts(backwards, code, base=True)),
            Series(str(facts.period.year), _amounts(backwards, code)),
        ),
        facts.lines[code].indicator.unit,
    )
    return Slide(title, _most(facts, rows, code), chart=chart)


def _most(facts: ReportFacts, rows: tuple[FactsSlice, ...], code: str) -> str:
    counted = [(each.figures[code].amount or Decimal(0), each.name) for each in rows if code in each.figures]
    amount, name = max(counted, key=lambda each: each[0], default=(Decimal(0), ""))
    said = numbers.count(amount, facts.lines[code].indicator.unit, leading_zero=True)
    return f"Nhiều nhất: {lowered(name)}, {said}" if amount else ""


def _results(facts: ReportFacts) -> Slide | None:
    rates = [line for code in RESULTS if (line := _line(facts, code))]
    if not rates:
        return None
    series = (
        Series(str(facts.base_period.year), tuple(_float(line.base.amount) for line in rates)),
        Series(str(facts.period.year), tuple(_float(line.now.amount) for line in rates)),
        Series("Chỉ tiêu", tuple(_float(line.indicator.target) for line in rates)),
    )
    chart = SlideChart("column", tuple(line.indicator.short for line in rates), series, "%", 1)
    return Slide("Kết quả đấu tranh phòng, chống tội phạm", _solved(facts), chart=chart)


def _solved(facts: ReportFacts) -> str:
    rate, subjects = _line(facts, "TX.04"), _line(facts, "TX.03")
    if rate is None or rate.numerator is None or rate.denominator is None:
        return ""
    beside = f", {_value(subjects)}" if subjects else ""
    return f"{over(rate.numerator, rate.denominator)} vụ{beside}, đạt tỷ lệ {_value(rate)}"


def _accidents(facts: ReportFacts) -> Slide | None:
    lines = [line for code in ("GT.01", "GT.02", "GT.03", "PC.01") if (line := _line(facts, code))]
    if not lines:
        return None
    series = (
        Series(str(facts.base_period.year), tuple(_float(line.base.amount) for line in lines)),
        Series(str(facts.period.year), tuple(_float(line.now.amount) for line in lines)),
    )
    names = tuple(line.indicator.short for line in lines)
    lead = "; ".join(f"{lowered(line.indicator.short)} {_value(line)}, {_change(facts, line)}" for line in lines[:1])
    return Slide("Tai nạn giao thông, cháy", _capital(lead), chart=SlideChart("column", names, series, ""))


def _table(facts: ReportFacts, title: str, codes: tuple[str, ...]) -> Slide | None:
    lines = [line for code in codes if (line := _line(facts, code))]
    if not lines:
        return None
    head = ("Chỉ tiêu", "Kỳ này", "Cùng kỳ", "Tăng, giảm")
    rows = tuple((line.indicator.short, _value(line), _base(line), _change(facts, line)) for line in lines)
    return Slide(title, f"So với {facts.same_period}", head=head, rows=rows)


def _targets(facts: ReportFacts) -> Slide | None:
    lines = [line for line in facts.lines.values() if line.indicator.target is not None and known(line)]
    if not lines:
        return None
    reached_count = sum(met(line) for line in lines)
    head = ("Chỉ tiêu", "Đề ra", "Kỳ này", "Kết quả")
    rows = tuple((line.indicator.short, target_of(line), _value(line), _verdict(line)) for line in lines)
    return Slide("Chỉ tiêu phấn đấu", f"Đạt {over(reached_count, len(lines))} chỉ tiêu", head=head, rows=rows)


def _verdict(line: Line) -> str:
    return reached(line).partition(" so với")[0].partition(" (")[0]


def _tasks(facts: ReportFacts, report: Report) -> Slide | None:
    items = [each.text for each in report.paragraphs if each.part == "IV.2" and each.style is Style.ITEM]
    bullets = tuple(_shorter(each.removeprefix("- ")) for each in items[:TASKS])
    return Slide(f"Nhiệm vụ trọng tâm {facts.period.following_plan_label}", bullets=bullets) if bullets else None


def _shorter(text: str) -> str:
    """The first clauses that fit."""
    if len(text) <= TASK_LENGTH:
        return text
    kept = text[:TASK_LENGTH]
    cut = max(kept.rfind(";"), kept.rfind("."))
    return kept[:cut] + "." if cut > 0 else kept.rpartition(" ")[0] + " …"


def texts(made: Deck) -> Iterator[str]:
    """Every line that stands on the slides, to be read beside the report."""
    for slide in made.slides:
        yield from (slide.title, slide.lead, *slide.bullets)
        yield from (word for card in slide.cards for word in (card.label, card.value, card.change))
        yield from (cell for row in slide.rows for cell in row)
