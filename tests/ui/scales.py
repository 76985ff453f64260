"""What is left of 1366×768 at the scales of Windows, in logical pixels."""

SCALES = (100, 125, 150, 175, 200)
WIDE, HIGH = 1366, 768


def size_at(scale: int) -> tuple[int, int]:
    """The whole screen at a scale."""
    return WIDE * 100 // scale, HIGH * 100 // scale
