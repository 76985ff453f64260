"""The sentence of a trouble in the language of the screens; files and replies always say it in Vietnamese."""

from desktop.base.errors import UserError
from desktop.kit import english
from desktop.wording import messages
from desktop.wording.english import bank, neutral


def sentence(error: UserError) -> str:
    """What happened, where, and what to do next."""
    return messages.sentence(error, bank(), neutral()) if english.is_spoken() else messages.sentence(error)
