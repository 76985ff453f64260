"""Frames that hold things: card, figures, steps, tinted blocks, empty states."""

from desktop.kit.cards.card import Card, Scroll
from desktop.kit.cards.checklist import ChecklistStep, SmallSteps
from desktop.kit.cards.figure import FigureCard
from desktop.kit.cards.notes import Block, Divider, EmptyState, FactList
from desktop.kit.cards.strips import FigureStrip, Step, StepStrip, StripFigure

__all__ = [
    "Block",
    "Card",
    "ChecklistStep",
    "Divider",
    "EmptyState",
    "FactList",
    "FigureCard",
    "FigureStrip",
    "Scroll",
    "SmallSteps",
    "Step",
    "StepStrip",
    "StripFigure",
]
