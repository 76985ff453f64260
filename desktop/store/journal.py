"""Every change, who made it and what stood there before."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert

from desktop.store import tables


@dataclass(frozen=True)
class Entry:
    """One line of the journal; versions by their ids, so that the old value can always be read."""

    actor: str
    action: str
    record_uid: bytes | None = None
    package_id: int | None = None
    old_version_id: int | None = None
    new_version_id: int | None = None


def now() -> str:
    """This moment to the second, as shown to people; never used to decide anything."""
    return datetime.now().replace(microsecond=0).isoformat()


def note(connection: Connection, entry: Entry, at: str | None = None, **facts: Any) -> None:
    """Write one line; it is never changed afterwards."""
    line = {
        "at": at or now(),
        "actor": entry.actor,
        "action": entry.action,
        "record_uid": entry.record_uid,
        "package_id": entry.package_id,
        "old_version_id": entry.old_version_id,
        "new_version_id": entry.new_version_id,
        "facts": json.dumps(facts, ensure_ascii=False, sort_keys=True),
    }
    connection.execute(insert(tables.journal), line)
