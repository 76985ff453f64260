"""Figures of a made province for the report's tests."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from desktop.domain.catalogue import Catalogue, Indicator, IndicatorKind
from desktop.domain.figures import Figure, State, compare
from desktop.domain.periods import parse_period
from desktop.domain.report import Letterhead, Line
from desktop.wording.report_facts import ReportFacts

PERIOD = parse_period("2020-H1")
HEAD = Letterhead(
    "BỘ CÔNG AN",
    "CÔNG AN TỈNH CAO BẰNG",
    "BC-CAT",
    "Cao Bằng",
    ("GIÁM ĐỐC",),
    ("Bộ Công an (để báo cáo);", "Lưu: VT."),
)


def line(code: str, now: Decimal | int | None, base: Decimal | int | None = None, missing: int = 0) -> Line:
    """A line of the real catalogue with made figures."""
    indicator = Catalogue.load().indicators[code]
    return _line(indicator, figure(now, missing), figure(base))


def rate(code: str, now: tuple[int, int], base: tuple[int, int] | None = None) -> Line:
    """A ratio with its parts."""
    indicator = Catalogue.load().indicators[code]
    made = _line(indicator, _quotient(*now), _quotient(*base) if base else figure(None))
    parts = {"numerator": Decimal(now[0]), "denominator": Decimal(now[1])}
    if base:
        parts |= {"base_numerator": Decimal(base[0]), "base_denominator": Decimal(base[1])}
    return replace(made, **parts)


def figure(amount: Decimal | int | None, missing: int = 0) -> Figure:
    """A figure as counting would give it; None is blank."""
    if amount is None:
        return Figure(State.BLANK, None, missing or 1)
    return Figure(State.VALUE if amount else State.ZERO, Decimal(amount), missing)


def _quotient(numerator: int, denominator: int) -> Figure:
    return figure(Decimal(numerator) * 100 / denominator) if denominator else Figure(State.NOT_APPLICABLE)


def _line(indicator: Indicator, now: Figure, base: Figure) -> Line:
    is_rate = indicator.kind is IndicatorKind.RATIO and indicator.per_cent
    return Line(indicator, now, base, compare(now, base, rate=is_rate))


def facts(*lines: Line, **others: object) -> ReportFacts:
    """Facts in which only these lines are known; everything else is blank."""
    catalogue = Catalogue.load()
    blank = {
        code: _line(each, figure(None), figure(None))
        for code, each in catalogue.indicators.items()
        if each.kind not in (IndicatorKind.TEXT, IndicatorKind.HEADING)
    }
    known: Mapping[str, Line] = blank | {each.indicator.code: each for each in lines}
    made = ReportFacts(
        period=PERIOD,
        base_period=PERIOD.same_period_last_year(),
        lines=known,
        sections={code: section.name for code, section in catalogue.sections.items()},
        head=HEAD,
        land="tỉnh Cao Bằng",
        unit_words="xã, thị trấn",
        expected=153,
        received=153,
        base_received=153,
        packages=153,
    )
    return replace(made, **others)  # type: ignore[arg-type]


SEED = (
    line("TH.01", 207, 217),
    line("TX.01", 185),
    line("TX.03", 403, 410),
    rate("TX.04", (185, 207), (187, 217)),
    rate("XD.01", (153, 153), (100, 153)),
)
"""The figures of the published text that the program began from."""
