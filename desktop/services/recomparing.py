"""Before figures are signed: every cell of the packages behind them against what was sealed.

At the import the install's signature vouches for bytes that nobody has touched since they were written. Whoever signs
figures shall not have to believe it: a program that writes one thing and seals another is found out here.
"""

from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress, Silent
from desktop.domain.arrival import SealState
from desktop.domain.catalogue import Catalogue
from desktop.domain.periods import Period
from desktop.services import vault
from desktop.services.books import Books
from desktop.services.readers import CHILDREN, MEMORY_MB, TIMEOUT_S, Readers

LABEL = "Đang đối chiếu từng ô"
FUNCTION = "desktop.services.recomparing:shows_what_is_sealed"
NAMED = 5
"""Files that the sentence names."""

_INTACT = """
    SELECT file_hash, file_name FROM package
    WHERE active AND NOT sent AND seal = ? AND period = ? AND calendar = ? ORDER BY file_name
"""


def refuse_differing(books: Books, period: Period, progress: Progress | None = None) -> None:
    """Compare all cells of the period's active packages; raise UserError naming files that show something else."""
    with books.db.read() as connection:
        told = (SealState.INTACT.value, period.key, period.calendar)
        names = {each[0].hex(): each[1] for each in connection.exec_driver_sql(_INTACT, told)}
        keys = vault.keys_in(connection, books.db.key)
    if not names:
        return
    tell, differing = progress or Silent(), []
    jobs = [(hashed, str(books.folder), keys, books.catalogue_text) for hashed in names]
    with Readers(min(CHILDREN, len(names)), FUNCTION, TIMEOUT_S, MEMORY_MB) as readers:
        for done, (job, result) in enumerate(readers.run(jobs), 1):
            tell.step(LABEL, done, len(names))
            if result is not True:
                differing.append(names[job[0]])
    if differing:
        listed = ", ".join(sorted(differing)[:NAMED])
        raise UserError(Trouble.CELLS_DIFFER, count=len(differing), names=listed, period=period.label)


def shows_what_is_sealed(hashed: str, folder: str, keys: vault.FileKeys, catalogue: str = "") -> bool:
    """Whether every visible cell of a kept file says what its seal says; runs in a child, which opens the file."""
    from desktop.workbook.reader import read

    content = vault.found(Path(folder), hashed, keys)
    if content is None:
        return False
    arrived = read(Path(hashed), Catalogue.of_text(catalogue), whole=True, data=content)
    return arrived.seal is SealState.INTACT and not arrived.problems
