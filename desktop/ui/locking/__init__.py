"""Screens of the lock: asked before the books open and over them when nobody is there; the page that sets it up.

The lock window stands in the place of the window it hides: a hidden window takes no key and shows nothing.
"""
