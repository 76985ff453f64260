"""Theo đơn vị báo cáo, or theo địa giới hiện nay: the same switch in the head of every table that knows both."""

from PySide6.QtWidgets import QWidget

from desktop.kit.buttons import SegmentSwitch
from desktop.services import regrouping
from desktop.services.books import Books

TOLD, NOW = "told", "now"


class BoundarySwitch(SegmentSwitch):
    """Hidden where no unit was merged or divided: then both ways say the same."""

    def __init__(self, books: Books, parent: QWidget | None = None) -> None:
        super().__init__([(TOLD, "Báo cáo"), (NOW, "Hiện nay")], parent)
        self.setToolTip("Theo đơn vị báo cáo, hoặc theo địa giới hiện nay (phần bị chia là ước tính)")
        self.setAccessibleName("Theo đơn vị báo cáo hay địa giới hiện nay")
        self.setHidden(not regrouping.is_changed(books))

    def by_region(self) -> bool:
        """Whether the boundaries of today are chosen."""
        return self.current() == NOW
