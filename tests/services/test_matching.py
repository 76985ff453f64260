"""The search finds, in random small provinces, what holding all records against all finds."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from random import Random

import pytest

from desktop.domain import blocking
from desktop.domain.likeness import Comparer, Profile, gist
from desktop.domain.nearness import neighbours
from desktop.domain.records import canonical, derived_uid, row_hash
from desktop.services import matching, meeting

TEXT = "phá khóa cổng lấy trộm xe máy trâu bò gà gần chợ bên suối trên nương lúc đêm nhà văn hóa Đình Phong"
VERSION = "INSERT INTO version(id, record_id, hash, weight, source, content, gist) VALUES (?, ?, ?, 1, 0, ?, ?)"
RECORD = (
    "INSERT INTO record(id, uid, unit_id, kind, day, number, state, version_id, told_id)"
    " VALUES (?, ?, ?, 'case', ?, '', ?, ?, ?)"
)


def province(books, random):
    """Records of some neighbouring units: uid, unit, day, values, state; some are told twice."""
    near = neighbours(books.reporting_units())
    middle = random.choice(sorted(near))
    units = [middle, *random.sample(sorted(near[middle]), 4), *random.sample(sorted(near), 2)]
    told = [(random.choice(units), random.randrange(-5, 16), case(random)) for _ in range(60)]
    for unit, day, values in told[:10]:
        words = str(values.get("summary", "")).split()
        again = values | {"summary": " ".join(random.sample(words, len(words))), "subjects": random.randrange(4)}
        told.append((random.choice(sorted(near[unit])), day + random.randrange(4), again))
    return [
        (derived_uid("matching", str(place)), unit, day_text(day), values, "final" if place % 10 else "draft")
        for place, (unit, day, values) in enumerate(told)
    ]


def day_text(day):
    return (date(2020, 6, 1) + timedelta(days=day)).isoformat()


def case(random):
    values = {
        "group": random.choice(("TTXH", "TTXH", "MA", "")),
        "offence": random.choice(("trom_cap", "cuop", "")),
        "subjects": random.randrange(3),
        "damage": random.choice((0, 5_000_000, "")),
        "summary": " ".join(random.sample(TEXT.split(), random.choice((0, 6, 12)))),
        "hamlet": random.choice(('Bản "Mới"', "Pác Bó", "")),
    }
    return {name: value for name, value in values.items() if value != ""}


def fill(books, told):
    """With a gist, without one, and with one by another rule, as in books that were used for a while."""
    rule = books.catalogue.kinds["case"].likeness
    with books.db.begin() as connection:
        for place, (uid, unit, day, values, state) in enumerate(told, 1):
            content = canonical(values)
            # other ids than the records have, as in any books that were used for a while
            kept = (None, gist(rule, values), gist(replace(rule, words=()), values))[place % 3]
            connection.exec_driver_sql(VERSION, (1000 - place, place, row_hash(content), content, kept))
            connection.exec_driver_sql(RECORD, (place, uid, unit, day, state, 1000 - place, 1000 - place))


def by_hand(books, told, focus=None):
    """Every final record against every other."""
    rule, period = books.catalogue.kinds["case"].likeness, books.period("2020-H1")
    near, compare, found = neighbours(books.reporting_units()), Comparer(rule), {}
    first, last = period.first.isoformat(), period.last.isoformat()
    for one, other in combinations([each for each in told if each[4] == "final"], 2):
        sides = [Profile(date.fromisoformat(each[2]).toordinal(), gist(rule, each[3]), rule) for each in (one, other)]
        groups = {each[3].get("group", "") for each in (one, other)} - {""}
        if (
            other[1] in near[one[1]]
            and (focus is None or focus & {one[1], other[1]})
            and abs(sides[0].day - sides[1].day) <= rule.days
            and any(first <= each[2] <= last for each in (one, other))
            and len(groups) < 2
            and (alike := compare(*sides))
        ):
            found[tuple(sorted((one[0], other[0])))] = alike
    return found


def search(books, focus=None):
    found = matching.find(books, books.period("2020-H1"), focus).found
    assert list(found) == sorted(found, key=lambda each: (-each.alike.score, each.low, each.high))
    pairs = {(each.low, each.high): each.alike for each in found}
    assert len(pairs) == len(found)
    return pairs


@pytest.mark.parametrize("seed", range(4))
def test_few_records_are_found_as_by_hand(headquarters, seed, monkeypatch):
    monkeypatch.setattr(meeting, "AT_ONCE", 7)
    told = province(headquarters, Random(f"matching {seed}"))
    fill(headquarters, told)
    found = search(headquarters)
    assert found == by_hand(headquarters, told)
    assert len(found) >= 5
    focus = {told[0][1]}
    assert search(headquarters, focus) == by_hand(headquarters, told, focus)


def test_many_records_are_found_by_their_words(headquarters, monkeypatch):
    monkeypatch.setattr(blocking, "MOST_PAIRS", 0)
    told = province(headquarters, Random("matching by words"))
    fill(headquarters, told)
    found, all_found = search(headquarters), by_hand(headquarters, told)
    assert found.items() <= all_found.items()
    spoken = {pair for pair, alike in all_found.items() if (alike.text or 0) > 0.9}
    assert spoken and spoken <= found.keys()


@pytest.mark.parametrize("most_pairs", [0, blocking.MOST_PAIRS])
def test_parts_find_what_the_whole_finds(headquarters, monkeypatch, most_pairs):
    monkeypatch.setattr(blocking, "MOST_PAIRS", most_pairs)
    monkeypatch.setattr(matching, "SAMPLED", 2)
    fill(headquarters, province(headquarters, Random("matching in parts")))
    whole = matching.find(headquarters, headquarters.period("2020-H1"))
    monkeypatch.setattr(meeting, "PACK", 2)
    monkeypatch.setattr(matching, "MOST_ALONE", 0)
    in_children = matching.find(headquarters, headquarters.period("2020-H1"))
    monkeypatch.setattr(matching, "Readers", Here)
    assert matching.find(headquarters, headquarters.period("2020-H1")) == whole == in_children
    assert Here.parts == 2
    assert len(whole.found) >= 5


class Here:
    """Runs what children would run, in this very process."""

    parts = 0

    def __init__(self, *_): ...

    def __enter__(self):
        return self

    def __exit__(self, *_): ...

    def run(self, jobs):
        Here.parts = len(jobs)
        return [(job, meeting.search(*job)) for job in jobs]
