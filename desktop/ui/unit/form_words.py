"""What the record form says of its state, and of what it stored by itself when it was left."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from desktop.domain.catalogue import Kind
from desktop.domain.records import RowState, Values
from desktop.kit.marks import Mark
from desktop.ui import words

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Kept:
    """What leaving the form stored by itself, in words."""

    words: str
    uid: bytes
    before: Values | None = None
    """What a finished record held before, so that the change can be taken back."""


@dataclass(frozen=True)
class Left:
    """How a record was left: finished, finished before, and by label the texts that could not be read."""

    final: bool = False
    was_final: bool = False
    unread: Mapping[str, str] = field(default_factory=dict)


def state_words(state: RowState | None, changed: bool, errors: int) -> tuple[Mark, str]:
    """The chip of the form."""
    if state is RowState.DELETED:
        return Mark.SAME, translate("Form", "Đã xóa")
    if state is RowState.FINAL and not changed:
        return Mark.DONE, translate("Form", "Đã ghi")
    name = translate("Form", "Đang sửa") if state is RowState.FINAL else translate("Form", "Nháp")
    if state is None:
        name = translate("Form", "Chưa ghi")
    if errors:
        return Mark.ERROR, translate("Form", "{name}, {n} lỗi").format(name=name, n=errors)
    return Mark.IN_HAND, name


def left_words(kind: Kind, number: str, left: Left) -> str:
    """What was stored when the form was left, and what could not be."""
    name = f"{kind.short} {words.short_number(number)}".rstrip()
    if left.final:
        told = translate("Form", "Đã ghi thay đổi của {name}.")
    elif left.was_final:
        told = translate("Form", "{name} còn lỗi nên chuyển thành nháp, chưa tính vào số liệu.")
    else:
        told = translate("Form", "Đã giữ {name} làm nháp.")
    lost = ", ".join(f"“{text}” ({label})" for label, text in left.unread.items())
    more = " " + translate("Form", "Không đọc được nên chưa giữ: {text}.").format(text=lost) if lost else ""
    return told.format(name=name) + more
