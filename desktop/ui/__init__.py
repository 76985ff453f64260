"""The screens of our trade: they ask journeys, show what comes up and know no rules.

A screen gets its `Context` by constructor: books, settings, announcements, the open period. It never asks another
screen: who changed something announces what was touched, who wants another place asks for it by announcement,
and the window that holds all pages leads there. Codes become Vietnamese words in `words`.
"""
