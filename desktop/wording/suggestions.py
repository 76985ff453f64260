"""Sentences for a unit's narrative, made from its figures; the person takes, changes or leaves them."""

from collections.abc import Callable

from desktop.domain.catalogue_parts import Direction
from desktop.wording.comparison import Comparison, Measure, compared, value
from desktop.wording.report_phrases import lowered

MORE = {Direction.UP: "Dự báo {name} tiếp tục tăng", Direction.DOWN: "Dự báo {name} còn diễn biến phức tạp"}
LESS = {Direction.UP: "Dự báo {name} còn khó giữ", Direction.DOWN: "Dự báo {name} tiếp tục giảm"}
LEVEL = "Dự báo {name} cơ bản ổn định"


def situation(name: str, found: Comparison) -> str:
    """`Vụ phạm tội về trật tự xã hội: 3 vụ, tăng 2 vụ (3/1 vụ, 200%) so với cùng kỳ.`"""
    return f"{name}: {value(found)}, {compared(found)}."


def assessment(name: str, found: Comparison) -> str:
    """The same with what it means, where the indicator says which way is the better one."""
    if not found.difference or found.direction is Direction.NEUTRAL:
        return situation(name, found)
    better = (found.difference > 0) == (found.direction is Direction.UP)
    word = "chuyển biến tốt" if better else "chưa tốt bằng cùng kỳ"
    return f"{name} {word}: {value(found)}, {compared(found)}."


def outlook(name: str, found: Comparison) -> str:
    """What may come (dự báo), with the figure it rests on; '' of what nobody foresees."""
    if not _leads_on(found):
        return ""
    told = (MORE if found.difference > 0 else LESS)[found.direction] if found.difference else LEVEL
    return f"{told.format(name=lowered(name))}; kỳ này {value(found)}, {compared(found)}."


def next_task(name: str, found: Comparison) -> str:
    """What is to be done about it; '' where that is no aim."""
    if not _leads_on(found):
        return ""
    aim = "nâng" if found.direction is Direction.UP else "kéo giảm"
    return f"Tiếp tục các biện pháp {aim} {lowered(name)} (kỳ này {value(found)})."


def _leads_on(found: Comparison) -> bool:
    """What threatens and what rates achieve can be foreseen; how much was detected or fined cannot."""
    return found.direction is Direction.DOWN or (found.direction is Direction.UP and found.kind is Measure.RATE)


BY_PART: dict[str, Callable[[str, Comparison], str]] = {
    "situation": situation,
    "assessment": assessment,
    "outlook": outlook,
    "proposal": next_task,
    "next_tasks": next_task,
}
