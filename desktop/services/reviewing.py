"""A text → its claims → findings, beside the stored figures where there are books; and a mended copy of the text."""

import gc
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Final

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import replacing
from desktop.checking.checker import check_read
from desktop.checking.pasted_tables import pasted_tables
from desktop.checking.reading import read
from desktop.checking.recognising import mentions
from desktop.checking.tables import check_tables
from desktop.checking.unbroken import Block, blocks, in_lines, named_in_lines
from desktop.domain.findings import Finding, Mend, Mention, Passage, StoredVerdict, Verdict, counted
from desktop.domain.numbers import plain
from desktop.domain.old_fonts import is_old_font
from desktop.domain.periods import Period
from desktop.domain.text import clean
from desktop.services.books import Books

__all__ = ["Review", "Text", "open_file", "pasted", "review", "save", "save_name"]

WORD, PLAIN, SLIDES = ".docx", ".txt", ".pptx"
_TAB: Final = "\ue000"
"""A sign that no text has, for tabs while a text is cleaned: they part the cells of a pasted table."""
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True)
class Text:
    """A text as it was opened or pasted; of a Word file also its bytes, for the mended copy."""

    name: str
    passages: tuple[Passage, ...]
    path: Path | None = None
    data: bytes = b""

    @property
    def is_word(self) -> bool:
        """Whether a mended copy is a Word file."""
        return bool(self.data)


@dataclass(frozen=True)
class Review:
    """What was found in a text."""

    text: Text
    findings: tuple[Finding, ...]
    mentions: tuple[Mention, ...] = ()
    period: Period | None = None
    elsewhere: bool = False
    """Most figures differ from the stored ones: the text speaks of another period or another place."""
    seconds: float = 0.0

    def count(self, verdict: Verdict) -> int:
        """How many claims came out so."""
        return counted(self.findings, verdict)


def open_file(path: Path) -> Text:
    """The words of a .docx, .pptx or .txt; raise UserError with its own sentence for everything else."""
    from desktop.document import gate

    suffix = path.suffix.lower()
    if path.name.startswith("~$") or suffix not in (WORD, PLAIN, SLIDES):
        absent = Trouble.IS_FOLDER if path.is_dir() else Trouble.FILE_MISSING
        raise gate.refusal(Trouble.TEXT_TYPE if path.is_file() else absent, path, folder=str(path.parent))
    if suffix == PLAIN:
        return _text(path.name, _decoded(path, gate.read_bytes(path)), path)
    return _slides(path, gate.inspect(path, gate.SLIDES_BODY)) if suffix == SLIDES else word(path, gate.inspect(path))


def word(path: Path, data: bytes) -> Text:
    """The words of a .docx that has passed the gate."""
    from desktop.document import gate, passages

    try:
        found = passages.read(data)
    except Exception as error:  # a damaged file may break the library anywhere
        raise gate.refusal(Trouble.TEXT_DAMAGED, path) from error
    return _looked_through(Text(path.name, tuple(found), path, data))


def _slides(path: Path, data: bytes) -> Text:
    """The words of a .pptx that has passed the gate; a mended copy of them is plain text."""
    from desktop.document import gate, slide_words

    try:
        found = slide_words.read(data)
    except Exception as error:  # a damaged file may break the parser anywhere
        raise gate.refusal(Trouble.TEXT_DAMAGED, path) from error
    return _looked_through(Text(path.name, tuple(found), path))


def pasted(words: str, name: str = "văn bản dán vào") -> Text:
    """Words from the clipboard, a field or a pipe."""
    return _text(name, words, None)


def _text(name: str, words: str, path: Path | None) -> Text:
    kept = clean(words.replace("\N{SOFT HYPHEN}", "").replace("\t", _TAB)).replace(_TAB, "\t")
    return _looked_through(Text(name, tuple(Passage(line) for line in kept.split("\n")), path))


def _looked_through(text: Text) -> Text:
    words = "\n".join(each.text for each in text.passages)
    if not words.strip():
        raise UserError(Trouble.TEXT_EMPTY, name=text.name)
    if is_old_font(words):
        raise UserError(Trouble.UNREADABLE_TEXT, name=text.name)
    return text


