"""The report's screens for the pictures: the text with a source, notes of units, sentence bank, the checked paper."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.domain.report import Piece
from desktop.kit.frame import Shell
from desktop.ui.headquarters.report_side import BANK, FINISH, NOTES
from desktop.ui.headquarters.report_view import ReportView

Take = Callable[[str, QWidget], None]


def report_screens(window: Shell, spoilt: Path, take: Take, settle: Callable[[], None]) -> None:
    """Walk through the parts beside the text."""
    report = window.show_page("report")
    assert isinstance(report, ReportView)
    settle()
    report.paper.ask(next(piece for piece in report.paper.figures() if "TX.03" in figure_codes(piece)))
    take("11-bao-cao", window)
    report.side.show_part(NOTES)
    settle()
    report.side.notes.toggle()
    take("11a-don-vi-neu", window)
    report.side.notes.toggle()
    report.side.show_part(BANK)
    settle()
    report.side.bank.seek("TX.04")
    take("11b-cau-mau", window)
    report.side.show_part(FINISH)
    report.side.finish.check(spoilt)
    take("11c-hoan-thien", window)


def figure_codes(piece: Piece) -> tuple[str, ...]:
    return piece.origin.indicators if piece.origin else ()
