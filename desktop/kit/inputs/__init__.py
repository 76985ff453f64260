"""One input per type of field; each gives a value, takes a complaint and tells when it was changed."""

from desktop.kit.inputs.box import FieldBox, FieldGrid
from desktop.kit.inputs.check import CheckInput, PlainPicker
from desktop.kit.inputs.choice import Choice, ChoicePicker
from desktop.kit.inputs.date import DateInput
from desktop.kit.inputs.dates import NoDate, parse_date, show_date
from desktop.kit.inputs.field import Input
from desktop.kit.inputs.number import MoneyInput, NumberInput
from desktop.kit.inputs.password import PasswordInput
from desktop.kit.inputs.text import LongTextInput, SearchInput, TextInput

__all__ = [
    "CheckInput",
    "Choice",
    "ChoicePicker",
    "DateInput",
    "FieldBox",
    "FieldGrid",
    "Input",
    "LongTextInput",
    "MoneyInput",
    "NoDate",
    "NumberInput",
    "PasswordInput",
    "PlainPicker",
    "SearchInput",
    "TextInput",
    "parse_date",
    "show_date",
]
