"""Files that nobody sealed: blank forms filled by hand, and files that a person had to identify (nhận dạng tay)."""

from dataclasses import dataclass

from desktop.domain.arrival import uid_of_key
from desktop.domain.package import Manifest
from desktop.domain.periods import parse_period
from desktop.domain.records import Values, derived_uid

HAND = "tay"
"""Stands where an install would stand: people wrote this, no program did."""


@dataclass(frozen=True)
class Identified:
    """Whose file it is and for which period, as a person says it."""

    unit_uid: str
    unit_code: str
    unit_name: str
    scheme: str
    period: str
    calendar: str
    training: bool = False


def told_manifest(told: Identified, catalogue: str) -> Manifest:
    """The manifest of a file that lost its own; raise UserError for a period that means nothing."""
    return _manifest(told, catalogue, "", "", False)


def blank_manifest(told: Identified, catalogue: str, program: str, created: str) -> Manifest:
    """The manifest of a blank form for one unit and one period."""
    return _manifest(told, catalogue, program, created, True)


def _manifest(told: Identified, catalogue: str, program: str, created: str, blank: bool) -> Manifest:
    period = parse_period(told.period, told.calendar)
    return Manifest(
        **vars(told),
        first=period.first.isoformat(),
        last=period.last.isoformat(),
        install=HAND,
        epoch=1,
        sequence=1,
        catalogue=catalogue,
        program=program,
        created=created,
        blank=blank,
    )


def prepared_uid(unit_uid: str, period: str, kind: str, place: int, values: Values) -> bytes:
    """The uid of a prepared row: by its key where it has one, else by its place on the form."""
    return uid_of_key(kind, unit_uid, values) or derived_uid("blank", unit_uid, period, kind, str(place))
