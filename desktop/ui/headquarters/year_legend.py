"""Which colour is which year, for the heads of cards and for pictures."""

from typing import Literal

from PySide6.QtWidgets import QWidget

from desktop.kit.charts import Legend, Part


class YearLegend(Legend):
    """Which colour is which year."""

    def __init__(self, shape: Literal["fill", "line"], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._shape = shape

    def set_years(self, this: int, last: int, live: bool = False) -> None:
        """Name the years."""
        self.set_parts(self.parts(this, last, live))

    def parts(self, this: int, last: int, live: bool = False) -> list[Part]:
        """The two years as a picture says them; `live`: last year's of today, where all else is as it was signed."""
        named = self.tr("{year}, số hiện nay").format(year=last) if live else str(last)
        before: Literal["fill", "dash"] = "fill" if self._shape == "fill" else "dash"
        return [Part(self._shape, "accent", str(this)), Part(before, "line2", named)]
