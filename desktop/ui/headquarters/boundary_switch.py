"""Theo đơn vị báo cáo, or theo địa giới hiện nay: the same switch in the head of every table that knows both."""

from PySide6.QtWidgets import QWidget

from desktop.kit.buttons import SegmentSwitch
from desktop.services import regrouping
from desktop.services.books import Books
from desktop.ui.words import translate

TOLD, NOW = "told", "now"


class BoundarySwitch(SegmentSwitch):
    """Hidden where no unit was merged or divided: then both ways say the same."""

    def __init__(self, books: Books, parent: QWidget | None = None) -> None:
        told, now = translate("Boundaries", "Đơn vị báo cáo"), translate("Boundaries", "Địa giới nay")
        super().__init__([(TOLD, told), (NOW, now)], parent)
        self.setToolTip(self.tr("Theo đơn vị báo cáo, hoặc theo địa giới hiện nay (phần bị chia là ước tính)"))
        self.setAccessibleName(self.tr("Theo đơn vị báo cáo hay địa giới hiện nay"))
        if not regrouping.is_changed(books):
            self.hide()  # and never shown here: without a parent it would be a window of its own

    def by_region(self) -> bool:
        """Whether the boundaries of today are chosen."""
        return self.current() == NOW
