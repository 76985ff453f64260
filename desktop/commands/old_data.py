"""The command that brings a unit's old tables in: old, with its preview, its maps and its way back."""

import argparse
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.commands.printing import DONE, REFUSED, Printed, opened, tell
from desktop.services import old_entering, old_looking, old_previewing
from desktop.services.books import Books, Role
from desktop.services.old_entering import BatchRow
from desktop.services.old_previewing import Fate, Light, OldCounts, Preview
from desktop.wording.numbers import number

LISTED = (Light.CANNOT, Light.DOUBTFUL, Light.HELD)
MOST_LISTED = 200


def old(switches: argparse.Namespace) -> int:
    """Bring a file in, only look at it, list what was brought in, or take a batch back."""
    with opened(switches, Role.UNIT) as books:
        if switches.list:
            return _list(books, switches)
        if switches.withdraw is not None:
            return _withdraw(books, switches)
        if switches.file is None:
            raise UserError(Trouble.NO_FILES, path="")
        return _enter(books, switches)


def _enter(books: Books, switches: argparse.Namespace) -> int:
    progress = Printed(switches.json)
    looked = old_looking.look(books, switches.file, progress, switches.map)
    if switches.save_map is not None:
        old_looking.write_maps(looked, switches.save_map)
    previewed = old_previewing.preview(books, looked, progress)
    decided = {row.key: Fate.FINAL for row in previewed.rows if switches.doubtful and row.light is Light.DOUBTFUL}
    counts = previewed.counts(decided)
    facts = {"file": looked.name, "preview": switches.preview, "counts": _counts(counts), "rows": _rows(previewed)}
    facts["sheets"] = [{"sheet": each.title, "kind": each.made.kind} for each in looked.sheets]
    head = "Xem trước, chưa nhập gì"
    if not switches.preview and counts.final + counts.draft:
        done = old_entering.enter(books, previewed, decided, progress)
        facts |= {"batch": done.batch, "figures": done.figures}
        head = f"Đã nhập lần {done.batch}"
    elif not switches.preview:
        head = "Không có gì mới để nhập"
    tell(switches, facts, lambda: "\n".join([*_row_words(previewed), f"{head}. {_count_words(counts)}"]))
    return REFUSED if counts.draft or counts.held else DONE


def _list(books: Books, switches: argparse.Namespace) -> int:
    found = old_entering.batches(books)
    facts = {"batches": [asdict(each) for each in found]}
    tell(switches, facts, lambda: "\n".join(map(_batch_words, found)) or "Chưa nhập tệp nào.")
    return DONE


def _withdraw(books: Books, switches: argparse.Namespace) -> int:
    done = old_entering.withdraw(books, switches.withdraw, Printed(switches.json))
    kept = f" {number(done.kept)} cái đã sửa sau khi nhập, vẫn giữ." if done.kept else ""
    facts = {"batch": switches.withdraw, "taken": done.taken, "kept": done.kept}
    tell(switches, facts, lambda: f"Đã rút lại {number(done.taken)} bản ghi, số liệu.{kept}")
    return REFUSED if done.kept else DONE


def _counts(counts: OldCounts) -> dict[str, int]:
    return {**asdict(counts), "read": counts.read}


def _rows(previewed: Preview) -> list[dict[str, Any]]:
    return [
        {"sheet": row.sheet, "row": row.number, "light": row.light.value, "fate": row.fate.value, "why": list(row.why)}
        for row in previewed.rows
    ]


def _row_words(previewed: Preview) -> Iterable[str]:
    """Rows that need a person, with the reason."""
    shown = [row for row in previewed.rows if row.light in LISTED]
    for row in shown[:MOST_LISTED]:
        yield f"{row.sheet}, dòng {row.number}: {' '.join(row.why)}"
    if len(shown) > MOST_LISTED:
        yield f"Còn {number(len(shown) - MOST_LISTED)} dòng nữa, xem bằng --json."


def _count_words(counts: OldCounts) -> str:
    parts = (
        f"{number(counts.final)} nhận",
        f"{number(counts.draft)} nháp",
        f"{number(counts.skipped)} bỏ qua",
        f"{number(counts.held)} giữ lại",
    )
    return f"Đọc {number(counts.read)} dòng = {' + '.join(parts)}."


def _batch_words(batch: BatchRow) -> str:
    at = batch.at[:16].replace("T", " ")
    stands = f"còn {number(batch.living)} trong sổ" if batch.living else "đã rút lại"
    return f"{batch.id}  {at}  {batch.file_name}: {_count_words(batch.counts)} {stands[0].upper()}{stands[1:]}."
