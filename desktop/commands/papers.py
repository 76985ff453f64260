"""Commands that write and read papers: the report and what goes with it, its template, the annex after freezing."""

import argparse
from pathlib import Path
from typing import Any

from desktop.commands.printing import DONE, REFUSED, Printed, opened, tell
from desktop.domain.inspection import Issue
from desktop.domain.periods import Period
from desktop.domain.report_renewal import Renewal, Renewed
from desktop.services.books import Books, Role
from desktop.wording.numbers import number


def report(switches: argparse.Namespace) -> int:
    """The report as Word, made again from a paper where one is given; annex, slides, PDF where asked for."""
    with opened(switches, Role.HEADQUARTERS) as books:
        period = books.period(switches.period)
        facts = _again(books, period, switches) if switches.source else _first(books, period, switches)
        facts |= _beside(books, period, switches)
    tell(switches, facts, lambda: "\n".join(_report_words(facts)))
    return DONE


def _first(books: Books, period: Period, switches: argparse.Namespace) -> dict[str, Any]:
    from desktop.services import reporting

    written = reporting.write(books, period, switches.to, switches.annex, Printed(switches.json))
    return {
        "report": str(written.path),
        "annex": str(written.annex) if written.annex else None,
        "expected": written.expected,
        "received": written.received,
        "missing": list(written.missing),
    }


def _again(books: Books, period: Period, switches: argparse.Namespace) -> dict[str, Any]:
    from desktop.services import rewriting

    done = rewriting.rewrite(books, period, switches.source, switches.to, Printed(switches.json))
    return {
        "report": str(done.path),
        "annex": None,
        "refreshed": done.count(Renewal.REFRESHED),
        "by_hand": done.count(Renewal.BY_HAND),
        "changes": [_change_facts(each) for each in done.changes],
    }


def _change_facts(each: Renewed) -> dict[str, Any]:
    return {
        "what": each.what.value,
        "place": each.place,
        "before": each.before,
        "after": each.after,
        "indicators": list(each.indicators),
    }


def _beside(books: Books, period: Period, switches: argparse.Namespace) -> dict[str, Any]:
    from desktop.services import presenting

    facts: dict[str, Any] = {}
    if switches.slides:
        facts["slides"] = str(presenting.write_slides(books, period, switches.slides, Printed(switches.json)))
    if switches.pdf:
        facts["pdf"] = str(presenting.as_pdf(switches.to, switches.pdf, Printed(switches.json)))
    return facts


def _report_words(facts: dict[str, Any]) -> list[str]:
    lines = [f"Báo cáo: {facts['report']}"]
    names = (("annex", "Phụ lục"), ("slides", "Trình chiếu"), ("pdf", "PDF"))
    lines += [f"{words}: {facts[name]}" for name, words in names if facts.get(name)]
    if "changes" in facts:
        lines.append(f"{number(facts['refreshed'])} số đổi, {number(facts['by_hand'])} số gõ tay giữ nguyên.")
        lines += [f"  {each['place']}: {each['before']} → {each['after']}" for each in facts["changes"]]
    return lines


def adjustments(switches: argparse.Namespace) -> int:
    """The annex of what changed after freezing, as Word or Excel by the name of the file."""
    from desktop.services import supplementing
    from desktop.wording.report_supplement import moved_words

    with opened(switches, Role.HEADQUARTERS) as books:
        period = books.period(switches.period)
        found = supplementing.supplement(books, period)
        excel = switches.to.suffix.lower() == ".xlsx"
        write = supplementing.write_workbook if excel else supplementing.write_paper
        path = write(books, period, switches.to, Printed(switches.json))
    facts = {
        "file": str(path),
        "signed": found.signed_at,
        "late": [{"unit": each.unit, "number": each.number, "file": each.file} for each in found.late],
        "changed": [{"indicator": each.indicator.code, "words": moved_words(each)} for each in found.province],
    }
    words = [f"Phụ lục điều chỉnh: {path}", f"{number(len(found.late))} gói bổ sung."]
    words += [f"  {each.indicator.name}: {moved_words(each)}" for each in found.province]
    tell(switches, facts, lambda: "\n".join(words))
    return DONE


def template(switches: argparse.Namespace) -> int:
    """Take the report's template out for Word, use one that came back, or the program's own again."""
    from desktop.services import templating

    with opened(switches, Role.HEADQUARTERS) as books:
        if switches.take_out:
            words = f"Mẫu báo cáo: {templating.take_out(books, switches.take_out)}"
        elif switches.use:
            templating.load(books, switches.use)
            words = f"Đang dùng mẫu báo cáo {switches.use.name}."
        else:
            templating.reset(books)
            words = "Đang dùng mẫu báo cáo của chương trình."
        facts = {"template": templating.name(books)}
    tell(switches, facts, lambda: words)
    return DONE


def refused_issues(switches: argparse.Namespace, books: Books, period: Period, path: Path) -> int:
    """What keeps a finished report from being frozen; 0 where nothing does."""
    from desktop.services import finishing

    found = finishing.inspect(books, period, path, Printed(switches.json))
    if not found.issues:
        return DONE
    gaps = [*found.gaps, *found.material]
    facts = {"file": str(path), "issues": [_issue_facts(each) for each in found.issues], "gaps": gaps}
    lines = [f"Còn {number(len(found.issues))} số chưa đúng trong {path.name}, chưa chốt."]
    lines += [f"  đoạn {each.place.paragraph + 1}: {each.said} → {each.now}" for each in found.issues]
    tell(switches, facts, lambda: "\n".join(lines))
    return REFUSED


def _issue_facts(each: Issue) -> dict[str, Any]:
    return {"kind": each.kind.value, "said": each.said, "now": each.now, "paragraph": each.place.paragraph + 1}
