"""What the rules have against what was typed, in the language of the screens; files and replies tell it in Vietnamese.

Handed the catalogue of the books: its Vietnamese words are what the English ones are found by.
"""

from dataclasses import replace

from desktop.domain.catalogue import Catalogue
from desktop.domain.numbers import NumberRefused
from desktop.domain.periods import parse_period
from desktop.domain.problems import Problem
from desktop.kit import english
from desktop.services.placing import AT_ODDS, DECLARED_BESIDE_DATA, PlacedProblem
from desktop.ui import period_words
from desktop.ui.catalogue_words import shown
from desktop.ui.troubles import sentence
from desktop.ui.words import translate
from desktop.wording import faults
from desktop.wording.english import tongue
from desktop.wording.messages import number_trouble


def problem_sentence(problem: Problem, catalogue: Catalogue) -> str:
    """What is wrong, where, the value, how to fix it."""
    if not english.is_spoken():
        return faults.problem_sentence(problem, catalogue)
    return faults.problem_sentence(problem, shown(catalogue), tongue())


def number_sentence(error: NumberRefused) -> str:
    """Why a typed text was not taken as a number."""
    return sentence(number_trouble(error))


def shown_placed(placed: PlacedProblem, catalogue: Catalogue) -> PlacedProblem:
    """A problem with its place as it is shown."""
    if not english.is_spoken():
        return placed
    return replace(placed, sentence=_told(placed, catalogue), place=_place(placed, shown(catalogue)))


def _told(placed: PlacedProblem, catalogue: Catalogue) -> str:
    problem, known = placed.problem, shown(catalogue)
    if problem.rule == AT_ODDS:
        name = placed.sentence.partition(":")[0]
        return translate(
            "Problems", "Hai máy ghi khác nhau: {record}. Chọn một bản ở Gộp hai máy."
        ).format(record=name)
    if problem.rule == DECLARED_BESIDE_DATA:
        section, indicator = known.sections[str(problem.facts["section"])], known.indicators[problem.field or ""]
        words = translate("Problems", "{section} đã khai báo nhưng có {indicator}. Bỏ khai báo, hoặc sửa số.")
        return words.format(section=section.name, indicator=indicator.short)
    return problem_sentence(problem, catalogue)


def _place(placed: PlacedProblem, known: Catalogue) -> str:
    sort, _, rest = placed.subject.partition(":")
    if sort == AT_ODDS:
        return translate("Problems", "Gộp hai máy")
    if sort == "declaration":
        return translate("Problems", "Số liệu kỳ, {what}").format(what=known.sections[rest].name)
    if sort == "figure":
        when, _, code = rest.partition(":")
        words = period_words.month(int(when)) if when.isdecimal() else period_words.label(parse_period(when))
        name = known.indicators[code].short
        return translate("Problems", "Số liệu kỳ, {what}").format(what=f"{words}, {name}")
    kind = known.kinds.get(placed.problem.kind or "")
    if kind is None or kind.system:
        return kind.name if kind else placed.place
    number = placed.place.rpartition(" ")[2]
    return translate("Problems", "Sổ công tác, {kind} {number}").format(kind=kind.name, number=number)
