"""The steps, oldest first: a number, a reason, a function."""
