"""The catalogue (danh mục biểu mẫu): what is recorded, counted, checked and reported."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path

from desktop.base.paths import resource
from desktop.domain.catalogue_faults import CatalogueError, CatalogueFault, FaultCode
from desktop.domain.catalogue_files import Shelf
from desktop.domain.catalogue_parts import (
    NUMERIC,
    WORDY,
    Aggregation,
    Choice,
    ChoiceList,
    Condition,
    CountRule,
    Direction,
    Expression,
    Field,
    FieldType,
    Indicator,
    IndicatorKind,
    Kind,
    Level,
    Likeness,
    Rule,
    Section,
)
from desktop.domain.catalogue_reader import read
from desktop.domain.catalogue_source import parse_source
from desktop.domain.catalogue_versions import age_of
from desktop.domain.deadlines import NOTHING_DUE, Timetable

__all__ = [
    "NUMERIC",
    "WORDY",
    "Aggregation",
    "Catalogue",
    "CatalogueError",
    "CatalogueFault",
    "Choice",
    "ChoiceList",
    "Condition",
    "CountRule",
    "Direction",
    "Expression",
    "FaultCode",
    "Field",
    "FieldType",
    "Indicator",
    "IndicatorKind",
    "Kind",
    "Level",
    "Likeness",
    "Rule",
    "Section",
]


@dataclass(frozen=True, eq=False)
class Catalogue:
    """One version of the catalogue; every part by its code, in the order of the files."""

    version: str
    kinds: Mapping[str, Kind]
    choices: Mapping[str, ChoiceList]
    indicators: Mapping[str, Indicator]
    rules: tuple[Rule, ...]
    sections: Mapping[str, Section]
    previous: tuple[str, ...] = ()
    """The versions before, newest first, whose packages are still accepted."""
    timetable: Timetable = NOTHING_DUE
    """Deadlines and days off."""

    @staticmethod
    def load() -> "Catalogue":
        """The catalogue that comes with the program, read once."""
        return _read(resource("catalogue"))

    @staticmethod
    def of_text(text: str) -> "Catalogue":
        """The catalogue of a text out of the books, read once; '' is the one that comes with the program."""
        return _parsed(text) if text else Catalogue.load()

    @staticmethod
    def read(folder: Shelf) -> "Catalogue":
        """The catalogue in a folder, or of tables; raise CatalogueError with every fault."""
        return Catalogue(**vars(read(folder)))

    def age_of(self, version: str) -> int | None:
        """How old a version is: 0 is this one, 1 and 2 those before it; None is unknown, older or newer."""
        return age_of(version, self.version, self.previous)

    def kind(self, code: str) -> Kind:
        """The kind of that code."""
        return self.kinds[code]

    def indicator(self, code: str) -> Indicator:
        """The indicator of that code."""
        return self.indicators[code]

    def choices_of(self, field: Field) -> ChoiceList | None:
        """The list a field chooses from."""
        return self.choices[field.choices] if field.choices else None

    @cached_property
    def record_kinds(self) -> tuple[Kind, ...]:
        """Kinds that officers record, in the order of the menu."""
        return tuple(kind for kind in self.kinds.values() if not kind.system)

    @cached_property
    def core(self) -> tuple[Indicator, ...]:
        """Indicators switched on at the beginning."""
        return tuple(each for each in self.indicators.values() if each.core)

    @cached_property
    def tabs(self) -> Mapping[str, tuple[Section, ...]]:
        """Sections by the tab of the grid they stand on."""
        tabs: dict[str, tuple[Section, ...]] = {}
        for section in self.sections.values():
            tabs[section.tab] = (*tabs.get(section.tab, ()), section)
        return tabs

    @cached_property
    def counted_from(self) -> Mapping[str, tuple[Indicator, ...]]:
        """Indicators that records of a kind feed."""
        fed: dict[str, tuple[Indicator, ...]] = {}
        for each in self.indicators.values():
            if each.count:
                fed[each.count.kind] = (*fed.get(each.count.kind, ()), each)
        return fed

    @cached_property
    def read_by(self) -> Mapping[str, tuple[Indicator, ...]]:
        """Ratios and formulas that read an indicator directly."""
        readers: dict[str, tuple[Indicator, ...]] = {}
        for each in self.indicators.values():
            for code in {code for _, code in each.terms}:
                readers[code] = (*readers.get(code, ()), each)
        return readers

    def of_section(self, code: str) -> tuple[Indicator, ...]:
        """Indicators of a section, in order."""
        return tuple(each for each in self.indicators.values() if each.section == code)

    def children_of(self, code: str) -> tuple[Indicator, ...]:
        """Lines under a heading or the parts of a ratio."""
        return tuple(each for each in self.indicators.values() if each.parent == code)

    def rules_for(self, kind: str) -> tuple[Rule, ...]:
        """Rules over one row of a kind."""
        return tuple(rule for rule in self.rules if rule.scope == "row" and rule.kind in (kind, "*"))

    def held_in(self, first: str, last: str) -> "Catalogue":
        """The same without the rules over figures that are not in force between two ISO days."""
        if all(rule.holds_on(first, last) for rule in self.period_rules):
            return self
        return replace(self, rules=tuple(each for each in self.rules if each.holds_on(first, last)))

    @cached_property
    def rules_now(self) -> tuple[Rule, ...]:
        """The rules as they are, without what they were before they were changed."""
        return tuple(rule for rule in self.rules if not rule.former)

    @cached_property
    def period_rules(self) -> tuple[Rule, ...]:
        """Rules over the figures of one unit."""
        return tuple(rule for rule in self.rules if rule.scope != "row")


def catalogue_age(version: str) -> int | None:
    """The same for the catalogue that comes with the program."""
    return Catalogue.load().age_of(version)


@lru_cache(maxsize=4)
def _parsed(text: str) -> Catalogue:
    return Catalogue.read(parse_source(text))


@cache
def _read(folder: Path) -> Catalogue:
    return Catalogue.read(folder)
