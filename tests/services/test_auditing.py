"""The self-test finds what was changed behind the program, and nothing else."""

import os

from desktop.services import auditing, taking, vault


def behind(books, statement):
    with books.db.begin() as connection:
        connection.exec_driver_sql(statement)


def test_whole_books_have_no_faults(received, unit_copy):
    assert auditing.faults(received) == auditing.faults(unit_copy) == []


def test_a_changed_total_is_named_by_unit_month_and_indicator(received):
    behind(received, "UPDATE total SET amount = amount + 77000 WHERE indicator = 'MA.08' AND month = 202001")
    (fault,) = auditing.faults(received)
    assert fault.startswith("3 tổng số không khớp với bản ghi, trước hết là ")
    assert "tháng 1/2020, Người nghiện có hồ sơ quản lý." in fault


def test_a_total_that_is_gone_or_too_many_is_found(received):
    behind(received, "DELETE FROM total WHERE indicator = 'MA.08' AND month = 202001")
    assert "3 tổng số" in auditing.faults(received)[0]


def test_a_record_that_points_elsewhere_is_found(received):
    last = "(SELECT MAX(version_id) FROM record)"
    behind(received, f"UPDATE record SET version_id = {last} WHERE kind = 'case'")
    assert any("không ở bản mới nhất" in fault for fault in auditing.faults(received))


def test_a_record_whose_words_changed_is_found(received):
    behind(received, "UPDATE version SET content = content || ' ' WHERE id = (SELECT MAX(version_id) FROM record)")
    assert any("không khớp mã băm" in fault for fault in auditing.faults(received))


def test_original_files_that_are_lost_or_spoilt_are_named_and_come_back_with_the_file(received, packages):
    with received.db.read() as connection:
        statement = "SELECT file_hash, file_name FROM package WHERE period = '2020-H1' ORDER BY file_name"
        (lost, first), (spoilt, second), *_ = connection.exec_driver_sql(statement).all()
    vault.place_of(received, lost).unlink()
    os.chmod(vault.place_of(received, spoilt), 0o600)
    vault.place_of(received, spoilt).write_bytes(b"x")
    assert auditing.faults(received) == [f"Mất hoặc hỏng 2 tệp gốc, trước hết là {first}. Nhập lại tệp đó."]
    taking.take(received, [path for path in packages if path.name in (first, second)])
    assert auditing.faults(received) == []
