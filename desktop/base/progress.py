"""How far a long job has come; asking it also learns whether to stop."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")

STEPS = 200
"""A job of many items tells its state about this often."""


class Progress(Protocol):
    """What a journey tells while it works; knows nothing of windows."""

    def step(self, label: str, done: int, total: int) -> None:
        """Tell how much is done; raise Cancelled when asked to stop."""

    def over(self, items: Iterable[Item], label: str, total: int) -> Iterator[Item]:
        """The items, telling the progress on the way."""


class Base:
    """`over` made from `step`: whoever shows progress writes only `step`."""

    def step(self, label: str, done: int, total: int) -> None:
        """Tell how much is done; raise Cancelled when asked to stop."""
        raise NotImplementedError

    def over(self, items: Iterable[Item], label: str, total: int) -> Iterator[Item]:
        """The items, telling the progress on the way."""
        stride = max(1, total // STEPS)
        for done, item in enumerate(items):
            if done % stride == 0:
                self.step(label, done, total)
            yield item
        self.step(label, total, total)


class Silent(Base):
    """Progress that nobody watches."""

    def step(self, label: str, done: int, total: int) -> None:
        """Say nothing, never stop."""
