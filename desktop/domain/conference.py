"""A conference (hội nghị): who chaired, who attended, what was on the programme; its conclusions are tasks."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields


@dataclass(frozen=True)
class Conference:
    """The record of a conference as it is typed; people appear by their office, never otherwise.

    Chairs, attendants, programme and plan are lines: one office, one body, one point a line.
    """

    title: str = ""
    held_on: str = ""
    """An ISO day, or ''."""
    place: str = ""
    chair: str = ""
    attendants: str = ""
    programme: str = ""
    plan: str = ""
    """What the next period is about, beside the conclusions."""
    secretary: str = ""

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of a field without blanks, dashes and closing marks."""
        told = str(getattr(self, name)).splitlines()
        return tuple(words for line in told if (words := line.strip().lstrip("-+•").strip().rstrip(".;,")))


LONGEST: Mapping[str, int] = {
    "title": 300,
    "place": 200,
    "chair": 1000,
    "attendants": 2000,
    "programme": 4000,
    "plan": 4000,
    "secretary": 200,
}
"""How long each field may be."""


def conference_text(conference: Conference) -> str:
    """The record as it is kept."""
    return json.dumps(asdict(conference), ensure_ascii=False, sort_keys=True)


def parse_conference(text: str) -> Conference:
    """The record of a kept text; fields of a later program are left out."""
    told, known = json.loads(text), {each.name for each in fields(Conference)}
    return Conference(**{name: value for name, value in told.items() if name in known})
