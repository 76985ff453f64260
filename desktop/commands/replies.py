"""Commands between headquarters and unit: reply, ask, threads, answer, and a reply that is imported."""

import argparse
from pathlib import Path
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.commands.printing import DONE, REFUSED, Printed, opened, tell
from desktop.domain.periods import Period
from desktop.domain.reply import Question
from desktop.services import answering, asking, receiving, reply_desk, replying
from desktop.services.answering import Outcome, Taken
from desktop.services.asking import Thread
from desktop.services.books import Books, Role
from desktop.services.reply_desk import OfferLine, PointLine, QuestionLine, ReplyDesk, Stand
from desktop.wording.messages import sentence
from desktop.wording.numbers import number
from desktop.wording.replies import STANDINGS, STANDS, taken_words

SHORT = 6
"""So many last digits name a question or a proposal."""
IN_FOLDERS = "PH_*.xlsx"
"""What is looked at in a folder; a file of another name has to be named itself."""
_NO_REPLY = frozenset({Trouble.PACKAGE_NOT_REPLY, Trouble.NOT_A_REPLY})


def reply(switches: argparse.Namespace) -> int:
    """One file for each unit, or for those named."""
    with opened(switches, Role.HEADQUARTERS) as books:
        period = books.period(switches.period)
        uids = [_unit(books, code) for code in switches.unit] or None
        done = replying.write(books, period, switches.to, uids, Printed(switches.json))
        facts = [{"unit": each.reply.unit_code, "file": str(each.path), **_counts(each)} for each in done]
    left = sum(each.reply.left > 0 for each in done)
    words = f"Đã xuất {number(len(done))} phản hồi vào {switches.to}, {number(left)} còn việc cho đơn vị."
    tell(switches, {"replies": facts}, lambda: words)
    return DONE


def _counts(done: replying.Replied) -> dict[str, Any]:
    told = done.reply
    return {
        "number": told.number,
        "code": done.code,
        "receipts": [each.outcome for each in told.receipts],
        "points": len(told.points),
        "questions": len(told.questions),
        "proposals": len(told.offered),
        "tasks": len(told.tasks),
    }


def _unit(books: Books, code: str) -> str:
    found = next((unit.uid for unit in books.reporting_units() if unit.code == code), None)
    if found is None:
        raise UserError(Trouble.UNKNOWN_UNIT, code=code, scheme=books.me.scheme)
    return found


def ask(switches: argparse.Namespace) -> int:
    """A question to one unit; it goes out with the next reply."""
    with opened(switches, Role.HEADQUARTERS) as books:
        unit_id = books.unit_ids[_unit(books, switches.unit)]
        thread = asking.ask(books, unit_id, _period(books, unit_id, switches.period), switches.subject, switches.text)
        name = books.units[unit_id].name
    told = f"Đã hỏi {name} về {thread.question.place}. Câu hỏi đi kèm phản hồi sau."
    tell(switches, _thread_facts(thread), lambda: told)
    return DONE


def _period(books: Books, unit_id: int, key: str | None) -> Period:
    """The period that was named, else the one of which the unit reported last."""
    if key is not None:
        return books.period(key)
    last = asking.last_period(books, unit_id)
    if last is None:
        raise UserError(Trouble.UNKNOWN_PERIOD)
    return last


def threads(switches: argparse.Namespace) -> int:
    """What is asked and proposed, and how it stands; at a unit with what has to be mended."""
    with opened(switches) as books:
        if books.me.role is Role.HEADQUARTERS:
            found = asking.threads(books)
            tell(switches, {"threads": [_thread_facts(each) for each in found]}, lambda: _thread_words(books, found))
            return DONE
        desk = reply_desk.desk(books)
    tell(switches, _desk_facts(desk), lambda: "\n".join(_desk_words(desk)))
    return REFUSED if desk.left else DONE


def answer(switches: argparse.Namespace) -> int:
    """Answer a question, take a proposal over, or keep the unit's own values with a reason."""
    with opened(switches, Role.UNIT) as books:
        line = _line(reply_desk.desk(books), switches.thread)
        if isinstance(line, QuestionLine) and switches.text is not None:
            answering.answer(books, line.period, line.question, switches.text)
        elif isinstance(line, OfferLine) and switches.accept:
            answering.accept(books, [line.offer])
        elif isinstance(line, OfferLine) and switches.contest is not None:
            answering.contest(books, line.offer, switches.contest)
        else:
            raise UserError(Trouble.ANSWER_OF_OTHER_SORT, text=switches.thread)
        left = reply_desk.desk(books).left
    tell(switches, {"left": left}, lambda: f"Đã ghi, đi kèm gói sau. Còn {number(left)} việc từ phản hồi.")
    return DONE


