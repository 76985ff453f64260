"""A package (gói báo cáo): the full snapshot of one unit and one period, and the id of its content."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any, NamedTuple

PLAIN, SUMMED = 1, 2
FORMAT = SUMMED
"""The newest format that is understood. Whatever the id covers more than before raises the format of the packages that
say it: an earlier program, which leaves it out of the id, then tells a later program from a forger."""
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_UID = re.compile(r'"_uid":"([0-9a-f]{32})"')


class LaterFormat(ValueError):
    """A manifest that only a later program understands."""

    def __init__(self, program: str) -> None:
        super().__init__("a later format")
        self.program = program


class SheetMark(NamedTuple):
    """What the manifest says of one kind: how many rows, and the hash over them."""

    kind: str
    rows: int
    hash: str


@dataclass(frozen=True)
class Sheet:
    """Rows of one kind as canonical contents, sorted by their uid."""

    kind: str
    rows: tuple[str, ...]

    @property
    def mark(self) -> SheetMark:
        """Its line in the manifest."""
        whole = sha256()
        for piece in joined(self.rows):  # one after the other: all rows in one text are twice their size
            whole.update(piece)
        return SheetMark(self.kind, len(self.rows), whole.hexdigest())


@dataclass(frozen=True)
class Manifest:
    """Who reports what for which period, from which install, and what the sheets hold."""

    unit_uid: str
    unit_code: str
    unit_name: str
    scheme: str
    period: str
    calendar: str
    first: str
    last: str
    install: str
    epoch: int
    sequence: int
    catalogue: str
    program: str
    previous: str = ""
    complete: bool = True
    training: bool = False
    report_type: str = "dinh-ky"
    author: str = ""
    chief: str = ""
    created: str = ""
    public_key: str = ""
    sheets: tuple[SheetMark, ...] = ()
    format: int = PLAIN
    blank: bool = False
    """A blank form (biểu trống): nothing is sealed, people fill it in."""
    summed: bool = False
    """The package of a headquarters: figures that its units count travel as sums."""
    below: str = ""
    """The units that such a package stands for (domain.reach)."""


@dataclass(frozen=True)
class Package:
    """A manifest and the sheets that it seals."""

    manifest: Manifest
    sheets: tuple[Sheet, ...]

    @property
    def id(self) -> bytes:
        """The id of this very content."""
        return package_id(self.manifest)

    def __len__(self) -> int:
        """All its rows."""
        return sum(len(sheet.rows) for sheet in self.sheets)


@dataclass(frozen=True)
class Cover:
    """What the cover sheet (tờ bìa) says; every word ready to print."""

    authority: str
    unit: str
    period: str
    dates: str
    figures: tuple[tuple[str, str | int], ...]
    signer: str
    place_and_day: str = ""
    chief: str = ""
    marks: tuple[str, ...] = ()
    """Lines that must not be overlooked, such as "Bản chưa hoàn chỉnh"."""


# Covered by the id, beside the sheets. Names of people, the moment of export and the key are not.
_COVERED = (
    "format",
    "catalogue",
    "unit_uid",
    "report_type",
    "period",
    "calendar",
    "install",
    "epoch",
    "sequence",
    "previous",
    "complete",
    "training",
)


def uid_of(content: str) -> str:
    """The uid of a row's content, in hex; empty when it has none."""
    found = _UID.search(content)
    return found[1] if found else ""


def joined(contents: Iterable[str]) -> Iterator[bytes]:
    """The contents in UTF-8, piece by piece, with a line break between them."""
    gap = ""
    for content in contents:
        yield (gap + content).encode()
        gap = "\n"


def rows_hash(contents: bytes) -> str:
    """The hash over the contents of a sheet, in UTF-8 and joined by line breaks."""
    return sha256(contents).hexdigest()


def sheet_of(kind: str, contents: Iterable[str]) -> Sheet:
    """A sheet of these contents; the order in which they come is of no account."""
    return Sheet(kind, tuple(sorted(contents, key=lambda content: (uid_of(content), content))))


def assemble(manifest: Manifest, sheets: Iterable[Sheet]) -> Package:
    """A package whose manifest names these sheets, empty ones left out."""
    kept = tuple(sorted((sheet for sheet in sheets if sheet.rows), key=lambda sheet: sheet.kind))
    return Package(replace(manifest, sheets=tuple(sheet.mark for sheet in kept)), kept)


def package_id(manifest: Manifest) -> bytes:
    """SHA-256 of what the package says: the same after a copy, a rename or a re-save."""
    fields = asdict(manifest)
    covered: dict[str, Any] = {name: fields[name] for name in _COVERED}
    covered["sheets"] = sorted(manifest.sheets)
    if manifest.blank:  # packages are older than blank forms and keep their ids
        covered["blank"] = True
    if manifest.summed:
        covered["summed"] = True
    if manifest.below:
        covered["below"] = manifest.below
    return sha256(_json(covered).encode()).digest()


def short_code(package: bytes) -> str:
    """Six characters to be read over the phone: no I, L, O, U."""
    number = int.from_bytes(package[:4], "big") >> 2
    letters = "".join(CROCKFORD[number >> shift & 31] for shift in range(25, -1, -5))
    return f"{letters[:3]}-{letters[3:]}"


def fingerprint(public_key: str) -> str:
    """Twelve characters of a key, to be compared over the phone before it is trusted."""
    number = int.from_bytes(sha256(public_key.encode()).digest()[:8], "big") >> 4
    letters = "".join(CROCKFORD[number >> shift & 31] for shift in range(55, -1, -5))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def code_groups(package: bytes) -> str:
    """The whole id in groups of eight, for comparing on paper."""
    digits = package.hex().upper()
    return " ".join(digits[start : start + 8] for start in range(0, len(digits), 8))


def manifest_text(manifest: Manifest) -> str:
    """The manifest as it stands in the file."""
    return _json(asdict(manifest))


def parse_manifest(text: str) -> Manifest:
    """The manifest out of a file; raise ValueError for anything that is none, LaterFormat for one of later programs."""
    try:
        fields = json.loads(text)
        if isinstance(fields, dict) and is_later(fields.get("format")):  # nothing else of it need look as we know it
            raise LaterFormat(str(fields.get("program", "")))
        sheets = tuple(SheetMark(str(kind), int(rows), str(digest)) for kind, rows, digest in fields["sheets"])
        known = {name: fields[name] for name in Manifest.__dataclass_fields__ if name in fields}
        manifest = Manifest(**{**known, "sheets": sheets})
    except LaterFormat:
        raise
    except (TypeError, KeyError, ValueError) as error:
        raise ValueError("not a manifest") from error
    _check_types(manifest)
    return manifest


def is_later(number: object, newest: int = FORMAT) -> bool:
    """Whether a file tells a format that came after the newest one that is understood."""
    return type(number) is int and number > newest


def says_more(text: str) -> bool:
    """Whether a manifest names something that this program does not know: its id may cover that as well."""
    return bool(json.loads(text).keys() - Manifest.__dataclass_fields__.keys())


def _check_types(manifest: Manifest) -> None:
    for name, declared in Manifest.__annotations__.items():
        if isinstance(declared, type) and type(getattr(manifest, name)) is not declared:
            raise ValueError(f"{name} of the manifest has the wrong type")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
