"""Soát số liệu, one screen for headquarters and units: the text with its figures marked, findings beside it.

`desk` holds the text and what was decided, the page shows it; nothing is written but the copy that a person saves.
"""
