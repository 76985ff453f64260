"""Text → claims → findings: every figure that can be recomputed is, and only what is surely wrong is called so."""

from collections.abc import Iterable, Iterator
from typing import Final

from desktop.domain.findings import ClaimKind, Finding, Verdict
from desktop.wording import (
    checking_added,
    checking_alternatives,
    checking_changes,
    checking_differences,
    checking_enumerations,
    checking_flows,
    checking_lists,
    checking_members,
    checking_points,
    checking_rates,
    checking_remainders,
    checking_shares,
    checking_sums,
    checking_times,
    checking_told_sums,
)
from desktop.wording.checking_claims import unsure
from desktop.wording.checking_scene import Scene, says
from desktop.wording.checking_wholes import is_done
from desktop.wording.reading import Sentence, read
from desktop.wording.reading_figures import Mark, Role, Shape

_ABOVE: Final = 12
"""So many sentences before, and in the paragraphs above, may still hold a base or a total."""

_ADDED_CUES: Final = ("cộng", "chung", "số", "cả", "kế")
_DONE_CUES: Final = ("giải quyết", "làm rõ", "xử lý xong", "hoàn thành")
_SO_FAR_CUES: Final = ("lũy kế", "luỹ kế", "cộng dồn")
_LEFT_CUES: Final = ("còn", "tồn", "đang", "chưa", "quá hạn", "tiếp tục")


def check(paragraphs: Iterable[str]) -> list[Finding]:
    """The findings of a text in the order of its words."""
    return check_read(read(paragraphs))


def check_read(paragraphs: Iterable[list[Sentence]]) -> list[Finding]:
    """The findings of a text that was read already."""
    findings: list[Finding] = []
    above: list[Sentence] = []
    paragraphs = list(paragraphs)
    for paragraph in paragraphs:
        for place, sentence in enumerate(paragraph):
            if sentence.marks or "tiêu chí" in sentence.words:
                scene = Scene(sentence, paragraph[max(0, place - _ABOVE) : place][::-1], above)
                following = paragraph[place + 1].marks if place + 1 < len(paragraph) else ()
                findings += _findings(scene, following)
        above = [*(each for each in reversed(paragraph) if each.marks), *above][:_ABOVE]
    judged = {found.claimed_at for found in findings}
    findings += [found for found in checking_lists.listed(paragraphs) if found.claimed_at not in judged]
    findings = list(checking_members.vouched(paragraphs, findings))
    return sorted(findings, key=lambda found: (found.place.paragraph, found.claimed_at.start))


def _findings(scene: Scene, following: tuple[Mark, ...]) -> Iterator[Finding]:
    words = scene.words
    summed = _summed(scene) if len(scene.marks) > 1 or (scene.marks and scene.before) else []
    yield from summed
    for index, mark in enumerate(scene.marks):
        if mark.shape is Shape.PERCENT and mark.start not in scene.used and (found := _percent(scene, index)):
            if found.verdict is Verdict.WRONG and found.recomputed is not None:
                scene.corrected[mark.start] = found.recomputed
            yield found
    if "điểm" in words:
        yield from checking_points.points(scene)
    if " lần" in words:
        yield from checking_times.times(scene)
    yield from checking_differences.differences(scene)
    if len(scene.marks) > 1 or (scene.marks and scene.earlier):
        yield from _joined(scene, summed)
    if "tiêu chí" in words or "mặt" in words or "chỉ số" in words:
        yield from checking_flows.criteria(scene, following)


def _summed(scene: Scene) -> list[Finding]:
    """Totals and their parts; the surer reader of a total is heard first."""
    words = scene.words
    found = list(checking_sums.sums(scene))
    found += checking_told_sums.told_sums(scene)
    if says(words, _ADDED_CUES):
        found += checking_added.added(scene)
    judged = {each.claimed_at for each in found}
    return [*found, *(each for each in checking_enumerations.enumerations(scene) if each.claimed_at not in judged)]


def _joined(scene: Scene, summed: list[Finding]) -> Iterator[Finding]:
    """Claims that hold several figures together."""
    words = scene.words
    if "trong đó" in words:
        taken = {found.claimed_at for found in summed}
        yield from (found for found in checking_sums.parts_over(scene) if found.claimed_at not in taken)
    moved: list[Finding] = []
    if says(words, _DONE_CUES):
        moved = list(checking_flows.flows(scene))
        yield from moved
    if says(words, _LEFT_CUES):
        judged = {found.claimed_at for found in moved}
        yield from (found for found in checking_remainders.remainders(scene) if found.claimed_at not in judged)
    if says(words, _SO_FAR_CUES):
        yield from checking_flows.cumulative(scene)
    if "gồm" in words:
        yield from checking_points.between(scene)


def _percent(scene: Scene, index: int) -> Finding | None:
    """What one per cent claims; a bound that places reach is no rate of theirs."""
    found = _claimed(scene, index)
    if found is None or found.verdict is not Verdict.WRONG:
        return found
    if checking_rates.is_aimed(scene, index):
        return unsure(found)
    if found.kind is ClaimKind.POINTS and checking_alternatives.fits_other_points(scene, found):
        return unsure(found)
    if found.kind in (ClaimKind.RATE, ClaimKind.SHARE) and checking_alternatives.fits_another(scene, index, found):
        return unsure(found)
    if not index:
        return found
    return unsure(found) if checking_rates.is_threshold(scene, index) else found


def _claimed(scene: Scene, index: int) -> Finding | None:
    """By the words before it."""
    mark = scene.marks[index]
    last = scene.marks[index - 1] if index else None
    if checking_points.is_over_target(mark) or checking_points.says_how_far(mark, last):
        return checking_points.over_target(scene, index)
    if mark.role in (Role.BASE, Role.TARGET):
        return checking_rates.pair_rate(scene, index) if last and last.shape is Shape.PAIR else None
    if last and index > 1 and last.role is Role.COMPARED and ";" not in mark.before:
        return checking_changes.change(scene, index, scene.marks[index - 2])
    if last and index > 1 and ((last.shape is Shape.PERCENT and mark.sign) or last.role is Role.BASE):
        last = scene.marks[index - 2]
    if last and checking_changes.tied(last, mark.before):
        return checking_changes.change(scene, index, last)
    if (moved := checking_changes.spoken_of(scene, index)) is not None:
        return checking_changes.change(scene, index, moved)
    if mark.role is Role.CHANGE or mark.sign:
        return checking_points.against_rate(scene, index) or checking_changes.change(scene, index, None)
    if checking_shares.SHARE_CUE.search(mark.before):
        return (
            checking_rates.pair_rate(scene, index) if _pair_first(scene, index) else checking_shares.share(scene, index)
        )
    if (
        found := checking_rates.pair_rate(scene, index)
        if checking_rates.RATE_CUE.search(mark.before) or _pair_beside(scene, index)
        else None
    ):
        return found
    rated = checking_rates.told_rate(scene, index) if last and is_done(last) else None
    if rated and rated.verdict is not Verdict.CANNOT_CHECK:
        return rated
    return checking_shares.share(scene, index) or rated or checking_rates.told_rate(scene, index)


def _pair_first(scene: Scene, index: int) -> bool:
    return index > 0 and scene.marks[index - 1].shape is Shape.PAIR


def _pair_beside(scene: Scene, index: int) -> bool:
    marks = scene.marks
    return _pair_first(scene, index) or (index + 1 < len(marks) and marks[index + 1].shape is Shape.PAIR)
