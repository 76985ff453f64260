"""Whatever a later program wrote is told as that: never as damaged, never as the work of a forger."""

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any
from zlib import compress

import pytest
from docx import Document
from openpyxl import load_workbook

from desktop.base.errors import Trouble, UserError
from desktop.domain.catalogue import Catalogue
from desktop.domain.catalogue_source import RULES, TOP, shipped, source_text
from desktop.domain.old_maps import FORMAT as MAP_FORMAT
from desktop.domain.package import FORMAT, PLAIN, SUMMED, LaterFormat, manifest_text, package_id, parse_manifest
from desktop.services import keeping, old_looking, recovering_files, restoring, safeguarding, templating, verifying
from desktop.services.generations import Reason
from desktop.store import keyring
from desktop.workbook import seal
from desktop.workbook.reader import read
from desktop.workbook.reply_reader import REPLY_SHEET, open_reply
from tests.domain.test_package import MANIFEST
from tests.services.locks import cheap, locked  # noqa: F401
from tests.services.test_staging import changed, sealed
from tests.workbook.test_reply_file import PRIVATE, full, written


def trouble(act: Callable[[], object]) -> Trouble:
    with pytest.raises(UserError) as caught:
        act()
    return caught.value.code


def test_a_package_of_another_format_is_newer_whatever_it_looks_like(packages, tmp_path):
    later = changed(packages[0], tmp_path, sealed("manifest", '"format":1', f'"format":{FORMAT + 1}'))
    assert trouble(lambda: verifying.verify(later)) is Trouble.NEWER_FORMAT
    told = json.dumps({"format": FORMAT + 1, "program": "9.0", "sheets": {"case": 3}})
    with pytest.raises(LaterFormat) as caught:
        parse_manifest(told)
    assert caught.value.program == "9.0"


def test_a_package_that_seals_what_we_do_not_know_is_newer(packages, tmp_path):
    """The later program put something new into the id without another format: our id is another one."""
    later = changed(packages[0], tmp_path, sealed("manifest", '"sequence":1', '"sequence":9,"later":true'))
    assert trouble(lambda: verifying.verify(later)) is Trouble.NEWER_FORMAT
    forged = changed(packages[0], tmp_path, sealed("manifest", '"sequence":1', '"sequence":9'))
    assert trouble(lambda: verifying.verify(forged)) is Trouble.SIGNATURE_WRONG


def test_what_a_later_program_adds_beside_the_seal_is_passed_over(packages, tmp_path):
    later = changed(packages[0], tmp_path, sealed("manifest", '"sequence":1', '"sequence":1,"later":true'))
    found = read(later, Catalogue.load())
    assert (found.seal, found.signature) == ("intact", "valid")


COVERED = {
    PLAIN: {
        "blank", "calendar", "catalogue", "complete", "epoch", "format", "install", "period", "previous",
        "report_type", "sequence", "sheets", "training", "unit_uid",
    },
    SUMMED: {"summed", "below"},
}  # fmt: skip
"""What the id covers since which format. A line is added with a format, never to one that was sent out."""


def test_whatever_the_id_covers_belongs_to_a_format():
    fields = json.loads(manifest_text(MANIFEST)) | {"epoch": 3, "sequence": 3}
    plain = parse_manifest(json.dumps(fields))
    other = {bool: True, str: "khác", int: 2, list: [["case", 1, "ab"]]}
    covered = {
        name
        for name, value in fields.items()
        if package_id(parse_manifest(json.dumps(fields | {name: other[type(value)] if value is not True else False})))
        != package_id(plain)
    }
    assert covered == set().union(*COVERED.values()) and max(COVERED) == FORMAT


def signed(folder: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """A reply that says what another program would say, signed as it stands."""
    path, told = written(folder), asdict(full())
    change(told)
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    book = load_workbook(path)
    lines = {row[0].value: row[1] for row in book[REPLY_SHEET].iter_rows()}
    lines["signature"].value = seal.sign(sha256(text).digest(), PRIVATE, seal.REPLY)
    lines["reply"].value = b64encode(compress(text)).decode()
    book.save(path)
    return path


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.update(format=9, receipts="something else"),
        lambda told: told.update(later="x"),
        lambda told: told["questions"][0].update(later="x"),
        lambda told: told["proposals"][0]["differences"][0].update(later="x"),
    ],
)
def test_a_reply_of_a_later_program_is_newer(tmp_path, change):
    assert trouble(lambda: open_reply(signed(tmp_path, change))) is Trouble.NEWER_FORMAT


