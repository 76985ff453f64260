"""Where every part of a catalogue stands in its files."""

from desktop.domain.catalogue_faults import FaultCode
from desktop.domain.catalogue_files import Entry


class Places:
    """Entries by part and code, so that late checks can still name file and line."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], Entry] = {}
        self.parents: dict[str, str | None] = {}
        """Choice list → the list that its entries' parents come from."""
        self.rows: dict[str, int] = {}
        """Section → how many numbered rows it must have."""

    def put(self, part: str, code: str, entry: Entry) -> None:
        """Remember where a part stands."""
        self._entries[part, code] = entry

    def fault(self, part: str, code: str, fault: FaultCode, value: object = "", key: str = "") -> None:
        """Note a fault at a part; parts of the program itself have no place and no faults."""
        if entry := self._entries.get((part, code)):
            entry.fault(fault, value, key)
