"""The screens in English: every word has its translation, none is left over, none is fixed before it is shown."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from desktop.base.errors import Trouble
from desktop.base.paths import resource
from desktop.domain.arrival import CellFault, CellProblem
from desktop.domain.catalogue import Catalogue
from desktop.domain.catalogue_columns import FRONT, SHEETS
from desktop.domain.findings import Doubt
from desktop.domain.likeness import Alike
from desktop.domain.old_cells import CellVerdict, CellWhy, ReadCell
from desktop.domain.periods import parse_period
from desktop.domain.problems import Fault, Problem
from desktop.kit import english
from desktop.ui.catalogue_words import _in_english as shown_in_english
from desktop.ui.retold import _retelling
from desktop.wording import english as sentences
from desktop.wording import old_words
from desktop.wording.calls import held_words, missing_words, returned_words
from desktop.wording.cells import cell_sentence
from desktop.wording.faults import CATALOGUE_FAULTS, FAULTS, problem_sentence
from desktop.wording.finding_words import _DOUBTS
from desktop.wording.old_words import cell_words
from desktop.wording.pairs import reason_words
from desktop.wording.sentences import NEUTRAL, SENTENCES

HOME = Path(__file__).resolve().parent.parent
DESKTOP = HOME / "desktop"
NOTE = "later"
OURS = set("ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")
PLACE = {"tr": 0, "_tr": 0, "translate": 1, NOTE: 1}
"""Where the words stand among what these functions are given."""


@dataclass(frozen=True)
class Said:
    """Words that are handed to the translator."""

    words: str
    context: str
    """Told beside the words, as in `translate("Today", "Nhập")`, or the class whose `tr` it is."""
    place: str
    early: bool
    """Not within a function: handed on while the file is being imported."""


@cache
def all_said() -> list[Said]:
    found: list[Said] = []
    for file in sorted(DESKTOP.rglob("*.py")):
        text = file.read_text("utf-8")
        if any(f"{name}(" in text for name in (".tr", "translate", NOTE)):
            found += heard(ast.parse(text), str(file.relative_to(DESKTOP)))
    return found


def heard(tree: ast.Module, file: str) -> Iterator[Said]:
    waiting: list[tuple[ast.AST, str, bool]] = [(tree, "", True)]
    while waiting:
        node, inside, early = waiting.pop()
        inside = node.name if isinstance(node, ast.ClassDef) else inside
        early = early and not isinstance(node, ast.FunctionDef | ast.Lambda)
        waiting += [(each, inside, early) for each in ast.iter_child_nodes(node)]
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            place = f"{file}:{node.lineno}"
            at = PLACE.get(name, len(node.args))
            context = next(literals(node.args[0]), "") if at and at < len(node.args) else inside
            for argument in node.args[at : at + 1]:
                yield from (Said(words, context, place, early and name != NOTE) for words in literals(argument))


def literals(words: ast.expr) -> Iterator[str]:
    """A text as it is written, or both of a choice."""
    if isinstance(words, ast.IfExp):
        yield from literals(words.body)
        yield from literals(words.orelse)
    elif isinstance(words, ast.Constant) and isinstance(words.value, str):
        yield words.value


def facts(words: str) -> Counter[str]:
    return Counter(re.findall(r"\{\w*", words))


def ends(words: str) -> tuple[str, str]:
    return words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]


def test_all_that_screens_say_has_its_english_words():
    assert len(all_said()) > 1500
    assert [f"{each.place} {each.words}" for each in all_said() if not english.table().get(each.words)] == []


def test_no_english_words_are_left_of_what_nothing_says_any_more():
    said = {each.words for each in all_said()} | {f"{each.context}: {each.words}" for each in all_said()}
    assert [words for words in english.table() if words not in said] == []


def test_words_of_other_rooms_are_still_said_there():
    files = [*DESKTOP.rglob("*.py"), *resource("catalogue").rglob("*.toml")]
    texts = "\n".join(file.read_text("utf-8") for file in files if "ui" not in file.relative_to(HOME).parts)
    assert [words for words in english.others() if f'"{words}"' not in texts] == []


def test_english_words_hold_the_same_facts_and_the_same_blanks_at_their_ends():
    pairs = [(ours.removeprefix(context_of(ours)), theirs) for ours, theirs in english.table().items()]
    assert [ours for ours, theirs in pairs if facts(ours) != facts(theirs)] == []
    assert [ours for ours, theirs in pairs if ends(ours) != ends(theirs)] == []


def context_of(ours: str) -> str:
    """`Today: ` of the second translation of a word; '' of the first, and of words that only look so."""
    context, colon, words = ours.partition(": ")
    known = any((each.context, each.words) == (context, words) for each in all_said())
    return f"{context}{colon}" if known else ""


def test_nothing_is_translated_before_it_is_shown():
    assert [each.place for each in all_said() if each.early] == []


def test_every_trouble_has_its_english_sentence():
    assert set(sentences.bank()) == set(Trouble)


@pytest.mark.parametrize("trouble", Trouble)
def test_the_english_sentence_of_a_trouble_tells_no_other_facts(trouble):
    words = sentences.bank()[trouble]
    assert set(facts(words)) <= set(facts(SENTENCES[trouble]))
    assert words[-1] in ".!?"
    assert ends(words) == ("", "")


def test_every_fault_has_its_english_sentence():
    assert set(sentences.tongue().faults) == set(Fault)
    for fault, words in sentences.tongue().faults.items():
        assert set(facts(words)) == set(facts(FAULTS[fault])), fault
        assert words[-1] == "."


def test_every_rule_says_what_is_wrong_and_what_to_do_in_english():
    told, said = sentences.tongue().rules, {}
    for rule in Catalogue.load().rules:
        said |= {words: rule.code for words in (rule.message, rule.fix) if words}
    assert [(code, words) for words, code in said.items() if words not in told] == []
    assert [words for words in told if words not in said] == []
    assert [ours for ours, theirs in told.items() if facts(ours) != facts(theirs) or theirs[-1] != "."] == []
    assert [theirs for theirs in (*told.values(), *sentences.tongue().faults.values()) if OURS & set(theirs.lower())
            and "đồng" not in theirs] == []  # fmt: skip


def test_every_problem_is_told_without_a_vietnamese_word():
    catalogue = shown_in_english(Catalogue.load(), "")  # no table speaks here
    for rule in catalogue.rules:
        kind = rule.kind if rule.kind in catalogue.kinds else "case"
        problem = Problem(rule.code, rule.level, None, {}, kind=kind)
        assert "(blank)" in problem_sentence(problem, catalogue, sentences.tongue()) or not facts(rule.message)


def test_every_fault_of_an_edited_catalogue_is_told_in_english():
    told = sentences.catalogue_faults()
    assert set(told) == set(CATALOGUE_FAULTS)
    assert [code for code, words in told.items() if facts(words) != facts(CATALOGUE_FAULTS[code])] == []
    words = [each.replace("Ngừng sau ngày", "") for each in told.values()]  # the column as it stands in the file
    assert [each for each in words if vietnamese(each) or each[-1] != "."] == []


def test_every_sheet_column_and_word_of_the_catalogues_workbook_is_told_in_english():
    said = {FRONT, *(sheet.title for sheet in SHEETS)}
    for column in (column for sheet in SHEETS for column in sheet.columns):
        said |= {column.header, *(column.words or {}).values()}
    assert [words for words in sorted(said) if words not in english.others()] == []
    assert [words for words in said if vietnamese(english.others()[words])] == []


def told_again(words: str) -> str:
    return _retelling().tell(words)


def vietnamese(words: str) -> bool:
    return bool(OURS & set(words.lower()))


def test_phrases_hold_the_same_facts_and_have_no_vietnamese_left():
    phrases = sentences.phrases()
    assert [ours for ours, theirs in phrases.items() if set(facts(ours)) != set(facts(theirs))] == []
    assert [theirs for theirs in phrases.values() if vietnamese(theirs.replace("NĐ-CP", ""))] == []


def test_what_is_wrong_with_a_cell_is_told_again():
    for fault in CellFault:
        problem = CellProblem("Vụ việc", "J3", 3, "case", b"", "subjects", fault, "x", 4)
        told = told_again(f"Vụ việc!J3: {cell_sentence(problem, Catalogue.load())}")
        assert told.startswith("Case, cell J3: ") and not vietnamese(told), told


def test_what_is_said_on_the_telephone_is_told_again():
    due = datetime(2020, 6, 16, 17)
    for period in ("2020-H1", "2020-H2", "2020-9T", "2020-Y", "2020-Q2", "2020-M06"):
        for hours in (-1, 0.5, 3, 72):
            told = missing_words(parse_period(period, "nd09"), due, due + timedelta(hours=hours))
            assert not vietnamese(told_again(" ".join(told))), told
    for told in (held_words(3), returned_words("BC.xlsx", "empty file")):
        assert not vietnamese(" ".join(map(told_again, told)))


def test_why_records_are_alike_is_told_again():
    for text in (None, 0.87):
        for day in (date(2020, 6, 11), date(2020, 6, 12)):
            told = reason_words(Alike(0.9, 1, text, 1.0, 1.0), date(2020, 6, 11), day, 14.2)
            assert not vietnamese(told_again(f"{told[:1].upper()}{told[1:]}")), told


def test_what_quotes_a_text_keeps_it():
    assert told_again("“giảm 3 vụ, tăng” nên xem lại") == "“giảm 3 vụ, tăng” should be looked at"
    assert told_again("đơn vị báo 3, điều chỉnh 4: chưa gửi") == "the unit says 3, corrected to 4: chưa gửi"
    assert told_again("Xã Nam Cao") == "Xã Nam Cao"


@pytest.mark.parametrize("doubt", Doubt)
def test_every_doubt_of_the_figure_checker_is_told_again(doubt):
    assert not vietnamese(told_again(_DOUBTS[doubt]))


def test_what_stands_for_an_untold_fact_is_english_too():
    assert set(sentences.neutral()) == set(NEUTRAL)


@pytest.mark.parametrize("why", CellWhy)
def test_what_is_read_of_an_old_cell_is_told_again(why):
    kind = Catalogue.load().kind("case")
    name, value = ("occurred_on", "2019-06-13") if why is CellWhy.MAYBE_SWAPPED else ("offence", "trom_cap")
    cell = ReadCell(2, "Loại", name, "Mất. gà, x", value, CellVerdict.DOUBTFUL, why)
    told = told_again(cell_words(Catalogue.load(), kind.by_name[name], cell))
    quoted = told.replace("Mất. gà, x", "").replace("“Trộm cắp tài sản”", "")  # what an old font became is no name
    assert not vietnamese(quoted), told


def test_a_name_with_a_comma_and_a_message_of_several_sentences_are_told_again():
    assert told_again("Đất đai, ranh giới, Hòa giải thành") == "Land, boundaries, Mediations, successful"
    both = f"{old_words.TWICE.format(number=4)} {old_words.NO_DAY}"
    assert not vietnamese(told_again(both)), told_again(both)
    assert told_again("vụ phạm tội TTXH") == "social-order crimes occurred"


@pytest.mark.parametrize("words", [*old_words.LEFT_OUT.values(), old_words.HIDDEN, old_words.NOTHING])
def test_why_an_old_row_is_left_out_is_told_again(words):
    assert not vietnamese(told_again(words))


def test_how_an_indicator_is_counted_has_its_english_words():
    told = [
        words
        for each in Catalogue.load().indicators.values()
        for words in (each.definition, each.counted_example, each.not_counted_example)
        if words
    ]
    assert [words for words in told if vietnamese(english.others().get(words, words))] == []
    assert [words for words in told if english.others()[words][-1] != words[-1]] == []
