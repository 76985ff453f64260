"""What was received: redo, and the log for people, machines and Excel."""

from openpyxl import load_workbook


def test_an_undone_package_comes_back_without_its_file(giaoban, headquarters, packages):
    digest = giaoban("--data", headquarters, "digest").out
    code = giaoban("verify", packages[0], "--json").json["code"]
    assert giaoban("--data", headquarters, "undo", code).code == 0
    answer = giaoban("--data", headquarters, "redo", code)
    assert (answer.code, answer.out[:30]) == (0, f"Đã nhập lại gói {code} của Th"[:30])
    assert giaoban("--data", headquarters, "digest").out == digest
    again = giaoban("--data", headquarters, "redo", code)
    assert (again.code, again.out) == (1, "")


def test_the_log_names_every_package_and_whether_it_counts(giaoban, headquarters, packages, period):
    code = giaoban("verify", packages[0], "--json").json["code"]
    giaoban("--data", headquarters, "undo", code)
    found = giaoban("--data", headquarters, "log", "--json").json["packages"]
    assert len(found) == 6
    assert {each["code"]: each["counting"] for each in found}[code] == "undone"
    assert sum(each["counting"] == "now" for each in found) == 5
    lines = giaoban("--data", headquarters, "log", "--period", period).out.splitlines()
    assert len(lines) == 3
    assert sum("đã hoàn tác" in line for line in lines) == 1


def test_the_log_goes_into_a_workbook_as_text(giaoban, headquarters, tmp_path):
    answer = giaoban("--data", headquarters, "log", "--to", tmp_path / "nhat ky.xlsx")
    assert answer.out == f"Đã ghi nhật ký 6 gói vào {tmp_path / 'nhat ky.xlsx'}.\n"
    sheet = load_workbook(tmp_path / "nhat ky.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:4] == ("Lúc nhận", "Tệp", "Mã đơn vị", "Đơn vị")
    assert len(rows) == 7
    assert {row[10] for row in rows[1:]} == {"đang tính"}
    assert {row[2] for row in rows[1:]} == {"01290", "01294", "01495"}
    assert all(cell.data_type == "s" for cell in sheet["B"])


def test_an_empty_log_says_so(giaoban, new_headquarters, tmp_path):
    assert giaoban("--data", new_headquarters, "log").out == "Chưa nhận gói nào.\n"
    assert giaoban("--data", new_headquarters, "log", "--to", tmp_path / "a.xlsx").code == 0
    assert load_workbook(tmp_path / "a.xlsx").worksheets[0].max_row == 1
