"""Which colour is which year, for the heads of cards."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.kit.charts import Legend


class YearLegend(QWidget):
    """Which colour is which year."""

    def __init__(self, shape: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = shape
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)

    def set_years(self, this: int, last: int) -> None:
        """Name the years."""
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        now, before = str(this), str(last)
        if self._shape == "fill":
            self._row.addWidget(Legend([("fill", "accent", now), ("fill", "line2", before)]))
        else:
            self._row.addWidget(Legend([("line", "accent", now), ("dash", "line2", before)]))
