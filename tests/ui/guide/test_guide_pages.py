"""The guide as it lies on the disk: every screen has its page, every name on a page leads to something."""

import re
import tomllib

import pytest
from PySide6.QtGui import QImage, QRawFont

from desktop.kit import theme
from desktop.kit.marks import Mark
from desktop.ui.guide.pages import Guide, folder, read_page

ROLES = ("unit", "headquarters")
FILES = sorted(path.stem for path in folder().glob("*.html"))


def sources() -> list[str]:
    return [read_page(key).source for key in FILES]


@pytest.fixture(params=ROLES)
def guide(request: pytest.FixtureRequest) -> Guide:
    return Guide.load(request.param)


def test_every_screen_of_a_unit_has_its_page(context, qtbot):
    from desktop.ui.unit.window import UnitWindow

    window = UnitWindow(context)
    qtbot.addWidget(window)
    assert [key for key in window.page_keys() if key not in Guide.load("unit")] == []


def test_every_screen_of_a_headquarters_has_its_page(province_context, qtbot):
    from desktop.ui.headquarters.window import HeadquartersWindow

    window = HeadquartersWindow(province_context)
    qtbot.addWidget(window)
    assert [key for key in window.page_keys() if key not in Guide.load("headquarters")] == []


def test_no_page_is_left_out_of_the_contents():
    contents = tomllib.loads((folder() / "contents.toml").read_text("utf-8"))
    assert {key for chapter in contents["chapter"] for key in chapter["pages"]} == set(FILES)


def test_every_page_has_one_title(guide):
    titles = [page.title for chapter in guide.chapters for page in chapter.pages]
    assert len(set(titles)) == len(titles)
    assert [source.count("<h1>") for source in sources()] == [1] * len(FILES)


def test_every_picture_named_can_be_shown():
    named = {name for source in sources() for name in re.findall(r'<img src="([^":]+)">', source)}
    assert len(named) > 15
    assert [name for name in sorted(named) if QImage(str(folder() / name)).isNull()] == []


def test_every_mark_named_is_one_of_ours():
    named = {name for source in sources() for name in re.findall(r'"mark:(\w+)"', source)}
    assert named
    assert [name for name in named if name.upper() not in Mark.__members__] == []


def test_every_link_leads_to_a_page_of_the_same_role(guide):
    pages = [page for chapter in guide.chapters for page in chapter.pages]
    astray = [(page.key, key) for page in pages for key in re.findall(r'<a href="(\w+)">', page.source)]
    assert astray
    assert [link for link in astray if link[1] not in guide] == []


def test_every_letter_is_in_our_font(qapp):
    face = QRawFont.fromFont(theme.font("value"))
    letters = set("".join(sources())) - {"\n"}
    assert [letter for letter in sorted(letters) if not face.supportsCharacter(ord(letter))] == []


def test_the_guide_speaks_as_the_screens_do():
    told = [word for source in sources() for word in re.findall(r"(?i)\bbạn\b|vui lòng|!|\bOK\b|\bclick\b", source)]
    assert told == []


def test_every_page_is_written_in_whole_tags():
    for key, source in zip(FILES, sources(), strict=True):
        for tag in ("p", "ol", "ul", "li", "table", "tr", "td", "b", "a", "h2"):
            opened = len(re.findall(rf"<{tag}[ >]", source))
            assert opened == source.count(f"</{tag}>"), (key, tag)
