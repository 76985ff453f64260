"""Qt pieces that know nothing of our trade: theme, marks, frame, inputs, tables, charts, jobs.

Colours come from one table (`tokens`) by name, fonts by role, sizes in logical pixels through `theme.px`,
so the setting for letter size and the dark mode reach everything. Inside tables and lists delegates paint,
outside one style sheet made from the tokens does. Nothing here moves, blinks or slides.
"""
