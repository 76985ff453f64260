"""Figures in Vietnamese texts: read as reports write them, recomputed, judged right, wrong or beyond checking.

`reading*` turns sentences into marks (numbers with unit, role and words around), each other file judges one kind of
claim, `checker` asks them all. Knows no books: whoever has stored figures compares them with what `recognising` names.
"""
