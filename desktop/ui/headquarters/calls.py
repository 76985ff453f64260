"""Which units were called about the open period, and when: asked of the books, in the words of a list."""

from collections.abc import Mapping

from desktop.services import calling
from desktop.services.calling import Called
from desktop.ui.context import Context

CALLS = "calls"
"""Where older programs kept them: in the settings of the machine."""


def called(context: Context) -> Mapping[str, Called]:
    """The last call by the unit's uid; what the settings still hold goes into the books first."""
    lines = context.settings.get(CALLS, [""])
    if any(lines):
        context.settings.put(CALLS, calling.adopt(context.books, lines) or [""])
    return calling.called(context.books, context.period)


def note_call(context: Context, unit_uid: str) -> None:
    """Write down that a unit was called now; a second time takes the note back."""
    if unit_uid in called(context):
        calling.take_back(context.books, context.period, unit_uid)
    else:
        calling.note_call(context.books, context.period, unit_uid, context.now().isoformat(timespec="seconds"))


def time_words(context_day: str, at: str) -> str:
    """`20:42`, with its day where that is another one than today."""
    if len(at) < len("2020-06-16T20:42"):
        return at
    day = "" if at[:10] == context_day else f" {at[8:10]}/{at[5:7]}"
    return f"{at[11:16]}{day}"
