"""Giao Ban: units record what they do, headquarters merges it and writes the report."""

__version__ = "0.1.0"
