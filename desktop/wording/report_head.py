"""Who writes the report, to whom, and how the paper names itself, by the level of the police unit."""

from dataclasses import dataclass

from desktop.domain.report import Letterhead
from desktop.wording.report_phrases import lowered

_SYMBOLS = {"Xã": "CAX", "Phường": "CAP", "Thị trấn": "CATT", "Đặc khu": "CAĐK"}
_ORDER = tuple(_SYMBOLS)
_KINDS = ("Thành phố", "Tỉnh", "Huyện", "Quận", "Thị xã", *_SYMBOLS)


@dataclass(frozen=True)
class Office:
    """The police unit that reports; `above` is the unit it answers to, empty under the Ministry."""

    name: str
    kind: str
    province: bool
    above: str = ""


def letterhead(office: Office) -> Letterhead:
    """The head of paper of a province or of a commune."""
    issuer = f"Công an {lowered(office.name)}"
    if office.province:
        city = office.name.startswith("Thành phố")
        above, symbol = "BỘ CÔNG AN", "CATP" if city else "CAT"
        place = "thành phố" if city else "tỉnh"
        first = ("Bộ Công an (để báo cáo);", f"Thường trực cấp ủy, HĐND, UBND {place} (để báo cáo);")
        signer = ("GIÁM ĐỐC",)
    else:
        above, symbol = f"Công an {lowered(office.above)}", _SYMBOLS.get(office.kind, "CAX")
        first = (f"{above} (để báo cáo);", f"Đảng ủy, HĐND, UBND {lowered(office.kind)} (để báo cáo);")
        signer = (f"TRƯỞNG CÔNG AN {office.kind.upper()}",)
    recipients = (*first, *(("Các đơn vị trực thuộc (để thực hiện);",) if office.province else ()), "Lưu: VT.")
    return Letterhead(above.upper(), issuer.upper(), f"BC-{symbol}", place_name(office.name), signer, recipients)


def place_name(name: str) -> str:
    """The place before the day, without its kind: `Cao Bằng`."""
    return next((name.removeprefix(f"{kind} ") for kind in _KINDS if name.startswith(f"{kind} ")), name)


def unit_words(kinds: set[str]) -> str:
    """What the units are, in official order: `xã, thị trấn`."""
    return ", ".join(lowered(kind) for kind in _ORDER if kind in kinds) or "đơn vị"
