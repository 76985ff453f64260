"""Ctrl+K of a unit: figures and records of all periods beside the screens."""

from collections.abc import Sequence
from datetime import date

from desktop.kit.inputs import Choice
from desktop.services import browsing, searching
from desktop.services.browsing import RecordRow
from desktop.ui import words
from desktop.ui.catalogue_words import shown_row, spoken
from desktop.ui.context import Place
from desktop.ui.search_list import SearchList

FIGURES, LINES = 3, 6
LONGEST = 64


class SearchEverywhere(SearchList):
    """The book of a unit."""

    def find(self, text: str) -> Sequence[tuple[Choice, Place]]:
        """Figures, then the newest records; the last line leads to all of them."""
        books = self._context.books
        found: list[tuple[Choice, Place]] = [
            (Choice(f"figure {each.code}", each.short, each.code), Place("figures", indicator=each.code))
            for each in searching.indicators(self._context.catalogue, text, FIGURES)
        ]
        for row in browsing.rows(books, searching.newest(books, text, max(2, LINES - len(found)))):
            told = _cut(shown_row(row, books.catalogue))
            day = f"{date.fromisoformat(row.day):%d/%m/%Y}" if row.day else ""
            found.append((Choice(f"record {row.uid.hex()}", told, day), Place("records", record=row.uid)))
        all_ = self.tr("Tìm “{text}” trong sổ, mọi kỳ").format(text=text)
        return [*found, (Choice("all", all_), Place("records", text=text))]


def _cut(row: RecordRow) -> str:
    number = words.short_number(row.number)
    told = " ".join(part for part in (spoken(row.kind_name), number, row.content) if part)
    return told if len(told) <= LONGEST else told[: LONGEST - 1].rstrip() + "…"
