"""The schema's history, one numbered step a file.

A new database is made at once by `store.tables` and stamped with HEAD; an older one is copied, upgraded step by step
in one transaction, and the copy is put back when a step fails. Alembic is imported only when there is something to do.
"""

HEAD = "0160"
