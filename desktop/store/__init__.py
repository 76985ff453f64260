"""The cellar: the database of one install.

One schema serves both roles. Rows of every kind (records, figures, declarations, narratives) share three tables:
`version` holds each content ever seen, `package_row` says which package carried it from which line, `record` points
to the version that counts now. At headquarters `record`, `total` and `coverage` are derived: they can be made anew
from the active packages at any time. Amounts are whole thousandths, so that sums in SQL are exact.
"""
