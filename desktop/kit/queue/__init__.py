"""The work queue: lines that each need a person, with one default action."""

from desktop.kit.queue.entries import QueueEntry, QueueGroup
from desktop.kit.queue.view import WorkQueue

__all__ = ["QueueEntry", "QueueGroup", "WorkQueue"]
