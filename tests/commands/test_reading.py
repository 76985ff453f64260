"""What headquarters reads: who is missing, the figures in words and for machines, the report."""

import errno
import os
from decimal import Decimal

import pytest

from desktop.commands.figure_words import HEADLINES
from desktop.services import counting, keeping, progressing


@pytest.fixture
def books(headquarters):
    books = keeping.open_books(headquarters)
    yield books
    books.close()


def test_missing_units_are_a_finding_and_named_by_area(giaoban, headquarters, books, period):
    answer = giaoban("--data", headquarters, "status", "--period", period)
    assert answer.code == 1
    assert answer.out.startswith("Đã nhận 3/153 đơn vị, 6 tháng đầu năm 2020.\n  Đạt: ")
    assert "\n  Huyện Bảo Lâm (" in answer.out
    facts = giaoban("--data", headquarters, "status", "--period", period, "--json").json
    missing = progressing.completeness(books, books.period(period)).missing
    assert [each["code"] for each in facts["missing"]] == [unit.code for unit in missing]
    assert facts["missing"][0].keys() == {"code", "name", "area", "phone"}
    assert sum(facts["standings"].values()) == facts["expected"] == 153


def test_a_whole_province_is_no_finding(giaoban, headquarters, books, period):
    standing = progressing.completeness(books, books.period(period))
    keeping.limit_units(books, [each.unit.uid for each in standing.units if each.package is not None])
    answer = giaoban("--data", headquarters, "status", "--period", period)
    assert answer.code == 0
    assert answer.out.splitlines()[0] == "Đã nhận 3/3 đơn vị, 6 tháng đầu năm 2020."
    assert "thiếu" not in answer.out


def test_figures_for_machines_are_the_figures_of_the_books(giaoban, headquarters, books, period):
    facts = giaoban("--data", headquarters, "figures", "--period", period, "--json").json
    now = counting.summary(books, books.period(period))
    assert (facts["base"], facts["from"], facts["to"]) == ("2019-H1", "2019-12-15", "2020-06-14")
    assert facts["completeness"] == {"expected": 153, "received": 3, "units": 153}
    assert facts["headline"]["occurred"]["value"] == now.line("TH.01").now.amount > 0
    lines = {each["code"]: each for each in facts["figures"]}
    assert len(lines) == len(now.lines)
    exact = [line for line in now.lines if not line.indicator.per_cent]
    assert all(lines[each.indicator.code]["value"] == each.now.amount for each in exact)


def test_rates_come_with_their_parts_and_one_decimal(giaoban, headquarters, books, period):
    headline = giaoban("--data", headquarters, "figures", "--period", period, "--json").json["headline"]
    rate = headline["clearance"]
    exact = Decimal(rate["numerator"]) * 100 / Decimal(rate["denominator"])
    assert rate["value"] == float(exact.quantize(Decimal("0.1"), "ROUND_HALF_UP"))
    assert (rate["numerator"], rate["denominator"]) == (headline["solved"]["value"], headline["occurred"]["value"])
    base = rate["base"]["value"]
    assert rate["points"] == rate["change"] == pytest.approx(rate["value"] - base)
    assert "percent" not in rate
    police = headline["regular_police"]
    assert (police["denominator"], police["missing"], police["value"]) == (153, 150, 2)
    assert police["numerator"] == police["base_numerator"] + police["numerator"] - police["base_numerator"] == 3


def test_counts_move_in_per_cent_of_their_base(giaoban, headquarters, period):
    figure = giaoban("--data", headquarters, "figures", "--period", period, "--json").json["headline"]["occurred"]
    assert figure["change"] == figure["value"] - figure["base"]["value"]
    moved = Decimal(figure["change"]) * 100 / figure["base"]["value"]
    assert figure["percent"] == float(moved.quantize(Decimal("0.1"), "ROUND_HALF_UP"))


def test_the_previous_period_is_a_base_too(giaoban, headquarters, period):
    words = ("--data", headquarters, "figures", "--period", period, "--compare", "previous")
    assert giaoban(*words, "--json").json["base"] == "2019-H2"
    text = giaoban(*words).out
    assert "So với kỳ trước: 6 tháng cuối năm 2019, 0/153 đơn vị" in text
    assert "cùng kỳ" not in text.lower()


