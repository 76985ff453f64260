"""Which units were called about the period, and when."""

from desktop.ui.context import Context

CALLS = "calls"


def called(context: Context) -> dict[str, str]:
    """Time of the last call by the unit's uid."""
    lines = context.settings.get(CALLS, [""])
    prefix = f"{context.period.key} "
    pairs = (line.removeprefix(prefix).split(" ", 1) for line in lines if line.startswith(prefix))
    return dict(pairs)


def note_call(context: Context, unit_uid: str) -> None:
    """Write down that a unit was called now; a second time takes the note back."""
    lines = [line for line in context.settings.get(CALLS, [""]) if line]
    start = f"{context.period.key} {unit_uid} "
    kept = [line for line in lines if not line.startswith(start)]
    if len(kept) == len(lines):
        kept.append(f"{start}{context.now():%H:%M}")
    context.settings.put(CALLS, kept)
