"""How fast and how big, beside the tools that an office would reach for: `python -m tests.bench`."""
