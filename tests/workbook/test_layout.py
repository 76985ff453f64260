"""The sheets of the real catalogue can be told apart, by titles and by headers."""

import pytest

from desktop.domain.catalogue import Catalogue
from desktop.domain.system_kinds import RESERVED_SHEETS
from desktop.domain.text import fold
from desktop.workbook.layout import DELETED, UID, layout_of

KINDS = [*Catalogue.load().kinds, DELETED]


@pytest.mark.parametrize("kind", KINDS)
def test_headers_of_a_sheet_differ_and_lead_back_to_their_columns(kind: str) -> None:
    plan = layout_of(Catalogue.load()).plan(kind)
    headers = [fold(column.header) for column in plan.columns]
    assert len(set(headers)) == len(headers)
    for column in plan.columns:
        if not column.derive and not column.hidden:
            assert plan.by_header[fold(column.header)] is column
    assert plan.columns[-1].name == UID


@pytest.mark.parametrize("kind", KINDS)
def test_every_label_leads_back_to_its_code(kind: str) -> None:
    for column in layout_of(Catalogue.load()).plan(kind).columns:
        assert len(set(column.labels.values())) == len(column.labels)
        for code, label in column.labels.items():
            assert column.read(label) == code


def test_titles_are_legal_for_excel_and_distinct() -> None:
    titles = [kind.sheet for kind in Catalogue.load().kinds.values()]
    assert len({fold(title) for title in titles}) == len(titles)
    assert not set(titles) & RESERVED_SHEETS
    for title in titles:
        assert 0 < len(title) <= 31
        assert not set(title) & set("[]:*?/\\'")


def test_figures_explain_their_indicator() -> None:
    catalogue = Catalogue.load()
    indicator = next(iter(catalogue.indicators.values()))
    plan = layout_of(catalogue).plan("figure")
    shown = {column.header: column.shown([{"indicator": indicator.code}])[0] for column in plan.columns}
    assert (shown["Chỉ tiêu"], shown["Đơn vị tính"]) == (indicator.name, indicator.unit)
