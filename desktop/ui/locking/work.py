"""How a card asks its page to do something off the window's thread: words meanwhile, what to do, what to say then."""

from collections.abc import Callable

from desktop.base.progress import Progress

Work = Callable[[str, Callable[[Progress], object], str], None]
