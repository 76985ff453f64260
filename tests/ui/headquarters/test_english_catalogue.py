"""Faults and changes of the catalogue's workbook in English; what stands in the file is told as it stands there."""

from pathlib import Path

import pytest

from desktop.domain.catalogue_changes import Cell
from desktop.domain.catalogue_faults import FaultCode
from desktop.domain.catalogue_reading import SheetFault
from desktop.kit import english
from desktop.ui.headquarters.fault_part import FaultPart
from desktop.ui.headquarters.workbook_words import shown_fault, shown_header, shown_values

FAULTS = (
    SheetFault("Chỉ tiêu", "E3", FaultCode.BAD_WORD, "cách khác"),
    SheetFault("Chỉ tiêu", "A2", FaultCode.COLUMN_MISSING, "Gộp"),
    SheetFault("Quy tắc", "C7", FaultCode.MEANING_CHANGED, "phạm vi từ “tháng” sang “kỳ”"),
)
LEVEL = Cell("level", "Mức", "cảnh báo", "nên hỏi")


@pytest.fixture
def in_english(qapp):
    english.speak(qapp, True)
    yield
    english.speak(qapp, False)


def test_faults_speak_english_and_quote_the_file(in_english):
    told = [shown_fault(each) for each in FAULTS]
    assert told == [
        "“cách khác” is no word that is used here. Choose one of the list.",
        "The sheet lacks the column “Summed (Gộp)”. Export the catalogue again, copy your changes into the new file.",
        "A code in use never changes its meaning, here: scope from “tháng” to “kỳ”."
        " Leave it, add a new code, retire this one.",
    ]
    assert (shown_header(LEVEL), shown_values("rules", LEVEL)) == ("Level", ("warning", "to be asked"))


def test_in_vietnamese_they_are_as_they_were(qapp):
    assert shown_fault(FAULTS[0]) == "“cách khác” không phải từ được dùng ở đây. Chọn một từ trong danh sách."
    assert (shown_header(LEVEL), shown_values("rules", LEVEL)) == ("Mức", ("cảnh báo", "nên hỏi"))


def test_the_list_names_its_sheets_in_both_tongues(in_english, shown):
    part = FaultPart(Path("danh-muc.xlsx"), FAULTS)
    shown(part)
    model = part.table.model()
    rows = [
        " ".join(str(model.index(row, place).data() or "") for place in range(2)) for row in range(model.rowCount())
    ]
    assert any("Indicators (Chỉ tiêu)" in each for each in rows)
