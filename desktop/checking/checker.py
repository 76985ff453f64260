"""Text → claims → findings: every figure that can be recomputed is, and only what is surely wrong is called so."""

from collections.abc import Iterable, Iterator
from typing import Final

from desktop.checking import (
    added,
    alternatives,
    changes,
    cumulated,
    differences,
    enumerations,
    flows,
    gaps,
    lists,
    means,
    members,
    money,
    points,
    rates,
    remainders,
    shares,
    sums,
    times,
    told_sums,
)
from desktop.checking.claims import unsure
from desktop.checking.reading import Sentence, read
from desktop.checking.reading_figures import Mark, Role, Shape
from desktop.checking.scene import Scene, says
from desktop.checking.wholes import is_done
from desktop.domain.findings import ClaimKind, Finding, Verdict

_ABOVE: Final = 12
"""So many sentences before, and in the paragraphs above, may still hold a base or a total."""

_SUMMED_CUES: Final = ("cộng", "chung", "số", "cả", "kế", "đến nay")
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
    findings += [found for found in lists.listed(paragraphs) if found.claimed_at not in judged]
    findings = list(members.vouched(paragraphs, findings))
    return sorted(findings, key=lambda found: (found.place.paragraph, found.claimed_at.start))


def _findings(scene: Scene, following: tuple[Mark, ...]) -> Iterator[Finding]:
    words = scene.words
    summed = _summed(scene) if len(scene.marks) > 1 or (scene.marks and scene.before) else []
    yield from summed
    if " lần" in words or "gấp" in words or "bằng một" in words or "bằng 1" in words:
        yield from times.times(scene)
    for index, mark in enumerate(scene.marks):
        if mark.shape is Shape.PERCENT and mark.start not in scene.used and (found := _percent(scene, index)):
            if found.verdict is Verdict.WRONG and found.recomputed is not None:
                scene.corrected[mark.start] = found.recomputed
            yield found
    if "điểm" in words:
        yield from gaps.points(scene)
    yield from differences.differences(scene)
    if len(scene.marks) > 1 or (scene.marks and scene.earlier):
        yield from _joined(scene, summed)
    if "tiêu chí" in words or "mặt" in words or "chỉ số" in words:
        yield from flows.criteria(scene, following)


def _summed(scene: Scene) -> list[Finding]:
    """Totals and their parts; the surer reader of a total is heard first."""
    words = scene.words
    found = list(sums.sums(scene))
    found += told_sums.told_sums(scene)
    if says(words, _SUMMED_CUES):
        found += cumulated.cumulated(scene)
        judged = {each.claimed_at for each in found}
        found += (each for each in added.added(scene) if each.claimed_at not in judged)
    if "bình" in words:
        found += means.means(scene)
    judged = {each.claimed_at for each in found}
    return [*found, *(each for each in enumerations.enumerations(scene) if each.claimed_at not in judged)]


def _joined(scene: Scene, summed: list[Finding]) -> Iterator[Finding]:
    """Claims that hold several figures together."""
    words = scene.words
    if "trong đó" in words:
        taken = {found.claimed_at for found in summed}
        yield from (found for found in sums.parts_over(scene) if found.claimed_at not in taken)
    moved: list[Finding] = []
    if says(words, _DONE_CUES):
        moved = list(flows.flows(scene))
        yield from moved
    if says(words, _LEFT_CUES):
        judged = {found.claimed_at for found in moved}
        yield from (found for found in remainders.remainders(scene) if found.claimed_at not in judged)
    if "còn" in words and "đã" in words:
        judged = {found.claimed_at for found in moved}
        yield from (found for found in money.left_over(scene) if found.claimed_at not in judged)
    if says(words, _SO_FAR_CUES):
        yield from flows.cumulative(scene)
    if "gồm" in words:
        yield from points.between(scene)


def _percent(scene: Scene, index: int) -> Finding | None:
    """What one per cent claims; a bound that places reach is no rate of theirs."""
    found = _claimed(scene, index)
    if found is None or found.verdict is not Verdict.WRONG:
        return found
    if rates.is_aimed(scene, index):
        return unsure(found)
    if found.kind is ClaimKind.POINTS and alternatives.fits_other_points(scene, found):
        return unsure(found)
    if found.kind in (ClaimKind.RATE, ClaimKind.SHARE) and alternatives.fits_another(scene, index, found):
        return unsure(found)
    if not index:
        return found
    return unsure(found) if rates.is_threshold(scene, index) else found


def _claimed(scene: Scene, index: int) -> Finding | None:
    """By the words before it."""
    mark = scene.marks[index]
    last = scene.marks[index - 1] if index else None
    if points.is_over_target(mark) or points.says_how_far(mark, last):
        return points.over_target(scene, index)
    if (gap := gaps.against_named(scene, index)) is not None:
        return gap
    if mark.role in (Role.BASE, Role.TARGET):
        beside = last is not None and last.shape is Shape.PAIR and ")" not in mark.before
        return rates.pair_rate(scene, index) if beside else None
    if last and index > 1 and last.role is Role.COMPARED and ";" not in mark.before:
        return changes.change(scene, index, scene.marks[index - 2])
    if last and index > 1 and ((last.shape is Shape.PERCENT and mark.sign) or last.role is Role.BASE):
        last = scene.marks[index - 2]
    if last and money.speaks_anew(last, mark):
        return None
    if last and changes.tied(last, mark.before):
        return changes.change(scene, index, last)
    if (moved := changes.spoken_of(scene, index)) is not None:
        return changes.change(scene, index, moved)
    if mark.role is Role.CHANGE or mark.sign:
        return points.against_rate(scene, index) or changes.change(scene, index, None)
    if shares.SHARE_CUE.search(mark.before):
        return (
            rates.pair_rate(scene, index) if _pair_first(scene, index) else shares.share(scene, index)
        )
    if (
        found := rates.pair_rate(scene, index)
        if rates.RATE_CUE.search(mark.before) or _pair_beside(scene, index)
        else None
    ):
        return found
    rated = rates.told_rate(scene, index) if last and is_done(last) else None
    if rated and rated.verdict is not Verdict.CANNOT_CHECK:
        return rated
    return shares.share(scene, index) or rated or rates.told_rate(scene, index)


def _pair_first(scene: Scene, index: int) -> bool:
    return index > 0 and scene.marks[index - 1].shape is Shape.PAIR


def _pair_beside(scene: Scene, index: int) -> bool:
    marks = scene.marks
    return _pair_first(scene, index) or (index + 1 < len(marks) and marks[index + 1].shape is Shape.PAIR)
