"""The report says what the figures say, in the words of such reports."""

from dataclasses import replace
from decimal import Decimal

from desktop.document.marks import mark_of
from desktop.domain.figures import Figure, State
from desktop.domain.periods import parse_period
from desktop.domain.report import OriginKind, Paragraph, RowStyle, Style, Table, traced
from desktop.wording.report import annex, compose, day
from desktop.wording.report_facts import Breakdown, FactsArea, FactsSlice, ReportFacts, Told
from tests.wording.report_room import SEED, facts, figure, line, rate


def said(found: ReportFacts, part: str = "") -> str:
    """The text of the report, or of one part."""
    chosen = (each for each in compose(found).paragraphs if part in ("", each.part))
    return "\n".join(each.text for each in chosen)


def body(found: ReportFacts, part: str) -> list[Paragraph]:
    return [each for each in compose(found).paragraphs if each.part == part and not each.level]


def test_the_published_figures_come_out_right() -> None:
    text = said(facts(*SEED))
    assert "185/207 vụ, 403 đối tượng, đạt tỷ lệ 89,4%" in text
    assert "153/153 xã, thị trấn, đạt 100%" in text
    assert "giảm 10 vụ (4,6%) so với cùng kỳ năm 2019 (217 vụ)" in text
    assert "tăng 3,2 điểm % so với cùng kỳ năm 2019 (86,2%), vượt 14,4 điểm % so với chỉ tiêu (75%)" in text


def test_title_and_span_name_the_period() -> None:
    report = compose(facts())
    assert report.subject == ("Sơ kết công tác 6 tháng đầu năm 2020 và phương hướng, nhiệm vụ 6 tháng cuối năm 2020")
    assert report.span == "(Số liệu từ ngày 15/12/2019 đến ngày 14/6/2020)"
    year = parse_period("2020-Y")
    assert compose(facts(period=year)).subject.startswith("Tổng kết công tác năm 2020")
    assert day(parse_period("2020-M01").last) == "14/01/2020"


def test_zero_is_not_happening_and_blank_is_not_mentioned() -> None:
    assert "Không xảy ra vụ cháy." in said(facts(line("PC.01", 0, 0)), "I.3")
    assert "Không xảy ra vụ cháy, giảm 02 vụ" in said(facts(line("PC.01", 0, 2)), "I.3")
    assert "cháy" not in said(facts(line("GT.01", 3)), "I.3").removeprefix("3. Tình hình tai nạn giao thông, cháy")
    assert said(facts(), "I.3").endswith("Chưa đơn vị nào báo cáo số liệu của mục này.")


def test_an_optional_part_falls_away_alone() -> None:
    known = facts(line("GT.01", 34), line("GT.02", 0))
    assert "Tai nạn giao thông xảy ra 34 vụ, không có người chết." in said(known, "I.3")


def test_detected_crime_is_more_or_less_and_never_better() -> None:
    text = said(facts(line("MA.01", 142, 133), line("MA.02", 171, 160)), "I.2")
    assert "Phát hiện, bắt giữ 142 vụ, 171 đối tượng phạm tội về ma túy, nhiều hơn 09 vụ (6,8%)" in text


def test_traffic_that_fell_in_all_three_is_said_so() -> None:
    lines = line("GT.01", 30, 40), line("GT.02", 12, 15), line("GT.03", 20, 30)
    assert "giảm cả 3 tiêu chí so với cùng kỳ năm 2019: số vụ giảm 10 vụ (25,0%)" in said(facts(*lines), "I.3")
    mixed = (*lines[:2], line("GT.03", 31, 30))
    text = said(facts(*mixed), "I.3")
    assert "cả 3 tiêu chí" not in text
    assert "số người bị thương tăng 01 người (3,3%)" in text


def test_without_a_base_nothing_is_compared() -> None:
    text = said(facts(line("TH.01", 5), base_received=0))
    assert "so với cùng kỳ" not in text
    assert "Chưa có số liệu cùng kỳ năm 2019 để so sánh." in text


def test_a_zero_base_has_no_percentage() -> None:
    assert "tăng 05 vụ, cùng kỳ năm 2019 không xảy ra" in said(facts(line("TH.01", 5, 0)), "I.2")


