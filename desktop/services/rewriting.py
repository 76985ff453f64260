"""A report that people have worked on → the same report with today's figures, their words kept, changes listed."""

from dataclasses import dataclass
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import replacing
from desktop.base.progress import Progress, Silent
from desktop.domain.periods import Period
from desktop.domain.report_renewal import Renewal, Renewed
from desktop.services.books import Books
from desktop.services.reporting import composed

STEPS = ("Đọc bản đang viết", "Lấy số liệu", "Thay số, giữ chữ")


@dataclass(frozen=True)
class Rewritten:
    """Where the new document lies, and what became different."""

    path: Path
    changes: tuple[Renewed, ...]

    def count(self, what: Renewal) -> int:
        """How many changes are of this sort."""
        return sum(each.what is what for each in self.changes)


def rewrite(books: Books, period: Period, source: Path, target: Path, progress: Progress | None = None) -> Rewritten:
    """Read the writer's document and write it again to `target`, which may be the same file.

    Raise UserError for a document that is not a report of ours, or cannot be read.
    """
    from desktop.document import gate, reading, renewal
    from desktop.document import report as document

    watched = progress or Silent()
    watched.step(STEPS[0], 0, len(STEPS))
    data = gate.inspect(source)
    try:
        ours = renewal.is_ours(data)
    except Exception as error:  # a damaged file may break the library anywhere
        raise gate.refusal(Trouble.TEXT_DAMAGED, source) from error
    if not ours:
        raise gate.refusal(Trouble.REPORT_NOT_OURS, source)
    if not reading.is_of_period(data, period.key):
        raise UserError(Trouble.REPORT_OTHER_PERIOD, path=str(source), name=source.name, period=period.key)
    watched.step(STEPS[1], 1, len(STEPS))
    _, report = composed(books, period)
    fresh = document.made(report, watched)
    watched.step(STEPS[2], 2, len(STEPS))
    paper, changes = renewal.renewed(data, fresh)
    with replacing(target) as part:
        paper.save(str(part))
    return Rewritten(target, tuple(changes))
