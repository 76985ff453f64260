"""The sentences that come with the program can all be read, and name only what exists."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.catalogue import Catalogue, IndicatorKind
from desktop.wording import report_template as template
from desktop.wording.report_inserts import INSERTS
from desktop.wording.report_slots import NAMES, WORDS
from desktop.wording.report_template import FirstOf, Insert, Listing, Segments, Sentence, Slot
from desktop.wording.report_template_lines import block_of, paragraph_of, text_of


def said(paragraph: Insert | tuple[template.Saying, ...]) -> Iterator[Segments]:
    """All texts of a paragraph."""
    for saying in () if isinstance(paragraph, Insert) else paragraph:
        if isinstance(saying, Listing):
            yield from saying.items
        else:
            sentences = saying.sentences if isinstance(saying, FirstOf) else (saying,)
            for sentence in sentences:
                yield sentence.some
                yield sentence.zero or ()


ALL_SLOTS = [
    pytest.param(slot, id=f"{part.code} {'+'.join(slot.codes)} {slot.words}")
    for part in template.parts()
    for paragraph in part.paragraphs
    for segments in (part.heading, *said(paragraph))
    for slot in template.slots(segments)
]


@pytest.mark.parametrize("slot", ALL_SLOTS)
def test_a_slot_names_figures_and_words_that_exist(slot: Slot) -> None:
    if slot.codes[0].startswith("@"):
        assert slot.codes[0] in NAMES
        return
    verb, _, other = slot.words.partition(" ")
    mentioned = (*slot.codes, *((other,) if verb == "chiếm" else ()))
    for code in mentioned:
        indicator = Catalogue.load().indicators[code]
        assert indicator.kind not in (IndicatorKind.TEXT, IndicatorKind.HEADING)
    assert slot.words in WORDS or verb in ("chiếm", "cả")
    if slot.words in ("tỷ lệ", "phân số", "chỉ tiêu"):
        assert Catalogue.load().indicators[slot.codes[0]].per_cent


def test_every_insert_is_known() -> None:
    inserts = [each for part in template.parts() for each in part.paragraphs if isinstance(each, Insert)]
    assert {each.name for each in inserts} <= INSERTS
    assert "completeness" in {each.name for each in inserts}


def test_parts_come_in_the_order_of_the_report() -> None:
    codes = [part.code for part in template.parts()]
    assert codes[0] == "I"
    assert [code for code in codes if "." not in code] == ["I", "II", "III", "IV", "V"]
    assert [code for code in codes if code.startswith("II.")] == [f"II.{n}" for n in range(1, 8)]


def test_a_sentence_knows_its_zero_and_its_optional_parts() -> None:
    sentence = template.sentence("Xảy ra {PC.01/vụ cháy}[, chết {PC.03.1}|, không ai chết]. || Không cháy.")
    assert sentence.some[1] == Slot(("PC.01",), "", "vụ cháy")
    assert isinstance(sentence.some[2], template.Option)
    assert sentence.zero == ("Không cháy.",)
    assert template.sentence("Xong.") == Sentence(("Xong.",))


@pytest.mark.parametrize("text", ["Có {TH.01 vụ.", "Có [vụ.", "Có {vụ}.", "Có | vụ."])
def test_an_unreadable_sentence_is_refused_with_its_place(tmp_path: Path, text: str) -> None:
    file = tmp_path / "1-thu.toml"
    file.write_text(f'[[part]]\ncode = "I"\nheading = "I"\nparagraphs = [["{text}"]]\n', encoding="utf-8")
    with pytest.raises(template.TemplateFault, match=r"1-thu\.toml, I"):
        template.read(tmp_path)


@pytest.mark.parametrize("part", template.parts(), ids=lambda part: part.code)
def test_every_paragraph_comes_back_from_its_lines(part: template.Part) -> None:
    for paragraph in part.paragraphs:
        assert paragraph_of(block_of(paragraph)) == paragraph
    assert template.segments(text_of(part.heading)) == part.heading