def _line(desk: ReplyDesk, code: str) -> QuestionLine | OfferLine:
    lines: list[tuple[str, QuestionLine | OfferLine]] = [(each.question.uid, each) for each in desk.questions]
    lines += [(each.offer.proposal.uid, each) for each in desk.offers]
    found = [line for uid, line in lines if len(code) >= SHORT and uid.endswith(code.strip().lower())]
    if len(found) != 1:
        raise UserError(Trouble.THREAD_UNKNOWN, text=code)
    return found[0]


def take(books: Books, switches: argparse.Namespace) -> int:
    """Replies into a unit's books; of a folder only what is a reply."""
    if switches.preview:
        raise UserError(Trouble.NOT_FOR_THIS_ROLE, path=str(switches.data), role=books.me.role.value)
    named = set(switches.paths)
    lines: list[tuple[Path, Taken | UserError]] = []
    for path in receiving.files_of(switches.paths):
        if path not in named and not path.match(IN_FOLDERS):
            continue
        try:
            lines.append((path, answering.take_reply(books, path, switches.trust_key)))
        except UserError as error:
            if path in named or error.code not in _NO_REPLY:
                lines.append((path, error))
    if not lines:
        raise UserError(Trouble.NO_REPLIES, path=", ".join(map(str, switches.paths)))
    left = reply_desk.desk(books).left
    facts = {"files": [_taken_facts(path, each) for path, each in lines], "left": left}
    tell(switches, facts, lambda: "\n".join(_taken_line(each) for _, each in lines))
    return REFUSED if any(isinstance(each, UserError) for _, each in lines) else DONE


def _taken_line(taken: Taken | UserError) -> str:
    return sentence(taken) if isinstance(taken, UserError) else taken_words(taken.reply, taken.outcome, taken.first_key)


def _taken_facts(path: Path, taken: Taken | UserError) -> dict[str, Any]:
    if isinstance(taken, UserError):
        return {"file": path.name, "error": taken.code.value, "sentence": sentence(taken)}
    facts = {"file": path.name, "outcome": taken.outcome.value, "code": taken.code, "number": taken.reply.number}
    return facts | {"fingerprint": taken.first_key, "new": taken.outcome is Outcome.TAKEN}


def _thread_facts(thread: Thread) -> dict[str, Any]:
    return {
        **_question_facts(thread.question, thread.period),
        "standing": thread.standing.value,
        "answer": thread.answer,
    }


def _question_facts(question: Question, period: str) -> dict[str, Any]:
    return {
        "thread": question.uid,
        "period": period,
        "subject": question.subject,
        "place": question.place,
        "text": question.text,
    }


def _thread_words(books: Books, found: list[Thread]) -> str:
    if not found:
        return "Chưa hỏi đơn vị nào. Hỏi bằng lệnh ask."
    return "\n".join(
        f"{each.question.uid[-SHORT:]}  {books.units[each.unit_id].name}, {each.question.place}: {each.question.text}"
        f" [{STANDINGS[each.standing.value]}]" + (f" {each.answer}" if each.answer else "")
        for each in found
    )


def _desk_facts(desk: ReplyDesk) -> dict[str, Any]:
    return {
        "left": desk.left,
        "points": [{"stand": each.stand.value, **vars(each.point)} for each in desk.points],
        "questions": [
            {**_question_facts(each.question, each.period), "stand": each.stand.value, "answer": each.answer}
            for each in desk.questions
        ],
        "proposals": [_offer_facts(each) for each in desk.offers],
        "tasks": [{"period": each.period, **vars(each.task)} for each in desk.tasks],
    }


def _offer_facts(line: OfferLine) -> dict[str, Any]:
    proposal = line.offer.proposal
    return {
        "thread": proposal.uid,
        "record": proposal.record,
        "sort": proposal.sort,
        "title": proposal.title,
        "stand": line.stand.value,
        "differences": [vars(each) for each in line.differences],
    }


def _desk_words(desk: ReplyDesk) -> list[str]:
    if not desk.replies:
        return ["Chưa nhận phản hồi nào. Nhận bằng lệnh import."]
    lines = [_point_words(each) for each in desk.points]
    lines += [
        f"{each.question.uid[-SHORT:]}  {each.question.place}: {each.question.text} [{STANDS[each.stand.value]}]"
        for each in desk.questions
    ]
    lines += [_offer_words(each) for each in desk.offers]
    return [*lines, f"Còn {number(desk.left)} việc." if desk.left else "Không còn việc nào từ phản hồi."]


def _point_words(line: PointLine) -> str:
    place = f"{line.point.sheet}!{line.point.cell}" if line.point.cell else line.point.sheet
    return f"{place}: {line.point.sentence} [{STANDS[line.stand.value]}]"


def _offer_words(line: OfferLine) -> str:
    proposal = line.offer.proposal
    shown = line.differences if line.stand is Stand.OPEN else proposal.differences
    changes = "; ".join(f"{each.label}: {each.told} → {each.proposed}" for each in shown)
    return f"{proposal.uid[-SHORT:]}  {proposal.title}: {changes} [{STANDS[line.stand.value]}]"
