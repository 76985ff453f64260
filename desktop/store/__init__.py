"""The cellar: the database of one install.

One schema serves both roles. Rows of every kind (records, figures, declarations, narratives) share three tables:
`version` holds each content ever seen, `package_row` says which package carried it from which line, `record` points
to the version that counts now (`version_id`) and to the one that the unit tells (`told_id`): they differ where an
`overlay` of headquarters stands above it. Which version that is follows from the set of active packages, of what was
written here and of overlays alone; a record that none of them tells waits in `absent` with its id. So `record`,
`total` and `coverage` are derived and can be made anew at any time. Amounts are whole thousandths, so that sums in
SQL are exact. Versions are keyed by the id of their record and totals by their unit: an import touches few pages.

`pair_decision` says by the records' uids which two tell one case (it outlives undo and import), `linked_total` what the
later tellings of a linked case add: each line names the units that tell it `earlier`, and stays out of every sum that
holds one of them.
"""
