"""No document is parsed before it was looked through; each refusal has its own sentence."""

from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document

from desktop.base.errors import Trouble, UserError
from desktop.document import gate
from desktop.wording.messages import sentence

BODY = "word/document.xml"


def bundle(path, **parts):
    with ZipFile(path, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return path


def refusal(path):
    with pytest.raises(UserError) as caught:
        gate.inspect(path)
    assert path.name in sentence(caught.value)
    return caught.value.code


def test_an_ordinary_document_passes(tmp_path):
    path = tmp_path / "a.docx"
    Document().save(str(path))
    assert gate.inspect(path) == path.read_bytes()


def test_files_that_are_no_documents_are_told_apart(tmp_path):
    cases = {
        b"": Trouble.TEXT_EMPTY,
        b"xin chao": Trouble.TEXT_DAMAGED,
        b"PK\3\4 cut": Trouble.TEXT_DAMAGED,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600): Trouble.TEXT_PROTECTED,
    }
    for content, trouble in cases.items():
        path = tmp_path / "b.docx"
        path.write_bytes(content)
        assert refusal(path) is trouble


def test_a_workbook_is_no_text(tmp_path):
    assert refusal(bundle(tmp_path / "c.docx", xl__workbook_xml="<a/>")) is Trouble.TEXT_TYPE


def test_a_declaration_of_types_is_hostile(tmp_path):
    path = bundle(tmp_path / "d.docx", word__document_xml="<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
    assert refusal(path) is Trouble.TEXT_HOSTILE


def test_a_bomb_is_not_unpacked(tmp_path):
    path = bundle(tmp_path / "e.docx", word__document_xml="<a/>", word__media__x="0" * (8 << 20))
    assert refusal(path) is Trouble.TEXT_HOSTILE


def test_names_that_point_out_of_the_file_are_hostile(tmp_path):
    path = tmp_path / "f.docx"
    with ZipFile(path, "w") as made:
        made.writestr(BODY, "<a/>")
        made.writestr("../../x", "y")
    assert refusal(path) is Trouble.TEXT_HOSTILE


def test_a_file_that_is_not_there_is_told_as_missing(tmp_path):
    assert refusal(tmp_path / "g.docx") is Trouble.FILE_MISSING
