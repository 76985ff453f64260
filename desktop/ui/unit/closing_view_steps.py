"""The steps before sending as they are worded: mark, title, state, action of each."""

from dataclasses import dataclass

from desktop.domain.catalogue import Catalogue
from desktop.kit.marks import Mark
from desktop.services.closing import Checklist, StepKey, StepState
from desktop.ui.catalogue_words import shown_section
from desktop.ui.words import translate

MARKS = {
    StepState.DONE: Mark.DONE,
    StepState.OPEN: Mark.NEXT,
    StepState.WARNED: Mark.WARNING,
    StepState.FAULTY: Mark.ERROR,
}


@dataclass(frozen=True)
class StepWords:
    """What a step says."""

    mark: Mark
    title: str
    state: str
    action: str
    shown: bool = True


def words_of(key: StepKey, found: Checklist, catalogue: Catalogue, clock: str) -> StepWords:
    """The words of one step."""
    match key:
        case StepKey.FIGURES:
            return _figures(found)
        case StepKey.DRAFTS:
            return _drafts(found)
        case StepKey.ERRORS:
            return _errors(found, catalogue, clock)
        case StepKey.WARNINGS:
            return _warnings(found)
        case StepKey.DECLARATIONS:
            return _declarations(found)
        case StepKey.NARRATIVE:
            return _narrative(found)


def _mark(key: StepKey, found: Checklist) -> Mark:
    return MARKS[found.step(key).state]


def _figures(found: Checklist) -> StepWords:
    step, blank = found.step(StepKey.FIGURES), len(found.blank)
    state = translate("Closing", "đã nhập {done}/{total} ô, {records} bản ghi trong kỳ").format(
        done=step.done, total=step.total, records=found.records
    )
    if blank:
        title = translate("Closing", "{n} ô chưa nhập").format(n=blank)
        return StepWords(Mark.BLANK, title, state, translate("Closing", "Nhập"))
    if step.done < step.total:  # they are asked for once, as sections to declare
        title = translate("Closing", "{n} ô thuộc mục chưa khai báo").format(n=step.total - step.done)
        return StepWords(Mark.NEXT, title, state, translate("Closing", "Nhập"))
    return StepWords(Mark.DONE, translate("Closing", "Số liệu đủ"), state, translate("Closing", "Xem số liệu"))


def _drafts(found: Checklist) -> StepWords:
    count = len(found.unfinished)
    return StepWords(
        _mark(StepKey.DRAFTS, found),
        translate("Closing", "{n} bản nháp chưa hoàn tất").format(n=count),
        translate("Closing", "bản nháp không đi theo tệp"),
        translate("Closing", "Mở sổ"),
        shown=count > 0,
    )


def _errors(found: Checklist, catalogue: Catalogue, clock: str) -> StepWords:
    mark, again = _mark(StepKey.ERRORS, found), translate("Closing", "Kiểm tra lại")
    if found.errors:
        title = translate("Closing", "{n} lỗi").format(n=found.errors)
        return StepWords(mark, title, translate("Closing", "sửa trước khi xuất tệp"), again)
    ran = translate("Closing", "{n} quy tắc đã chạy lúc {clock}").format(n=len(catalogue.rules_now), clock=clock)
    return StepWords(mark, translate("Closing", "Không còn lỗi"), ran, again)


def _warnings(found: Checklist) -> StepWords:
    step, mark = found.step(StepKey.WARNINGS), _mark(StepKey.WARNINGS, found)
    travels = translate("Closing", "đi kèm tệp, cấp trên sẽ thấy")
    if not step.total:
        return StepWords(mark, translate("Closing", "Không có cảnh báo"), "", "")
    if not found.unexplained:
        title = translate("Closing", "{n} cảnh báo, đều đã ghi lý do").format(n=step.total)
        return StepWords(mark, title, travels, "")
    title = translate("Closing", "{n} cảnh báo, {left} chưa ghi lý do").format(n=step.total, left=found.unexplained)
    return StepWords(mark, title, travels, "")


def _declarations(found: Checklist) -> StepWords:
    mark, made, silent = _mark(StepKey.DECLARATIONS, found), len(found.declared), len(found.undeclared)
    if silent:
        title = translate("Closing", "{n} mục chưa khai báo").format(n=silent)
        return StepWords(mark, title, translate("Closing", "chỉ người có tên mới khai được"), "")
    if not made:
        state = translate("Closing", "mục nào cũng có số liệu")
        return StepWords(mark, translate("Closing", "Không phải khai báo"), state, "")
    title = translate("Closing", "{n} khai báo").format(n=made)
    return StepWords(mark, title, _declared_words(found), translate("Closing", "Sửa"))


def _declared_words(found: Checklist) -> str:
    none, not_applicable = translate("Closing", "không phát sinh"), translate("Closing", "không thuộc diện")
    said = [(shown_section(each.section).name, each.declared == "none") for each in found.declared]
    shown = [f"{name}: {none if is_none else not_applicable}" for name, is_none in said]
    if len(shown) > 1:
        rest = translate("Closing", "và {n} mục khác").format(n=len(shown) - 1)
        return f"{shown[0]}, {rest}"
    return shown[0]


def _narrative(found: Checklist) -> StepWords:
    write = translate("Closing", "Viết")
    if not found.narratives:
        state = translate("Closing", "chưa viết, có thể để trống")
        return StepWords(Mark.NEXT, translate("Closing", "Thuyết minh"), state, write)
    state = translate("Closing", "đã viết {n} phần").format(n=found.narratives)
    return StepWords(Mark.DONE, translate("Closing", "Thuyết minh"), state, write)