def test_a_reply_that_was_changed_is_still_told_as_one(tmp_path):
    path = written(tmp_path)
    other = load_workbook(signed(tmp_path, lambda told: told.update(author="khác")))[REPLY_SHEET]
    book = load_workbook(path)
    place = next(row for row in range(1, other.max_row + 1) if other.cell(row, 1).value == "reply")
    book[REPLY_SHEET].cell(place, 2).value = other.cell(place, 2).value
    book[REPLY_SHEET].cell(2, 2).value = seal.sign(full().id, PRIVATE, seal.REPLY)
    book.save(path)
    assert not open_reply(path).signed


def in_force(books, change):
    """A catalogue that only a later program can read, published in these books."""
    source = shipped()
    source[TOP] = {**source[TOP], "version": "2020.9", "previous": []}
    change(source)
    with books.db.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO catalogue(version, content, changes, file_name, author, at, valid_from, published)"
            " VALUES ('2020.9', ?, '[]', '', '', '', '', '2020-07-01')",
            (source_text(source),),
        )


def test_books_and_backups_with_a_later_catalogue_are_newer(unit_books, tmp_path):
    in_force(unit_books, lambda source: next(iter(source[RULES].values())).update(later="x"))
    made = safeguarding.back_up(unit_books.db, Reason.ASKED, None, None, unit_books.clock).made
    assert trouble(lambda: keeping.open_books(unit_books.folder)) is Trouble.NEWER_DATABASE
    restored = tmp_path / "restored"
    restored.mkdir()
    assert trouble(lambda: restoring.prepare(restored, made.folder, None)) is Trouble.BACKUP_NEWER


def test_a_key_file_of_a_later_program_is_not_called_damaged(unit_books, cheap):  # noqa: F811
    folder = unit_books.folder
    place = keyring.place_of(locked(unit_books).db.path)
    told = json.loads(place.read_text("utf-8"))
    place.write_text(json.dumps({**told, "format": keyring.FORMAT + 1, "wraps": "something else"}), "utf-8")
    assert trouble(lambda: keeping.open_books(folder)) is Trouble.NEWER_DATABASE


def test_a_code_of_a_later_program_is_newer(tmp_path):
    path = recovering_files.write_code(tmp_path / "yeu-cau.txt", "Yêu cầu mở khóa", "AAAA0", "Nhập ở trang Khóa sổ.")
    assert recovering_files.read_code(path) == "AAAA0"
    told = path.read_text("utf-8").replace("Bản: 1", "Bản: 2")
    path.write_text(told, "utf-8")
    assert trouble(lambda: recovering_files.read_code(path)) is Trouble.NEWER_FORMAT


def test_a_map_of_a_later_program_is_newer(tmp_path):
    path = tmp_path / "cach-hieu.json"
    path.write_text(json.dumps({"giaoban_map": MAP_FORMAT + 1, "maps": []}), "utf-8")
    assert trouble(lambda: old_looking.read_maps(path)) is Trouble.NEWER_FORMAT
    path.write_text(json.dumps({"giaoban_map": "x", "maps": {}}), "utf-8")
    assert trouble(lambda: old_looking.read_maps(path)) is Trouble.NOT_A_MAP


def test_a_template_with_slots_of_a_later_program_is_newer(received, tmp_path):
    path = templating.take_out(received, tmp_path / "mẫu.docx")
    paper = Document(str(path))
    slot = next(each for each in paper.paragraphs if "{" in each.text)
    slot.runs[0].text = "{mới.lạ}"
    paper.save(str(path))
    assert trouble(lambda: templating.load(received, path)) is Trouble.TEMPLATE_FAULTY
    paper.core_properties.category = paper.core_properties.category.replace("1", "2")
    paper.save(str(path))
    assert trouble(lambda: templating.load(received, path)) is Trouble.NEWER_FORMAT
