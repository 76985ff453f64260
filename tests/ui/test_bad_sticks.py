"""A full, locked, pulled or fake-sized stick: never a word of success, and the file sent before stays whole."""

import errno
import io
import os
import shutil
from pathlib import Path

import pytest

from desktop.services import exporting
from desktop.ui.context import Context
from desktop.ui.unit.closing_view import ClosingView
from tests.ui.test_closing_view import add_patrol, context, view  # noqa: F401

SAFE = "An toàn"


class Stick:
    """A folder that fails as sticks do."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.patch = folder, patch

    def holds(self, name: object) -> bool:
        return str(name).startswith(str(self.folder))

    def fill(self) -> None:
        """No room is left: the system says so when it is made to write."""
        self._fail(os, "fsync", errno.ENOSPC, lambda _: True)

    def lock(self) -> None:
        """The little switch at its side."""
        real = io.open

        def opened(file, mode="r", *more, **others):  # type: ignore[no-untyped-def]
            if self.holds(file) and set(mode) & set("wax+"):
                raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(file))
            return real(file, mode, *more, **others)

        self.patch.setattr(io, "open", opened)

    def pull_while_writing(self) -> None:
        self._fail(os, "fsync", errno.EIO, lambda _: True)

    def pull_before_its_name(self) -> None:
        self._fail(os, "replace", errno.ENODEV, self.holds)

    def pull_before_reading(self) -> None:
        """Written and named, and then nothing answers any more."""
        real = os.replace

        def replaced(source, target):  # type: ignore[no-untyped-def]
            real(source, target)
            if self.holds(target):
                shutil.move(self.folder, self.folder.with_name("trong tui"))

        self.patch.setattr(os, "replace", replaced)

    def lie_about_its_size(self) -> None:
        """What lies behind the real end comes back as nothing."""
        real = os.replace

        def replaced(source, target):  # type: ignore[no-untyped-def]
            real(source, target)
            if self.holds(target):
                data = Path(target).read_bytes()
                Path(target).write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))

        self.patch.setattr(os, "replace", replaced)

    def _fail(self, module, name, code, meant) -> None:  # type: ignore[no-untyped-def]
        real = getattr(module, name)

        def failing(first, *more, **others):  # type: ignore[no-untyped-def]
            if meant(first):
                raise OSError(code, os.strerror(code))
            return real(first, *more, **others)

        self.patch.setattr(module, name, failing)


def export(view: ClosingView, qtbot) -> None:  # noqa: F811
    view.form.confirm.set_value(True)
    view.form.start(complete=False)
    qtbot.waitUntil(lambda: not view.form.running())


@pytest.mark.parametrize(
    ("trouble", "word"),
    [
        ("fill", "Hết chỗ trống"),
        ("lock", "khóa"),
        ("pull_while_writing", "USB"),
        ("pull_before_its_name", "USB"),
        ("pull_before_reading", ""),
        ("lie_about_its_size", ""),
    ],
)
def test_a_bad_stick_never_gives_a_word_of_success(
    view: ClosingView, context: Context, tmp_path: Path, qtbot, monkeypatch, trouble: str, word: str  # noqa: F811
) -> None:
    folder = tmp_path / "usb"
    folder.mkdir()
    view.form.folder.line.setText(str(folder))
    view.form._on_folder_typed()
    add_patrol(context)
    export(view, qtbot)
    assert SAFE in _said(view)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert len(before) == 1
    add_patrol(context)
    with monkeypatch.context() as patch:
        getattr(Stick(folder, patch), trouble)()
        export(view, qtbot)
    assert SAFE not in _said(view) and not view.form.code.isVisible() and view.form.steps._done == 0
    assert word in _said(view)
    there = folder if folder.is_dir() else tmp_path / "trong tui"
    left = {path.name: path.read_bytes() for path in there.iterdir()}
    assert before.items() <= left.items()
    assert trouble == "pull_before_reading" or left == before
    assert [each.sequence for each in exporting.history(context.books)] == [1]


def test_the_same_package_goes_out_on_a_good_stick_afterwards(
    view: ClosingView, context: Context, tmp_path: Path, qtbot, monkeypatch  # noqa: F811
) -> None:
    add_patrol(context)
    with monkeypatch.context() as patch:
        Stick(tmp_path, patch).lie_about_its_size()
        export(view, qtbot)
    assert SAFE not in _said(view)
    export(view, qtbot)
    assert SAFE in _said(view)
    assert [each.sequence for each in exporting.history(context.books)] == [1]


def _said(view: ClosingView) -> str:  # noqa: F811
    return " ".join(label.text() for label in view.form.result.findChildren(type(view.form.code)) if label.isVisible())
