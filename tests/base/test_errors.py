"""Errors carry a code and facts, also from one process to another."""

import pickle

from desktop.base.errors import Refused, Trouble, UserError


def test_an_error_keeps_its_code_and_facts_through_pickling():
    error = pickle.loads(pickle.dumps(UserError(Trouble.UNKNOWN_UNIT, code="01273", scheme="2020")))
    assert (error.code, error.facts) == (Trouble.UNKNOWN_UNIT, {"code": "01273", "scheme": "2020"})


def test_a_refusal_keeps_every_problem_through_pickling():
    refusal = pickle.loads(pickle.dumps(Refused(["a", "b"])))
    assert (type(refusal), refusal.problems, refusal.code) == (Refused, ("a", "b"), Trouble.REFUSED)


def test_the_log_sees_the_code_and_the_facts():
    assert str(UserError(Trouble.DISK_FULL, name="x.xlsx")) == "disk_full(name='x.xlsx')"


def test_the_troubles_stand_in_alphabetical_order():
    names = [trouble.name for trouble in Trouble]
    assert names == sorted(names)
