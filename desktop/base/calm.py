"""Python's own habits made fit for a window: threads give way at once, and nothing is searched while somebody waits.

A search for objects that hold only each other stops all threads until it has gone through everything: with the million
objects of a large job alive that took most of a second, many times over. So the great search waits until no job runs,
and leaves out what lives as long as the program.
"""

import gc
import sys

GIVE_WAY_S = 0.0005
"""How long a worker may go on when the window wants its turn; Python's own 5 ms are waited for at every row read."""
YOUNG, MIDDLE, NEVER = 700, 10, 1_000_000
WORTH = 300
"""So many small searches since the last great one: about two million objects came and stayed for a while."""


def begin() -> None:
    """Take on the habits."""
    sys.setswitchinterval(GIVE_WAY_S)
    gc.set_threshold(YOUNG, MIDDLE, NEVER)


def keep() -> None:
    """What is there now lives as long as the program: no later search goes through it."""
    gc.freeze()


def tidy() -> None:
    """The great search, if enough came and went; called when no job runs."""
    if gc.get_count()[2] >= WORTH:
        gc.collect()
