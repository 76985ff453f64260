"""old: a unit's old tables by the command line, looked at, entered, listed, taken back."""

import json

import pytest

from desktop import cli
from desktop.services import keeping
from desktop.services.books import Role
from tests.workbook.old_books import PATROLS, patrols


@pytest.fixture
def unit(tmp_path):
    keeping.create(tmp_path / "unit", Role.UNIT, "01495", "2020", "Trực ban", True).close()
    return tmp_path / "unit"


@pytest.fixture
def run(unit, capsys):
    def run(*words: object) -> tuple[int, str]:
        status = cli.main(["old", *map(str, words), "--data", str(unit)])
        printed = capsys.readouterr()
        return status, printed.out + printed.err

    return run


def test_look_enter_again_list_withdraw(run, tmp_path):
    path = patrols(tmp_path / "a.xlsx", "tcvn3")
    assert run(path, "--preview") == (
        0,
        "Xem trước, chưa nhập gì. Đọc 5 dòng = 3 nhận + 0 nháp + 2 bỏ qua + 0 giữ lại.\n",
    )
    assert run("--list") == (0, "Chưa nhập tệp nào.\n")
    assert run(path)[1].startswith("Đã nhập lần 1. Đọc 5 dòng = 3 nhận")
    assert run(path) == (
        0,
        "Không có gì mới để nhập. Đọc 5 dòng = 0 nhận + 0 nháp + 5 bỏ qua + 0 giữ lại.\n",
    )
    assert "a.xlsx: Đọc 5 dòng = 3 nhận + 0 nháp + 2 bỏ qua + 0 giữ lại. Còn 3 trong sổ." in run("--list")[1]
    assert run("--withdraw", 1) == (0, "Đã rút lại 3 bản ghi, số liệu.\n")
    assert run("--list")[1].endswith("Đã rút lại.\n")
    assert run("--withdraw", 7) == (1, "Không có lần nhập này. Xem lại danh sách các lần nhập.\n")


def test_rows_that_need_a_person_are_named_and_end_with_one(run, tmp_path):
    rows = [*PATROLS, (4, "31/2/2019", 22, "Tuần tra đêm", "Hồ Thang Hen", 2, None)]
    status, said = run(patrols(tmp_path / "a.xlsx", rows=rows))
    assert status == 1
    assert "Sổ 1, dòng 8: Ngày “31/2/2019” không phải ngày có thật. Sửa khi sửa nháp." in said


def test_machines_read_counts_and_maps(run, tmp_path):
    status, said = run(patrols(tmp_path / "a.xlsx"), "--save-map", tmp_path / "map.json", "--json")
    told = json.loads(said)
    assert status == 0
    assert told["counts"] == {"final": 3, "draft": 0, "skipped": 2, "held": 0, "read": 5}
    assert told["sheets"] == [{"sheet": "Sổ 1", "kind": "patrol"}]
    assert run(patrols(tmp_path / "b.xlsx", "vni"), "--map", tmp_path / "map.json", "--preview")[0] == 0
    status, said = run(tmp_path / "a.xlsx", "--map", tmp_path / "a.xlsx")
    assert (status, "không phải tệp cách hiểu bảng cũ" in said) == (1, True)


def test_without_a_file_it_says_so(run):
    assert run()[0] == 1


def test_headquarters_has_no_old_tables(tmp_path, capsys):
    keeping.create(tmp_path / "hq", Role.HEADQUARTERS, "04", "2020", "Tổng hợp", True).close()
    assert cli.main(["old", "x.xlsx", "--data", str(tmp_path / "hq")]) == 1
    assert "không làm việc này" in capsys.readouterr().err
