"""The five headline figures with change and base."""

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.domain.catalogue import Catalogue
from desktop.domain.numbers import format_number, half_up
from desktop.kit import theme
from desktop.kit.cards import FigureCard
from desktop.services.counting import Summary, SummaryLine
from desktop.ui.catalogue_words import spoken
from desktop.ui.headquarters.figure_words import is_better, missing_said, rate_said, target_said, value_said
from desktop.ui.retold import retold
from desktop.ui.words import translate
from desktop.wording.comparison import Comparison, moved

CARD = 180
"""Narrower cards cut their figure."""
HEADLINE = ("TX.04", "TH.01", "TX.03", "TX.05", "XD.01")


VERBS = ("như cũ", "nhiều hơn", "ít hơn", "tăng", "giảm")


class HeadlineCards(QWidget):
    """Equal cards in a row; a click or Enter asks for a source."""

    asked = Signal(str)
    """Code of the indicator."""

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(12))
        self._columns = 0
        self.cards: dict[str, FigureCard] = {}
        shown = [catalogue.indicators[code] for code in HEADLINE if code in catalogue.indicators]
        self._lifted = any(each.target is not None for each in shown)
        for code in HEADLINE:
            if code in catalogue.indicators:
                card = self.cards[code] = FigureCard(catalogue.indicators[code].short)
                card.clicked.connect(lambda code=code: self.asked.emit(code))
        self._place(len(self.cards))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow windows put them in two rows."""
        super().resizeEvent(event)
        self._place(len(self.cards) if self.width() >= theme.px(CARD + 12) * len(self.cards) else 3)

    def _place(self, columns: int) -> None:
        if self._columns == columns:
            return
        self._columns = columns
        for place, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(len(self.cards)):
            self._grid.setColumnStretch(column, int(column < columns))

    def show_summary(self, summary: Summary) -> None:
        """Fill the cards."""
        by_code = {line.indicator.code: line for line in summary.lines}
        for code, card in self.cards.items():
            if code in by_code:
                card.set_target(target_said(by_code[code].indicator), self._lifted)
                _fill_card(card, by_code[code])

    def show_notes(self, notes: Mapping[str, str]) -> None:
        """Mark the corrected ones; what the units say stands in the hint."""
        for code, card in self.cards.items():
            card.set_note(retold(notes.get(code, "")))

    def focused(self) -> str:
        """The indicator whose card has the keyboard."""
        return next((code for code, card in self.cards.items() if card.hasFocus()), "")


def _fill_card(card: FigureCard, line: SummaryLine) -> None:
    indicator, difference = line.indicator, line.comparison.difference
    up = None if not difference else difference > 0
    better = difference is not None and bool(difference) and is_better(indicator, difference)
    missing = missing_said(line)
    if line.denominator is not None and line.numerator is not None:
        figure = f"{format_number(line.numerator)}/{format_number(line.denominator)}"
        rate = rate_said(half_up(line.now.amount, 1)) if line.now.amount is not None else ""
        base = _fraction(line.base_numerator, line.base_denominator)
        change = translate("Headline", "{n} điểm").format(n=format_number(difference)) if difference is not None else ""
        change = f"+{change}" if up else change
    else:
        figure = value_said(indicator, line.now)
        rate, base = "", value_said(indicator, line.base)
        change = _moved(line)
    before = translate("Headline", "cùng kỳ {base}").format(base=base) if base and line.base.amount is not None else ""
    card.set_figure(figure, rate, change, up, better, missing or before)


def _fraction(top: Decimal | None, bottom: Decimal | None) -> str:
    return "" if top is None or bottom is None else f"{format_number(top)}/{format_number(bottom)}"


def _moved(line: SummaryLine) -> str:
    now, base = line.now.amount, line.base.amount
    if now is None or base is None:
        return ""
    told = moved(Comparison(now, base, "", line.indicator.direction))
    verb = next((each for each in VERBS if told.startswith(each)), told)
    return spoken(verb) + told.removeprefix(verb)
