import unicodedata

import pytest
from PySide6.QtGui import QColor, QFontInfo, QRawFont

from desktop.base.paths import resource
from desktop.kit import icons, theme
from desktop.kit.crash import CrashWindow
from desktop.kit.frame import Shell
from desktop.kit.tokens import COLOURS

VOWELS = "aăâeêioôơuưy"
TONES = ["", *map(chr, (0x300, 0x301, 0x303, 0x309, 0x323))]
LETTERS = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}


def luminance(colour):
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
    return sum(part * weight for part, weight in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def dark(qapp):
    theme.install(qapp, "dark", 1.3)
    yield
    theme.install(qapp)


@pytest.mark.parametrize("mode", [0, 1])
@pytest.mark.parametrize("token", ["text", "text2", "ghost", "accent", "warn", "err"])
@pytest.mark.parametrize("ground", ["surface", "sel"])
def test_all_words_are_readable_on_their_worst_ground(mode, token, ground):
    assert contrast(COLOURS[token][mode], COLOURS[ground][mode]) >= 4.45


@pytest.mark.parametrize("file", theme.FONT_FILES)
def test_the_bundled_letters_hold_all_of_vietnamese(qapp, file):
    face = QRawFont(str(resource("fonts", file)), 13)
    missing = [letter for letter in LETTERS | {c.upper() for c in LETTERS} if not face.supportsCharacter(ord(letter))]
    assert face.isValid()
    assert missing == []


@pytest.mark.parametrize("role", ["body", "bold"])
def test_digits_are_all_as_wide(qapp, role):
    assert len({theme.metrics(role).horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_words_are_set_in_our_letters(qapp):
    assert QFontInfo(theme.font("body")).family().startswith("Noto Sans")
    assert theme.font_width("bold", "Đàm Thủy") > theme.font_width("body", "Đàm Thủy")


def test_dark_mode_and_letter_size_reach_palette_and_lengths(qapp, dark):
    assert theme.mode() == "dark"
    assert theme.px(10) == 13
    assert theme.font("body").pixelSize() == 17
    assert qapp.palette().window().color() == QColor(COLOURS["window"][1])


def test_windows_are_dressed_and_not_the_application(qapp, qtbot):
    windows = [Shell(), CrashWindow("lỗi")]
    for window in windows:
        qtbot.addWidget(window)
        assert COLOURS["accent"][0] in window.styleSheet()
    assert qapp.styleSheet() == ""
    light = windows[0].styleSheet()
    theme.install(qapp, "dark")
    assert windows[0].styleSheet() != light
    theme.install(qapp)
    assert windows[0].styleSheet() == light


def test_nothing_slides_or_fades(qapp):
    assert not any(qapp.isEffectEnabled(effect) for effect in theme.EFFECTS)


def test_every_icon_is_drawn_in_the_colour_asked_for(qapp):
    for name in icons.names():
        picture = icons.pixmap(name, "accent", 96).toImage()
        middle = [picture.pixelColor(x, y) for x in range(0, 96, 2) for y in range(0, 96, 2)]
        inked = [colour for colour in middle if colour.alpha() == 255]
        assert theme.color("accent") in inked, name
