"""A reply (phản hồi): what headquarters says back to one unit about one period, as a plain value."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any, TypeVar

from desktop.domain.catalogue_versions import is_newer
from desktop.domain.package import LaterFormat, is_later

FORMAT = 1


class Sort(StrEnum):
    """Why a row is proposed: corrected, a hand edit taken, a conflict decided, two machines joined, lost there."""

    CORRECTION = "correction"
    EDIT = "edit"
    DECISION = "decision"
    JOINED = "joined"
    LOST = "lost"


SORTS = {
    Sort.CORRECTION.value: "Điều chỉnh",
    Sort.EDIT.value: "Ô sửa tay đã nhận",
    Sort.DECISION.value: "Xung đột đã quyết định",
    Sort.JOINED.value: "Ghi ở máy khác",
    Sort.LOST.value: "Trả lại bản ghi",
}
"""How people call each sort."""


class AnswerSort(StrEnum):
    """What a unit's answer is: to a question, or the reason why it keeps its own values."""

    ANSWER = "answer"
    CONTEST = "contest"


@dataclass(frozen=True)
class Receipt:
    """What became of one package (biên nhận)."""

    package: str
    """The sealed id in hex: the one that the unit's own history names."""
    code: str
    file: str
    sequence: int
    created: str
    received: str
    outcome: str
    read: int
    new: int
    changed: int
    held: int


@dataclass(frozen=True)
class Point:
    """One thing that cannot be true in the newest package, at its cell."""

    package: str
    sheet: str
    row: int
    cell: str
    label: str
    value: str
    sentence: str
    number: str = ""
    record: str = ""
    """Uid of its row in hex, where it has one."""


@dataclass(frozen=True)
class Question:
    """What headquarters wants to know of a record, a figure or a section; asked again, `turn` grows."""

    uid: str
    turn: int
    subject: str
    place: str
    text: str
    author: str
    at: str


@dataclass(frozen=True)
class Difference:
    """One field of a proposal in words: as the unit told it, as headquarters has it."""

    name: str
    label: str
    told: str
    proposed: str


@dataclass(frozen=True)
class Proposal:
    """A row as headquarters has it now, for the unit to take over or to contest (đề nghị)."""

    uid: str
    sort: str
    record: str
    kind: str
    number: str
    title: str
    content: str
    """The canonical content, to be taken over as it stands."""
    reason: str
    author: str
    at: str
    differences: tuple[Difference, ...] = ()

    @property
    def sort_words(self) -> str:
        """What people call its sort; one of a later program stays as it is."""
        return SORTS.get(self.sort, self.sort)


@dataclass(frozen=True)
class Assigned:
    """A task from above (nhiệm vụ cấp trên giao); `due` an ISO day or ''."""

    uid: str
    """Its one key, the same at every unit."""
    title: str
    due: str
    text: str
    period: str = ""
    """The period in which it was given; '' is that of the reply."""
    source: str = ""
    origin: str = "superior"
    goal: int = 0
    measure: str = ""
    turn: int = 1
    """Said otherwise, it grows: every laptop of a unit makes the very same version of it."""
    author: str = ""
    at: str = ""


@dataclass(frozen=True)
class Due:
    """Until when a coming period's report is due."""

    period: str
    label: str
    dates: str
    due: str


@dataclass(frozen=True)
class Reply:
    """Everything of one reply; `number` counts the replies to this unit about this period."""

    headquarters: str
    headquarters_name: str
    unit: str
    unit_code: str
    unit_name: str
    period: str
    calendar: str
    number: int
    created: str
    author: str
    install: str
    epoch: int
    public_key: str
    training: bool
    catalogue: str
    unit_catalogue: str
    program: str
    receipts: tuple[Receipt, ...] = ()
    points: tuple[Point, ...] = ()
    questions: tuple[Question, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    tasks: tuple[Assigned, ...] = ()
    deadlines: tuple[Due, ...] = ()
    recovery_key: str = ""
    """Public half of headquarters' recovery key in hex, where it has one."""
    catalogue_content: str = ""
    """The catalogue in force, packed, where the unit has not been seen to work by it."""
    format: int = FORMAT

    @property
    def id(self) -> bytes:
        """SHA-256 of all it says."""
        return sha256(reply_text(self).encode()).digest()

    @property
    def rank(self) -> tuple[int, int, str, bytes]:
        """Order among the replies to one unit about one period: the greatest one holds."""
        return self.epoch, self.number, self.created, self.id

    @property
    def left(self) -> int:
        """How many things it wants of the unit."""
        return len(self.points) + len(self.questions) + len(self.offered)

    @property
    def offered(self) -> tuple[Proposal, ...]:
        """Proposals that say something else than the unit; of the others only the version is newer."""
        return tuple(proposal for proposal in self.proposals if proposal.differences)

    @property
    def catalogue_is_older(self) -> bool:
        """Whether the unit works with an older catalogue than the one in force."""
        return bool(self.unit_catalogue) and is_newer(self.catalogue, self.unit_catalogue)


_PARTS: Mapping[str, Any] = {
    "receipts": Receipt,
    "points": Point,
    "questions": Question,
    "proposals": Proposal,
    "tasks": Assigned,
    "deadlines": Due,
}
_Made = TypeVar("_Made")


def reply_text(reply: Reply) -> str:
    """Its canonical text: what is hashed, signed and sealed in the file."""
    told = asdict(reply)
    if not reply.recovery_key:
        del told["recovery_key"]  # replies of earlier versions keep their hash
    if not reply.catalogue_content:
        del told["catalogue_content"]
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def said(reply: Reply) -> bytes:
    """A hash of what it says, whatever its number and moment: saying the same again is the same reply."""
    return replace(reply, number=0, created="", author="", program="").id


def parse_reply(text: str) -> Reply:
    """The reply of a canonical text; raise ValueError for anything that is none, LaterFormat for one of later programs.

    What a later program adds without another format is passed over: the reply must then be signed without it.
    """
    try:
        fields = json.loads(text)
        if is_later(fields.get("format"), FORMAT):
            raise LaterFormat(str(fields.get("program", "")))
        parts = {name: tuple(_part(part, each) for each in fields[name]) for name, part in _PARTS.items()}
        return _made(Reply, {**fields, **parts})
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError("not a reply") from error


def says_more(text: str) -> bool:
    """Whether such a text names something that this program does not know: its signature covers that as well."""
    fields = json.loads(text)
    parts = [(part, each) for name, part in _PARTS.items() for each in fields[name]]
    parts += [(Difference, each) for proposal in fields["proposals"] for each in proposal["differences"]]
    return any(each.keys() - part.__annotations__.keys() for part, each in [(Reply, fields), *parts])


def fingerprint(public_key: str) -> str:
    """A key for comparing over the telephone: four groups of four."""
    digits = sha256(public_key.encode()).hexdigest().upper()[:16]
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def _part(part: Any, fields: dict[str, Any]) -> Any:
    if part is Proposal:
        fields = {**fields, "differences": tuple(_made(Difference, each) for each in fields["differences"])}
    return _made(part, fields)


def _made(kind: type[_Made], fields: Mapping[str, Any]) -> _Made:
    """One value out of parsed fields: unknown ones left out, every type as declared."""
    declared: Mapping[str, Any] = kind.__annotations__
    for name, wanted in declared.items():
        exact = wanted if isinstance(wanted, type) else tuple
        if name in fields and type(fields[name]) is not exact:
            raise ValueError(f"{name} has the wrong type")
    return kind(**{name: value for name, value in fields.items() if name in declared})
