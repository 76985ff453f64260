"""The cellar: the database of one install.

One schema serves both roles. Rows of every kind (records, figures, declarations, narratives) share three tables:
`version` holds each content ever seen, `package_row` says which package carried it from which line, `record` points
to the version that counts now. At headquarters `record`, `total` and `coverage` are derived: they can be made anew
from the active packages at any time. Amounts are whole thousandths, so that sums in SQL are exact.

`pair_decision` says by the records' uids which two tell one case (it outlives undo and import), `linked_total` what the
later tellings of a linked case add: each line names the units that tell it `earlier`, and stays out of every sum that
holds one of them.
"""
