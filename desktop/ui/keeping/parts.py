"""The parts of the page in their order.

A maker gets the `Context` and gives the widget that fills the page's right side; `arrived()` on it is called each time
the part is shown.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desktop.ui.context import Context
from desktop.ui.words import later

Maker = Callable[[Context], QWidget]


@dataclass
class Part:
    """One entry at the left of the page."""

    key: str
    title: str
    """As it is written; whoever shows it lets it be translated then."""
    make: Maker


def _backup(context: Context) -> QWidget:
    from desktop.ui.keeping.backup_part import BackupPart

    return BackupPart(context)


def _officer(context: Context) -> QWidget:
    from desktop.ui.keeping.officer_part import OfficerPart

    return OfficerPart(context)


def _looks(context: Context) -> QWidget:
    from desktop.ui.keeping.looks_part import LooksPart

    return LooksPart(context)


def _about(context: Context) -> QWidget:
    from desktop.ui.keeping.about_part import AboutPart

    return AboutPart(context)


PARTS = [
    Part("backup", later("Keeping", "Sao lưu"), _backup),
    Part("officer", later("Keeping", "Người nhập, lịch báo cáo"), _officer),
    Part("looks", later("Keeping", "Hiển thị"), _looks),
    Part("about", later("Keeping", "Về chương trình"), _about),
]