def test_the_year_of_the_base_is_said_once_a_paragraph() -> None:
    text = said(facts(line("TM.01", 30, 20), line("TM.02", 40, 20)), "II.1")
    assert text.count("cùng kỳ năm 2019") == 1
    assert text.count("so với cùng kỳ") == 2


def test_offences_are_listed_by_size_with_their_share() -> None:
    text = said(facts(line("TH.01", 100), line("TH.06", 20), line("TH.07", 45), line("TH.09", 0)), "I.2")
    assert "Trong đó: cố ý gây thương tích 45 vụ, chiếm 45,0%; trộm cắp tài sản 20 vụ, chiếm 20,0%." in text
    assert "cướp" not in text


def test_units_that_have_not_reported_are_named() -> None:
    text = said(facts(*SEED, received=151, silent=("xã Đàm Thủy", "thị trấn Đông Khê")))
    assert "151/153 đơn vị; chưa tính 02 đơn vị chưa báo cáo: xã Đàm Thủy, thị trấn Đông Khê." in text
    assert "Còn 02/153 đơn vị chưa gửi báo cáo theo quy định." in text


def test_units_that_left_one_figure_blank_are_named_behind_it() -> None:
    gap = replace(line("TH.01", 10, missing=2), missing=("xã A", "xã B"))
    text = said(facts(gap), "I.2")
    assert text.endswith("(Có chỉ tiêu chưa tính 02 đơn vị chưa báo cáo: xã A, xã B.)")


def test_none_found_is_not_told_while_units_have_left_it_blank() -> None:
    blank = replace(line("TH.13", 0, missing=105), missing=tuple(f"xã {n}" for n in range(105)))
    safe = replace(line("AN.04", 0, missing=2), missing=("xã A", "xã B"))
    text = said(facts(blank, safe))
    assert "Không có vụ việc khiếu kiện" not in text
    assert "không có sự cố" not in text
    assert "chỉ tiêu đề ra" not in text
    assert "- Sự kiện, mục tiêu để xảy ra sự cố: không để xảy ra." in text


def test_none_found_is_told_only_of_those_who_have_reported() -> None:
    known = line("PC.01", 0), line("AN.04", 0)
    some = said(facts(*known, silent=("xã A",), received=152))
    assert "Không xảy ra vụ cháy (theo các đơn vị đã báo cáo)." in some
    assert "không có sự cố (theo các đơn vị đã báo cáo)." in some
    assert "theo các đơn vị đã báo cáo" not in said(facts(*known))


def test_how_many_of_all_units_is_told_only_of_those_who_have_reported() -> None:
    staffed = rate("XD.01", (3, 6), (5, 6))
    some = said(facts(staffed, silent=("xã A", "xã B", "xã C"), expected=6, received=3))
    sentence = next(line for line in some.split("\n") if "03/06 xã" in line)
    assert "so với cùng kỳ năm 2019 (83,3%) (theo các đơn vị đã báo cáo)." in sentence
    assert "giảm 33,3 điểm" not in some.replace(sentence, "")
    assert "theo các đơn vị đã báo cáo" not in said(facts(staffed, expected=6, received=6))


def test_a_base_that_is_not_whole_is_told() -> None:
    gap = replace(line("PC.01", 5, 20), base=figure(20, missing=4))
    assert said(facts(gap), "I.3").endswith("(Có chỉ tiêu chưa đủ số cùng kỳ của các đơn vị.)")
    assert "chưa đủ số cùng kỳ" not in said(facts(line("PC.01", 5, 20)))


def test_targets_are_judged_by_the_printed_rate() -> None:
    text = said(facts(rate("TX.04", (185, 207)), rate("TB.07", (8, 10))))
    assert "Đạt, vượt 01/02 chỉ tiêu đề ra: tỷ lệ điều tra, khám phá 89,4%" in text
    assert "Chưa đạt 01/02 chỉ tiêu đề ra: tỷ lệ giải quyết nguồn tin 80,0%, thấp hơn 10,0 điểm %" in text
    assert "- Tỷ lệ điều tra, khám phá: từ 75% trở lên (kỳ này 89,4%)." in text


