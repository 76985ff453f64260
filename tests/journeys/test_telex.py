"""Vietnamese as people type it: Telex keys through UniKey end up as whole letters in the book."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.services import browsing, keeping
from desktop.services.books import Role
from desktop.services.filtering import Filter
from tests.journeys.telex_typist import ROUTE

HOME = Path(__file__).resolve().parents[2]
TOOLS = ("ibus-daemon", "ibus", "xdotool", "dbus-run-session", "Xvfb")
ENGINES = ("/usr/lib/ibus/ibus-engine-unikey", "/usr/libexec/ibus-engine-unikey")
READY = all(map(shutil.which, TOOLS)) and any(Path(engine).exists() for engine in ENGINES)


@pytest.mark.skipif(not READY, reason="needs ibus-unikey, xdotool, dbus-run-session and Xvfb")
def test_telex_keys_become_vietnamese_letters(tmp_path: Path) -> None:
    keeping.create(tmp_path / "unit", Role.UNIT, "01495", "2020", "Trực ban", True).close()
    session = tmp_path / "session"
    session.mkdir(mode=0o700)
    own = {"HOME": str(session), "XDG_RUNTIME_DIR": str(session), "XMODIFIERS": "@im=ibus"}
    own |= {"QT_IM_MODULE": "ibus", "QT_QPA_PLATFORM": "xcb"}
    command = ["dbus-run-session", "--", sys.executable, "-m", "tests.journeys.telex_typist", str(tmp_path / "unit")]
    run = subprocess.run(
        command, cwd=HOME, env=os.environ | own, capture_output=True, text=True, timeout=180, check=False
    )
    assert run.stdout.strip().endswith("typed"), run.stderr[-2000:]
    books = keeping.open_books(tmp_path / "unit")
    rows = browsing.rows(books, browsing.ids(books, Filter(kinds=("patrol",))))
    assert [row.values["route"] for row in rows] == [ROUTE[1]]
    books.close()
