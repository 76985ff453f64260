"""Which figures of a text stand for an indicator of the catalogue: only where noun and words leave no choice."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from desktop.checking.reading import Sentence
from desktop.checking.reading_figures import Mark, Role, Sense, Shape
from desktop.checking.scene import first_clause
from desktop.domain.findings import Mention, Place, StoredVerdict


class _Cue(NamedTuple):
    code: str
    unit: str
    before: str
    after: str = ""
    sentence: str = ""


_SOLVED: Final = r"(?:điều tra|khám phá|làm rõ)[^;.()]*$"
_SOCIAL: Final = r"trật tự xã hội|phạm pháp hình sự|TTXH"
_OTHER_CRIME: Final = r"ma túy|kinh tế|môi trường|giao thông|cháy|nghiêm trọng|trộm|cướp|đánh bạc|lừa đảo|truy nã"
_CUES: Final = (
    _Cue("TH.01", "vụ", r"(?:xảy ra|phát sinh)[^;.,]*$", rf"^[^,;.]*(?:{_SOCIAL})"),
    _Cue("TH.06", "vụ", r"trộm cắp(?: tài sản)?[\s:]*(?:xảy ra )?$"),
    _Cue("TH.07", "vụ", r"cố ý gây thương tích[\s:]*(?:xảy ra )?$"),
    _Cue("TH.08", "vụ", r"lừa đảo(?: chiếm đoạt tài sản)?[\s:]*(?:xảy ra )?$"),
    _Cue("TH.10", "vụ", r"giết người[\s:]*(?:xảy ra )?$"),
    _Cue("MA.01", "vụ", r"(?:phát hiện|bắt giữ|bắt)[^;.]*$", r"ma t[uú][yý]"),
    _Cue("GT.01", "vụ", r"tai nạn giao thông[^;.,]*xảy ra[^;.,]*$"),
    _Cue("GT.01", "vụ", r"xảy ra[^;.,]*$", r"^[^,;.]*tai nạn giao thông"),
    _Cue("GT.02", "người chết", r"", r"", r"tai nạn giao thông"),
    _Cue("GT.03", "người bị thương", r"", r"", r"tai nạn giao thông"),
    _Cue("PC.01", "vụ cháy", r"xảy ra[^;.]*$"),
    _Cue("TB.01", "tin", r"tiếp nhận[^;.]*$"),
    _Cue("VK.01", "khẩu súng", r"(?:giao nộp|thu hồi|vận động)[^;.]*$"),
    _Cue("GT.06", "trường hợp", r"lập biên bản[^;.]*$", r"^[^;.]*vi phạm"),
    _Cue("GT.07", "quyết định", r"ra[^;.]*$", r"^[^;.]*xử phạt"),
    _Cue("PT.03", "buổi", r"", r"^[^;.,]*tuyên truyền(?!.{0,40}(?:phòng cháy|PCCC|giao thông|ma t))"),
    _Cue("PT.04", "lượt người", r"tuyên truyền[^;.]*$|với[^;.]*$", r"^[^;.]*(?:tham dự|tham gia)"),
)
_NARROW: Final = re.compile(
    r"trong tháng|tháng \d|quý |tính riêng|đường (?:sắt|thủy)|huyện |trong đợt|cao điểm", re.IGNORECASE
)


def mentions(paragraphs: Iterable[Iterable[Sentence]]) -> list[Mention]:
    """The first figure of each indicator that the text names, in the order of the text."""
    found: dict[str, Mention] = {}
    for paragraph in paragraphs:
        for sentence in paragraph:
            if sentence.marks and not _NARROW.search(sentence.source[sentence.start : sentence.end]):
                for mention in _of(sentence):
                    found.setdefault(mention.code, mention)
    return sorted(found.values(), key=lambda mention: (mention.place.paragraph, mention.place.start))


def _of(sentence: Sentence) -> Iterator[Mention]:
    for mark in sentence.marks:
        if mark.role is not Role.STATE or not mark.known:
            continue
        if mark.shape is Shape.PAIR:
            yield from _pair(sentence, mark)
        elif mark.shape is Shape.COUNT:
            code = next((cue.code for cue in _CUES if _fits(cue, sentence, mark)), "")
            if code:
                yield _mention(sentence, mark, code)


def _pair(sentence: Sentence, mark: Mark) -> Iterator[Mention]:
    after = first_clause(mark.after)
    if (
        mark.unit == "vụ"
        and re.search(_SOLVED, mark.before, re.IGNORECASE)
        and not re.search(_OTHER_CRIME, mark.before + after)
    ):
        yield _mention(sentence, mark, "TX.01")
        assert mark.second is not None
        yield Mention(
            Place(sentence.paragraph, mark.start, mark.stop),
            sentence.source[mark.start : mark.stop],
            "TH.01",
            mark.second,
        )


def _fits(cue: _Cue, sentence: Sentence, mark: Mark) -> bool:
    if mark.unit != cue.unit:
        return False
    before, after = mark.before[-80:], mark.after[:80]
    if not re.search(cue.before, before, re.IGNORECASE) or not re.search(cue.after, after, re.IGNORECASE):
        return False
    return not cue.sentence or bool(re.search(cue.sentence, sentence.words, re.IGNORECASE))


def _mention(sentence: Sentence, mark: Mark, code: str) -> Mention:
    start = mark.start
    words = sentence.source[start : mark.stop]
    if mark.sense is not Sense.EXACT:
        lead = sentence.source[:start].split()[-1:]
        words = " ".join([*lead, words])
    return Mention(Place(sentence.paragraph, start, mark.stop), words, code, mark.value, _UNSURE.get(mark.sense))


_UNSURE: Final = {
    Sense.OVER: StoredVerdict.UNKNOWN,
    Sense.UNDER: StoredVerdict.UNKNOWN,
    Sense.ABOUT: StoredVerdict.UNKNOWN,
}
