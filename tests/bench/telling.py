"""The merged province told in everybody's own words, with some cases told by a neighbour too."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random

from desktop.domain.likeness import gist
from desktop.domain.nearness import neighbours
from desktop.domain.records import Values, canonical, derived_uid, row_hash
from desktop.domain.text import fold
from desktop.services import keeping

TWICE = 300
"""So many cases are told by two units."""
FIRST, DAYS = date(2019, 12, 15), 182
DAYS_OF = {"case": "occurred_on", "crime_report": "received_on"}
WAYS = ("phá khóa cổng", "cậy cửa sổ", "lợi dụng đêm tối", "giả làm khách", "hẹn qua điện thoại", "sau khi uống rượu",
        "lúc chủ nhà đi vắng", "nhân lúc đông người", "do mâu thuẫn từ trước", "rủ nhau từ quán nước")  # fmt: skip
THINGS = ("xe máy", "con trâu", "bò đực", "gà chọi", "tiền mặt", "điện thoại", "dây điện", "máy bơm", "thóc giống",
          "xe đạp điện", "bình ắc quy", "gỗ nghiến", "lợn nái", "máy xát", "sắt vụn", "ti vi")  # fmt: skip
DEEDS = ("lấy trộm", "giằng lấy", "đập hỏng", "lừa mượn rồi bán", "tráo đổi", "đánh nhau vì")
SITES = ("gần chợ", "bên suối", "trên nương", "tại nhà văn hóa", "ở quán", "cạnh trường học", "sau ủy ban",
         "dưới chân đèo")  # fmt: skip


def varied(home: str, target: str) -> str:
    """A copy of merged books in which every case has a day and words of its own; TWICE of them stand in two units."""
    folder = Path(shutil.copytree(home, target, ignore=shutil.ignore_patterns("vault")))
    books = keeping.open_books(folder)
    near, places = neighbours(books.reporting_units()), [unit.name for unit in books.units.values()]
    rules = {kind.code: kind.likeness for kind in books.catalogue.record_kinds if kind.likeness is not None}
    books.close()
    random = Random("giaoban pairs")
    with closing(sqlite3.connect(folder / keeping.FILE_NAME)) as connection:
        rows = connection.execute(
            "SELECT record.uid, unit_id, version_id, record.kind, content FROM record"
            " JOIN version ON version.id = version_id WHERE record.kind IN ('case', 'crime_report') ORDER BY record.id"
        ).fetchall()
        told = [(*row[:4], own_words(row[3], json.loads(row[4]), random, places)) for row in rows]
        changed = [(canonical(each[4]), gist(rules[each[3]], each[4]), each[2]) for each in told]
        connection.executemany("UPDATE version SET content = ?, gist = ? WHERE id = ?", changed)
        days = [(values[DAYS_OF[kind]], uid) for uid, _, _, kind, values in told]
        connection.executemany("UPDATE record SET day = ? WHERE uid = ?", days)
        cases = [each for each in told if each[3] == "case"]
        for uid, unit, _, _, values in random.sample(cases, TWICE):
            tell_again(connection, uid, random.choice(sorted(near[unit])), retold(values, random))
        connection.commit()
    return str(folder)


def own_words(kind: str, values: Values, random: Random, places: list[str]) -> Values:
    pick = random.choice
    what = f"{pick(DEEDS)} {random.randrange(1, 9)} {pick(THINGS)} {pick(SITES)} {pick(places)}"
    words = f"{pick(WAYS)} {what}, {pick(WAYS)}"
    day = FIRST + timedelta(days=random.randrange(DAYS))
    return values | {DAYS_OF[kind]: day.isoformat(), "summary": words, "hamlet": f"Bản {pick(places)}"}


def retold(values: Values, random: Random) -> Values:
    """The same case from the other side: perhaps a day later, the sentence turned, a letter or all marks lost."""
    first, _, rest = str(values["summary"]).partition(", ")
    words = f"{rest}, {first}"
    words = fold(words) if random.random() < 0.3 else words.replace(random.choice("aeiou"), "", 1)
    day = date.fromisoformat(str(values["occurred_on"])) + timedelta(days=random.randrange(2))
    return values | {"summary": words, "occurred_on": day.isoformat()}


def tell_again(connection: sqlite3.Connection, uid: bytes, unit: int, values: Values) -> None:
    other, content = derived_uid("told again", uid.hex()), canonical(values)
    record = connection.execute("SELECT MAX(id) + 1 FROM record").fetchone()[0]
    version = connection.execute(
        "INSERT INTO version(record_id, hash, weight, source, content) VALUES (?, ?, 1, 0, ?) RETURNING id",
        (record, row_hash(content), content),
    ).fetchone()[0]
    connection.execute(
        "INSERT INTO record(id, uid, unit_id, kind, day, number, state, version_id, told_id)"
        " VALUES (?, ?, ?, 'case', ?, '', 'final', ?, ?)",
        (record, other, unit, values["occurred_on"], version, version),
    )
