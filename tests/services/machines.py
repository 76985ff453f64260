"""A unit with two laptops that knew nothing of each other: two records at odds, one joined by itself."""

import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from desktop.domain.records import RecordDraft, new_uid
from desktop.services import exporting, keeping, recording
from desktop.services.books import Role, write_setting
from desktop.workbook.seal import make_key
from tests.services.conftest import PERIOD
from tests.services.drafts import case

UNIT = "01495"


@dataclass(frozen=True)
class TwoLaptops:
    """Their books, the package before they parted, theirs since, and the records that both changed."""

    folders: tuple[Path, Path]
    before: Path
    packages: tuple[Path, Path]
    at_odds: tuple[bytes, bytes]
    joined: bytes


def two_laptops(folder: Path) -> TwoLaptops:
    """The second laptop is a copy of the first one with a name and a key of its own; then both go on."""
    uids = [new_uid() for _ in range(3)]
    books = keeping.create(folder / "may 0", Role.UNIT, UNIT, "2020", "Trực ban", True)
    for uid in uids:
        recording.record(books, RecordDraft("case", case().values, uid))
    before = exporting.export(books, books.period(PERIOD), folder, complete=False).path
    books.close()
    shutil.copytree(folder / "may 0", folder / "may 1")
    made = [_go_on(folder / f"may {place}", place, uids) for place in range(2)]
    return TwoLaptops((folder / "may 0", folder / "may 1"), before, (made[0], made[1]), (uids[0], uids[1]), uids[2])


def _go_on(folder: Path, place: int, uids: list[bytes]) -> Path:
    books = keeping.open_books(folder)
    if place:
        private, public = make_key(b"2" * 32)
        books.me = replace(books.me, install="b" * 16, public_key=public, private_key=private, officer="Phó Công an")
        with books.db.begin() as connection:
            write_setting(connection, "identity", asdict(books.me))
    for uid in uids[:2]:
        recording.amend(books, uid, case(subjects=4 + 3 * place).values)
    both = {"subjects": 3} if place else {"hamlet": "Bản Giốc"}
    recording.amend(books, uids[2], case(**both).values)
    package = exporting.export(books, books.period(PERIOD), folder, complete=False).path
    books.close()
    return package
