"""What is wrong in a template: names of figures, words and sections that do not exist, each with its place."""

from collections.abc import Iterator

from desktop.domain.catalogue import Catalogue, IndicatorKind
from desktop.wording.report_slots import NAMES, WORDS
from desktop.wording.report_template import FirstOf, Insert, Listing, Part, Saying, Segments, Slot, slots


def slot_faults(slot: Slot, catalogue: Catalogue) -> Iterator[str]:
    """What one slot names that does not exist."""
    if slot.codes[0].startswith("@"):
        if slot.codes[0] not in NAMES:
            yield f"không có từ {slot.codes[0]}; dùng {', '.join(sorted(NAMES))}"
        return
    verb, _, other = slot.words.partition(" ")
    for code in (*slot.codes, *((other,) if verb == "chiếm" else ())):
        indicator = catalogue.indicators.get(code)
        if indicator is None or indicator.kind in (IndicatorKind.TEXT, IndicatorKind.HEADING):
            yield f"chỉ tiêu “{code}” không có trong danh mục"
        elif slot.words in ("tỷ lệ", "phân số", "chỉ tiêu") and not indicator.per_cent:
            yield f"chỉ tiêu {code} không phải tỷ lệ, không viết được “{slot.words}”"
    if slot.words not in WORDS and verb not in ("chiếm", "cả", "từng"):
        yield f"không có cách viết “{slot.words}”; dùng {', '.join(sorted(each for each in WORDS if each))}"


def said(paragraph: tuple[Saying, ...]) -> Iterator[Segments]:
    """All texts of a paragraph."""
    for saying in paragraph:
        if isinstance(saying, Listing):
            yield from saying.items
        else:
            for sentence in saying.sentences if isinstance(saying, FirstOf) else (saying,):
                yield from (sentence.some, sentence.zero or ())


def part_faults(part: Part, catalogue: Catalogue) -> Iterator[str]:
    """Everything wrong in one part: `mục II.3, đoạn 2: …`."""
    for slot in slots(part.heading):
        yield from (f"mục {part.code}, đầu mục: {fault}" for fault in slot_faults(slot, catalogue))
    for number, paragraph in enumerate(part.paragraphs, 1):
        place = f"mục {part.code}, đoạn {number}"
        if isinstance(paragraph, Insert):
            yield from (f"{place}: {fault}" for fault in _insert_faults(paragraph, catalogue))
            continue
        for text in said(paragraph):
            for slot in slots(text):
                yield from (f"{place}: {fault}" for fault in slot_faults(slot, catalogue))


def _insert_faults(insert: Insert, catalogue: Catalogue) -> Iterator[str]:
    if insert.name == "narratives":
        for section in insert.rest.split()[1:]:
            if section not in catalogue.sections:
                yield f"không có nhóm chỉ tiêu “{section}” trong danh mục"
