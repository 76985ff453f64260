"""Deadlines that move, in words."""

from datetime import datetime

from desktop.domain.catalogue_rehearsal import DeadlineTrial
from desktop.domain.catalogue_words import REPORTS, STEPS
from desktop.domain.deadlines import REGULAR, UNIT_TO_PROVINCE
from desktop.domain.periods import parse_period


def deadline_words(trial: DeadlineTrial) -> str:
    """`Hạn gửi 6 tháng cuối năm 2020: 16/12/2020 17:00 thành 17/12/2020 17:00`; of other reports, with their name."""
    label = parse_period(trial.period, trial.calendar).label
    regular = (trial.report, trial.step) == (REGULAR, UNIT_TO_PROVINCE)
    named = "" if regular else f", {REPORTS[trial.report].lower()}, {STEPS[trial.step]}"
    before, after = (f"{datetime.fromisoformat(each):%d/%m/%Y %H:%M}" for each in (trial.before, trial.after))
    return f"Hạn gửi {label}{named}: {before} thành {after}"