def test_trends_know_which_way_is_better() -> None:
    found = facts(line("GT.01", 30, 40), line("PT.03", 30, 40), line("TX.01", 30, 40), line("MA.01", 10, 40))
    assert "Chuyển biến tốt so với cùng kỳ năm 2019: vụ tai nạn giao thông giảm 10 vụ" in said(found, "III.1")
    worse = said(found, "III.2")
    assert "buổi tuyên truyền giảm 10 buổi" in worse
    assert "làm rõ" not in worse, "fewer solved of fewer that occurred is no setback"
    assert "ma túy" not in worse


def test_what_units_told_is_gathered_once_and_what_we_wrote_stands_as_text() -> None:
    told = (
        Told("xã A", False, "TH", "situation", "Trộm cắp  ban đêm."),
        Told("xã B", False, "TH", "situation", "Trộm cắp ban đêm."),
        Told("tỉnh Cao Bằng", True, "TH", "situation", "Tình hình ổn định.\nKhông có điểm nóng."),
    )
    paragraphs = body(facts(told=told), "I.2")
    assert [each.text for each in paragraphs if each.style is Style.BODY] == [
        "Tình hình ổn định.",
        "Không có điểm nóng.",
    ]
    assert [each.text for each in paragraphs if each.style is Style.MATERIAL][1:] == ["- xã A, xã B: Trộm cắp ban đêm."]


def test_a_place_to_write_goes_once_something_is_written() -> None:
    assert [each.style for each in body(facts(), "V")] == [Style.TO_WRITE]
    ours = (Told("tỉnh Cao Bằng", True, "KH", "proposal", "Đề nghị bố trí kinh phí."),)
    assert [each.style for each in body(facts(told=ours), "V")] == [Style.BODY]
    theirs = (Told("xã A", False, "KH", "proposal", "Đề nghị sửa trụ sở."),)
    assert [each.style for each in body(facts(told=theirs), "V")][-1] is Style.TO_WRITE


def test_every_number_of_a_figure_can_be_traced() -> None:
    report = compose(facts(*SEED))
    numbers = {each.text: each.origin for each in traced(report)}
    assert numbers["185/207 vụ"].indicators == ("TX.04",)
    assert (numbers["185/207 vụ"].numerator, numbers["185/207 vụ"].denominator) == (185, 207)
    assert numbers["207 vụ"].kind is OriginKind.VALUE
    assert numbers["207 vụ"].period == "2020-H1"
    assert numbers["217 vụ"].period == "2019-H1"
    digits = [
        piece.text
        for each in report.paragraphs
        if not each.level and each.style is Style.BODY
        for piece in each.pieces
        if piece.origin is None and any(letter.isdigit() for letter in piece.text)
    ]
    assert all("05-CT/TW" in text or "2019" in text or "2020" in text for text in digits), digits


def slice_of(key: str, name: str, amount: int | None, reported: bool = True) -> FactsSlice:
    return FactsSlice(key, name, {"TH.01": figure(amount)}, {"TH.01": figure(1)}, reported=reported)


def province() -> ReportFacts:
    units = (slice_of("u1", "Xã A", 3), slice_of("u2", "Xã B", None, reported=False))
    return facts(
        *SEED,
        line("TH.05", 1_860_000_000),
        headline=("TH.01",),
        whole=slice_of("", "Toàn tỉnh", 3),
        areas=(FactsArea(slice_of("a1", "Huyện X", 3), units),),
        months=(slice_of("", "T1", 1), slice_of("", "T2", 2)),
        base_packages=151,
        breakdown=Breakdown("TH.01", (slice_of("trom_cap", "Trộm cắp tài sản", 2),)),
    )


def table(found: ReportFacts, sheet: str) -> Table:
    report = compose(found)
    return next(each for each in (*report.tables, *annex(found, report)) if each.sheet == sheet)


