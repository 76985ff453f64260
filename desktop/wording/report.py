"""Facts → the whole report: head, text, annexes; paper and workbook are both made from it."""

from datetime import date

from desktop.domain.report import Report, Table, traced
from desktop.wording.report_facts import ReportFacts
from desktop.wording.report_slices import areas, months, offences, units
from desktop.wording.report_sources import sources
from desktop.wording.report_tables import indicators_in_full, indicators_in_print
from desktop.wording.report_template import parts, segments
from desktop.wording.report_text import paragraphs, words
from desktop.wording.report_wording import SUBJECT, Wording

TRAINING = "SỐ LIỆU HUẤN LUYỆN, KHÔNG PHẢI SỐ LIỆU THẬT"


def compose(facts: ReportFacts, wording: Wording | None = None) -> Report:
    """The report of one period, from its figures, in the province's own words where it has some."""
    period = facts.period
    used = wording or Wording(SUBJECT, facts.head, parts())
    tables = (indicators_in_print(facts), *((units(facts),) if facts.expected > 1 else ()))
    return Report(
        used.head,
        words(facts, segments(used.subject)),
        f"(Số liệu từ ngày {day(period.first)} đến ngày {day(period.last)})",
        TRAINING if facts.training else "",
        paragraphs(facts, used.parts),
        tables,
        period.last.year,
    )


def day(value: date) -> str:
    """`14/6/2020`, `05/01/2020`: a zero only for days under ten, January and February (Nghị định 30/2020/NĐ-CP)."""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"{value.day:02d}/{month}/{value.year}"


def annex(facts: ReportFacts, report: Report) -> tuple[Table, ...]:
    """The sheets of the annex workbook; the last tells where every number of the report comes from."""
    by_unit = units(facts) if facts.areas else None
    sheets = (indicators_in_full(facts), by_unit, areas(facts), months(facts), offences(facts))
    return (*(sheet for sheet in sheets if sheet), sources(facts, traced(report)))
