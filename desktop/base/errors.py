"""What can go wrong outside our own code: a code and its facts; the sentence stands in `wording.messages`."""

from collections.abc import Sequence
from enum import StrEnum, auto
from typing import Any


class Trouble(StrEnum):
    """Every fault of the world that a person can do something about."""

    ALREADY_LOCKED = auto()
    AMBIGUOUS_NUMBER = auto()
    ANSWER_OF_OTHER_SORT = auto()
    BACKUP_DAMAGED = auto()
    BACKUP_FOREIGN = auto()
    BACKUP_FOR_REAL = auto()
    BACKUP_FOR_TRAINING = auto()
    BACKUP_NEWER = auto()
    BACKUP_OTHER_UNIT = auto()
    BACKUP_PLACE_INSIDE = auto()
    BATCH_GONE = auto()
    CALENDAR_IN_USE = auto()
    CATALOGUE_FAULTY = auto()
    CATALOGUE_UNKNOWN = auto()
    CELLS_DIFFER = auto()
    CHANGED_SINCE = auto()
    CODE_LENGTH = auto()
    CODE_MISHEARD = auto()
    CODE_OF_OTHERS = auto()
    CONFERENCE_UNKNOWN = auto()
    CONFLICT_GONE = auto()
    CORRECTION_GONE = auto()
    DAMAGED_DATABASE = auto()
    DAMAGED_FILE = auto()
    DATABASE_LOCKED = auto()
    DATA_DIR_IN_USE = auto()
    DISK_FULL = auto()
    EMPTY_FILE = auto()
    ERRORS_REMAIN = auto()
    FILE_CHANGED = auto()
    FILE_EXISTS = auto()
    FILE_MISSING = auto()
    FILE_OPEN_ELSEWHERE = auto()
    FILE_TOO_LARGE = auto()
    FOLDER_MISSING = auto()
    FOREIGN_DATABASE = auto()
    FOREIGN_NUMBER = auto()
    HAND_EDITED = auto()
    HOSTILE_FILE = auto()
    IS_FOLDER = auto()
    KEY_FILE_DAMAGED = auto()
    KEY_FILE_MISSING = auto()
    KEY_OF_OTHER_DATABASE = auto()
    KEY_OF_OTHER_UNIT = auto()
    KEY_UNKNOWN = auto()
    LAST_ADMINISTRATOR = auto()
    LAST_UNIT = auto()
    LINKED_FILE = auto()
    MANIFEST_MISSING = auto()
    MEDIUM_FAILED = auto()
    NEWER_DATABASE = auto()
    NEWER_FORMAT = auto()
    NOTHING_TO_ENTER = auto()
    NOTHING_TO_REDO = auto()
    NOTHING_TO_UNDO = auto()
    NOT_ALLOWED = auto()
    NOT_A_MAP = auto()
    NOT_A_NUMBER = auto()
    NOT_A_REPLY = auto()
    NOT_EXCEL = auto()
    NOT_FOLDER = auto()
    NOT_FOR_THIS_ROLE = auto()
    NOT_LOCKED = auto()
    NOT_MERGEABLE = auto()
    NOT_OUR_PACKAGE = auto()
    NOT_SIGNED = auto()
    NO_CODE_IN_FILE = auto()
    NO_DATABASE = auto()
    NO_FILES = auto()
    NO_HELPER = auto()
    NO_PERMISSION = auto()
    NO_RECORDS = auto()
    NO_RECOVERY_KEY = auto()
    NO_REPLIES = auto()
    NO_SUCCESSOR = auto()
    NO_TABLE = auto()
    NUMBER_TOO_LONG = auto()
    OFFICER_FIXED = auto()
    OFFICER_KNOWN = auto()
    OFFICER_UNKNOWN = auto()
    OFFICE_FAILED = auto()
    OFFICE_MISSING = auto()
    OFFICE_SLOW = auto()
    OLD_FILE_UNREADABLE = auto()
    OTHER_CALENDAR = auto()
    OTHER_ROLE = auto()
    OTHER_UNITS_PACKAGE = auto()
    OVER_THE_WHOLE = auto()
    PACKAGE_IN_USE = auto()
    PACKAGE_NOT_REPLY = auto()
    PACKAGE_UNKNOWN = auto()
    PAIR_NOT_DECIDED = auto()
    PAIR_UNFIT = auto()
    PASSWORDS_DIFFER = auto()
    PASSWORD_FILE = auto()
    PASSWORD_NEEDED = auto()
    PASSWORD_PROTECTED = auto()
    PASSWORD_SHORT = auto()
    PERIOD_FROZEN = auto()
    PERSON_NEEDED = auto()
    PHONE_UNREADABLE = auto()
    POPULATION_OUT_OF_RANGE = auto()
    READER_FAILED = auto()
    READER_TIMEOUT = auto()
    READ_ONLY_MEDIUM = auto()
    REAL_DATA = auto()
    REASON_NEEDED = auto()
    RECORD_GONE = auto()
    REFUSED = auto()
    REPLY_DAMAGED = auto()
    REPLY_FOR_REAL = auto()
    REPLY_FOR_TRAINING = auto()
    REPLY_NOT_PACKAGE = auto()
    REPLY_OTHER_KEY = auto()
    REPLY_OTHER_PROVINCE = auto()
    REPLY_OTHER_UNIT = auto()
    REPLY_UNSIGNED = auto()
    REPORT_NEEDS_DATA = auto()
    REPORT_NOT_CLEAN = auto()
    REPORT_NOT_OURS = auto()
    REQUEST_OF_OTHERS = auto()
    REQUEST_UNCONFIRMED = auto()
    SAMPLE_DIR_NOT_EMPTY = auto()
    SAMPLE_PERIOD = auto()
    SIDE_UNKNOWN = auto()
    SIGNATURE_WRONG = auto()
    SLIDES_MISSING = auto()
    SLIDES_WRONG = auto()
    SUBJECT_UNKNOWN = auto()
    TARGET_OUT_OF_RANGE = auto()
    TASK_FOR_NOBODY = auto()
    TASK_FROM_ABOVE = auto()
    TASK_UNKNOWN = auto()
    TEMPLATE_FAULTY = auto()
    TEXT_DAMAGED = auto()
    TEXT_EMPTY = auto()
    TEXT_HOSTILE = auto()
    TEXT_PROTECTED = auto()
    TEXT_TOO_LARGE = auto()
    TEXT_TOO_LONG = auto()
    TEXT_TYPE = auto()
    THREAD_UNKNOWN = auto()
    TOO_MANY_ROWS = auto()
    TRAINING_DATA = auto()
    TYPE_ARCHIVE = auto()
    TYPE_BINARY_EXCEL = auto()
    TYPE_CSV = auto()
    TYPE_LOCK_FILE = auto()
    TYPE_MACRO = auto()
    TYPE_ODS = auto()
    TYPE_OLD_EXCEL = auto()
    TYPE_PDF = auto()
    TYPE_PICTURE = auto()
    TYPE_SLIDES = auto()
    TYPE_WEB = auto()
    TYPE_WORD = auto()
    UNIT_OF_OTHER_ROLE = auto()
    UNKNOWN_CALENDAR = auto()
    UNKNOWN_FIELD = auto()
    UNKNOWN_INDICATOR = auto()
    UNKNOWN_KIND = auto()
    UNKNOWN_PERIOD = auto()
    UNKNOWN_REPORT_TYPE = auto()
    UNKNOWN_SCHEME = auto()
    UNKNOWN_SECTION = auto()
    UNKNOWN_UNIT = auto()
    UNREADABLE_TEXT = auto()
    VALUE_UNREADABLE = auto()
    VERIFY_FAILED = auto()
    WORDS_NEEDED = auto()
    WRONG_PASSWORD = auto()
    WRONG_PERIOD = auto()
    WRONG_PROVINCE = auto()
    WRONG_UNIT = auto()


class UserError(Exception):
    """The world's fault: a code and the facts that its sentence names."""

    def __init__(self, code: Trouble, /, **facts: Any) -> None:
        super().__init__(code.value, facts)
        self.code = code
        self.facts = facts

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), self.code, self.facts)

    def __str__(self) -> str:
        """For the log; people read `wording.messages.sentence`."""
        named = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code.value}({named})"


def _again(kind: type[UserError], code: Trouble, facts: dict[str, Any]) -> UserError:
    error = kind.__new__(kind)
    UserError.__init__(error, code, **facts)
    return error


class Refused(UserError):
    """A row that cannot be true was not taken; every problem is named."""

    def __init__(self, problems: Sequence[Any]) -> None:
        super().__init__(Trouble.REFUSED, problems=tuple(problems), count=len(problems))

    @property
    def problems(self) -> tuple[Any, ...]:
        """What the checks have against the row."""
        found: tuple[Any, ...] = self.facts["problems"]
        return found


class Cancelled(Exception):
    """A person stopped the work; no error."""
