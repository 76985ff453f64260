"""Claims → findings: the published patterns, the corpora, and what may never be called wrong."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.checking.checker import check
from desktop.domain.findings import ClaimKind, Doubt, Verdict
from desktop.domain.numbers import format_number, percent
from desktop.wording.report import compose
from tests.checking import claims_room
from tests.wording import report_room

ORIGIN = "Điều tra khám phá 185/207 vụ, 403 đối tượng, đạt tỷ lệ 88,9%"
MARKED = (
    *("practised.txt", "unseen.txt", "afterwards.txt", "last.txt"),
    *("courts.txt", "briefs.txt", "news.txt", "crowded.txt", "paragraphs.txt", "hard.txt", "communes.txt"),
    "published.txt",
    "lists.txt",
    *("members.txt", "splits.txt", "bases.txt", "rests.txt", "forms.txt", "times.txt", "rates.txt"),
    "voices.txt",
)
PARTS = st.integers(1, 40_000)


def found(text):
    return check(text.split("\n"))


def only(text):
    (finding,) = found(text)
    return finding


def pairs(finding):
    return [(near.numerator, near.denominator) for near in finding.nearest]


def test_the_sentence_of_the_origin_is_wrong_and_its_nearest_operands_are_named():
    finding = only(ORIGIN)
    assert (finding.verdict, finding.kind) == (Verdict.WRONG, ClaimKind.RATE)
    assert (finding.recomputed, finding.numerator, finding.denominator) == (Decimal("89.4"), 185, 207)
    assert pairs(finding) == [(184, 207), (185, 208)]
    assert finding.mend.text == "89,4%"
    assert ORIGIN[finding.claimed_at.start : finding.claimed_at.end] == finding.claimed == "88,9%"


def test_a_whole_is_right():
    assert only("Bố trí Công an chính quy tại 153/153 = 100% xã").verdict is Verdict.RIGHT


@pytest.mark.parametrize(
    "text",
    [
        "Số vụ án giảm 171 vụ (giảm 32,2%), còn 360 vụ",
        "Xảy ra 9.398 vụ, giảm 3.009 vụ (-24,25%)",
        "Xảy ra 692 vụ, giảm 239 vụ (25,67%)",
        "Xảy ra 358 vụ, tăng 44 vụ = 14,01%",
        "Ít hơn 03 vụ = 1,6% (180/183 vụ)",
        "Giảm 5,83% (3.389/3.599 vụ)",
        "Xảy ra 207 vụ, trộm cắp 83 vụ, chiếm 40,1%",
        "Trong tổng số 2.224 vụ, lừa đảo chiếm 37% (823 vụ)",
        "Đạt tỷ lệ 92,7% (vượt 17,7% so với chỉ tiêu 75%)",
        "Xảy ra 2.178 vụ, giảm -322 vụ (-12,88%)",
    ],
)
def test_every_published_pattern_is_understood(text):
    verdicts = {finding.verdict for finding in found(text) if finding.doubt is not Doubt.NO_BASE}
    assert verdicts == {Verdict.RIGHT}


@pytest.mark.parametrize("name", MARKED)
def test_no_false_alarm_and_nearly_every_wrong_figure_on_the_marked_texts(name):
    score = claims_room.score(name)
    assert [(line, alarm.text) for line, alarm in score.alarms] == []
    assert score.recall >= 0.95, [(missed.line, missed.words) for missed in score.missed]
    assert [(marked.line, marked.words) for marked, _ in score.misnamed] == []


def test_the_marked_texts_are_as_many_as_they_should_be():
    names = MARKED
    claims = [claim for name in names for text in claims_room.texts(name) for claim in text.claims]
    assert len(claims) >= 450
    assert sum(claim.verdict is Verdict.WRONG for claim in claims) >= 180


@pytest.mark.parametrize(
    "text",
    [*claims_room.texts("silent.txt"), *claims_room.texts("consistent.txt")],
    ids=lambda text: f"line {text.line}",
)
def test_texts_without_anything_wrong_are_never_called_wrong(text):
    assert [finding.text for finding in text.findings() if finding.verdict is Verdict.WRONG] == []


def test_a_report_of_our_own_is_right_from_end_to_end():
    made = report_room.facts(
        *report_room.SEED,
        report_room.line("GT.01", 34, 40),
        report_room.line("GT.02", 17, 20),
        report_room.line("TH.06", 83, 90),
    )
    paragraphs = [paragraph.text for paragraph in compose(made).paragraphs]
    findings = check(paragraphs)
    assert [finding.text for finding in findings if finding.verdict is Verdict.WRONG] == []
    assert sum(finding.verdict is Verdict.RIGHT for finding in findings) > 8


@given(PARTS, PARTS, st.integers(0, 2))
def test_a_rate_rounded_half_up_is_right_and_its_neighbour_is_wrong(part, rest, places):
    whole = part + rest
    rate = percent(part, whole, places)
    step = Decimal(1).scaleb(-places)
    said = "Đã giải quyết {part}/{whole} tin, đạt {rate}%"
    for value, verdict in ((rate, Verdict.RIGHT), (rate + step, Verdict.WRONG)):
        text = said.format(part=part, whole=whole, rate=format_number(value, places))
        assert only(text).verdict is verdict, text


@given(PARTS, PARTS, st.booleans())
def test_a_change_is_reckoned_from_the_base_and_never_from_what_is_now(now, step, falls):
    base = now + step if falls else now - step
    assume(base > 0)
    share = percent(step, base, 2)
    verb = "giảm" if falls else "tăng"
    text = f"Xảy ra {now} vụ, {verb} {step} vụ ({format_number(share, 2)}%) so với cùng kỳ"
    assert only(text).verdict is Verdict.RIGHT
    other = percent(step, now, 2)
    if abs(other - share) > Decimal("0.01") and other * 12 > share and share * 12 > other:
        assert only(text.replace(format_number(share, 2), format_number(other, 2))).verdict is Verdict.WRONG


def test_a_fall_called_a_rise_is_turned():
    finding = only("Toàn tỉnh xảy ra 207 vụ, tăng 10 vụ (4,6%) so với cùng kỳ")
    assert finding.nearest[0].backwards
    assert (finding.turn.text, finding.mend.text) == ("giảm", "5,1%")


def test_a_subject_of_its_own_is_not_measured_on_another():
    text = "Xảy ra 34 vụ tai nạn giao thông; tội phạm về trật tự xã hội giảm 45 vụ (10,5%)"
    assert only(text).verdict is Verdict.CANNOT_CHECK


def test_cases_of_earlier_periods_leave_the_rate_open():
    text = "Xảy ra 19 vụ; làm rõ 25 vụ, trong đó 08 vụ từ trước, đạt tỷ lệ 93,5%"
    assert {finding.verdict for finding in found(text)} == {Verdict.CANNOT_CHECK}


def test_a_sign_against_its_verb_is_wrong_and_the_figures_say_which_of_the_two():
    sign = only("Xảy ra 110 vụ, tăng 10 vụ (-10,0%)")
    assert (sign.verdict, sign.doubt, sign.mend.text) == (Verdict.WRONG, Doubt.SIGNS_DIFFER, "+10,0%")
    verb = only("Xảy ra 90 vụ, tăng 10 vụ (-10,0%)")
    assert (verb.verdict, verb.turn.text) == (Verdict.WRONG, "giảm")
    word = only("Xảy ra 110 vụ, tăng 10 vụ (giảm 10,0%)")
    assert (word.verdict, word.mend.text) == (Verdict.WRONG, "tăng")


def test_a_sign_against_its_verb_is_a_doubt_where_no_figure_says_which():
    finding = only("Tội phạm tăng 10 vụ (-10,0%)")
    assert (finding.verdict, finding.doubt) == (Verdict.CANNOT_CHECK, Doubt.SIGNS_DIFFER)
    assert finding.doubtful


def test_a_per_cent_that_no_whole_base_gives_is_a_doubt():
    finding = only("Tội phạm giảm 3 vụ (5,33%)")
    assert (finding.verdict, finding.doubt) == (Verdict.CANNOT_CHECK, Doubt.NO_SUCH_BASE)


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("hơn 89%", Verdict.RIGHT),
        ("hơn 91%", Verdict.WRONG),
        ("gần 90%", Verdict.RIGHT),
        ("gần 85%", Verdict.WRONG),
        ("khoảng 90%", Verdict.RIGHT),
        ("xấp xỉ 70%", Verdict.WRONG),
    ],
)
def test_loose_words_are_given_their_room(words, verdict):
    assert only(f"Làm rõ 185/207 vụ, đạt {words}").verdict is verdict


def test_more_covered_than_there_are_is_a_part_over_its_whole():
    finding = only("Kiểm tra 120 cơ sở, trong đó 135 cơ sở vi phạm")
    assert (finding.kind, finding.verdict) == (ClaimKind.PART, Verdict.WRONG)


def test_reports_of_crime_flow_from_period_to_period():
    text = (
        "Kỳ trước chuyển sang 45 tin, tiếp nhận 312 tin, chuyển theo thẩm quyền 12 tin, đã giải quyết 298 tin,"
        " đang giải quyết {n} tin"
    )
    assert only(text.format(n=47)).verdict is Verdict.RIGHT
    wrong = only(text.format(n=57))
    assert (wrong.verdict, wrong.recomputed, wrong.mend.text) == (Verdict.WRONG, 47, "47")


def test_findings_come_in_the_order_of_the_text():
    text = f"{ORIGIN}\nXảy ra 207 vụ, giảm 12 vụ so với cùng kỳ (217 vụ). Gồm 10 xã."
    places = [(finding.place.paragraph, finding.claimed_at.start) for finding in found(text)]
    assert places == sorted(places)
    assert len(places) == 2