def test_the_first_annex_groups_core_figures_and_tells_money_in_millions() -> None:
    rows = table(province(), "Phụ lục 1").rows
    assert rows[0].style is RowStyle.PART
    assert rows[0].cells[1].text == "Tình hình an ninh, trật tự"
    printed = {row.cells[1].text: [cell.text for cell in row.cells[2:]] for row in rows}
    assert printed["Số vụ phạm tội về trật tự xã hội xảy ra"] == ["vụ", "207", "217", "-10", "-4,6"]
    assert printed["Thiệt hại tài sản do tội phạm"][:2] == ["triệu đồng", "1.860,0"]
    assert printed["Tỷ lệ điều tra, khám phá"] == ["%", "89,4", "86,2", "+3,2", ""]
    assert printed["Vụ cháy"][1:] == ["·", "·", "", ""]


def test_every_count_of_units_has_a_name_of_its_own() -> None:
    """Two of one name in one sentence would be made one when the report is made again."""
    found = replace(province(), expected=153, received=150, silent=("Xã A", "Xã B", "Xã C"), below=(148, 151))
    lead = next(each for each in compose(found).paragraphs if each.text.startswith("Số liệu tổng hợp"))
    named = {piece.text: mark_of(piece.origin).key for piece in lead.pieces if piece.origin is not None}
    assert {"150/153", "03 đơn vị", "148/151"} <= set(named)
    assert len(set(named.values())) == len(named)


def test_months_that_do_not_add_up_to_the_period_say_why() -> None:
    """What a month has solved of its own cases is less than what the half-year has solved of its own."""
    plain, apart = table(province(), "Theo tháng"), replace(province(), headline=("TH.01", "TX.01"))
    assert len(plain.notes) == 1
    (note,) = table(apart, "Theo tháng").notes[1:]
    assert note.startswith("Vụ làm rõ, án trong kỳ: ") and "cộng các tháng không bằng số cả kỳ" in note


def test_units_stand_under_their_area_and_missing_ones_are_marked() -> None:
    rows = table(province(), "Theo đơn vị").rows
    assert [(row.style, row.cells[1].text, row.cells[2].text) for row in rows] == [
        (RowStyle.TOTAL, "Toàn tỉnh Cao Bằng", "3"),
        (RowStyle.SUBTOTAL, "Huyện X", "3"),
        (RowStyle.PLAIN, "Xã A", "3"),
        (RowStyle.PLAIN, "Xã B (chưa báo cáo)", "·"),
    ]


def test_the_annex_ends_with_the_sources_of_every_number() -> None:
    found = province()
    report = compose(found)
    sheets = annex(found, report)
    names = [each.sheet for each in sheets]
    assert names == ["Tổng hợp", "Theo đơn vị", "Theo địa bàn", "Theo tháng", "Theo tội danh", "Nguồn"]
    rows = sheets[-1].rows
    assert len(rows) == len(traced(report))
    pair = next(row for row in rows if row.cells[1].text == "185/207 vụ")
    assert [cell.value for cell in pair.cells[6:]] == [185, 185, 207, 153, 153]
    base = next(row for row in rows if row.cells[1].text == "217 vụ")
    assert [base.cells[5].text, base.cells[-1].value] == ["2019-H1", 151]
    unit = next(row for row in rows if "Xã A" in row.cells[0].text)
    assert [cell.value for cell in unit.cells[-2:]] == [1, 1]


def test_states_keep_their_signs_in_tables() -> None:
    declared, apart = Figure(State.NONE, Decimal(0)), Figure(State.NOT_APPLICABLE)
    found = facts(replace(line("PC.01", 0), now=declared, base=apart))
    row = next(row for row in table(found, "Phụ lục 1").rows if row.cells[1].text == "Vụ cháy")
    assert [cell.text for cell in row.cells[3:5]] == ["0*", "–"]


def test_a_single_unit_has_no_annex_by_unit() -> None:
    own = facts(*SEED, expected=1, received=1)
    report = compose(own)
    assert [each.sheet for each in report.tables] == ["Phụ lục 1"]
    assert "Theo đơn vị" not in [each.sheet for each in annex(own, report)]
    assert "đơn vị; chưa tính" not in said(own)


def test_training_figures_are_called_so() -> None:
    assert compose(facts(training=True)).training == "SỐ LIỆU HUẤN LUYỆN, KHÔNG PHẢI SỐ LIỆU THẬT"
    assert compose(facts()).training == ""
