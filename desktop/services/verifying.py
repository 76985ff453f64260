"""What seal, signature and cells say of one file, without any books."""

from pathlib import Path

from desktop.domain.catalogue import Catalogue
from desktop.domain.package import short_code
from desktop.domain.periods import parse_period
from desktop.services.arrivals import Reading
from desktop.services.staging import look_through
from desktop.wording.cells import edit_words
from desktop.wording.numbers import number

SEALS = {"intact": "Niêm phong nguyên vẹn.", "edited": "Đã sửa tay sau khi niêm phong."}
SIGNATURES = {"valid": "Chữ ký đúng.", "absent": "Không có chữ ký."}


def verify(path: Path) -> Reading:
    """Read and check one file; raise UserError for what is no package of ours and for a seal that does not hold."""
    return look_through(path, whole=True).reading()


def verify_words(reading: Reading) -> list[str]:
    """The same in lines of words: what it is, how it stands, what was edited or cannot be true."""
    manifest = reading.manifest
    period = parse_period(manifest.period, manifest.calendar).label
    code, rows = short_code(reading.package_id), number(reading.rows_read)
    return [
        f"{manifest.unit_name}, {period}, lần {manifest.sequence}, mã {code}, {rows} dòng.",
        f"{SEALS[reading.seal]} {SIGNATURES[reading.signature]}",
        *(f"  {edit_words(edit, Catalogue.load())}" for edit in reading.edits),
        *(f"  {remark.sentence}" for remark in reading.remarks),
    ]
