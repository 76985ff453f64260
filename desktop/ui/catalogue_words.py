"""The catalogue as screens show it: in English its English names stand where the Vietnamese ones do.

Only for showing: files, and what reads pasted words, take the catalogue of the books.
"""

from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from desktop.domain.catalogue import Catalogue, Choice, ChoiceList, Field, Indicator, Kind, Section
from desktop.domain.deadlines import Timetable
from desktop.domain.records import RowState
from desktop.kit import english
from desktop.services import wordily
from desktop.services.browsing import RecordRow

PROBE = "Xử phạt"
"""By this word it is seen whether the table speaks already."""


def shown(catalogue: Catalogue) -> Catalogue:
    """The catalogue in the language of the screens."""
    return _in_english(catalogue, spoken(PROBE)) if english.is_spoken() else catalogue


def shown_indicator(indicator: Indicator) -> Indicator:
    """An indicator that came from below, in the language of the screens."""
    return _indicator(indicator) if english.is_spoken() else indicator


def shown_kind(kind: Kind) -> Kind:
    """A kind that came from below, in the language of the screens."""
    return _kind(kind) if english.is_spoken() else kind


def shown_section(section: Section) -> Section:
    """A section that came from below, in the language of the screens."""
    return _section(section) if english.is_spoken() else section


def spoken(words: str) -> str:
    """Words of another room in the language of the screens; what the table does not know stays as it is."""
    return QCoreApplication.translate(english.SHOWN, words) if words else words


def shown_row(row: RecordRow, catalogue: Catalogue) -> RecordRow:
    """A line of the book; what somebody wrote himself stays as it is."""
    if not english.is_spoken() or not row.values or row.state is RowState.DELETED:
        return row
    known = shown(catalogue)
    kind = known.kinds[row.kind]
    return replace(row, kind_name=kind.short, content=wordily.listed(known, kind, row.values))


@lru_cache(maxsize=2)
def _in_english(catalogue: Catalogue, _spoken: str) -> Catalogue:
    """Kept for as long as the same table speaks."""
    return replace(
        catalogue,
        kinds={code: _kind(each) for code, each in catalogue.kinds.items()},
        choices={code: _list(each) for code, each in catalogue.choices.items()},
        indicators={code: _indicator(each) for code, each in catalogue.indicators.items()},
        sections={code: _section(each) for code, each in catalogue.sections.items()},
        timetable=_timetable(catalogue.timetable),
    )


def _kind(kind: Kind) -> Kind:
    short = spoken(kind.short)
    fields = tuple(_field(each) for each in kind.fields)
    name = kind.english or kind.name
    return replace(kind, name=name, short=name if short == kind.short else short, fields=fields)


def _field(field: Field) -> Field:
    unit = spoken(field.unit) if field.unit else field.unit
    label, hint = field.english or field.label, spoken(field.hint)
    return replace(field, label=label, unit=unit, group=spoken(field.group), hint=hint)


def _list(choices: ChoiceList) -> ChoiceList:
    return replace(choices, name=choices.english or choices.name, items=tuple(_choice(each) for each in choices.items))


def _choice(choice: Choice) -> Choice:
    return replace(choice, label=choice.english or choice.label)


def _indicator(indicator: Indicator) -> Indicator:
    name = indicator.english or indicator.name
    return replace(
        indicator,
        name=name,
        short=name,
        unit=spoken(indicator.unit),
        definition=spoken(indicator.definition),
        counted_example=spoken(indicator.counted_example),
        not_counted_example=spoken(indicator.not_counted_example),
    )


def _timetable(timetable: Timetable) -> Timetable:
    days = (replace(each, note=each.english or each.note) for each in timetable.days)
    return replace(timetable, days=tuple(days))


def _section(section: Section) -> Section:
    return replace(section, name=section.english or section.name, tab=spoken(section.tab))
