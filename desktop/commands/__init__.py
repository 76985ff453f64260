"""The command line's own room: switches, what each command does, and what it prints as sentences or as JSON.

`switches` and `usage` are read before anything is known to be asked for: they import nothing heavy.
"""
