"""What names a citizen is pointed out; money, documents, days and figures are left in peace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.field_checks import names_a_person
from desktop.domain.personal_data import personal_data


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CCCD 004095001234 của", ["004095001234"]),
        ("số 004 095 001 234", ["004 095 001 234"]),
        ("số 0040.9500.1234", ["0040.9500.1234"]),
        ("mời ông 004095001234.", ["004095001234"]),
        ("(004095001234)", ["004095001234"]),
        ("căn cước công dân số: 123456789012", ["123456789012"]),
        ("CMND số 080123456", ["080123456"]),
        ("cmnd: 250000000", ["250000000"]),
        ("chứng minh nhân dân 085 123 456 cấp", ["085 123 456"]),
        ("đối tượng có số 085123456, trú tại", ["085123456"]),
        ("gọi 0987654321 hoặc 0987.654.321", ["0987654321", "0987.654.321"]),
        ("gọi 0987 654 321, 098 765 4321, 098-7654-321", ["0987 654 321", "098 765 4321", "098-7654-321"]),
        ("gọi 0987.65.43.21", ["0987.65.43.21"]),
        ("máy bàn 0206.3852.123, +84 987654321", ["0206.3852.123", "+84 987654321"]),
        ("máy bàn (0206) 3852 123, 02063852123", ["(0206) 3852 123", "02063852123"]),
        ("máy bàn 0206 3.852.123", ["0206 3.852.123"]),
        ("+84.98.765.4321 và 84987654321", ["+84.98.765.4321", "84987654321"]),
        ("số cũ 01681234567", ["01681234567"]),
        ("xe 11A-123.45, 11A1-12345, 29LD-12345", ["11A-123.45", "11A1-12345", "29LD-12345"]),
        ("xe 11-B1 123.45", ["11-B1 123.45"]),
        ("xe 11B1 - 123.45, 30F 12345, 51G12345", ["11B1 - 123.45", "30F 12345", "51G12345"]),
        ("xe điện 11MĐ1-123.45", ["11MĐ1-123.45"]),
        ("xe 11a-123.45", ["11a-123.45"]),
        ("xe máy 11H1-1234, ô tô 11K-1234", ["11H1-1234", "11K-1234"]),
        ("xe 80-NG-123-45", ["80-NG-123-45"]),
        ("xe biển đỏ TM 12-34", ["TM 12-34"]),
        ("11A-123.45 gọi 0987654321, CCCD 004095001234", ["11A-123.45", "0987654321", "004095001234"]),
    ],
)
def test_what_names_a_citizen_is_pointed_out(text, found):
    assert personal_data(text) == found
    assert names_a_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "thiệt hại 1.800.000.000 đồng, 28.826.750.000đ, 250000000 đồng",
        "thiệt hại 250000000, thu hồi 185500000",
        "trị giá khoảng 123456789 đồng; 123456789đ; 123456789 VNĐ",
        "phạt 987654321 đồng, tổng số tiền 123456789012",
        "nộp ngân sách 150 000 000 đồng, 1 250 000 000 đồng",
        "văn bản 05/BC-CAX ngày 05.06.2020 10:30, 05/06/2020",
        "Thông tư 26/2024/TT-BCA, Nghị định 09/2019/NĐ-CP, 05-CT/TW, 35-NQ/TW",
        "Kế hoạch 12-KH 2020, công văn số 123456789/QĐ-UBND",
        "làm rõ 185/207 vụ, 403 đối tượng, đạt 89,4%",
        "QL3 km 12 600, tổ 12, mã 01273",
        "bản ghi VV-01273-2026-0042, gói 2WM-WBN, tệp BC_04_01273_2026-H1_L02.xlsx",
        "từ 15/12/2019 đến 14/06/2020, 7h30 - 11h30 ngày 15-06-2020",
        "thu 20kg 150.00, 15 kg 12345, 30 KM 12345, 12ha 1234",
        "mã số thuế 0100109106, mã vạch 8934567890123",
        "thửa 1234, tờ 56, lô 12A 2020, điều 12A, phòng 12B",
        "tuần tra 12 lượt 45 đồng chí 123 km",
        "kỳ 2020-06, 20200615143207",
        "",
    ],
)
def test_money_documents_and_days_are_left_in_peace(text):
    assert personal_data(text) == []


CITIZENS = st.from_regex(r"0(0[1-9]|[1-8][0-9]|9[0-6])[0-9]{9}", fullmatch=True)


@given(CITIZENS, st.sampled_from(["", " ", ". ", ", ", ")"]))
def test_every_citizens_number_is_found_wherever_it_stands(number, after):
    assert personal_data(f"ông A, {number}{after}") == [number]


@given(st.integers(10**8, 10**13), st.sampled_from([" đồng", "đ", " VNĐ", " đồng."]))
def test_money_with_its_unit_never_alarms(amount, unit):
    grouped = f"{amount:,}".replace(",", ".")
    assert personal_data(f"phạt {amount}{unit} ({grouped}{unit})") == []


@given(st.dates(), st.times())
def test_days_and_hours_never_alarm(day, hour):
    for form in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%d.%m.%Y"):
        assert personal_data(f"ngày {day.strftime(form)} {hour:%H:%M}, {hour:%Hh%M} ngày {day.strftime(form)}") == []
