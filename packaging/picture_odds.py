"""What goes wrong between machines, for the pictures: files that ask a question, laptops that disagree, corrections."""

import shutil
from dataclasses import asdict, replace
from pathlib import Path

from openpyxl import load_workbook
from picture_books import OUTLOOK, PERIOD, name_of, stopped_at

from desktop.domain.catalogue import Catalogue
from desktop.domain.catalogue_source import as_next_version, indicator_file, shipped, source_text
from desktop.domain.records import Values
from desktop.domain.versions import own_fields
from desktop.services import (
    answering,
    asking,
    correcting,
    exporting,
    keeping,
    merging,
    naming,
    noting,
    progressing,
    recording,
    replying,
    sampling,
    taking,
    tracing,
)
from desktop.services.books import Books, write_setting
from desktop.workbook.seal import make_key

ODD_UNIT, LOST_MARKS, NO_SIGNATURE, TWO_LAPTOPS, AHEAD = "01291", "01296", "01303", "01309", "01312"

NEW = "Vụ trên không gian mạng"


def lay_out_odd_files(books: Books, sample: Path, folder: Path, room: Path) -> None:
    """Files that ask a question each: another laptop, lost marks, no signature, a newer catalogue."""
    shutil.copy(export_of(unit_ahead(sample, AHEAD, room), room / "moi"), folder / name_of(AHEAD).replace("L01", "L02"))
    second = second_laptop(sample, ODD_UNIT, room)
    shutil.copy(export_of(second, room / "khac"), folder / name_of(ODD_UNIT).replace("L01", "L02"))
    spoil(sample / sampling.PACKAGES / name_of(LOST_MARKS), folder / "Bao cao 6 thang.xlsx", whole=True)
    spoil(sample / sampling.PACKAGES / name_of(NO_SIGNATURE), folder / name_of(NO_SIGNATURE), whole=False)
    for code in (LOST_MARKS, NO_SIGNATURE):
        number = next(unit.id for unit in books.reporting_units() if unit.code == code)
        for each in progressing.packages(books, books.period(PERIOD)):
            if each.unit_id == number:
                merging.undo(books, each.package_id)


def spoil(source: Path, target: Path, whole: bool) -> None:
    """Lose the hidden sheet and its copy, or only the signature."""
    book = load_workbook(source)
    if whole:
        del book["_giaoban"]
        for name in list(book.custom_doc_props.names):
            del book.custom_doc_props[name]
    else:
        for row in book["_giaoban"].iter_rows():
            if row[0].value == "signature":
                row[1].value = None
    book.save(target)


def unit_ahead(sample: Path, code: str, room: Path) -> Books:
    """The books of a unit that follows the next catalogue already: it is asked for one thing more."""
    shutil.copytree(sample / sampling.UNITS / code, room / f"{code} moi")
    books = keeping.open_books(room / f"{code} moi")
    source = as_next_version(shipped())
    asked = source[indicator_file("TX")]
    asked["TX.90"] = {**asked["TX.12"], "name": NEW, "short": NEW, "unit": "vụ", "definition": f"{NEW}."}
    text = source_text(source)
    books.use_catalogue(Catalogue.of_text(text), text)
    recording.type_figure(books, 202006, "TX.90", "value", 2)
    books.clock = stopped_at("2020-06-16T16:20:00")
    return books


def second_laptop(sample: Path, code: str, room: Path) -> Books:
    """The unit's books on another machine with a key of its own."""
    shutil.copytree(sample / sampling.UNITS / code, room / f"{code} may 2")
    books = keeping.open_books(room / f"{code} may 2")
    private, public = make_key(code.encode().ljust(32, b"2"))
    books.me = replace(books.me, install="b2" * 8, public_key=public, private_key=private, officer="Phó Trưởng Công an")
    with books.db.begin() as connection:
        write_setting(connection, "identity", asdict(books.me))
    books.clock = stopped_at("2020-06-16T15:10:00")
    return books


def export_of(books: Books, folder: Path) -> Path:
    """Its package, with one thing more than before."""
    folder.mkdir(exist_ok=True)
    recording.write_narrative(books, PERIOD, "TH", "outlook", OUTLOOK)
    path = exporting.export(books, books.period(PERIOD), folder, complete=False).path
    books.close()
    return path


def let_laptops_disagree(books: Books, sample: Path, room: Path) -> None:
    """Two laptops of one unit change the same records; headquarters merges both."""
    shutil.copytree(sample / sampling.UNITS / TWO_LAPTOPS, room / "may 1")
    first = keeping.open_books(room / "may 1")
    first.clock = stopped_at("2020-06-16T14:40:00")
    second = second_laptop(sample, TWO_LAPTOPS, room)
    uids = cases_of(first)[:3]
    for place, uid in enumerate(uids):
        change(first, uid, {"subjects": 2 + place})
        change(second, uid, {"hamlet": "Bản Gun"} if place == 2 else {"subjects": 4 + place, "severity": "NT"})
    paths = [export_of(each, room / f"goi {place}") for place, each in enumerate((first, second))]
    taking.take(books, paths, "marked")


def cases_of(books: Books) -> list[bytes]:
    """Cases of the open period, the newest first."""
    with books.db.read() as connection:
        statement = "SELECT uid FROM record WHERE kind = 'case' AND state = 'final' ORDER BY day DESC, uid"
        return list(connection.exec_driver_sql(statement).scalars())


def change(books: Books, uid: bytes, values: Values) -> None:
    """Amend some fields of a record."""
    told = naming.told_values(books, uid)
    recording.amend(books, uid, {name: told[name] for name in own_fields(told)} | values)


def correct_some(books: Books) -> int:
    """Headquarters corrects a figure of a month and a record of one unit; return the unit's id."""
    source = tracing.sources(books, books.period(PERIOD), "TX.03")[0]
    wanted = int(source.amount) + 1
    correcting.correct(books, source.record_uid, {"subjects": wanted}, "đối chiếu hồ sơ cơ quan điều tra")
    told = noting.told_figure(books, source.unit_id, "TH.01", 202003)
    reason = "hai vụ huyện thụ lý, xã không ghi"
    correcting.correct_figure(books, source.unit_id, 202003, "TH.01", told + 2, reason)
    return source.unit_id


def unit_with_reply(books: Books, sample: Path, room: Path, unit_id: int) -> Books:
    """The books of a corrected unit that has taken in the reply: a proposal, a question."""
    unit, period = books.units[unit_id], books.period(PERIOD)
    question = "Tháng 3 huyện thụ lý hai vụ của xã. Đơn vị đã ghi sổ chưa?"
    asking.ask(books, unit_id, period, "figure:202003:TH.01", question)
    folder = room / "phan hoi"
    folder.mkdir()
    replying.write(books, period, folder, [unit.uid])
    shutil.copytree(sample / sampling.UNITS / unit.code, room / "don vi")
    own = keeping.open_books(room / "don vi")
    answering.take_reply(own, next(folder.iterdir()))
    return own
