"""What the catalogue asks no more: offered nowhere, and shown where something was written in it."""

from dataclasses import replace

import pytest

from desktop.services import recording
from desktop.ui.unit.kind_menu import KindMenu
from desktop.ui.unit.record_fields import RecordFields
from tests.services.drafts import case


@pytest.fixture
def dated(context):
    """Patrols and the field of the hamlet ended before the open period; a later catalogue asks for the weather."""
    books = context.books
    kind = books.catalogue.kind("case")
    fields = tuple(replace(each, valid_to="2019-12-14") if each.name == "hamlet" else each for each in kind.fields)
    later = replace(kind.field("hamlet"), name="weather", label="Thời tiết", valid_to=None, valid_from="2020-06-15")
    kinds = {
        **books.catalogue.kinds,
        "case": replace(kind, fields=(*fields, later)),
        "patrol": replace(books.catalogue.kind("patrol"), valid_to="2019-12-14"),
    }
    books.use_catalogue(replace(books.catalogue, kinds=kinds), "")
    return context


def test_a_kind_that_ended_is_not_offered(dated, qtbot):
    menu = KindMenu(dated, lambda code: None, None)
    qtbot.addWidget(menu)
    assert "case" in menu._kinds and "patrol" not in menu._kinds


def test_a_field_shows_in_its_days_or_where_it_holds_something(dated, qtbot):
    form = RecordFields(dated, dated.books.catalogue.kind("case"))
    form.furnish()
    qtbot.addWidget(form)
    form.show_values({})
    assert [form.boxes[name].isHidden() for name in ("hamlet", "weather", "subjects")] == [True, True, False]
    form.show_values({"hamlet": "Bản Rạ"})
    assert not form.boxes["hamlet"].isHidden()


def test_what_was_written_in_an_ended_field_stays_right(dated):
    written = recording.record(dated.books, case(hamlet="Bản Rạ"))
    assert not [each for each in written.problems if each.field == "hamlet"]
