"""Excel, the only place that knows it: packages out, packages in, and the gate before them.

The package's XML is written straight from templates: the format is ours, and this costs a fifth of what a general
library costs. Reading goes through calamine, column by column: sealed rows are turned into the cells that they must
show, and whole columns are compared at once, so that only what differs goes the slow, wordy way. Row 1 of a data sheet
is hidden and holds machine names, row 2 the headers: above the filter's range no sorting can move it. Version vectors,
authors and times stand only in the sealed rows: a person can neither use nor spoil them in a cell.
"""
