"""Which figures need a person, and the way from one to the next."""

from desktop.domain.catalogue import Level
from desktop.kit.marks import Mark
from desktop.kit.tabs import Tab
from desktop.services.grid import Grid, GridRow, GridSection, GridTab
from desktop.ui.catalogue_words import spoken

NEXT, LOOK, SEND = "next", "look", "send"


def section_of(found: Grid, row: GridRow) -> GridSection:
    """The section of a row."""
    sections = (section for tab in found.tabs for section in tab.sections)
    return next(each for each in sections if each.section.code == row.indicator.section)


def tab_with(found: Grid, code: str) -> GridTab | None:
    """The tab on which an indicator is shown."""
    return next((tab for tab in found.tabs if any(row.indicator.code == code for row in tab.rows)), None)


def is_blank(found: Grid, row: GridRow) -> bool:
    """Whether a row waits for a number; a section with nothing at all waits once, at its first row."""
    section = section_of(found, row)
    return section.rows[0] is row if section.open_question else row.waits


def is_odd(row: GridRow) -> bool:
    """Whether something about the row is wrong, or odd and not explained."""
    return row.problem is not None and row.problem.explained is None


def stage(found: Grid) -> str:
    """What the primary button offers: the next blank, then what is odd, then sending."""
    if any(is_blank(found, row) for row in found.rows):
        return NEXT
    return LOOK if any(is_odd(row) for row in found.rows) else SEND


def next_row(found: Grid, current: str, back: bool = False) -> GridRow | None:
    """The next row that needs a person, round the end; blanks come first."""
    rows = found.rows
    blanks = stage(found) == NEXT
    waiting = [place for place, row in enumerate(rows) if (is_blank(found, row) if blanks else is_odd(row))]
    if not waiting:
        return None
    here = next((place for place, row in enumerate(rows) if row.indicator.code == current), -1)
    later = [place for place in waiting if (place < here if back else place > here)]
    return rows[(later or waiting)[-1 if back else 0]]


def tab_of(tab: GridTab) -> Tab:
    """A tab with what is left in it."""
    odd = [row.problem for row in tab.rows if row.problem is not None and is_odd(row)]
    mark = Mark.ERROR if any(each.problem.level is Level.E for each in odd) else Mark.WARNING if odd else None
    if tab.blanks or mark:
        return Tab(tab.name, spoken(tab.name), mark, tab.blanks or None)
    declared = all(section.declared is not None for section in tab.sections if section.rows)
    return Tab(tab.name, spoken(tab.name), None, None, "none" if declared else "done")
