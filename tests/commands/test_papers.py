"""Papers from the command line: made again, frozen when right, annex after freezing, template."""

import pytest
from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation

from desktop.document import reading
from tests.document.paper_room import words_on
from tests.services.conftest import PERIOD


def type_over(path):
    paper = Document(str(path))
    for paragraph in paper.element.body.iter(qn("w:p")):
        for each in reading.figures(paragraph):
            if each.mark.indicators == ("TX.03",) and "đối tượng" in each.text:
                each.nodes[0].text = "77 đối tượng"
                paper.save(str(path))
                return


def test_a_report_is_made_again_and_frozen_when_it_is_right(giaoban, headquarters, tmp_path):
    paper, again, slides = tmp_path / "b.docx", tmp_path / "lai.docx", tmp_path / "t.pptx"
    report = ("--data", headquarters, "report", "--period", PERIOD)
    assert giaoban(*report, "--to", paper, "--slides", slides).code == 0
    assert len(Presentation(str(slides)).slides) >= 8
    type_over(paper)
    answer = giaoban(*report, "--to", again, "--from", paper, "--json")
    assert answer.code == 0
    assert (answer.json["by_hand"], answer.json["refreshed"]) == (1, 0)
    assert "77 đối tượng" in words_on(again)
    freeze = ("--data", headquarters, "freeze", "--period", PERIOD)
    refused = giaoban(*freeze, "--report", again)
    assert refused.code == 1
    assert "77 đối tượng →" in refused.out
    assert giaoban(*report, "--to", paper).code == 0
    assert giaoban(*freeze, "--report", paper).code == 0
    made = giaoban("--data", headquarters, "adjustments", "--period", PERIOD, "--to", tmp_path / "dc.docx", "--json")
    assert (made.code, made.json["late"], made.json["changed"]) == (0, [], [])


def test_no_annex_of_adjustments_before_freezing(giaoban, headquarters, tmp_path):
    answer = giaoban("--data", headquarters, "adjustments", "--period", PERIOD, "--to", tmp_path / "dc.xlsx")
    assert answer.code == 1
    assert "chưa chốt" in answer.err


@pytest.mark.parametrize(
    ("command", "switch", "name", "ending"),
    [
        ("report", "--to", "b.pdf", ".docx"),
        ("report", "--to", "b", ".docx"),
        ("adjustments", "--to", "b.txt", ".docx hoặc .xlsx"),
        ("conference", "--to", "b.doc", ".docx"),
    ],
)
def test_a_paper_is_never_written_under_a_name_of_another_kind(
    giaoban, headquarters, tmp_path, command, switch, name, ending
):
    answer = giaoban("--data", headquarters, command, "--period", PERIOD, switch, tmp_path / name)
    assert answer.code == 2
    assert f"Lệnh chưa đúng: {switch}: tên tệp “{name}” phải có đuôi {ending}." in answer.err
    assert not (tmp_path / name).exists()


def test_the_template_goes_out_and_comes_back(giaoban, headquarters, tmp_path):
    path = tmp_path / "mau.docx"
    data = ("--data", headquarters, "template")
    assert giaoban(*data, "--take-out", path).code == 0
    assert giaoban(*data, "--use", path, "--json").json == {"template": "mau.docx"}
    paper = Document(str(path))
    run = next(run for each in paper.paragraphs for run in each.runs if "{TM.01}" in run.text)
    run.text = run.text.replace("{TM.01}", "{TM.99}")
    paper.save(str(path))
    refused = giaoban(*data, "--use", path)
    assert refused.code == 1
    assert "mục II.1, đoạn 1" in refused.err
    assert giaoban(*data, "--reset", "--json").json == {"template": ""}