@pytest.mark.parametrize("by", ["unit", "month", "section"])
def test_slices_add_up_to_the_whole(by, giaoban, headquarters, period):
    facts = giaoban("--data", headquarters, "figures", "--period", period, "--by", by, "--json").json
    rows = facts["by"]["rows"]
    assert facts["by"]["kind"] == by
    whole = facts["headline"]["occurred"]["value"]
    if by == "section":
        parts = [each["value"] for row in rows for each in row["figures"] if each["code"] == "TH.01"]
        assert sum(len(row["figures"]) for row in rows) == len(facts["figures"])
    else:
        parts = [row["figures"]["TH.01"]["value"] or 0 for row in rows]
        assert len(rows) == (153 if by == "unit" else 6)
        rates = [row["figures"]["TX.04"] for row in rows if row["figures"]["TX.04"]["value"] is not None]
        assert rates
        assert all(each["value"] == round(each["value"], 1) for each in rates)
        assert sum(each["numerator"] for each in rates) == facts["headline"]["solved"]["value"]
    assert sum(parts) == whole


def test_figures_in_words_stand_in_columns_by_section(giaoban, headquarters, period):
    answer = giaoban("--data", headquarters, "figures", "--period", period)
    lines = answer.out.splitlines()
    assert answer.code == 0
    assert lines[0] == ("Công an tỉnh Cao Bằng: 6 tháng đầu năm 2020 (15/12/2019 – 14/06/2020), 3/153 đơn vị đã gửi")
    assert lines[2] == "SỐ LIỆU HUẤN LUYỆN, KHÔNG PHẢI SỐ LIỆU THẬT"
    head = next(line for line in lines if line.startswith("  Mã "))
    figures = [line for line in lines if line[2:5] in ("TH.", "GT.", "TX.")]
    ends = head.index("Kỳ này") + len("Kỳ này")
    assert len(figures) > 20
    assert all(line[ends - 1] != " " and line[ends : ends + 1] in ("", " ") for line in figures)
    assert "Tình hình an ninh, trật tự" in lines
    assert answer.out.rstrip().endswith("chỉ tiêu chưa nhập.")


def test_units_and_months_make_tables(giaoban, headquarters, period):
    units = giaoban("--data", headquarters, "figures", "--period", period, "--by", "unit").out.splitlines()
    head = next(line for line in units if line.startswith("Đơn vị"))
    assert head.split()[2:] == list(HEADLINES)
    assert sum(line.startswith(("Xã ", "Thị trấn ")) for line in units) == 153
    months = giaoban("--data", headquarters, "figures", "--period", period, "--by", "month").out.splitlines()
    assert next(line for line in months if "Chỉ tiêu" in line).split()[-8:] == [
        "T1",
        "T2",
        "T3",
        "T4",
        "T5",
        "T6",
        "Cả",
        "kỳ",
    ]


def test_a_unit_reads_its_own_figures(giaoban, unit, period):
    answer = giaoban("--data", unit, "figures", "--period", period, "--by", "month")
    assert answer.code == 0
    assert answer.out.startswith("Công an thị trấn Pác Miầu: ")


@pytest.mark.parametrize("command", ["status", "figures", "report"])
def test_an_unknown_period_is_refused(command, giaoban, headquarters):
    more = ("--to", "a.docx") if command == "report" else ()
    answer = giaoban("--data", headquarters, command, "--period", "2020-H9", *more)
    assert answer.code == 1
    assert answer.err.startswith("Không có kỳ báo cáo “2020-H9”. Viết như 2020-M06")


def test_the_report_and_its_annex_are_written(giaoban, headquarters, period, tmp_path):
    paper, annex = tmp_path / "bc.docx", tmp_path / "pl.xlsx"
    answer = giaoban("--data", headquarters, "report", "--period", period, "--to", paper, "--annex", annex)
    assert (answer.code, answer.out) == (0, f"Báo cáo: {paper}\nPhụ lục: {annex}\n")
    assert paper.read_bytes()[:2] == annex.read_bytes()[:2] == b"PK"


def test_a_report_that_cannot_be_written_leaves_nothing(giaoban, headquarters, period, tmp_path, monkeypatch):
    words = ("--data", headquarters, "report", "--period", period, "--to")
    assert giaoban(*words, tmp_path / "không có" / "bc.docx").err.startswith("Không thấy thư mục")

    def full(*_facts):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    assert giaoban(*words, tmp_path / "bc.docx").err.startswith("Hết chỗ trống")
    assert not list(tmp_path.glob("bc*"))


def test_there_is_no_report_of_nothing(giaoban, new_headquarters, period, tmp_path):
    answer = giaoban("--data", new_headquarters, "report", "--period", period, "--to", tmp_path / "bc.docx")
    assert answer.code == 1
    assert answer.err.startswith("Chưa có gói nào của 6 tháng đầu năm 2020")
    assert not (tmp_path / "bc.docx").exists()
