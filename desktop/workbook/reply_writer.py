"""A reply becomes an Excel file: written, put in place, read back and compared before anyone is told."""

import base64
import zlib
from collections.abc import Iterator
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import replacing
from desktop.domain.reply import Reply, reply_text
from desktop.workbook import reply_sheets
from desktop.workbook.bundle import Part, Properties, write_bundle
from desktop.workbook.envelope import CHUNK
from desktop.workbook.markup import HEAD, LONGEST_TEXT, MAIN, Strings, cell, row
from desktop.workbook.paper import Paper
from desktop.workbook.reply_reader import CONTENT, NAME, REPLY_SHEET, SIGNATURE, Opened, open_reply
from desktop.workbook.styles import STYLE, styles_xml

_NOTE = "Trang này giữ niêm phong của phản hồi. Giữ nguyên, không sửa, không xóa."


def write(folder: Path, stem: str, reply: Reply, signature: str) -> Path:
    """Write a signed reply into `folder` and prove that it can be read back; raise UserError otherwise.

    An earlier file is never overwritten; one that says the very same stays as it is.
    """
    path, again = folder / f"{stem}.xlsx", 2
    while path.exists():
        if _says(path, reply):
            return path
        path, again = folder / f"{stem}_{again}.xlsx", again + 1
    parts, strings = _parts(reply, signature)
    if any(len(text) > LONGEST_TEXT for text in strings):
        raise UserError(Trouble.TEXT_TOO_LONG, path=str(path), name=path.name, most=LONGEST_TEXT)
    title = f"Phản hồi {reply.unit_name}, {reply.period}"
    with replacing(path) as part:
        write_bundle(part, parts, strings.xml(), styles_xml(), Properties(title, reply.program, reply.created, {}))
    if not _says(path, reply):
        path.unlink(missing_ok=True)  # nobody shall send a file of which it is not known what it says
        raise UserError(Trouble.VERIFY_FAILED, path=str(path), name=path.name, folder=str(path.parent))
    return path


def _says(path: Path, reply: Reply) -> bool:
    try:
        opened: Opened = open_reply(path)
    except UserError:
        return False
    return opened.signed and opened.reply.id == reply.id


def _parts(reply: Reply, signature: str) -> tuple[list[Part], Strings]:
    strings = Strings()
    papers = {
        reply_sheets.FRONT: reply_sheets.front(reply, strings),
        reply_sheets.POINTS: reply_sheets.points(reply, strings),
        reply_sheets.QUESTIONS: reply_sheets.questions(reply, strings),
        reply_sheets.PROPOSALS: reply_sheets.proposals(reply, strings),
        reply_sheets.TASKS: reply_sheets.tasks(reply, strings),
        reply_sheets.DEADLINES: reply_sheets.deadlines(reply, strings),
    }
    parts = [Part(title, paper.xml(), names=_names(paper)) for title, paper in papers.items()]
    parts.append(Part(REPLY_SHEET, _sealed(reply, signature, strings), "veryHidden"))
    return parts, strings


def _names(paper: Paper) -> dict[str, str]:
    titles = {"Print_Titles": f"$1:${paper.frozen}"} if paper.frozen else {}
    return {"Print_Area": paper.area, **titles}


def _sealed(reply: Reply, signature: str, strings: Strings) -> str:
    rows = "".join(
        row(
            number,
            [cell(f"{letter}{number}", STYLE["plain"], text, strings) for letter, text in zip("AB", line, strict=True)],
        )
        for number, line in enumerate(_lines(reply, signature), 1)
    )
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _lines(reply: Reply, signature: str) -> Iterator[tuple[str, str]]:
    """A key and a text that no program can spoil."""
    yield NAME, _NOTE
    yield SIGNATURE, signature
    sealed = base64.b64encode(zlib.compress(reply_text(reply).encode(), 6)).decode()
    for start in range(0, len(sealed), CHUNK):
        yield CONTENT, sealed[start : start + CHUNK]
