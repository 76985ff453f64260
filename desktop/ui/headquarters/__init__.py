"""Screens of a headquarters (cấp trên): receive, follow up, read the figures, write the report.

All pages share one Desk: the files that were looked at this evening, and what a person decided about them.
"""
