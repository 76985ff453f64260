"""Notes of the units are gathered by section and go into the report when a person picks them."""

from pathlib import Path

from desktop.domain.report import Style
from desktop.domain.report_renewal import Renewal
from desktop.services import quoting, reporting, rewriting
from desktop.services.books import Books
from tests.document.paper_room import words_on
from tests.services.conftest import PERIOD


def test_notes_stand_by_section_with_their_units(received: Books) -> None:
    found = quoting.gathered(received, received.period(PERIOD))
    assert found
    assert all(note.section == each.section and note.unit and note.text for each in found for note in each.notes)
    assert not any(note.picked for each in found for note in each.notes)


def test_a_picked_note_stands_in_the_report_with_its_unit(received: Books, tmp_path: Path) -> None:
    period = received.period(PERIOD)
    first = reporting.write(received, period, tmp_path / "b.docx").path
    note = quoting.gathered(received, period)[0].notes[0]
    quoting.pick(received, period, note.uid, True)
    paragraphs = reporting.preview(received, period)
    (quoted,) = [each for each in paragraphs if each.text == quoting.quotation(note)]
    assert quoted.style is Style.BODY
    assert quoted.text.startswith(f"Theo Công an {note.unit}: ")
    done = rewriting.rewrite(received, period, first, tmp_path / "lai.docx")
    assert quoting.quotation(note) in words_on(done.path)
    assert quoting.quotation(note) in [each.after for each in done.changes if each.what is Renewal.ADDED]
    quoting.pick(received, period, note.uid, False)
    assert not any(each.text == quoting.quotation(note) for each in reporting.preview(received, period))


def test_picks_belong_to_their_period(received: Books) -> None:
    note = quoting.gathered(received, received.period(PERIOD))[0].notes[0]
    quoting.pick(received, received.period("2020-Y"), note.uid, True)
    assert not any(each.picked for one in quoting.gathered(received, received.period(PERIOD)) for each in one.notes)
