"""The words that a headquarters may change: what the report is about, its head, its parts in their order."""

from dataclasses import dataclass

from desktop.domain.report import Letterhead
from desktop.wording.report_template import Part

SUBJECT = "{@Sơ kết} công tác {@kỳ này} và phương hướng, nhiệm vụ {@kỳ tới}"


@dataclass(frozen=True)
class Wording:
    """A whole template."""

    subject: str
    head: Letterhead
    parts: tuple[Part, ...]