def _decoded(path: Path, data: bytes) -> str:
    """UTF-8 or UTF-16 as Notepad writes them, else the old Vietnamese code page of Windows."""
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    for attempt in (encoding, "cp1258"):
        try:
            words = data.decode(attempt)
        except UnicodeDecodeError:
            continue
        if "\0" not in words:
            return words
    raise UserError(Trouble.TEXT_TYPE, path=str(path), name=path.name)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Reading makes very many small things and no circles: looking for circles meanwhile costs a tenth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def review(text: Text, books: Books | None = None, period: Period | None = None) -> Review:
    """Every claim of the text; with books and a period also its figures beside the stored ones."""
    begun = time.perf_counter()
    with _uncollected():
        made = _paragraphs(text)
        sentences = read(block.text for block in made)
        found = [in_lines(each, made) for each in check_read(sentences)]
        findings = [*_outside(found, text.passages), *check_tables(text.passages)]
    findings.sort(key=lambda found: (found.place.paragraph, found.claimed_at.start))
    compared: list[Mention] = []
    if books is not None and period is not None and period.months:
        named = [named_in_lines(each, made) for each in mentions(sentences)]
        compared = beside_stored(books, period, named)
    elsewhere = _is_elsewhere(compared)
    if elsewhere:
        compared = [replace(each, holds=StoredVerdict.UNKNOWN) for each in compared]
    return Review(text, tuple(findings), tuple(compared), period, elsewhere, time.perf_counter() - begun)


def _outside(findings: list[Finding], passages: tuple[Passage, ...]) -> list[Finding]:
    """Without those in the lines of a pasted table: its columns say what its figures are."""
    lines = {number for rows in pasted_tables(passages) for cells in rows.values() for number, _ in cells.values()}
    return [found for found in findings if found.place.paragraph not in lines] if lines else findings


def _paragraphs(text: Text) -> list[Block]:
    """Plain text may be copied from a page that broke its lines; Word and slides know their paragraphs."""
    lines = [passage.text for passage in text.passages]
    if text.is_word or any(passage.cell for passage in text.passages):
        return [Block(number, (0,), line) for number, line in enumerate(lines)]
    return blocks(lines)


def _is_elsewhere(compared: list[Mention]) -> bool:
    other = sum(each.holds is StoredVerdict.OTHER for each in compared)
    return other > 2 and other > sum(each.holds is StoredVerdict.SAME for each in compared)


def beside_stored(books: Books, period: Period, found: list[Mention]) -> list[Mention]:
    """The figures that stand for an indicator, each beside the stored one."""
    from desktop.services import counting
    from desktop.services.collecting import collect

    if not found:
        return []
    stored = collect(books, period).evaluate(counting.scope_units(books))
    known = [each for each in found if each.code in books.catalogue.indicators]
    return [_compared(each, stored.of(each.code).amount) for each in known]


def _compared(mention: Mention, amount: Decimal | None) -> Mention:
    if amount is None:
        return replace(mention, holds=StoredVerdict.UNKNOWN)
    if mention.holds is StoredVerdict.UNKNOWN:
        return replace(mention, holds=_loosely(mention, amount), stored=plain(amount))
    same = plain(amount) == plain(mention.value)
    return replace(mention, holds=StoredVerdict.SAME if same else StoredVerdict.OTHER, stored=plain(amount))


def _loosely(mention: Mention, amount: Decimal) -> StoredVerdict:
    """`hơn 83.000` is no less than that many, `gần` no more; both not far off."""
    word = mention.text.split()[0].lower()
    if abs(amount - mention.value) * 10 > amount:
        return StoredVerdict.OTHER
    if (word in ("hơn", "trên") and amount < mention.value) or (word in ("gần", "dưới") and amount > mention.value):
        return StoredVerdict.OTHER
    return StoredVerdict.SAME


def save_name(text: Text) -> str:
    """The name that a mended copy is offered."""
    stem = text.path.stem if text.path else "Van ban da soat"
    return f"{stem} - da sua{WORD if text.is_word else PLAIN}"


def save(text: Text, mends: Iterable[Mend], target: Path) -> Path:
    """Write the mended copy; the original stays as it is, so its own name is refused."""
    if text.path is not None and target.exists() and target.samefile(text.path):
        raise UserError(Trouble.FILE_EXISTS, path=str(target), name=target.name, folder=str(target.parent))
    wanted = list(mends)
    content = _mended_word(text, wanted) if text.is_word else _mended_plain(text, wanted)
    with replacing(target) as part:
        part.write_bytes(content)
    return target


def _mended_word(text: Text, mends: list[Mend]) -> bytes:
    from desktop.document import passages

    return passages.mended(text.data, mends)


def _mended_plain(text: Text, mends: list[Mend]) -> bytes:
    lines = [passage.text for passage in text.passages]
    for mend in sorted(mends, key=lambda each: (each.place.paragraph, each.place.start), reverse=True):
        line = lines[mend.place.paragraph]
        lines[mend.place.paragraph] = line[: mend.place.start] + mend.text + line[mend.place.end :]
    return ("\n".join(lines) + "\n").encode("utf-8")
